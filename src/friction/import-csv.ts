import { pipeline, Readable } from 'node:stream';
import { type CsvError, parse } from 'csv-parse';
import { parse as parseAtOnce } from 'csv-parse/sync';
import { type Bytes, type Encoding, textOf } from './import-text.ts';

/** A line of a CSV file: where it begins, counted as an editor counts, and its cells. */
export interface Line {
  line: number;
  cells: string[];
}

/** A file that cannot be read to its end; the message says where it goes wrong. */
export class FileProblem extends Error {}

/** A single column needs no delimiter: this one stands in no text. */
const NONE = '\u001f';
const DELIMITERS = [',', ';', '\t', '|'];
const SAMPLE_CHARACTERS = 64 * 1024;
const LONGEST_LINE = 1_000_000;
const LENIENT = {
  relax_quotes: true,
  relax_column_count: true,
  skip_empty_lines: true,
  record_delimiter: ['\r\n', '\n', '\r'],
};

/** The delimiter that cuts the heading into most cells while nearly every line after it has as many. */
export function delimiterOf(sample: string): string {
  const whole = sample.slice(0, SAMPLE_CHARACTERS);
  const counted = DELIMITERS.map((delimiter) => ({ delimiter, cells: cellsBy(whole, delimiter) }));
  const best = counted.toSorted((a, b) => b.cells - a.cells)[0]!;
  return best.cells > 1 ? best.delimiter : NONE;
}

/** How many cells the heading has by this delimiter; 1 when the lines do not agree with it. */
function cellsBy(sample: string, delimiter: string): number {
  const lines: string[][] = [];
  try {
    lines.push(...parseAtOnce(sample, { ...LENIENT, delimiter, to: 100, max_record_size: SAMPLE_CHARACTERS }));
  } catch {
    return 1;
  }
  const [heading, ...rest] = lines.length > 2 ? lines.slice(0, -1) : lines;
  const width = heading?.length ?? 1;
  const agreeing = rest.filter((cells) => cells.length === width).length;
  return agreeing >= rest.length * 0.8 ? width : 1;
}

/** Every line of the file with something in it, heading first, one at a time. Throws FileProblem. */
export async function* linesOf(file: Bytes, encoding: Encoding, delimiter: string): AsyncGenerator<Line> {
  const parser = parse({ ...LENIENT, delimiter, info: true, max_record_size: LONGEST_LINE });
  pipeline(Readable.from(textOf(file, encoding)), parser, () => undefined);
  let countedTwice = 0;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      countedTwice += countIn(record, '\r\n');
      yield { line: info.lines - countedTwice - countIn(record, '\n'), cells: record };
    }
  } catch (problem) {
    throw (problem as CsvError).code?.startsWith('CSV_') ? unreadable(problem as CsvError) : problem;
  }
}

/** The parser counts a line break of two characters inside a cell as two lines. */
const countIn = (cells: string[], mark: string) => cells.reduce((sum, cell) => sum + cell.split(mark).length - 1, 0);

const unreadable = (problem: CsvError) =>
  new FileProblem(
    problem.code === 'CSV_QUOTE_NOT_CLOSED'
      ? `A quotation mark opens on or before line ${problem.lines} and never closes. Close it (a quotation mark inside a text is written twice) and run this again.`
      : `Near line ${problem.lines} there is one line of more than ${LONGEST_LINE.toLocaleString('en-GB')} characters: a quotation mark is not closed, or this is no CSV file.`,
  );
