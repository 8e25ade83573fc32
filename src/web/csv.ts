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

/** The same, a batch at a time: a file of any length is never whole in memory, and other requests come in between. */
export async function sendCsvInParts<Row>(
  res: Response,
  name: string,
  batches: AsyncIterable<readonly Row[]>,
  columns: Columns<Row>,
) {
  res.attachment(`${name}.csv`).type('text/csv; charset=utf-8');
  res.write(`\uFEFF${csvText([], columns)}`);
  for await (const rows of batches) {
    if (res.destroyed) return;
    const headed = csvText(rows, columns);
    res.write(headed.slice(headed.indexOf('\r\n') + 2));
  }
  res.end();
}
