import { FileProblem, type Line } from '../friction/import-csv.ts';
import { type DateOrder, orderOf } from '../friction/import-date.ts';
import { type Complaint, complain, isComplaint } from './complaint.ts';
import type { Period } from './period.ts';
import { type Dating, datesIn, readDay, readPeriod, readSpan } from './period-reading.ts';
import { type DecimalMark, decimalMarkOf, readSignal, type Signal } from './signal.ts';
import { type Asked, findColumns, type SignalColumns } from './signal-columns.ts';

/** A signal with the line of the file that says it, and all of that line: the very same line twice is one. */
export interface LinedSignal extends Signal {
  line: number;
  written: string;
}

export interface Refused extends Complaint {
  line: number;
}

export type AskedOfFile = Asked & { dates?: DateOrder | undefined };

const LINES_BEFORE_HEADING = 15;

/** The headings among a file's first lines. Throws FileProblem where none of them names a topic, a count and a period. */
export function headingIn(lines: readonly Line[], asked: Asked, today: string): { columns: SignalColumns; at: number } {
  const problems: FileProblem[] = [];
  for (const [at, { cells }] of lines.slice(0, LINES_BEFORE_HEADING).entries()) {
    const columns = columnsIn(cells, asked, today);
    if (columns instanceof FileProblem) problems.push(columns);
    else if (columns) return { columns, at };
  }
  throw problems[0] ?? nothingNamed(lines[0]);
}

function columnsIn(cells: string[], asked: Asked, today: string): SignalColumns | FileProblem | undefined {
  const heading = cells.map((cell) => cell.trim());
  if (heading.filter(Boolean).length < 2) return undefined;
  try {
    return findColumns(heading, asked, today);
  } catch (problem) {
    if (problem instanceof FileProblem) return problem;
    throw problem;
  }
}

const nothingNamed = (line: Line | undefined) =>
  new FileProblem(
    line
      ? `No line names a topic and a count. The first one reads: ${line.cells.join(', ').slice(0, 300)}. Head the columns Topic, Count, Period and Source.`
      : 'The file is empty. Its first line names the columns: Topic, Count, Period and Source.',
  );

export type ReadLine = (line: Line) => LinedSignal[] | Refused;

/** How each line below the headings is read. Throws FileProblem where dates can be read two ways. */
export function lineReader(
  lines: readonly Line[],
  columns: SignalColumns,
  dates: DateOrder | undefined,
  today: string,
): ReadLine {
  const order = dates ?? dateOrderIn(lines, columns);
  const reading: Reading = { columns, order, decimalMark: decimalMarkIn(lines, columns), today, periods: new Map() };
  return (line) => {
    const read = readLine(line, reading);
    return Array.isArray(read) ? read : { ...read, line: line.line };
  };
}

interface Reading {
  columns: SignalColumns;
  order: DateOrder | undefined;
  decimalMark: DecimalMark | undefined;
  today: string;
  /** Read before in this file: most lines name one of a few periods. */
  periods: Map<string, Period | Complaint>;
}

interface Counted {
  column: number;
  count: string;
  period: Period | Complaint;
}

/** What one line says: all of it, or nothing. */
function readLine({ line, cells }: Line, reading: Reading): LinedSignal[] | Complaint {
  const { columns, decimalMark } = reading;
  const { heading, topic, source } = columns;
  if (cells.slice(heading.length).some((cell) => cell.trim()))
    return complain('', () => `${cells.length} cells, but ${heading.length} columns: put the topic in quotation marks`);
  const names = { topic: cells[topic] ?? '', source: typeof source === 'number' ? (cells[source] ?? '') : source };
  const signals: LinedSignal[] = [];
  for (const counted of countsOf(cells, reading)) {
    const signal = readSignal({ ...names, count: counted.count, period: counted.period, decimalMark });
    if (isComplaint(signal)) return signal;
    signals.push({ ...signal, line, written: JSON.stringify([counted.column, ...cells]) });
  }
  return signals;
}

/** An empty cell below a period says nothing; in a column of counts it is a mistake. */
function countsOf(cells: string[], { columns: { when }, order, today, periods }: Reading): Counted[] {
  const at = (column: number) => cells[column] ?? '';
  if ('counts' in when)
    return when.counts.flatMap(({ at: column, period }) => (at(column).trim() ? [{ column, count: at(column), period }] : []));
  const typed = 'at' in when ? at(when.at) : `${at(when.from)}\n${at(when.until)}`;
  const dating: Dating = { grain: 'at' in when ? when.grain : 'day', order, today };
  const read = () => ('at' in when ? readPeriod(typed, dating) : readSpan(at(when.from), at(when.until), dating));
  const period = periods.get(typed) ?? read();
  periods.set(typed, period);
  return [{ column: when.count, count: at(when.count), period }];
}

function dateOrderIn(lines: readonly Line[], { when, heading }: SignalColumns): DateOrder | undefined {
  if ('counts' in when) return undefined;
  const columns = 'at' in when ? [when.at] : [when.from, when.until];
  const dates = lines.flatMap(({ cells }) => columns.flatMap((column) => datesIn(cells[column] ?? '')));
  const order = orderOf(dates);
  const open = order ? undefined : dates.find((date) => readDay(date, 'day first') !== readDay(date, 'month first'));
  if (open === undefined) return order;
  throw new FileProblem(
    `Dates such as “${open}” under “${heading[columns[0]!]}” can be read two ways: say whether the day or the month comes first, or write them as 2026-11-16.`,
  );
}

function decimalMarkIn(lines: readonly Line[], { when }: SignalColumns): DecimalMark | undefined {
  const columns = 'counts' in when ? when.counts.map(({ at }) => at) : [when.count];
  return decimalMarkOf(lines.flatMap(({ cells }) => columns.map((column) => cells[column] ?? '')));
}
