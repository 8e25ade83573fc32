import { parse } from 'csv-parse/sync';
import { createMomentReader } from '../history/moment.ts';
import type { Refusal } from '../history/refusal.ts';
import { createZoneClock, type ZoneClock } from '../history/zone-clock.ts';

export interface ScheduledAgents {
  startsAt: string;
  agents: number;
}

export interface ScheduleFile {
  rows: ScheduledAgents[];
  refused: Refusal[];
}

interface Row {
  line: number;
  cells: string[];
}

const TIMES = ['datetime_local', 'start', 'starts at', 'interval start', 'datetime', 'timestamp', 'time'];
const AGENTS = ['agents', 'scheduled', 'scheduled agents', 'staffed', 'staff', 'positions', 'headcount', 'fte'];
const MOST_AGENTS = 20_000;
const MOST_ROWS = 200_000;
const LONGEST_ROW_SECONDS = 14_400;

/**
 * A schedule as CSV: a start on the queue's clock and a number of agents a line. Rows an hour apart stand for each interval of the
 * hour. Rows between the interval's starts are refused; a start that comes twice keeps its last row. A problem with the whole file is refused at its line.
 */
export function readSchedule(text: string, zone: string, intervalSeconds: number): ScheduleFile {
  const rows = cellsOf(text);
  if ('reason' in rows) return { rows: [], refused: [rows] };
  const [heading, ...lines] = rows;
  const [time, agents] = [columnOf(heading, TIMES), columnOf(heading, AGENTS)];
  if (!heading || time < 0 || agents < 0)
    return whole(heading?.line ?? 1, 'The first line must name two columns: start and agents. Add it and send the file again.');
  if (lines.length === 0) return whole(2, 'There is no row after the headings. Add one row an interval.');
  if (lines.length > MOST_ROWS) return whole(MOST_ROWS, `The file has over ${MOST_ROWS} rows. Send fewer months at a time.`);
  return readRows(lines, { time, agents }, createZoneClock(zone), intervalSeconds);
}

function cellsOf(text: string): Row[] | Refusal {
  const bad = text.search(/[\0\uFFFD]/);
  if (bad >= 0)
    return { line: text.slice(0, bad).split('\n').length, reason: 'This is not plain UTF-8 text. Save the file as “CSV UTF-8”.' };
  const [first = ''] = text.split(/\r?\n/, 1);
  const delimiter = [',', ';', '\t'].toSorted((a, b) => first.split(b).length - first.split(a).length)[0]!;
  try {
    const options = { bom: true, delimiter, relax_column_count: true, skip_empty_lines: true, trim: true, info: true };
    const records = parse(text, options) as unknown as { record: string[]; info: { lines: number } }[];
    return records.map(({ record, info }) => ({ line: info.lines, cells: record }));
  } catch (problem) {
    return { line: 1, reason: `This is not a CSV file we can read: ${(problem as Error).message}. Save it as CSV again.` };
  }
}

const columnOf = (heading: Row | undefined, names: string[]) =>
  (heading?.cells ?? []).findIndex(
    (cell) => names.includes(cell.toLowerCase().trim().replaceAll('_', ' ')) || names.includes(cell),
  );

function readRows(lines: Row[], at: { time: number; agents: number }, clock: ZoneClock, intervalSeconds: number): ScheduleFile {
  const readMoment = createMomentReader(undefined);
  const found = new Map<string, number>();
  const refused: Refusal[] = [];
  for (const { line, cells } of lines) {
    const moment = readMoment(cells[at.time] ?? '');
    const agents = cells[at.agents] ?? '';
    const problem = momentProblem(moment, cells[at.time] ?? '') ?? agentsProblem(agents);
    const starts = problem || !moment ? [] : instantsOf(moment, clock);
    const reason = problem ?? startProblem(starts, intervalSeconds, clock);
    if (reason) refused.push({ line, reason });
    else for (const start of starts) found.set(new Date(start * 1000).toISOString(), Number(agents));
  }
  return { rows: spread(found, intervalSeconds), refused };
}

/** Rows stand for as long as the closest two are apart, up to four hours. */
function spread(found: ReadonlyMap<string, number>, intervalSeconds: number): ScheduledAgents[] {
  const starts = [...found.keys()].map((start) => Date.parse(start) / 1000).sort((a, b) => a - b);
  const apart = starts.slice(1).reduce((least, start, i) => Math.min(least, start - starts[i]!), Infinity);
  const copies = apart <= LONGEST_ROW_SECONDS ? Math.max(1, Math.floor(apart / intervalSeconds)) : 1;
  return [...found].flatMap(([startsAt, agents]) =>
    Array.from({ length: copies }, (_, i) => ({
      startsAt: new Date(Date.parse(startsAt) + i * intervalSeconds * 1000).toISOString(),
      agents,
    })),
  );
}

type Moment = ReturnType<ReturnType<typeof createMomentReader>>;

function instantsOf(moment: NonNullable<Moment>, clock: ZoneClock): number[] {
  return 'instant' in moment ? [moment.instant as number] : clock.instantsOf((moment as { local: number }).local);
}

function momentProblem(moment: Moment, written: string) {
  return moment ? undefined : `“${written.slice(0, 40)}” is no time. Write it like 2026-03-02 09:30.`;
}

function agentsProblem(written: string) {
  if (!/^\d+$/.test(written)) return `“${written.slice(0, 40)}” is no number of agents. Write a whole number, 0 or more.`;
  return Number(written) > MOST_AGENTS ? `${written} agents are more than any queue has. Correct the number.` : undefined;
}

function startProblem(starts: number[], intervalSeconds: number, clock: ZoneClock) {
  if (starts.length === 0) return 'The clocks skip this time as summer time begins. Remove the row.';
  const between = starts.some((start) => (start + clock.offsetAt(start)) % intervalSeconds !== 0);
  return between
    ? `Intervals of this queue are ${intervalSeconds / 60} minutes long; this start is between two. Move it.`
    : undefined;
}

const whole = (line: number, reason: string): ScheduleFile => ({ rows: [], refused: [{ line, reason }] });
