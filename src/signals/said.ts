import { countedOf } from './counted.ts';
import type { Period } from './period.ts';

export type SaidState = 'counted' | 'overlapped' | 'corrected' | 'undone';

export const STATE_WORDS: Record<SaidState, string> = {
  counted: 'counted',
  overlapped: 'not counted: overlaps',
  corrected: 'corrected since',
  undone: 'import undone',
};

interface Said extends Period {
  id: number;
  undoneAt: string | null;
}

/**
 * What became of everything that was ever said of one topic. Of several for one period the newest whose import stands is in force;
 * of periods in force that overlap only some are counted. Newest period first, then the newest that was said of it.
 */
export function withStates<S extends Said>(said: readonly S[]): (S & { state: SaidState })[] {
  const newestFirst = said.toSorted((a, b) => compare(b.from, a.from) || compare(b.until, a.until) || b.id - a.id);
  const inForce = new Map<string, S>();
  for (const one of newestFirst) if (one.undoneAt === null && !inForce.has(placeOf(one))) inForce.set(placeOf(one), one);
  const counted = countedOf([...inForce.values()]);
  return newestFirst.map((one) => ({ ...one, state: stateOf(one, inForce.get(placeOf(one)) === one, counted.has(one)) }));
}

function stateOf({ undoneAt }: Said, isInForce: boolean, isCounted: boolean): SaidState {
  if (undoneAt !== null) return 'undone';
  if (!isInForce) return 'corrected';
  return isCounted ? 'counted' : 'overlapped';
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const placeOf = ({ from, until }: Period) => `${from} ${until}`;
