import { type Complaint, complain } from './complaint.ts';
import type { Period } from './period.ts';
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
  const sorted: Sorted<S> = { once: [], repeated: 0, refused: [] };
  for (const same of groups(signals).values()) {
    const first = same[0]!;
    const isOne = same.every(({ written }) => written === first.written);
    if (isOne) {
      sorted.once.push(first);
      sorted.repeated += same.length - 1;
    } else
      for (const signal of same) sorted.refused.push({ signal, complaint: doubled(same.find((one) => one !== signal)!, where) });
  }
  sorted.once.sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
  return sorted;
}

function groups<S extends Said>(signals: readonly S[]): Map<string, S[]> {
  const groups = new Map<string, S[]>();
  for (const signal of signals) {
    const key = `${placeOf(signal)} ${daysOf(signal.period)}`;
    const group = groups.get(key);
    if (group) group.push(signal);
    else groups.set(key, [signal]);
  }
  return groups;
}

const placeOf = ({ source, topic }: Signal) => JSON.stringify([keyOf(source), keyOf(topic)]);
const daysOf = ({ from, until }: Period) => `${from}/${until}`;

const doubled = <S>(other: S, where: (signal: S) => string) =>
  complain(where(other), (place) => `${place} counts the same topic in the same period: add them up, and say it once`);
