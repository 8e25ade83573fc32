import type { Reasons } from '../similar-store.ts';
import type { Check } from './checks.ts';

/** What people said about a filing of the gate, by their last deed. */
export type Word = 'right' | 'taken back' | 'moved' | 'said not to belong' | 'not checked';

/** What stands behind a word: the rows that say it, where there are any. */
export interface Traces {
  backId: number | null;
  movedId: number | null;
  refusalId: number | null;
  checkedAt: string | null;
}

export function wordOn({ backId, movedId, refusalId, checkedAt }: Traces): Word {
  if (refusalId !== null) return 'said not to belong';
  if (movedId !== null) return 'moved';
  if (backId !== null) return 'taken back';
  return checkedAt === null ? 'not checked' : 'right';
}

/**
 * What a decision says about the gate. One of its own counts as soon as a person has said something about it; a person's counts where the
 * gate would have decided, unless it was changed since. Undefined: it says nothing.
 */
export function checkFrom(
  row: Traces & { madeBy: 'human' | 'gate'; belief: number; reasons: Reasons | null },
): Check | undefined {
  const word = wordOn(row);
  if (row.madeBy === 'gate') return word === 'not checked' ? undefined : { belief: row.belief, right: word === 'right' };
  return word === 'not checked' && row.reasons ? { belief: row.belief, right: row.reasons.place === 1 } : undefined;
}

/** Which filings of the gate a list shows. */
export const SHOWN = ['all', 'unchecked', 'right', 'wrong'] as const;
export type Shown = (typeof SHOWN)[number];

export const readReasons = (json: string | null): Reasons | null => (json === null ? null : (JSON.parse(json) as Reasons));
