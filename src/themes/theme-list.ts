import { z } from 'zod';
import { LAYERS, type Layer, STAGES, type Stage } from '../friction/report.ts';
import { byCost, type ThemeCost } from './cost.ts';
import { byEvidence, csrVoices, type Evidence } from './evidence.ts';
import { fold } from './fold.ts';

export const SORTS = ['cost', 'evidence', 'calls', 'csrs', 'imported', 'seen', 'name'] as const;
export type Sort = (typeof SORTS)[number];

/** What the address asks for. An address typed wrong shows the plain list. */
export const themeFilters = z.object({
  q: z.string().trim().max(200).catch(''),
  queue: z.coerce.number().int().positive().max(2_147_483_647).nullable().catch(null),
  stage: z.enum(STAGES).nullable().catch(null),
  layer: z.enum(LAYERS).nullable().catch(null),
  kind: z.enum(['friction', 'delight']).catch('friction'),
  sort: z
    .string()
    .regex(new RegExp(`^-?(?:${SORTS.join('|')})$`))
    .catch('-cost'),
  after: z.coerce.number().int().positive().nullable().catch(null),
  before: z.coerce.number().int().positive().nullable().catch(null),
});

export type ThemeFilters = z.output<typeof themeFilters>;

export interface ListedTheme {
  id: number;
  name: string;
  layer: Layer | null;
  evidence: Evidence;
  cost: ThemeCost | undefined;
}

/** Themes that hold something and whose name has every word asked for, in the order asked for; of equals, the older. */
export function inOrder(themes: readonly ListedTheme[], { q, sort }: Pick<ThemeFilters, 'q' | 'sort'>): ListedTheme[] {
  const asked = fold(q).split(' ').filter(Boolean);
  const sign = sort.startsWith('-') ? 1 : -1;
  const compare = ORDERS[sort.replace('-', '') as Sort];
  return themes
    .filter(({ name }) => asked.every((word) => fold(name).includes(word)))
    .toSorted((a, b) => sign * compare(a, b) || a.id - b.id);
}

/** Each puts the most first. */
const ORDERS: Record<Sort, (a: ListedTheme, b: ListedTheme) => number> = {
  cost: (a, b) => byCost(a.cost, b.cost) || byEvidence(a.evidence, b.evidence),
  evidence: (a, b) => byEvidence(a.evidence, b.evidence),
  calls: (a, b) => b.evidence.observedCalls - a.evidence.observedCalls,
  csrs: (a, b) => csrVoices(b.evidence) - csrVoices(a.evidence),
  imported: (a, b) => b.evidence.imported - a.evidence.imported,
  seen: (a, b) => (b.evidence.lastSeenAt ?? '').localeCompare(a.evidence.lastSeenAt ?? ''),
  name: (a, b) => b.name.localeCompare(a.name, 'en'),
};

/** One page of a list, by the number of the theme before or after it; a theme that has left the list begins it again. */
export function pageOf<T extends { id: number }>(
  all: readonly T[],
  { after, before }: { after?: number | null; before?: number | null },
  size: number,
) {
  const at = (id: number | null | undefined) => (id ? all.findIndex((one) => one.id === id) : -1);
  const end = at(before);
  const start = end >= 0 ? Math.max(0, end - size) : at(after) + 1;
  const rows = all.slice(start, start + size);
  return {
    rows,
    newer: start > 0 ? rows[0]?.id : undefined,
    older: start + size < all.length ? rows.at(-1)?.id : undefined,
  };
}

export const WEEKS = 12;
const DAY = 86_400_000;

/** The day (`2026-01-31`, UTC) on which the first of the last twelve weeks begins; the last week ends today. */
export const firstDay = (now: Date) => new Date(now.getTime() - (WEEKS * 7 - 1) * DAY).toISOString().slice(0, 10);

/** Counts by day, as counts of each of the last twelve weeks, oldest first. */
export function byWeek(days: readonly { day: string; count: number }[], now: Date): number[] {
  const weeks = Array.from({ length: WEEKS }, () => 0);
  const first = Date.parse(firstDay(now));
  for (const { day, count } of days) {
    const week = Math.floor((Date.parse(day) - first) / (7 * DAY));
    if (week >= 0 && week < WEEKS) weeks[week]! += count;
  }
  return weeks;
}

/** The stage and the layer that most reports name; of equals, the earlier on the customer's way. */
export function usual(steps: readonly { stage: Stage | null; layer: Layer | null; count: number }[]) {
  return { stage: most(STAGES, steps, 'stage'), layer: most(LAYERS, steps, 'layer') };
}

function most<W extends string>(words: readonly W[], steps: readonly { count: number }[], part: 'stage' | 'layer'): W | null {
  const total = (word: W) =>
    (steps as readonly { count: number; stage: string | null; layer: string | null }[])
      .filter((step) => step[part] === word)
      .reduce((sum, { count }) => sum + count, 0);
  const [best] = words.map((word) => ({ word, count: total(word) })).toSorted((a, b) => b.count - a.count);
  return best && best.count > 0 ? best.word : null;
}
