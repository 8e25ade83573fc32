import type { HistoryStore } from './history-store.ts';
import { WORD_EVERY_MILLISECONDS } from './import-state.ts';
import type { Imported, ImportJob } from './import-work.ts';

/** Reads, and says every minute that it still does, so that silence means that the process has ended. */
export async function whileHeard<T>(
  imports: HistoryStore,
  importId: number,
  now: () => Date,
  read: () => Promise<T>,
): Promise<T> {
  const words = setInterval(() => void imports.hear(importId, now()).catch(() => undefined), WORD_EVERY_MILLISECONDS);
  try {
    return await read();
  } finally {
    clearInterval(words);
  }
}

interface Reading {
  imports: HistoryStore;
  uploads: { remove: (file: string) => Promise<void> };
  work: { importHistory: (job: ImportJob) => Promise<Imported> };
  now: () => Date;
}

/** Reads an uploaded file, then throws it away. Where that fails the file stays and can be read again at once. */
export async function readUpload({ imports, uploads, work, now }: Reading, job: ImportJob, file: string): Promise<void> {
  try {
    await whileHeard(imports, job.importId, now, () => work.importHistory(job));
  } catch (problem) {
    await imports.stop(job.importId);
    throw problem;
  }
  await uploads.remove(file);
}
