import type { ExpressionBuilder } from 'kysely';
import { recordEvent } from '../../database/events.ts';
import type { Db, Tx } from '../../database/open.ts';
import type { Tables } from '../../database/tables.ts';
import { silentSince } from './import-state.ts';

export type StoppedStore = ReturnType<typeof stoppedStore>;

const TAKEN_BACK =
  'Reading it stopped half-way, and what it had brought was taken away again. What it had replaced does not come back by itself: send the files that held those hours once more.';

/** Imports whose process ended half-way. */
export const stoppedStore = (db: Db) => ({
  /** How many intervals have come from it so far. */
  async countBrought(importId: number): Promise<number> {
    const { count } = await db
      .selectFrom('intervals')
      .where('importId', '=', importId)
      .select((e) => e.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    return count;
  },

  /** Takes away what it brought. Returns the queues that lost something; undefined when it is not stopped (any more). */
  takeBack: (importId: number, by: number, now: Date): Promise<number[] | undefined> =>
    db.transaction().execute(async (tx) => {
      const outcome = {
        format: '',
        encoding: '',
        lines: 0,
        unknownEvents: {},
        unfinishedCalls: 0,
        leftOut: [],
        problem: TAKEN_BACK,
      };
      const stopped = await tx
        .updateTable('historyImports')
        .set({ state: 'refused', outcome: JSON.stringify(outcome) })
        .where('importId', '=', importId)
        .where((e) => hasStopped(e, now))
        .executeTakeFirst();
      if (stopped.numUpdatedRows === 0n) return undefined;
      const at = now.toISOString();
      await tx.updateTable('imports').set({ finishedAt: at, undoneAt: at, undoneBy: by }).where('id', '=', importId).execute();
      await recordEvent(tx, { action: 'import.undone', subject: 'import', subjectId: importId, actorId: by }, now);
      return removeBrought(tx, importId);
    }),
});

/** The same as `stateOf` says, as a condition. */
export const hasStopped = (e: ExpressionBuilder<Tables, 'historyImports'>, now: Date) =>
  e.and([e('state', '=', 'running'), e(e.fn.coalesce('heardAt', 'startedAt'), '<', silentSince(now))]);

/** Removes an import's intervals; returns whose they were. */
export async function removeBrought(tx: Tx, importId: number): Promise<number[]> {
  const queues = await tx.selectFrom('intervals').where('importId', '=', importId).select('queueId').distinct().execute();
  await tx.deleteFrom('intervals').where('importId', '=', importId).execute();
  return queues.map(({ queueId }) => queueId);
}
