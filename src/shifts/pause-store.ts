import { recordEvent } from '../database/events.ts';
import type { Db, Tx } from '../database/open.ts';
import { lockShift } from './lock-store.ts';
import { phaseOf } from './shift.ts';

export type PauseStore = ReturnType<typeof pauseStore>;

/** When the queue is too hot, the customers come first: the shift stands still until somebody lets it go on. */
export const pauseStore = (db: Db) => ({
  /** Pausing what is paused changes nothing. False: the shift is over or cancelled. */
  pause: (shiftId: number, reason: string, actorId: number, now: Date): Promise<boolean> =>
    db.transaction().execute(async (tx) => {
      const shift = await lockShift(tx, shiftId);
      if (!shift || !['ahead', 'running'].includes(phaseOf(shift, now))) return false;
      if (await isPaused(tx, shiftId)) return true;
      await tx.insertInto('shiftPauses').values({ shiftId, reason, pausedAt: now.toISOString(), pausedBy: actorId }).execute();
      await recordEvent(tx, { action: 'shift.paused', subject: 'shift', subjectId: shiftId, actorId, detail: reason }, now);
      return true;
    }),

  resume: (shiftId: number, actorId: number, now: Date) =>
    db.transaction().execute(async (tx) => {
      await lockShift(tx, shiftId);
      if (!(await isPaused(tx, shiftId))) return;
      await tx
        .updateTable('shiftPauses')
        .set({ resumedAt: now.toISOString(), resumedBy: actorId })
        .where('shiftId', '=', shiftId)
        .where('resumedAt', 'is', null)
        .execute();
      await recordEvent(tx, { action: 'shift.resumed', subject: 'shift', subjectId: shiftId, actorId }, now);
    }),
});

const isPaused = async (tx: Tx, shiftId: number) =>
  Boolean(
    await tx
      .selectFrom('shiftPauses')
      .where('shiftId', '=', shiftId)
      .where('resumedAt', 'is', null)
      .select('id')
      .executeTakeFirst(),
  );
