import { stringify } from 'csv-stringify/sync';
import type { Response } from 'express';

type Cell = string | number | null | undefined;

/** Columns in order: heading → how to read the cell from a row. */
export type Columns<Row> = Record<string, (row: Row) => Cell>;

/** Sends rows as a CSV file (RFC 4180, with a byte-order mark so that spreadsheets read UTF-8). */
export function sendCsv<Row>(res: Response, name: string, rows: readonly Row[], columns: Columns<Row>) {
  res
    .attachment(`${name}.csv`)
    .type('text/csv; charset=utf-8')
    .send(`\uFEFF${csvText(rows, columns)}`);
}

export function csvText<Row>(rows: readonly Row[], columns: Columns<Row>): string {
  const readers = Object.values(columns);
  return stringify([Object.keys(columns), ...rows.map((row) => readers.map((read) => harmless(read(row))))], {
    record_delimiter: '\r\n',
  });
}

/** A cell that starts like a formula would run in a spreadsheet: an apostrophe makes it text (OWASP, CSV injection). */
function harmless(cell: Cell): Cell {
  return typeof cell === 'string' && /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
}
