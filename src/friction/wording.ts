import { z } from 'zod';
import { maybeOneOf, maybeRowId, readForm } from '../web/form.ts';
import { LAYERS, type ReportKind, STAGES } from './report.ts';

/** What is being written, or was, with what is known about it so far: all that similar themes are looked up by. */
export interface Wording {
  /** The number of a report that is stored, so that it is not compared with itself. */
  id?: number;
  text: string;
  kind: ReportKind;
  /** Stage, layer, tool and queue; what nobody has said yet is left out or empty. */
  facets: Readonly<Record<string, string>>;
}

/** A theme that sounds like a text: the words they share, and its earlier report that is nearest. */
export interface SimilarTheme {
  id: number;
  name: string;
  words: readonly string[];
  nearest: { reportId: number; summary: string } | null;
  /** Only perhaps the same. */
  weak: boolean;
}

export type FindSimilar = (wording: Wording) => Promise<SimilarTheme[]>;

interface Written {
  id?: number;
  summary: string;
  kind?: ReportKind;
  customerWords?: string | null;
  stage?: string | null;
  layer?: string | null;
  tool?: string | null;
  queueId?: number | null;
}

/** A longer text is compared by its beginning. */
const MOST_COMPARED = 500;
/** Anything shorter sounds like everything. */
const SHORTEST_TEXT = 3;

export const wordingOf = ({ id, summary, kind = 'friction', customerWords, stage, layer, tool, queueId }: Written): Wording => ({
  ...(id === undefined ? {} : { id }),
  text: `${summary}\n${customerWords ?? ''}`.trim().slice(0, MOST_COMPARED).toWellFormed(),
  kind,
  facets: { stage: stage ?? '', layer: layer ?? '', tool: tool ?? '', queue: String(queueId ?? '') },
});

/** A form as far as it has been filled in, whatever stands in it; undefined while there is too little to compare. */
export function readWording(body: unknown, queueId: number | null = null): Wording | undefined {
  const form = readForm(draft, body);
  if (!form.ok || form.value.summary.length < SHORTEST_TEXT) return undefined;
  const { toolTyped, ...written } = form.value;
  return wordingOf({ ...written, tool: toolTyped || written.tool, queueId: queueId ?? written.queueId });
}

const text = z
  .string()
  .transform((typed) => typed.slice(0, MOST_COMPARED).replaceAll('\u0000', ' ').toWellFormed().trim())
  .catch('');

const draft = z.object({
  summary: text,
  customerWords: text,
  kind: z.enum(['friction', 'delight']).catch('friction'),
  stage: maybeOneOf(STAGES, '').catch(null),
  layer: maybeOneOf(LAYERS, '').catch(null),
  tool: text,
  toolTyped: text,
  queueId: maybeRowId('').catch(null),
});
