import { recordEvent } from '../database/events.ts';
import type { Db, Tx } from '../database/open.ts';
import { Refusal } from '../web/errors.ts';
import type { NewQueue, Queue } from './queue.ts';

export type QueueStore = ReturnType<typeof queueStore>;

export const queueStore = (db: Db) => ({
  list: () => db.selectFrom('queues').selectAll().orderBy('name').execute(),

  async find(id: number): Promise<Queue | undefined> {
    const queue = await db.selectFrom('queues').where('id', '=', id).selectAll().executeTakeFirst();
    if (!queue) return undefined;
    const hours = await db
      .selectFrom('openingHours')
      .where('queueId', '=', id)
      .select(['weekday', 'opensAt', 'closesAt'])
      .orderBy('weekday')
      .execute();
    const closedDays = await db
      .selectFrom('closedDays')
      .where('queueId', '=', id)
      .select(['day', 'reason'])
      .orderBy('day')
      .execute();
    const rungs = await db.selectFrom('rungs').where('queueId', '=', id).select(['mode', 'briefing', 'afterMode']).execute();
    return { ...queue, hours, closedDays, rungs };
  },

  add: (queue: NewQueue, by: number | null, now: Date): Promise<number> =>
    db.transaction().execute(async (tx) => {
      const added = await tx
        .insertInto('queues')
        .values({ ...rowOf(queue), addedAt: now.toISOString(), addedBy: by })
        .onConflict((conflict) => conflict.column('name').doNothing())
        .returning('id')
        .executeTakeFirst();
      if (!added) throw nameTaken(queue.name);
      await fillIn(tx, added.id, queue);
      await recordEvent(tx, { action: 'queue.added', subject: 'queue', subjectId: added.id, actorId: by }, now);
      return added.id;
    }),

  change: (id: number, queue: NewQueue, by: number | null, now: Date) =>
    db.transaction().execute(async (tx) => {
      await tx
        .updateTable('queues')
        .set((e) => ({ touched: e('touched', '+', 1) }))
        .where('id', '=', id)
        .execute();
      const other = await tx
        .selectFrom('queues')
        .where('name', '=', queue.name)
        .where('id', '!=', id)
        .select('id')
        .executeTakeFirst();
      if (other) throw nameTaken(queue.name);
      await tx.updateTable('queues').set(rowOf(queue)).where('id', '=', id).execute();
      for (const table of ['openingHours', 'closedDays', 'rungs'] as const)
        await tx.deleteFrom(table).where('queueId', '=', id).execute();
      await fillIn(tx, id, queue);
      await recordEvent(tx, { action: 'queue.changed', subject: 'queue', subjectId: id, actorId: by }, now);
    }),
});

const rowOf = ({ hours: _hours, closedDays: _closedDays, rungs: _rungs, ...row }: NewQueue) => row;

async function fillIn(tx: Tx, queueId: number, { hours, closedDays, rungs }: NewQueue) {
  if (hours.length)
    await tx
      .insertInto('openingHours')
      .values(hours.map((opening) => ({ queueId, ...opening })))
      .execute();
  if (closedDays.length)
    await tx
      .insertInto('closedDays')
      .values(closedDays.map((closed) => ({ queueId, ...closed })))
      .execute();
  if (rungs.length)
    await tx
      .insertInto('rungs')
      .values(rungs.map((rung) => ({ queueId, ...rung })))
      .execute();
}

const nameTaken = (name: string) =>
  new Refusal(409, `There is a queue called ${name} already`, 'Open that one, or choose another name.', 'name');
