import { createReadStream } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import type { Db } from '../../database/open.ts';
import type { IntervalRecord } from '../history/ledger.ts';
import { type History, readHistory } from '../history/read-history.ts';
import { demandStore } from './demand-store.ts';
import { type HistoryStore, historyStore, type ImportChoice, type ImportOutcome, type Part } from './history-store.ts';
import { type IntervalStore, intervalStore } from './interval-store.ts';
import { assignQueues } from './queue-names.ts';

/** A file that is waiting to be read into the history of its queues. */
export interface ImportJob {
  importId: number;
  path: string;
  queueId: number | null;
  choice: ImportChoice;
  by: number | null;
}

export interface Imported {
  taken: number;
  refused: number;
  parts: Part[];
  outcome: ImportOutcome;
}

const RECORDS_AT_ONCE = 500;
const LINES_BETWEEN_PROGRESS = 50_000;

/**
 * Streams a file into the intervals of its queues: memory holds the intervals met, never the file. What stood at the same starts is
 * replaced, so that an import can be repeated, or taken up again after a crash. A file refused as a whole changes nothing.
 */
export async function importHistory(
  db: Db,
  job: ImportJob,
  now: () => Date,
  hear: (lines: number) => void = () => undefined,
): Promise<Imported> {
  const imports = historyStore(db);
  const history = await readHistory(createReadStream(job.path), job.choice, progressOf(imports, job.importId, hear));
  const { parts, leftOut, problem } = await take(db, job, history);
  const { lines, unknownEvents, unfinishedCalls } = history;
  const words = { format: history.format?.kind ?? '', encoding: history.encoding ?? '' };
  const outcome = { ...words, lines, unknownEvents, unfinishedCalls, leftOut, problem };
  const result = { taken: problem ? 0 : history.taken, refused: history.refusedCount, parts, outcome };
  await imports.finish(job.importId, { ...result, refusals: history.refused }, job.by, now());
  return result;
}

/** Progress is told now and then; nobody waits for it. */
function progressOf(imports: HistoryStore, importId: number, hear: (lines: number) => void) {
  let told = 0;
  return (lines: number) => {
    if (lines - told < LINES_BETWEEN_PROGRESS) return;
    told = lines;
    hear(lines);
    void imports.progress(importId, lines).catch(() => undefined);
  };
}

interface Taken {
  parts: Part[];
  leftOut: string[];
  problem: string;
}

async function take(db: Db, job: ImportJob, history: History): Promise<Taken> {
  const nothing = { parts: [], leftOut: [] };
  if (history.format === undefined || history.taken === 0)
    return { ...nothing, problem: history.refused[0]?.reason ?? 'No line of the file could be taken.' };
  const queues = demandStore(db);
  const names = [...new Set(Array.from(history.records(), ({ queue }) => queue))];
  const { idOf, leftOut } = assignQueues(names, await queues.listNames(), { ...job.choice, queueId: job.queueId });
  if (idOf.size === 0) return { parts: [], leftOut, problem: nowhere(names) };
  const seconds = job.choice.intervalMinutes * 60;
  for (const queueId of new Set(idOf.values()))
    if (!(await queues.settleInterval(queueId, seconds))) return { ...nothing, problem: await otherLength(db, queueId) };
  return { parts: await fill(intervalStore(db), job, history, idOf), leftOut, problem: '' };
}

async function fill(intervals: IntervalStore, job: ImportJob, history: History, idOf: ReadonlyMap<string, number>) {
  const parts = new Map<number, Part>();
  const seconds = job.choice.intervalMinutes * 60;
  for (const [queueId, records] of batches(history, idOf)) {
    await intervals.replace(queueId, job.importId, seconds, records);
    parts.set(queueId, grown(parts.get(queueId), queueId, records));
    await setImmediate();
  }
  if (history.format?.kind !== 'intervals')
    for (const part of parts.values()) await intervals.removeOthersWithin(part.queueId, job.importId, part);
  return [...parts.values()];
}

/** Records come sorted by the name of their queue, then by time. Two names may mean one queue. */
function* batches(history: History, idOf: ReadonlyMap<string, number>): Generator<[number, IntervalRecord[]]> {
  let name: string | undefined;
  let batch: IntervalRecord[] = [];
  for (const record of history.records()) {
    const full = batch.length === RECORDS_AT_ONCE || record.queue !== name;
    if (full && batch.length > 0) {
      yield [idOf.get(name!)!, batch];
      batch = [];
    }
    name = record.queue;
    if (idOf.has(name) && record.offered !== null) batch.push(record);
  }
  if (batch.length > 0) yield [idOf.get(name!)!, batch];
}

function grown(part: Part | undefined, queueId: number, records: readonly IntervalRecord[]): Part {
  const [first, last] = [records[0]!.startsAt, records.at(-1)!.startsAt];
  return {
    queueId,
    intervals: (part?.intervals ?? 0) + records.length,
    offered: records.reduce((sum, { offered }) => sum + offered!, part?.offered ?? 0),
    firstAt: part && part.firstAt < first ? part.firstAt : first,
    lastAt: part && part.lastAt > last ? part.lastAt : last,
  };
}

function nowhere(names: string[]) {
  const shown = names.slice(0, 8).map((name) => (name === '' ? 'none' : `“${name}”`));
  return `The file’s queues (${shown.join(', ')}) are not among yours. Say which of them to take, or name a queue like one of them.`;
}

async function otherLength(db: Db, queueId: number) {
  const queue = await demandStore(db).find(queueId);
  const minutes = (queue?.intervalSeconds ?? 0) / 60;
  return `${queue?.name} has its history in intervals of ${minutes} minutes. Choose ${minutes} minutes and import again.`;
}
