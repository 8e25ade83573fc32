import { z } from 'zod';
import { idFrom } from '../web/form.ts';
import { LAYERS, STAGES } from './report.ts';

/** Searching for more words than this finds nothing anybody meant. */
const MOST_WORDS = 8;

const oneOf = <const W extends readonly string[]>(words: W) => z.enum(words).optional().catch(undefined);
const instant = z.iso
  .datetime({ offset: true })
  .transform((typed) => new Date(typed).toISOString())
  .optional()
  .catch(undefined);
const row = z.preprocess((value) => idFrom(value) || undefined, z.number().optional());

/** What a list of reports may be asked for in its address. What cannot be read is left out: a stale link still shows a list. */
const address = z.object({
  q: z
    .string()
    .trim()
    .max(200)
    .transform((typed) => typed.replaceAll('\u0000', '').toWellFormed())
    .catch(''),
  source: oneOf(['leader', 'csr', 'import']),
  kind: oneOf(['friction', 'delight']),
  stage: oneOf(STAGES),
  layer: oneOf(LAYERS),
  theme: row,
  queue: row,
  shift: row,
  import: row,
  reporter: oneOf(['me']),
  unsorted: oneOf(['yes']),
  /** Happened later than this. */
  since: instant,
  /** Without what was met in practice shifts. */
  practice: oneOf(['no']),
});

export type ReportFilter = z.output<typeof address>;

export const readFilter = (query: unknown): ReportFilter => address.parse(query);

/** What is asked for, as the end of an address without the question mark; `more` adds to it. */
export function filterQuery(filter: Partial<ReportFilter>, more: Record<string, string> = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...filter, ...more }))
    if (value !== undefined && value !== '') query.set(name, String(value));
  return query.toString();
}

/** `#42` asks for one report by its number. */
export const numberIn = (q: string): number => idFrom(/^#(\d+)$/.exec(q)?.[1]);

/** The words that must all be in the text, ready for `like … escape '\'`. */
export const patternsIn = (q: string): string[] =>
  q
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, MOST_WORDS)
    .map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`);

/** A place in a list that is ordered by when it happened, then by number: `2026-03-02T09:00:00.000Z.42`. */
export interface Place {
  at: string;
  id: number;
}

export const placeWords = ({ at, id }: Place) => `${at}.${id}`;

export function readPlace(words: unknown): Place | undefined {
  const [, at = '', id] =
    /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)\.(\d{1,10})$/.exec(typeof words === 'string' ? words : '') ?? [];
  return idFrom(id) ? { at, id: idFrom(id) } : undefined;
}
