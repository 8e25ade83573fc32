import { Temporal } from 'temporal-polyfill';
import type { CallRow } from './series.ts';

/** A file that cannot be read as call history; the message says where and what to do. */
export class UnreadableCalls extends Error {}

export interface CallsFile {
  rows: CallRow[];
  /** Minutes between rows: the longest step that all row times share; 1,440 for daily totals. */
  slotMinutes: number;
  /** What a person should know about how the file was understood. */
  notes: string[];
}

interface Layout {
  separator: string;
  time: number;
  calls: number;
  columns: number;
}

const MINUTES_PER_DAY = 1440;
const MOST_YEARS = 30;
/** The hour that comes twice when summer time ends lies before four in the morning. */
const LATEST_REPEATED_MINUTE = 240;
const LONGEST_REPEAT_MINUTES = 60;
const LOCAL_TIME = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?(Z|[+-]\d\d:?\d\d)?$/;

/** Reads `datetime_local, calls` (comma, semicolon or tab between; other columns are ignored; rows in any order). */
export function readCalls(text: string): CallsFile {
  refuseBinary(text);
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const layout = layoutOf(lines[0]!);
  const lineOf = new Map<string, number[]>();
  const isDay = dayChecker();
  const rows: CallRow[] = [];
  for (let i = 1; i < lines.length; i++) {
    if (lines[i]!.trim() === '') continue;
    const row = rowFrom(lines[i]!, i + 1, layout, isDay);
    const key = `${row.day} ${row.minute}`;
    const seen = lineOf.get(key);
    if (seen) seen.push(i + 1);
    else lineOf.set(key, [i + 1]);
    rows.push(row);
  }
  if (rows.length === 0) throw new UnreadableCalls('Line 2: there are no rows after the header. Add one row per interval.');
  refuseLongSpan(rows, lineOf);
  const slotMinutes = stepOf(rows);
  return { rows, slotMinutes, notes: repeatedHours(lineOf, slotMinutes) };
}

function refuseBinary(text: string) {
  const at = text.search(/[\0\uFFFD]/);
  if (at < 0) return;
  const line = text.slice(0, at).split('\n').length;
  throw new UnreadableCalls(`Line ${line}: this is not plain UTF-8 text. Save the file as "CSV UTF-8" and try again.`);
}

function layoutOf(header: string): Layout {
  if (header.trim() === '')
    throw new UnreadableCalls('Line 1: the file is empty or starts with an empty line. Start with "datetime_local,calls".');
  const separator = [',', ';', '\t'].find((candidate) => header.includes(candidate)) ?? ',';
  const names = cellsOf(header, separator).map((name) => name.toLowerCase());
  const [time, calls] = [names.indexOf('datetime_local'), names.indexOf('calls')];
  const missing = time < 0 ? 'datetime_local' : 'calls';
  if (time < 0 || calls < 0)
    throw new UnreadableCalls(`Line 1: there is no column "${missing}". Name the columns "datetime_local,calls".`);
  return { separator, time, calls, columns: names.length };
}

function rowFrom(line: string, number: number, layout: Layout, isDay: (day: string) => boolean): CallRow {
  const cells = cellsOf(line, layout.separator);
  if (cells.length !== layout.columns) {
    throw new UnreadableCalls(
      `Line ${number}: ${cells.length} columns where the header has ${layout.columns}. Give every row the same columns.`,
    );
  }
  return { ...timeFrom(cells[layout.time]!, number, isDay), calls: countFrom(cells[layout.calls]!, number) };
}

function cellsOf(line: string, separator: string) {
  return line.split(separator).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
}

function timeFrom(text: string, line: number, isDay: (day: string) => boolean) {
  const [, day, hour = '00', minute = '00', , zone] = LOCAL_TIME.exec(text) ?? [];
  const shown = JSON.stringify(text.slice(0, 40));
  if (!day)
    throw new UnreadableCalls(`Line ${line}: ${shown} is not a local time. Write it like 2026-03-02T07:30, on a 24-hour clock.`);
  if (zone === 'Z')
    throw new UnreadableCalls(`Line ${line}: ${shown} is in UTC. Give the local time of the centre, without the Z.`);
  if (!isDay(day) || Number(hour) > 23 || Number(minute) > 59) {
    throw new UnreadableCalls(`Line ${line}: ${shown} is not on the calendar or the clock. Correct the date or the time.`);
  }
  return { day, minute: Number(hour) * 60 + Number(minute) };
}

function countFrom(text: string, line: number) {
  const shown = JSON.stringify(text.slice(0, 40));
  if (text === '')
    throw new UnreadableCalls(`Line ${line}: the number of calls is missing. Write 0 for none, or leave the row out.`);
  const count = /^[+-]?\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isNaN(count)) throw new UnreadableCalls(`Line ${line}: ${shown} is not a number of calls. Write it like 12.`);
  if (count < 0) throw new UnreadableCalls(`Line ${line}: ${shown} calls is less than none. Correct the number.`);
  if (count > 1e7)
    throw new UnreadableCalls(`Line ${line}: ${shown} calls in one interval is more than any centre takes. Correct the number.`);
  return count;
}

/** Asks the calendar once per day, not once per row. */
function dayChecker() {
  const known = new Map<string, boolean>();
  return (day: string) => {
    if (!known.has(day)) known.set(day, isOnCalendar(day));
    return known.get(day)!;
  };
}

function isOnCalendar(day: string) {
  try {
    Temporal.PlainDate.from(day, { overflow: 'reject' });
    return true;
  } catch {
    return false;
  }
}

function refuseLongSpan(rows: CallRow[], lineOf: Map<string, number[]>) {
  const first = rows.reduce((a, b) => (b.day < a.day ? b : a));
  const last = rows.reduce((a, b) => (b.day > a.day ? b : a));
  if (Number(last.day.slice(0, 4)) - Number(first.day.slice(0, 4)) <= MOST_YEARS) return;
  const line = lineOf.get(`${last.day} ${last.minute}`)![0];
  throw new UnreadableCalls(
    `Line ${line}: ${last.day} is more than ${MOST_YEARS} years after ${first.day}. Correct the odd date.`,
  );
}

/** The greatest step that divides all times of day; a file with one row a day holds daily totals. */
function stepOf(rows: CallRow[]) {
  const minutes = [...new Set(rows.map((row) => row.minute))];
  return minutes.length === 1 ? MINUTES_PER_DAY : minutes.reduce(greatestDivisor, MINUTES_PER_DAY);
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}

/** The same local time twice is the hour repeated in autumn when it is at most an hour, at night; else a mistake. */
function repeatedHours(lineOf: Map<string, number[]>, slotMinutes: number): string[] {
  const repeats = [...lineOf].filter(([, lines]) => lines.length > 1);
  const perDay = new Map<string, number>();
  for (const [key, lines] of repeats) {
    const [day, minute] = key.split(' ') as [string, string];
    const minutes = (perDay.get(day) ?? 0) + slotMinutes;
    perDay.set(day, minutes);
    if (lines.length > 2 || Number(minute) >= LATEST_REPEATED_MINUTE || minutes > LONGEST_REPEAT_MINUTES) {
      throw new UnreadableCalls(`Line ${lines[1]}: the same time is already on line ${lines[0]}. Keep one row per interval.`);
    }
  }
  return [...perDay.keys()].map((day) => `${day} has an hour twice: read as the end of summer time, the two are averaged.`);
}
