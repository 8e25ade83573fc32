import { dayNumber, daysIn, type Period } from './period.ts';

/** The best that can be done with the periods up to one: how many days they cover, with how many periods, and which. */
interface Cover<P> {
  days: number;
  periods: number;
  last: P | undefined;
  before: Cover<P> | undefined;
}

/**
 * Which of some periods are added up. Where they overlap (a month and its weeks) adding all would count a mention twice: those are
 * taken that together cover the most days without overlapping; of equals, the fewer and longer. Weighted interval scheduling
 * (Kleinberg & Tardos 2005, section 6.1), O(n log n).
 */
export function countedOf<P extends Period>(periods: readonly P[]): Set<P> {
  const inOrder = periods.toSorted((a, b) => compare(a.until, b.until) || compare(a.from, b.from));
  if (inOrder.every(({ from }, at) => at === 0 || from > inOrder[at - 1]!.until)) return new Set(inOrder);
  const ends = inOrder.map(({ until }) => dayNumber(until));
  const best: Cover<P>[] = [{ days: 0, periods: 0, last: undefined, before: undefined }];
  for (const period of inOrder) {
    const free = best[endedBefore(ends, dayNumber(period.from))]!;
    const taking = { days: free.days + daysIn(period), periods: free.periods + 1, last: period, before: free };
    best.push(better(taking, best.at(-1)!));
  }
  return new Set(taken(best.at(-1)));
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function better<P>(one: Cover<P>, other: Cover<P>): Cover<P> {
  if (one.days !== other.days) return one.days > other.days ? one : other;
  return one.periods < other.periods ? one : other;
}

/** How many of the sorted ends lie before a day: binary search. */
function endedBefore(ends: readonly number[], day: number): number {
  let [low, high] = [0, ends.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ends[middle]! < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

function* taken<P>(cover: Cover<P> | undefined): Generator<P> {
  for (let here = cover; here?.last; here = here.before) yield here.last;
}
