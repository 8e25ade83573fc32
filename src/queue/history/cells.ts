import type { Line } from './lines.ts';
import type { Refusal } from './refusal.ts';

/** One row: the line it starts on and its cells, trimmed. */
export interface Row {
  line: number;
  cells: string[];
}

export type Delimiter = ',' | ';' | '\t' | '|';

/** Turns lines into rows one at a time; a quoted cell may run over a few lines. */
export interface Splitter {
  add(line: Line): (Row | Refusal)[];
  /** What is still open when the file ends. */
  end(): (Row | Refusal)[];
}

const DELIMITERS: Delimiter[] = [',', ';', '\t', '|'];
const MOST_CELLS = 250;
const MOST_LINES = 10;

/** The delimiters of a text, the likeliest first: the one that cuts most lines into the same number of cells, more than one. */
export function rankDelimiters(lines: Line[]): Delimiter[] {
  const scores = DELIMITERS.map((delimiter) => ({ delimiter, score: agreement(lines, delimiter) }));
  return scores
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ delimiter }) => delimiter);
}

function agreement(lines: Line[], delimiter: Delimiter) {
  const tally = new Map<number, number>();
  for (const { text } of lines.slice(0, 100)) {
    const cells = splitCells(text, delimiter)?.length ?? 1;
    if (cells > 1) tally.set(cells, (tally.get(cells) ?? 0) + 1);
  }
  return Math.max(0, ...[...tally].map(([cells, count]) => count + cells / 1000));
}

export function createSplitter(delimiter: Delimiter): Splitter {
  let open: Line[] = [];

  function add(line: Line): (Row | Refusal)[] {
    const damage = damageOf(line);
    if (damage) return [...end(), { line: line.line, reason: damage }];
    if (open.length === 0 && line.text === '') return [];
    const cells = splitCells([...open, line].map(({ text }) => text).join('\n'), delimiter);
    open.push(line);
    if (!cells) return open.length > MOST_LINES ? giveUp() : [];
    const [{ line: start }] = open as [Line];
    open = [];
    return [toRow(start, cells)];
  }

  function giveUp(): (Row | Refusal)[] {
    const [first, ...others] = open;
    open = [];
    const reason = 'A quotation mark is opened here and never closed. Close it, or double it where it belongs to the text.';
    return [{ line: first!.line, reason }, ...others.flatMap(add)];
  }

  function end(): (Row | Refusal)[] {
    const rows: (Row | Refusal)[] = [];
    while (open.length > 0) rows.push(...giveUp());
    return rows;
  }

  return { add, end };
}

/** Why a line is no text, or undefined. */
export function damageOf({ text, tooLong }: Line) {
  if (tooLong) return 'This line is longer than 20,000 characters, so it cannot be a row. Check how the file was exported.';
  if (text.includes('\0')) return 'This line holds zero bytes, as in a damaged file. Export it again.';
  if (text.includes('\ufffd'))
    return 'This line holds bytes that are not UTF-8 text. Export the file as UTF-8, or say which encoding it has.';
  return undefined;
}

function toRow(line: number, cells: string[]): Row | Refusal {
  if (cells.length <= MOST_CELLS) return { line, cells };
  return {
    line,
    reason: `This line has ${cells.length} columns where at most ${MOST_CELLS} make sense. Check the delimiter of the export.`,
  };
}

/** Cells of one line, trimmed; undefined while a quotation mark is open. */
export function splitCells(text: string, delimiter: Delimiter): string[] | undefined {
  if (!text.includes('"')) return text.split(delimiter).map((cell) => cell.trim());
  const cells: string[] = [];
  for (let at = 0; at <= text.length; ) {
    const close = text[at] === '"' ? closingQuote(text, at + 1) : at - 1;
    if (close === undefined) return undefined;
    const next = text.indexOf(delimiter, close + 1);
    const end = next < 0 ? text.length : next;
    const quoted = close < at ? '' : text.slice(at + 1, close).replaceAll('""', '"');
    cells.push((quoted + text.slice(close + 1, end)).trim());
    at = end + 1;
  }
  return cells;
}

function closingQuote(text: string, from: number) {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2)) {
    if (text[at + 1] !== '"') return at;
  }
  return undefined;
}
