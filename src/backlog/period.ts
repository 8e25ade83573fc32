/** From `from` up to (not including) `until`, as instants: before and after a fix, or all there is. */
export interface Period {
  from?: string | undefined;
  until?: string | undefined;
}

/** Every instant at which one of the periods begins or ends, oldest first: counts are asked for once, between these. */
export const boundsOf = (periods: readonly Period[]): string[] =>
  [...new Set(periods.flatMap(({ from, until }) => [from, until].filter((at) => at !== undefined)))].toSorted();

/** Whether a piece of time lies in a period. Piece n begins at the n-th bound (counted from 1); piece 0 is all before the first. */
export function holdsPiece({ from, until }: Period, bounds: readonly string[]) {
  const first = from === undefined ? 0 : bounds.indexOf(from) + 1;
  const last = until === undefined ? bounds.length : bounds.indexOf(until);
  return ({ piece }: { piece: number }) => first <= piece && piece <= last;
}

export const holdsInstant =
  ({ from = '', until = '9' }: Period) =>
  ({ happenedAt }: { happenedAt: string }) =>
    from <= happenedAt && happenedAt < until;
