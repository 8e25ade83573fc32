import { basename } from 'node:path';
import { nameOfFile, openCsv } from './csv-file-work.ts';
import type { Clean } from './flag.ts';
import { type Asked, type Columns, surveyColumns } from './import-columns.ts';
import { FileProblem, type Line } from './import-csv.ts';
import {
  importKey,
  type NotTaken,
  type Reading,
  type RefusalKind,
  type RefusedLine,
  readRow,
  type TakenLine,
} from './import-row.ts';
import type { ImportStore, KeyedLine } from './import-store.ts';

export interface Import {
  file: string;
  /** Whose name it is kept under; the name on disk when nobody says. */
  fileName?: string;
  /** Who brought it in; nobody for a command. */
  by?: number | null;
  asked: Asked;
  store: ImportStore;
  clean: Clean;
  now: () => Date;
  /** Told what the file looks like before anything is taken, then how far it is. */
  onSurvey?: (columns: Columns) => void;
  onProgress?: (lines: number, of: number) => void;
}

export interface Summary {
  importId: number;
  taken: number;
  alreadyThere: number;
  refused: number;
  reasons: Partial<Record<RefusalKind, number>>;
}

const BATCH = 500;
const LONGEST_QUOTE = 80;
const LONGEST_NAME = 200;

/** Reads the file twice: once to know it, once to take it, 500 lines a transaction. Throws FileProblem before anything is taken. */
export async function importReports({
  file,
  fileName = basename(file),
  by = null,
  asked,
  store,
  clean,
  now,
  onSurvey,
  onProgress,
}: Import): Promise<Summary> {
  const csv = await openCsv(file);
  const columns = await surveyColumns(csv.lines(), asked);
  const reading: Reading = { columns, now: now(), ...(await queuesFor(asked, columns, store)) };
  onSurvey?.(columns);

  const importId = await store.begin(await clean(nameOfFile(fileName)), by, now());
  const summary: Summary = { importId, taken: 0, alreadyThere: 0, refused: 0, reasons: {} };
  for await (const batch of batchesOf(csv.lines(), reading, clean)) {
    const taken = await store.takeBatch(importId, batch.taken, batch.refused, now());
    if (taken === undefined) throw new FileProblem(`Import #${importId} was undone while it ran; nothing more was taken.`);
    addUp(summary, batch, taken);
    onProgress?.(summary.taken + summary.alreadyThere + summary.refused, columns.rows);
  }
  await store.finish(importId, now());
  return summary;
}

interface Batch {
  taken: KeyedLine[];
  refused: RefusedLine[];
}

async function* batchesOf(lines: AsyncIterable<Line>, reading: Reading, clean: Clean): AsyncGenerator<Batch> {
  const seen = new Map<string, number>();
  let batch: Batch = { taken: [], refused: [] };
  let isHeading = true;
  for await (const line of lines) {
    if (isHeading) {
      isHeading = false;
      continue;
    }
    const row = readRow(line, reading);
    const clientKey = importKey(line.cells, seen);
    if ('kind' in row) batch.refused.push(await refusalOf(row, clean));
    else batch.taken.push({ ...row, ...(await cleaned(row, clean)), clientKey });
    if (batch.taken.length + batch.refused.length < BATCH) continue;
    yield batch;
    batch = { taken: [], refused: [] };
  }
  if (batch.taken.length + batch.refused.length > 0) yield batch;
}

/** Cleaned first and cut then: a number that is cut in two is no longer recognised. */
async function refusalOf({ line, kind, quoted, say }: NotTaken, clean: Clean): Promise<RefusedLine> {
  return { line, kind, reason: say((await clean(quoted)).slice(0, LONGEST_QUOTE).toWellFormed()) };
}

async function cleaned({ text, reporter }: TakenLine, clean: Clean) {
  return { text: await clean(text), reporter: reporter && (await clean(reporter)).slice(0, LONGEST_NAME).toWellFormed() };
}

function addUp(summary: Summary, batch: Batch, taken: number) {
  summary.taken += taken;
  summary.alreadyThere += batch.taken.length - taken;
  summary.refused += batch.refused.length;
  for (const { kind } of batch.refused) summary.reasons[kind] = (summary.reasons[kind] ?? 0) + 1;
}

/** `--queue` is a column when the file has one of that name, else the name of a queue. */
async function queuesFor(asked: Asked, columns: Columns, store: ImportStore) {
  const list = await store.listQueues();
  const queues = new Map(list.map(({ id, name }) => [name.toLowerCase(), id]));
  if (asked.queue === undefined || columns.queue !== undefined) return { queues, queueId: null };
  const queueId = queues.get(asked.queue.trim().toLowerCase());
  if (queueId !== undefined) return { queues, queueId };
  const known = list.length > 0 ? `The queues are: ${list.map(({ name }) => name).join(', ')}.` : 'No queue has been set up yet.';
  throw new FileProblem(`“${asked.queue}” is neither a column of this file nor a queue. ${known}`);
}
