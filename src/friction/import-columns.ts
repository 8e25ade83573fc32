import type { Line } from './import-csv.ts';
import { FileProblem } from './import-csv.ts';
import { type DateOrder, orderOf, readDate } from './import-date.ts';

/** What somebody asked for by name. */
export interface Asked {
  text?: string | undefined;
  date?: string | undefined;
  reporter?: string | undefined;
  queue?: string | undefined;
}

/** Where things stand in the file: column numbers from 0, and what had to be guessed. */
export interface Columns {
  heading: string[];
  rows: number;
  text: number;
  date: number | undefined;
  dateOrder: DateOrder;
  /** Some date reads otherwise in the other order; 2026-03-02 does not. */
  dateMatters: boolean;
  /** Nothing in the column says which is the day, so it was taken to come first. */
  dateGuessed: boolean;
  reporter: number | undefined;
  /** Undefined too when `--queue` names a queue and no column. */
  queue: number | undefined;
}

const TEXT_NAMES = (
  'text,complaint,customer complaint,consumer complaint narrative,description,comment,comments,message,feedback,summary,details,' +
  'narrative,utterance,verbatim,question,issue,problem,body,content,note,notes,subject,title'
).split(',');
const DATE_WORDS = new Set(['date', 'datetime', 'timestamp', 'created', 'received', 'opened', 'happened']);
const SAMPLED_DATES = 20_000;

/** Reads the whole file once: which column is the text, which the date, and in which order its days and months stand. */
export async function surveyColumns(lines: AsyncIterable<Line>, asked: Asked): Promise<Columns> {
  let heading: string[] | undefined;
  let wanted: { date: number | undefined } = { date: undefined };
  const lengths: number[] = [];
  const dates: string[] = [];
  let rows = 0;
  for await (const { cells } of lines) {
    if (!heading) {
      heading = cells.map((cell) => cell.trim());
      wanted = { date: columnOf(heading, asked.date, 'date') ?? dateColumn(heading) };
      continue;
    }
    rows += 1;
    for (const [index, cell] of cells.entries()) lengths[index] = (lengths[index] ?? 0) + cell.length;
    const date = wanted.date === undefined ? '' : (cells[wanted.date] ?? '').trim();
    if (date && dates.length < SAMPLED_DATES) dates.push(date);
  }
  if (!heading) throw new FileProblem('The file is empty. Its first line names the columns, one of them with the texts.');
  return { heading, rows, ...places(heading, asked, lengths), ...whenIn(wanted.date, asked.date !== undefined, dates) };
}

function places(heading: string[], asked: Asked, lengths: number[]) {
  return {
    text: columnOf(heading, asked.text, 'text') ?? namedText(heading) ?? longest(heading, lengths),
    reporter: columnOf(heading, asked.reporter, 'reporter'),
    queue: asked.queue === undefined ? undefined : indexOf(heading, asked.queue),
  };
}

/** A column that only sounds like a date (“update”, “received by”) and mostly is none is left alone. */
function whenIn(column: number | undefined, wasAsked: boolean, dates: string[]) {
  const order = orderOf(dates);
  const dateOrder: DateOrder = order ?? 'day first';
  const readable = dates.filter((date) => readDate(date, dateOrder)).length;
  const date = wasAsked || readable * 2 >= Math.max(1, dates.length) ? column : undefined;
  const turnable = dates.some((typed) => readDate(typed, 'day first') !== readDate(typed, 'month first'));
  return { date, dateOrder, dateMatters: order !== undefined || turnable, dateGuessed: order === undefined && turnable };
}

function columnOf(heading: string[], name: string | undefined, what: string): number | undefined {
  if (name === undefined) return undefined;
  const index = indexOf(heading, name);
  if (index !== undefined) return index;
  throw new FileProblem(`There is no column “${name}” for --${what}. The columns are: ${heading.join(', ')}.`);
}

const plain = (name: string) =>
  name
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ');

function indexOf(heading: string[], name: string): number | undefined {
  const index = heading.findIndex((column) => plain(column) === plain(name));
  return index < 0 ? undefined : index;
}

const namedText = (heading: string[]) => TEXT_NAMES.map((name) => indexOf(heading, name)).find((index) => index !== undefined);

function dateColumn(heading: string[]): number | undefined {
  const index = heading.findIndex((column) =>
    plain(column)
      .split(/[^\p{L}]+/u)
      .some((word) => DATE_WORDS.has(word)),
  );
  return index < 0 ? undefined : index;
}

const longest = (heading: string[], lengths: number[]) =>
  heading.reduce((best, _name, index) => ((lengths[index] ?? 0) > (lengths[best] ?? 0) ? index : best), 0);
