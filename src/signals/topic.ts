import { z } from 'zod';
import { fold } from '../themes/fold.ts';
import { idFrom, line, maybeRowId } from '../web/form.ts';
import type { TopicFigures } from './figures.ts';

/** Where an owner has put a topic: for a theme, which counts for its root, or for none on purpose. */
export interface Mapping {
  id: number;
  themeId: number | null;
  rootId: number | null;
  themeName: string | null;
  mappedAt: string;
  by: string | null;
}

/** What one tool calls one thing. The same words from two tools are two topics. */
export interface Topic {
  id: number;
  name: string;
  sourceId: number;
  source: string;
  mapping: Mapping | null;
}

export type ListedTopic = Topic & { figures: TopicFigures };

export const TOPIC_STATES = ['unmapped', 'mapped', 'no friction'] as const;
export type TopicState = (typeof TOPIC_STATES)[number];

export const stateOf = ({ mapping }: Pick<Topic, 'mapping'>): TopicState =>
  mapping ? (mapping.themeId === null ? 'no friction' : 'mapped') : 'unmapped';

const row = z.preprocess((value) => idFrom(value) || undefined, z.number().optional());

const place = z.preprocess((value) => idFrom(value) || null, z.number().nullable());

/** What the address asks for. An address typed wrong shows the plain list. */
export const topicFilters = z.object({
  q: z
    .string()
    .trim()
    .max(200)
    .transform((typed) => typed.replaceAll('\u0000', '').toWellFormed())
    .catch(''),
  state: z.enum(TOPIC_STATES).optional().catch(undefined),
  source: row,
  theme: row,
  import: row,
  after: place,
  before: place,
});

export type TopicFilters = z.output<typeof topicFilters>;

/** The topics asked for that anything is in force of: what waits for a decision first, then by mentions in the last weeks. */
export function listedTopics(
  topics: readonly Topic[],
  figures: ReadonlyMap<number, TopicFigures>,
  { q, state, source, theme }: Pick<TopicFilters, 'q' | 'state' | 'source' | 'theme'>,
): ListedTopic[] {
  const asked = fold(q).split(' ').filter(Boolean);
  return topics
    .flatMap((topic) => (figures.has(topic.id) ? [{ ...topic, figures: figures.get(topic.id)! }] : []))
    .filter((topic) => !state || stateOf(topic) === state)
    .filter((topic) => (!source || topic.sourceId === source) && (!theme || topic.mapping?.rootId === theme))
    .filter(({ name }) => asked.every((word) => fold(name).includes(word)))
    .toSorted((a, b) => placeOf(a) - placeOf(b) || b.figures.mentions - a.figures.mentions || a.id - b.id);
}

const placeOf = (topic: Topic) => TOPIC_STATES.indexOf(stateOf(topic));

const SAY = 'Choose the theme by its name, as the list offers it';

/** The decision about one topic; `seen` is the mapping that the page showed. */
export const mappingForm = z
  .object({
    as: z.enum(['theme', 'no friction']).catch('theme'),
    theme: z.string().catch(''),
    seen: maybeRowId('Load the page again'),
  })
  .transform(({ as, theme, seen }, context) => {
    if (as === 'no friction') return { theme: null, seen };
    const named = line(SAY, 120).safeParse(theme);
    if (!named.success) context.addIssue({ code: 'custom', path: ['theme'], message: named.error.issues[0]!.message });
    return { theme: named.data ?? '', seen };
  });
