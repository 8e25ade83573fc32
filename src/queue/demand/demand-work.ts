import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Piscina } from 'piscina';
import { type Db, isPostgres } from '../../database/open.ts';
import { refit, replan } from './fit-work.ts';
import { type Imported, type ImportJob, importHistory } from './import-work.ts';

/** Work that takes longer than a page may wait for on the event loop. */
export interface DemandWork {
  /** Reads a file into the history and forecasts its queues anew. */
  importHistory(job: ImportJob): Promise<Imported>;
  refit(queueId: number): Promise<void>;
  replan(queueId: number): Promise<void>;
  close(): Promise<void>;
}

/** What a worker is asked: instants travel as text. */
export type Task = { does: 'import'; job: ImportJob; now: string } | { does: 'refit' | 'replan'; queueId: number; now: string };

/** Does a task on a connection; the same in a worker and without one. */
export async function doTask(db: Db, task: Task): Promise<Imported | undefined> {
  const now = new Date(task.now);
  if ('job' in task) {
    const imported = await importHistory(db, task.job, () => now);
    for (const { queueId } of imported.parts) await refit(db, queueId, now);
    return imported;
  }
  await (task.does === 'refit' ? refit : replan)(db, task.queueId, now);
  return undefined;
}

/** On the caller's own connection and thread: for tests, the command line, and databases that live in memory. */
export const workHere = (db: Db, now: () => Date): DemandWork =>
  workBy(
    (task) => doTask(db, task),
    now,
    async () => undefined,
  );

/**
 * In worker threads with connections of their own, one file after another. Sources that are not compiled run here instead: a worker
 * thread loads JavaScript only.
 */
export function openDemandWork({ db, databaseUrl, now }: { db: Db; databaseUrl: string; now: () => Date }): DemandWork {
  if (!import.meta.filename.endsWith('.js') || databaseUrl === ':memory:') return workHere(db, now);
  const pool = new Piscina<Task, Imported | undefined>({
    filename: join(import.meta.dirname, 'demand-worker.js'),
    workerData: { databaseUrl },
    minThreads: 0,
    maxThreads: isPostgres(databaseUrl) ? Math.max(1, availableParallelism() - 1) : 1,
    idleTimeout: 30_000,
    atomics: 'disabled',
  });
  return workBy(
    (task) => pool.run(task, { name: 'work' }),
    now,
    () => pool.destroy(),
  );
}

function workBy(run: (task: Task) => Promise<Imported | undefined>, now: () => Date, close: () => Promise<void>): DemandWork {
  const at = () => now().toISOString();
  return {
    importHistory: async (job) => (await run({ does: 'import', job, now: at() }))!,
    refit: async (queueId) => void (await run({ does: 'refit', queueId, now: at() })),
    replan: async (queueId) => void (await run({ does: 'replan', queueId, now: at() })),
    close,
  };
}
