import type { Row } from './cells.ts';
import type { Columns, Table } from './columns.ts';
import { type Figure, readCount, readDuration } from './figures.ts';
import type { Role } from './headings.ts';
import type { KnownFigures, Ledger } from './ledger.ts';
import { FileRefused } from './refusal.ts';
import type { RowTimes } from './row-times.ts';

/** Takes rows into a ledger one at a time; says why a row cannot be taken. */
export interface RowTaker {
  take(row: Row): string | undefined;
  /** Throws `FileRefused` when the rows as a whole cannot be meant. */
  finish(): void;
}

interface IntervalFile {
  table: Table;
  ledger: Ledger;
  times: RowTimes;
  intervalMinutes: number;
  /** The queue's name where no column says it. */
  queue: string;
}

const HALF_A_DAY_MINUTES = 720;
/** Fewer rows may be apart by chance. */
const ROWS_TO_TELL = 4;
const CORRECT = 'Correct it and import again.';

/** Interval rows: one start, its counts and times. A start that comes twice in the hour the clocks show twice is the later one. */
export function createIntervalTaker({ table, ledger, times, intervalMinutes, queue }: IntervalFile): RowTaker {
  const { columns } = table;
  const starts = createStarts();

  function take(row: Row) {
    const name = nameOf(row, columns, queue);
    const time = times.read(row, name);
    if ('problem' in time) return time.problem;
    const figures = readFigures(row, columns);
    if ('problem' in figures) return `${figures.problem}. ${CORRECT}`;
    const start = starts.claim(name, time.instants);
    if (start === undefined)
      return `This start came before for ${name || 'this queue'}. Remove one row, or name the column that tells them apart.`;
    ledger.add(name, start, figures);
    return undefined;
  }

  function finish() {
    times.finish();
    const apart = starts.closestSeconds() / 60;
    if (apart <= intervalMinutes || apart > HALF_A_DAY_MINUTES) return;
    const step = `Choose intervals of ${apart} minutes, or export the report in intervals of ${intervalMinutes}.`;
    throw new FileRefused(
      table.line,
      `Rows are ${apart} minutes apart, wider than the interval of ${intervalMinutes} minutes. ${step}`,
    );
  }

  return { take, finish };
}

/** The queue a row belongs to. */
export function nameOf({ cells }: Row, { queue }: Columns, otherwise: string): string {
  return (queue && cells[queue.at]) || otherwise;
}

/** Which starts a queue has had, one bit a minute. */
function createStarts() {
  const seen = new Map<string, Map<number, Uint8Array>>();
  const last = new Map<string, number>();
  let closest = Infinity;
  let claimed = 0;

  function claim(queue: string, instants: number[]) {
    const start = inOrder(instants, last.get(queue)).find((instant) => mark(seen, queue, instant));
    if (start === undefined) return undefined;
    closest = Math.min(closest, Math.abs(start - (last.get(queue) ?? Infinity)));
    last.set(queue, start);
    claimed++;
    return start;
  }

  return { claim, closestSeconds: () => (claimed < ROWS_TO_TELL ? 0 : closest) };
}

/** In a file that runs backwards the later of two comes first. */
function inOrder(instants: number[], last = -Infinity) {
  return instants.length === 2 && last > instants[1]! ? [...instants].reverse() : instants;
}

function mark(seen: Map<string, Map<number, Uint8Array>>, queue: string, instant: number) {
  const days = seen.get(queue) ?? new Map<number, Uint8Array>();
  if (days.size === 0) seen.set(queue, days);
  const minute = Math.floor(instant / 60);
  const day = Math.floor(minute / 1440);
  const bits = days.get(day) ?? new Uint8Array(180);
  if (!days.has(day)) days.set(day, bits);
  const at = minute - day * 1440;
  const bit = 1 << (at & 7);
  if (bits[at >> 3]! & bit) return false;
  bits[at >> 3]! |= bit;
  return true;
}

type Read = (role: Role) => number | undefined;

function readFigures(row: Row, columns: Columns): KnownFigures | { problem: string } {
  const problems: string[] = [];
  const read: Read = (role) => {
    const figure = readCell(row, columns, role);
    if (figure && 'problem' in figure) problems.push(figure.problem);
    return figure && 'value' in figure ? figure.value : undefined;
  };
  const figures = toFigures(read);
  if (problems[0] !== undefined) return { problem: problems[0] };
  return figures.offered === undefined ? { problem: 'The row says no number of calls' } : figures;
}

function toFigures(read: Read) {
  const answered = read('answered');
  const abandoned = read('abandoned');
  const both = answered === undefined || abandoned === undefined ? undefined : answered + abandoned;
  const offered = read('offered') ?? both;
  const handled = answered ?? offered;
  const talk = read('talkTotal') ?? times(read('talkMean'), handled);
  const wrap = read('wrapTotal') ?? times(read('wrapMean'), handled);
  return {
    offered,
    answered,
    abandoned,
    answeredInTime: read('answeredInTime'),
    answeredWaitSeconds: read('answeredWaitTotal') ?? times(read('answeredWaitMean'), handled),
    abandonedWaitSeconds: read('abandonedWaitTotal') ?? times(read('abandonedWaitMean'), abandoned),
    handleSeconds:
      read('handleTotal') ?? times(read('handleMean'), handled) ?? (talk === undefined ? undefined : talk + (wrap ?? 0)),
  };
}

function times(mean: number | undefined, count: number | undefined) {
  return mean === undefined || count === undefined ? undefined : mean * count;
}

/** One cell of a role as a figure; undefined where the column or the cell is empty. */
export function readCell({ cells }: Row, columns: Columns, role: Role): Figure | undefined {
  const column = columns[role];
  const text = column && cells[column.at];
  if (!text || text === '-') return undefined;
  const figure = COUNTS.has(role) ? readCount(text) : readDuration(text, column.unitSeconds);
  return 'value' in figure ? figure : { problem: `“${text}” in column “${column.heading}” ${figure.problem}` };
}

const COUNTS: ReadonlySet<Role> = new Set(['offered', 'answered', 'abandoned', 'answeredInTime']);
