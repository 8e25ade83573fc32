import { createSplitter, type Delimiter, type Row, rankDelimiters, splitCells } from './cells.ts';
import { type ChosenColumns, chooseColumns, type RowKind, recogniseHeadings, type Table } from './columns.ts';
import { findDateOrder } from './date-order.ts';
import type { Line } from './lines.ts';
import { createMomentReader, type DateOrder } from './moment.ts';
import { isQueueLogLine } from './queue-log.ts';
import { FileRefused } from './refusal.ts';
import { writtenTime } from './row-times.ts';

/** What a person may say about a file; what is left out is recognised. */
export interface FormatChoice {
  kind?: RowKind | 'queue_log';
  delimiter?: Delimiter;
  columns?: ChosenColumns;
  dateOrder?: DateOrder;
}

/** How a file is to be read. */
export type Format = { kind: 'queue_log' } | TableFormat;

export interface TableFormat {
  kind: RowKind;
  delimiter: Delimiter;
  table: Table;
  /** Undefined where every date says its order. */
  dateOrder: DateOrder | undefined;
}

const LINES_BEFORE_HEADINGS = 30;

/** Recognises a file by its first lines. Throws `FileRefused` when it cannot be told what they are. */
export function findFormat(head: Line[], choice: FormatChoice): Format {
  const lines = head.filter(({ text }) => text.trim() !== '');
  if (lines.length === 0) throw new FileRefused(1, 'The file holds nothing but empty lines. Export it again.');
  if (choice.kind === 'queue_log' || (!choice.kind && looksLikeQueueLog(lines))) return { kind: 'queue_log' };
  const { delimiter, table } = findTable(lines, choice);
  return { kind: table.kind, delimiter, table, dateOrder: choice.dateOrder ?? readDateOrder(lines, delimiter, table) };
}

function looksLikeQueueLog(lines: Line[]) {
  const first = lines.filter(({ text }) => !text.startsWith('#')).slice(0, 100);
  return first.length > 0 && first.filter(isQueueLogLine).length >= first.length / 2;
}

function findTable(lines: Line[], choice: FormatChoice) {
  const delimiters = choice.delimiter ? [choice.delimiter] : rankDelimiters(lines);
  for (const delimiter of delimiters) {
    const table = choice.columns ? chosenTable(lines, delimiter, choice) : recognisedTable(lines, delimiter, choice);
    if (table) return { delimiter, table };
  }
  throw new FileRefused(lines[0]!.line, whatIsMissing(lines[0]!, delimiters));
}

function recognisedTable(lines: Line[], delimiter: Delimiter, { kind }: FormatChoice) {
  for (const row of firstRows(lines, delimiter)) {
    const table = recogniseHeadings(row, kind === 'queue_log' ? undefined : kind);
    if (table) return table;
  }
  return undefined;
}

function firstRows(lines: Line[], delimiter: Delimiter): Row[] {
  const { add } = createSplitter(delimiter);
  return lines
    .slice(0, LINES_BEFORE_HEADINGS)
    .flatMap(add)
    .filter((row) => 'cells' in row);
}

/** Headings chosen by name stand on the line that holds them; numbered columns may stand on none. */
function chosenTable(lines: Line[], delimiter: Delimiter, { kind, columns = {} }: FormatChoice) {
  const named = Object.values(columns).filter((choice) => typeof choice === 'string');
  const rows = firstRows(lines, delimiter);
  const row = rows.find(({ cells }) => named.every((name) => cells.includes(name))) ?? rows[0];
  if (!row) return undefined;
  const rowKind = kind === 'calls' || (!kind && columns.arrival !== undefined) ? 'calls' : 'intervals';
  const table = chooseColumns(row, rowKind, columns);
  return named.length === 0 && firstRowIsData(row, table) ? { ...table, line: 0 } : table;
}

function firstRowIsData({ cells }: Row, { columns }: Table) {
  const at = (columns.start ?? columns.arrival ?? columns.date)?.at;
  return (
    at !== undefined &&
    /\d{4}|\d[./-]\d/.test(cells[at] ?? '') &&
    createMomentReader('day-first')(`${cells[at]} 00:00`) !== undefined
  );
}

function toRow({ line, text }: Line, delimiter: Delimiter): Row {
  return { line, cells: splitCells(text, delimiter) ?? [] };
}

function whatIsMissing({ text }: Line, delimiters: Delimiter[]) {
  if (delimiters.length === 0)
    return 'No line is cut into columns by commas, semicolons, tabs or bars. Export the report as CSV.';
  const found = (splitCells(text, delimiters[0]!) ?? []).slice(0, 12).join(', ');
  return `No headings name a time and what to count. The first line reads: ${found.slice(0, 300)}. Choose the columns by hand.`;
}

function readDateOrder(lines: Line[], delimiter: Delimiter, { columns, line }: Table): DateOrder | undefined {
  const dates = lines.filter((candidate) => candidate.line > line).map((row) => writtenTime(toRow(row, delimiter), columns));
  const order = findDateOrder(dates);
  if (order !== 'open') return order === 'written' ? undefined : order;
  const example = dates.find((date) => date !== '');
  throw new FileRefused(
    line + 1,
    `Dates such as “${example}” can be read two ways. Say whether the day or the month comes first.`,
  );
}
