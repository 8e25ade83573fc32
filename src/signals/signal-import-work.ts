import { basename } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { nameOfFile, openCsv } from '../friction/csv-file-work.ts';
import { FileProblem, type Line } from '../friction/import-csv.ts';
import { type Clean, settle } from './settle.ts';
import type { SignalColumns } from './signal-columns.ts';
import { type AskedOfFile, headingIn, type LinedSignal, lineReader, type ReadLine, type Refused } from './signal-file.ts';
import type { SignalImportStore, Taking } from './signal-import-store.ts';
import { today } from './today.ts';

export interface SignalImport {
  file: string;
  /** Whose name it is kept under; the name on disk when nobody says. */
  fileName?: string;
  /** Who brought it in; nobody for a command. */
  by?: number | null;
  asked: AskedOfFile;
  store: SignalImportStore;
  clean: Clean;
  now: () => Date;
  /** Told which column is what before anything is taken. */
  onColumns?: (columns: SignalColumns, lines: number) => void;
}

export interface Summary extends Taking {
  importId: number;
  refused: number;
}

const BATCH = 500;
const LINES_AT_ONCE = 1_000;
const MOST_LINES = 100_000;
const DELIMITERS = [',', ';', '\t', '|'];

/** Reads a whole file of topics and counts, then takes it, 500 signals a transaction. Throws FileProblem before anything is taken. */
export async function importSignals({
  file,
  by = null,
  asked,
  store,
  clean,
  now,
  onColumns,
  ...given
}: SignalImport): Promise<Summary> {
  const { columns, lines } = await tableIn(file, asked, today(now()));
  onColumns?.(columns, lines.length);
  const read = await readAll(lines, lineReader(lines, columns, asked.dates, today(now())));
  const { signals, repeated, refused } = await settle(read, 'Line', clean);

  const importId = await store.begin(await clean(nameOfFile(given.fileName ?? basename(file))), by, now());
  const summary: Summary = { importId, taken: 0, alreadyThere: repeated, refused: refused.length };
  for (let from = 0; from < Math.max(signals.length, refused.length); from += BATCH) {
    const taking = await store.takeBatch(importId, signals.slice(from, from + BATCH), refused.slice(from, from + BATCH));
    if (!taking) throw new FileProblem(`Import #${importId} was undone while it ran; nothing more was taken.`);
    summary.taken += taking.taken;
    summary.alreadyThere += taking.alreadyThere;
    await breathe();
  }
  await store.finish(importId, repeated, now());
  return summary;
}

/** Other requests come in between. */
async function readAll(lines: readonly Line[], readLine: ReadLine) {
  const all: { signals: LinedSignal[]; refused: Refused[] } = { signals: [], refused: [] };
  for (const [index, line] of lines.entries()) {
    const read = readLine(line);
    if (Array.isArray(read)) all.signals.push(...read);
    else all.refused.push(read);
    if (index % LINES_AT_ONCE === LINES_AT_ONCE - 1) await breathe();
  }
  return all;
}

/** The headings of a file and the lines below them, cut by the delimiter that makes sense of it. */
async function tableIn(file: string, asked: AskedOfFile, day: string): Promise<{ columns: SignalColumns; lines: Line[] }> {
  const csv = await openCsv(file);
  const problems: unknown[] = [];
  for (const delimiter of new Set([csv.delimiter, ...DELIMITERS])) {
    const lines = await linesOf(csv.lines(delimiter));
    try {
      const { columns, at } = headingIn(lines, asked, day);
      return { columns, lines: lines.slice(at + 1) };
    } catch (problem) {
      if (!(problem instanceof FileProblem)) throw problem;
      problems.push(problem);
    }
  }
  throw problems[0];
}

async function linesOf(read: AsyncIterable<Line>): Promise<Line[]> {
  const lines: Line[] = [];
  for await (const line of read) {
    lines.push(line);
    if (lines.length > MOST_LINES)
      throw new FileProblem(
        `The file has more than ${MOST_LINES.toLocaleString('en-GB')} lines: cut it by period, and import the parts.`,
      );
  }
  return lines;
}
