import { FileRefused } from './refusal.ts';
import type { ZoneClock } from './zone-clock.ts';

/** What one interval of one queue holds. Null is what the file does not say. */
export interface Figures {
  /** Every call that asked for the queue while it was open, turned away or not. */
  offered: number | null;
  answered: number | null;
  abandoned: number | null;
  /** Answered within the target. */
  answeredInTime: number | null;
  /** Sums over the interval's calls. */
  answeredWaitSeconds: number | null;
  abandonedWaitSeconds: number | null;
  /** Talk and wrap-up of the answered. */
  handleSeconds: number | null;
  /** Turned away because nobody was there. */
  blocked: number | null;
  /** Turned away because the queue was full. */
  saturated: number | null;
  /** Came while the queue was closed; not among the offered. */
  closed: number | null;
}

/** Figures of one row; what it does not say is left out. */
export type KnownFigures = { [name in keyof Figures]?: number | null | undefined };

/** One interval of one queue, from its first second on. */
export interface IntervalRecord extends Figures {
  queue: string;
  /** UTC, ISO 8601. */
  startsAt: string;
}

/** Sums per queue and interval. Throws `FileRefused` past a thousand queues. Memory grows with the intervals met, not with the calls. */
export interface Ledger {
  add(queue: string, instant: number, figures: KnownFigures): void;
  /** Sorted by queue, then time. */
  records(): Generator<IntervalRecord>;
}

const NAMES: (keyof Figures)[] = [
  'offered',
  'answered',
  'abandoned',
  'answeredInTime',
  'answeredWaitSeconds',
  'abandonedWaitSeconds',
  'handleSeconds',
  'blocked',
  'saturated',
  'closed',
];

const MOST_QUEUES = 1000;

interface QueueSums {
  rows: Map<number, number>;
  sums: Float64Array;
}

/** Intervals start on multiples of `intervalMinutes` of the local clock. */
export function createLedger(intervalMinutes: number, clock: ZoneClock): Ledger {
  const queues = new Map<string, QueueSums>();
  const length = intervalMinutes * 60;

  function add(queue: string, instant: number, figures: KnownFigures) {
    const offset = clock.offsetAt(instant);
    const startsAt = Math.floor((instant + offset) / length) * length - offset;
    const { sums, at } = rowOf(queues, queue, startsAt);
    for (let i = 0; i < NAMES.length; i++) {
      const value = figures[NAMES[i]!];
      if (value !== undefined && value !== null) sums[at + i] = Number.isNaN(sums[at + i]!) ? value : sums[at + i]! + value;
    }
  }

  function* records() {
    for (const [queue, { rows, sums }] of [...queues].sort(([a], [b]) => (a < b ? -1 : 1))) {
      for (const startsAt of Float64Array.from(rows.keys()).sort()) yield toRecord(queue, startsAt, sums, rows.get(startsAt)!);
    }
  }

  return { add, records };
}

function rowOf(queues: Map<string, QueueSums>, name: string, startsAt: number) {
  const queue = queues.get(name) ?? { rows: new Map<number, number>(), sums: new Float64Array() };
  if (queue.sums.length === 0) open(queues, name, queue);
  const at = queue.rows.get(startsAt) ?? queue.rows.size * NAMES.length;
  if (at === queue.sums.length) queue.sums = grow(queue.sums);
  if (at === queue.rows.size * NAMES.length) queue.rows.set(startsAt, at);
  return { sums: queue.sums, at };
}

/** A column of names or numbers taken for the queue would fill memory with queues. */
function open(queues: Map<string, QueueSums>, name: string, queue: QueueSums) {
  if (queues.size === MOST_QUEUES)
    throw new FileRefused(1, 'The file names more than 1,000 queues. Choose the column that holds the queue, or none.');
  queues.set(name, queue);
}

function grow(sums: Float64Array) {
  const larger = new Float64Array(Math.max(64 * NAMES.length, 2 * sums.length)).fill(NaN);
  larger.set(sums);
  return larger;
}

function toRecord(queue: string, startsAt: number, sums: Float64Array, at: number): IntervalRecord {
  const record = { queue, startsAt: new Date(startsAt * 1000).toISOString() } as IntervalRecord;
  for (let i = 0; i < NAMES.length; i++) record[NAMES[i]!] = Number.isNaN(sums[at + i]!) ? null : sums[at + i]!;
  return record;
}
