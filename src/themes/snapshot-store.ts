import { setImmediate as breathe } from 'node:timers/promises';
import type { Db } from '../database/open.ts';
import { ENGINE_VERSION, type Matching } from './grouping/matching.ts';
import { loadState, saveState } from './grouping/state.ts';
import { stateFromBytes, stateToBytes } from './grouping/state-bytes.ts';

export type SnapshotStore = ReturnType<typeof snapshotStore>;

/** An engine as it was after a step of the log. */
export interface Snapshot {
  matching: Matching;
  lastStep: number;
}

const PART_BYTES = 1_000_000;
/** One that is being written is left alone for so long. */
const WRITTEN_WITHIN = 3_600_000;

/** What the matching engine has counted and learned, kept in the database so that a start loads it instead of counting again. */
export const snapshotStore = (db: Db) => ({
  /** The newest one of this version that is whole. One that cannot be read is as none: the log holds everything. */
  async load(): Promise<Snapshot | undefined> {
    const newest = await finished(db).where('version', '=', ENGINE_VERSION).limit(1).executeTakeFirst();
    if (!newest) return undefined;
    const bytes = await readParts(db, newest.id);
    try {
      return { matching: loadState(stateFromBytes(bytes)), lastStep: newest.lastStep };
    } catch {
      return undefined;
    }
  },

  lastStep: async (): Promise<number> =>
    (await finished(db).where('version', '=', ENGINE_VERSION).limit(1).executeTakeFirst())?.lastStep ?? 0,

  /** Writes part after part, so that requests are answered in between; older ones go when it is whole. */
  async save({ matching, lastStep }: Snapshot, now: Date) {
    const bytes = stateToBytes(saveState(matching));
    const row = { version: ENGINE_VERSION, lastStep, startedAt: now.toISOString() };
    const { id } = await db.insertInto('groupingSnapshots').values(row).returning('id').executeTakeFirstOrThrow();
    for (let part = 0; part * PART_BYTES < bytes.length; part++) {
      const some = Buffer.from(bytes.subarray(part * PART_BYTES, (part + 1) * PART_BYTES));
      await db.insertInto('groupingSnapshotParts').values({ snapshotId: id, part, bytes: some }).execute();
      await breathe();
    }
    await db.updateTable('groupingSnapshots').set({ finishedAt: now.toISOString() }).where('id', '=', id).execute();
    await removeOlder(db, id, now);
  },
});

const finished = (db: Db) =>
  db
    .selectFrom('groupingSnapshots')
    .where('finishedAt', 'is not', null)
    .select(['id', 'lastStep'])
    .orderBy('lastStep', 'desc')
    .orderBy('id', 'desc');

async function readParts(db: Db, snapshotId: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for (let part = 0; ; part++) {
    const row = await db
      .selectFrom('groupingSnapshotParts')
      .where('snapshotId', '=', snapshotId)
      .where('part', '=', part)
      .select('bytes')
      .executeTakeFirst();
    if (!row) return Buffer.concat(parts);
    parts.push(row.bytes);
  }
}

async function removeOlder(db: Db, id: number, now: Date) {
  const abandoned = new Date(now.getTime() - WRITTEN_WITHIN).toISOString();
  const older = db
    .selectFrom('groupingSnapshots')
    .where('id', '<', id)
    .where((e) => e.or([e('finishedAt', 'is not', null), e('startedAt', '<', abandoned)]))
    .select('id');
  await db.deleteFrom('groupingSnapshotParts').where('snapshotId', 'in', older).execute();
  await db
    .deleteFrom('groupingSnapshots')
    .where('id', '<', id)
    .where((e) => e.or([e('finishedAt', 'is not', null), e('startedAt', '<', abandoned)]))
    .execute();
}
