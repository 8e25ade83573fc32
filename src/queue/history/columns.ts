import type { Row } from './cells.ts';
import { CALL_HEADINGS, INTERVAL_HEADINGS, normaliseHeading, type Role, unitSeconds } from './headings.ts';
import { FileRefused } from './refusal.ts';

/** Where each role stands (from 0), and what its plain numbers count in. */
export type Columns = Partial<Record<Role, Column>>;

export interface Column {
  at: number;
  heading: string;
  unitSeconds: number;
}

/** Columns as a person chose them: the heading as it stands, or its number from 1. */
export type ChosenColumns = Partial<Record<Role, string | number>>;

export type RowKind = 'intervals' | 'calls';

/** The table as recognised: what its rows are and which column is what. */
export interface Table {
  kind: RowKind;
  columns: Columns;
  headings: string[];
  /** The line of the headings; 0 when there are none. */
  line: number;
}

/** Recognises one row as headings; undefined when it does not name a time and something to count. */
export function recogniseHeadings(row: Row, kind?: RowKind): Table | undefined {
  const intervals = kind === 'calls' ? undefined : match(row, 'intervals', INTERVAL_HEADINGS);
  if (intervals && tellsCalls(intervals.columns)) return intervals;
  const calls = kind === 'intervals' ? undefined : match(row, 'calls', CALL_HEADINGS);
  return calls && tellsOutcome(calls.columns) ? calls : undefined;
}

/** Columns chosen by hand. Throws `FileRefused` for a column that is not there. */
export function chooseColumns(row: Row, kind: RowKind, chosen: ChosenColumns): Table {
  const columns: Columns = {};
  for (const [role, choice] of Object.entries(chosen) as [Role, string | number][]) {
    const at = typeof choice === 'number' ? choice - 1 : row.cells.indexOf(choice);
    if (at < 0 || at >= row.cells.length)
      throw new FileRefused(row.line, `There is no column ${choice}. There are: ${row.cells.join(', ')}.`);
    columns[role] = toColumn(row.cells[at]!, at);
  }
  return { kind, columns, headings: row.cells, line: row.line };
}

function match(row: Row, kind: RowKind, headings: [Role, string[]][]): Table {
  const names = row.cells.map(normaliseHeading);
  const columns: Columns = {};
  const taken = new Set<number>();
  for (const [role, known] of headings) {
    if (role === 'time' && !columns.date) continue;
    const at = firstOf(known, names, taken);
    if (at === undefined) continue;
    refuseTwins(row, names, at);
    columns[role] = toColumn(row.cells[at]!, at);
    taken.add(at);
  }
  return { kind, columns, headings: row.cells, line: row.line };
}

function firstOf(known: string[], names: string[], taken: Set<number>) {
  for (const name of known) {
    const at = names.findIndex((candidate, i) => candidate === name && !taken.has(i));
    if (at >= 0) return at;
  }
  return undefined;
}

function refuseTwins({ line, cells }: Row, names: string[], at: number) {
  const twin = names.indexOf(names[at]!, at + 1);
  if (twin < 0) return;
  const reason = `Columns ${at + 1} and ${twin + 1} are both headed “${cells[at]}”. Rename one, or choose the column to use.`;
  throw new FileRefused(line, reason);
}

function toColumn(heading: string, at: number): Column {
  return { at, heading, unitSeconds: unitSeconds(heading) };
}

function tellsCalls({ start, date, offered, answered, abandoned }: Columns) {
  return Boolean((start || date) && (offered || (answered && abandoned)));
}

function tellsOutcome({ arrival, date, time, outcome, talk, agent }: Columns) {
  return Boolean((arrival || (date && time)) && (outcome || talk || agent));
}
