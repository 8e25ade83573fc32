import { type Complaint, complain } from './complaint.ts';
import { keyOf, type Signal } from './signal.ts';

interface Said extends Signal {
  /** Everything that was written for it. */
  written: string;
}

interface Sorted<S> {
  /** One of each source, topic and period, by source and topic. */
  once: S[];
  /** The very same again. */
  repeated: number;
  /** Several that say something about one topic in one period: adding or choosing would be a guess. */
  refused: { signal: S; complaint: Complaint }[];
}

/** Sorts out what is said more than once. `where` names the place of another in words: “line 7”. */
export function sortDoubles<S extends Said>(signals: readonly S[], where: (signal: S) => string): Sorted<S> {
  const once: { signal: S; place: string }[] = [];
  const sorted: Sorted<S> = { once: [], repeated: 0, refused: [] };
  for (const [place, same] of groups(signals)) {
    const first = same[0]!;
    if (same.every(({ written }) => written === first.written)) {
      once.push({ signal: first, place });
      sorted.repeated += same.length - 1;
    } else
      for (const signal of same) sorted.refused.push({ signal, complaint: doubled(same.find((one) => one !== signal)!, where) });
  }
  sorted.once = once.toSorted((a, b) => (a.place < b.place ? -1 : 1)).map(({ signal }) => signal);
  return sorted;
}

/** By source, topic and period, in this order. */
function groups<S extends Said>(signals: readonly S[]): Map<string, S[]> {
  const groups = new Map<string, S[]>();
  const keys = new Map<string, string>();
  const known = (name: string) => {
    const key = keys.get(name) ?? JSON.stringify(keyOf(name));
    keys.set(name, key);
    return key;
  };
  for (const signal of signals) {
    const { from, until } = signal.period;
    const place = `${known(signal.source)} ${known(signal.topic)} ${from}/${until}`;
    const group = groups.get(place);
    if (group) group.push(signal);
    else groups.set(place, [signal]);
  }
  return groups;
}

const doubled = <S>(other: S, where: (signal: S) => string) =>
  complain(where(other), (place) => `${place} counts the same topic in the same period: add them up, and say it once`);
