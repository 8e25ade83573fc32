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

/** A line that can. `dated` is the date as the file has it, which stays the same however it is read. */
export interface TakenLine {
  text: string;
  dated: string;
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

export function readRow({ line, cells }: Line, reading: Reading): TakenLine | RefusedLine {
  const { columns } = reading;
  const refuse = (kind: RefusalKind, reason: string): RefusedLine => ({ line, kind, reason });
  if (cells.slice(columns.heading.length).some((cell) => cell.trim()))
    return refuse(
      'more cells than the heading',
      `${cells.length} cells, but ${columns.heading.length} columns: put the text in quotation marks`,
    );

  const text = tidy(cells[columns.text]);
  if (!text) return refuse('no text', `The column “${columns.heading[columns.text]}” is empty`);
  if (text.length > LONGEST_TEXT) return refuse('too long a text', `${text.length} characters; ${LONGEST_TEXT} is the most`);

  const dated = cellAt(cells, columns.date);
  const happenedAt = dated ? readDate(dated, columns.dateOrder) : null;
  if (happenedAt === undefined)
    return refuse('a date that cannot be read', `“${dated.slice(0, 40)}” is not a date (${columns.dateOrder})`);
  if (happenedAt && Date.parse(happenedAt) > reading.now.getTime() + ONE_DAY)
    return refuse('a date in the future', `“${dated.slice(0, 40)}” is yet to come`);

  const queueId = queueOf(cellAt(cells, columns.queue), reading);
  if (queueId === undefined)
    return refuse('an unknown queue', `No queue is called “${cellAt(cells, columns.queue).slice(0, 80)}”`);
  return { text, dated, happenedAt, reporter: cellAt(cells, columns.reporter).slice(0, 200) || null, queueId };
}

/**
 * The same line of the same file has the same key each time; lines that say the same are told apart by counting them. SHA-256.
 * `seen` counts over one reading of the file.
 */
export function importKey({ text, dated, reporter, queueId }: TakenLine, seen: Map<string, number>): string {
  const content = hash(JSON.stringify([text, dated, reporter, queueId]));
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
