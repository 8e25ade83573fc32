import { workerData } from 'piscina';
import { openDatabase } from '../../database/open.ts';
import { doTask, type Task } from './demand-work.ts';

const db = openDatabase((workerData as { databaseUrl: string }).databaseUrl);

/** Runs in a worker thread, on a connection of its own. */
export const work = (task: Task) => doTask(db, task);
