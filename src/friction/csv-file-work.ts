import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { delimiterOf, FileProblem, type Line, linesOf } from './import-csv.ts';
import { type Bytes, encodingOf, isBinary, textOf } from './import-text.ts';

export interface CsvFile {
  /** The one that its first lines agree on. */
  delimiter: string;
  /** Reads it from its beginning, once more each time. Throws FileProblem. */
  lines: (delimiter?: string) => AsyncGenerator<Line>;
}

/** Looks at a file's beginning. Throws FileProblem for what is no text. */
export async function openCsv(file: string): Promise<CsvFile> {
  const bytes = (): Bytes => createReadStream(file);
  const encoding = await encodingOf(bytes());
  const sample = await firstOf(textOf(bytes(), encoding));
  if (isBinary(sample)) throw noText();
  const delimiter = delimiterOf(sample);
  return { delimiter, lines: (other = delimiter) => linesOf(bytes(), encoding, other) };
}

async function firstOf(texts: AsyncIterable<string>): Promise<string> {
  for await (const text of texts) return text;
  return '';
}

const noText = () =>
  new FileProblem(
    `The file is no text: it may be a spreadsheet, a picture or an archive. Open it where it was made, save it as CSV (UTF-8) and import that file.`,
  );

/** A file's name without its folder; control characters, which a name may hold, become spaces. */
export const nameOfFile = (file: string) =>
  basename(file)
    .toWellFormed()
    .replace(/\p{Cc}/gu, ' ');
