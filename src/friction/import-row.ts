import { createHash } from 'node:crypto';
import type { Columns } from './import-columns.ts';
import type { Line } from './import-csv.ts';
import { readDate } from './import-date.ts';

export const LONGEST_TEXT = 5_000;
const ONE_DAY = 24 * 60 * 60 * 1000;

export type RefusalKind =
  | 'no text'
  | 'too long a text'
  | 'a date that cannot be read'
  | 'a date in the future'
  | 'an unknown queue'
  | 'more cells than the heading';

/** A line that cannot be taken: the sentence is for whoever mends the file. */
export interface RefusedLine {
  line: number;
  kind: RefusalKind;
  reason: string;
}

/** The same before anything is cleaned: the sentence around a piece of the file. */
export interface NotTaken {
  line: number;
  kind: RefusalKind;
  quoted: string;
  say: (quoted: string) => string;
}

/** A line that can. */
export interface TakenLine {
  text: string;
  happenedAt: string | null;
  reporter: string | null;
  queueId: number | null;
}

export interface Reading {
  columns: Columns;
  /** Lower-case name → number. */
  queues: ReadonlyMap<string, number>;
  /** For every line, when `--queue` named one queue. */
  queueId: number | null;
  now: Date;
}

export function readRow({ line, cells }: Line, reading: Reading): TakenLine | NotTaken {
  const { columns } = reading;
  const refuse = (kind: RefusalKind, quoted: string, say: NotTaken['say']): NotTaken => ({ line, kind, quoted, say });
  if (cells.slice(columns.heading.length).some((cell) => cell.trim()))
    return refuse(
      'more cells than the heading',
      '',
      () => `${cells.length} cells, but ${columns.heading.length} columns: put the text in quotation marks`,
    );

  const text = tidy(cells[columns.text]);
  if (!text) return refuse('no text', columns.heading[columns.text] ?? '', (column) => `The column “${column}” is empty`);
  if (text.length > LONGEST_TEXT)
    return refuse('too long a text', '', () => `${text.length} characters; ${LONGEST_TEXT} is the most`);

  const dated = cellAt(cells, columns.date);
  const happenedAt = dated ? readDate(dated, columns.dateOrder) : null;
  if (happenedAt === undefined)
    return refuse('a date that cannot be read', dated, (date) => `“${date}” is not a date (${columns.dateOrder})`);
  if (happenedAt && Date.parse(happenedAt) > reading.now.getTime() + ONE_DAY)
    return refuse('a date in the future', dated, (date) => `“${date}” is yet to come`);

  const queueId = queueOf(cellAt(cells, columns.queue), reading);
  if (queueId === undefined)
    return refuse('an unknown queue', cellAt(cells, columns.queue), (queue) => `No queue is called “${queue}”`);
  return { text, happenedAt, reporter: cellAt(cells, columns.reporter) || null, queueId };
}

/**
 * The same row has the same key each time, whatever the columns are taken for and however its text is cleaned: SHA-256 of all its
 * cells as they stand in the file. Rows that are the same are told apart by counting them; `seen` counts over one reading of the file.
 */
export function importKey(cells: readonly string[], seen: Map<string, number>): string {
  const content = hash(JSON.stringify(cells));
  const ordinal = seen.get(content) ?? 0;
  seen.set(content, ordinal + 1);
  return `import:${hash(`${content} ${ordinal}`)}`;
}

/** Control characters and half characters become spaces, runs of space one; paragraphs stay. */
const tidy = (cell = '') =>
  cell
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n]|\ufeff/gu, ' ')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n\s*/g, '\n')
    .trim();

const cellAt = (cells: string[], column: number | undefined) =>
  column === undefined ? '' : tidy(cells[column]).replaceAll('\n', ' ');

function queueOf(name: string, { columns, queues, queueId }: Reading): number | null | undefined {
  if (columns.queue === undefined) return queueId;
  return name ? queues.get(name.toLowerCase()) : null;
}

const hash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 40);
