/** Many growable lists in shared columns: list 7 is a run of slots. Twenty bytes an entry, no object each. */
export interface Lists {
  starts: Int32Array;
  lengths: Int32Array;
  /** Power of two; 0 before the first entry. */
  capacities: Int32Array;
  count: number;
  keys: Int32Array;
  counts: Int32Array;
  weights: Float32Array;
  used: number;
  /** Abandoned runs by log2 of their size, taken again before the columns grow. */
  free: number[][];
  weighted: boolean;
}

/** `weighted` lists carry a count and a weight beside each key; plain ones only keys. */
export function createLists(weighted: boolean): Lists {
  const side = weighted ? 1024 : 0;
  return {
    starts: new Int32Array(1024),
    lengths: new Int32Array(1024),
    capacities: new Int32Array(1024),
    count: 0,
    keys: new Int32Array(1024),
    counts: new Int32Array(side),
    weights: new Float32Array(side),
    used: 0,
    free: [],
    weighted,
  };
}

/** Appends a key to a list and returns its slot. Lists come into being in order of their number. */
export function append(lists: Lists, list: number, key: number): number {
  if (list >= lists.count) addLists(lists, list + 1);
  const length = lists.lengths[list]!;
  if (length === lists.capacities[list]) widen(lists, list);
  const slot = lists.starts[list]! + length;
  lists.keys[slot] = key;
  if (lists.weighted) {
    lists.counts[slot] = 0;
    lists.weights[slot] = 0;
  }
  lists.lengths[list] = length + 1;
  return slot;
}

/** Makes a list hold just these keys. Not for weighted lists: theirs would be forgotten. */
export function replaceKeys(lists: Lists, list: number, keys: ArrayLike<number>) {
  if (list < lists.count) lists.lengths[list] = 0;
  for (let i = 0; i < keys.length; i++) append(lists, list, keys[i]!);
}

/** The slot of a key in a list, or -1. */
export function slotOf(lists: Lists, list: number, key: number): number {
  if (list >= lists.count) return -1;
  const end = lists.starts[list]! + lists.lengths[list]!;
  for (let slot = lists.starts[list]!; slot < end; slot++) if (lists.keys[slot] === key) return slot;
  return -1;
}

export const lengthOf = (lists: Lists, list: number) => (list < lists.count ? lists.lengths[list]! : 0);

/** A copy that is at least twice as long; the tail is zero. */
export function grown<T extends Int32Array | Float32Array | Float64Array | Uint8Array>(array: T, atLeast: number): T {
  const longer = new (array.constructor as new (length: number) => T)(Math.max(atLeast, array.length * 2));
  longer.set(array as never);
  return longer;
}

/**
 * A copy that is longer by a quarter at least: for the few columns that are the largest thing in memory. A large one gets more room than it
 * needs at once: so much is a mapping of its own, of which only what was written takes memory, and which leaves no hole when it goes.
 */
export function lengthened<T extends Int32Array | Float32Array>(array: T, atLeast: number): T {
  const length = Math.max(atLeast, Math.ceil(array.length * 1.25));
  const room = length > LARGE ? Math.max(length, MAPPED) : length;
  const copy = new (array.constructor as new (length: number) => T)(room);
  copy.set(array as never);
  return copy;
}

const LARGE = 250_000;
/** Above 32 MB an allocation is always a mapping of its own (mallopt(3), M_MMAP_THRESHOLD). */
const MAPPED = (36 * 1024 * 1024) / Int32Array.BYTES_PER_ELEMENT;

function addLists(lists: Lists, count: number) {
  if (count > lists.starts.length) {
    lists.starts = grown(lists.starts, count);
    lists.lengths = grown(lists.lengths, count);
    lists.capacities = grown(lists.capacities, count);
  }
  lists.count = count;
}

function widen(lists: Lists, list: number) {
  const before = lists.capacities[list]!;
  const after = Math.max(1, before * 2);
  const from = lists.starts[list]!;
  const to = takeRun(lists, after);
  lists.keys.copyWithin(to, from, from + before);
  if (lists.weighted) {
    lists.counts.copyWithin(to, from, from + before);
    lists.weights.copyWithin(to, from, from + before);
  }
  if (before > 0) freeRuns(lists, before).push(from);
  lists.starts[list] = to;
  lists.capacities[list] = after;
}

function takeRun(lists: Lists, size: number): number {
  const again = freeRuns(lists, size).pop();
  if (again !== undefined) return again;
  const start = lists.used;
  lists.used += size;
  if (lists.used > lists.keys.length) growColumns(lists);
  return start;
}

function growColumns(lists: Lists) {
  lists.keys = lengthened(lists.keys, lists.used);
  if (!lists.weighted) return;
  lists.counts = lengthened(lists.counts, lists.used);
  lists.weights = lengthened(lists.weights, lists.used);
}

function freeRuns(lists: Lists, size: number): number[] {
  const level = Math.log2(size);
  while (lists.free.length <= level) lists.free.push([]);
  return lists.free[level]!;
}
