import { setImmediate as breathe } from 'node:timers/promises';
import type { ReportSource } from '../friction/report.ts';
import type { EngineStore } from './engine-store.ts';
import { type Batch, createBatches, followWaiting, listBatches, settle } from './grouping/batches.ts';
import type { Matching } from './grouping/matching.ts';
import { batchesOf } from './unsorted.ts';
import type { UnsortedStore, Waiting } from './unsorted-store.ts';

export type BatchStore = ReturnType<typeof batchStore>;

/** What waits, as one list of decisions, and how many reports of each source. */
export interface WaitingBatches {
  batches: readonly Batch[];
  counts: Record<ReportSource, number>;
}

const SETTLED_AT_ONCE = 200;

/** Which of the waiting reports travel together, kept in this process: only what came or went since it was last asked is looked at. */
export function batchStore(unsorted: Pick<UnsortedStore, 'listWaiting'>, engine: Pick<EngineStore, 'current'>) {
  let batches = createBatches();
  let read: Matching | undefined;
  let following: Promise<unknown> = Promise.resolve();

  async function follow(waiting: readonly Waiting[]): Promise<Batch[]> {
    const matching = await engine.current();
    if (matching !== read) batches = createBatches();
    read = matching;
    const ids = waiting.map(({ id }) => id);
    followWaiting(batches, ids);
    while (!settle(matching, batches, ids, SETTLED_AT_ONCE)) await breathe();
    return listBatches(batches, ids);
  }

  async function list(source: ReportSource | null): Promise<WaitingBatches> {
    const waiting = await unsorted.listWaiting();
    const all = await follow(waiting);
    const counts = { leader: 0, csr: 0, import: 0 };
    for (const report of waiting) counts[report.source]++;
    return { batches: batchesOf(all, source, new Map(waiting.map((report) => [report.id, report.source]))), counts };
  }

  return {
    /** The batches that hold a report of this source (any where null), the largest first. One call after the other. */
    list(source: ReportSource | null): Promise<WaitingBatches> {
      const asked = () => list(source);
      const listed = following.then(asked, asked);
      following = listed;
      return listed;
    },
  };
}
