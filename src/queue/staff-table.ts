import { createSplitter, type Row, rankDelimiters } from './history/cells.ts';
import { decodeText } from './history/decode.ts';
import { readLines } from './history/lines.ts';
import { FileRefused, type Refusal } from './history/refusal.ts';
import { REQUIRED_COLUMNS, STAFF_COLUMNS, type StaffColumn, type WrittenRow } from './staff-question.ts';

/** One row of the table, or why a line is none. */
export type StaffRow = { line: number; row: WrittenRow } | Refusal;

export interface StaffTable {
  /** Headings that mean nothing here. */
  unused: string[];
  /** Where each column stands, from 0. */
  places: Map<StaffColumn, number>;
}

const OTHER_NAMES: Record<string, StaffColumn> = { max_abandonment: 'max_abandon' };

/** Streams the rows of a staffing table in batches. Throws `FileRefused` for a file that cannot be one. */
export async function* readStaffTable(
  chunks: AsyncIterable<Uint8Array>,
  onTable: (table: StaffTable) => void = () => undefined,
): AsyncGenerator<StaffRow[]> {
  const { pieces } = await decodeText(chunks);
  let splitter: ReturnType<typeof createSplitter> | undefined;
  let table: StaffTable | undefined;
  for await (const lines of readLines(pieces)) {
    const rows = lines.flatMap((line) => {
      if (!splitter && line.text.trim() === '') return [];
      splitter ??= createSplitter(rankDelimiters([line])[0] ?? ',');
      return splitter.add(line);
    });
    if (!table && rows[0]) {
      table = readHeadings(rows.shift()!);
      onTable(table);
    }
    if (table) yield rows.map((row) => toStaffRow(row, table!));
  }
  const rest = splitter?.end() ?? [];
  if (!table)
    throw new FileRefused(
      1,
      rest[0] && 'reason' in rest[0] ? rest[0].reason : 'The file has no headings. Write the columns on its first line.',
    );
  yield rest.map((row) => toStaffRow(row, table!));
}

function readHeadings(row: Row | Refusal): StaffTable {
  if ('reason' in row) throw new FileRefused(row.line, row.reason);
  const names = row.cells.map((cell) => cell.toLowerCase()).map((name) => OTHER_NAMES[name] ?? name);
  const missing = REQUIRED_COLUMNS.filter((column) => !names.includes(column));
  if (missing.length > 0)
    throw new FileRefused(row.line, `The headings lack ${missing.join(', ')}. There are: ${row.cells.join(', ').slice(0, 300)}.`);
  const known = STAFF_COLUMNS.filter((column) => names.includes(column));
  const unused = row.cells.filter((_, at) => !STAFF_COLUMNS.some((column) => column === names[at]));
  return { unused, places: new Map(known.map((column) => [column, names.indexOf(column)])) };
}

function toStaffRow(row: Row | Refusal, { places }: StaffTable): StaffRow {
  if ('reason' in row) return row;
  return { line: row.line, row: Object.fromEntries([...places].map(([column, at]) => [column, row.cells[at] ?? ''])) };
}
