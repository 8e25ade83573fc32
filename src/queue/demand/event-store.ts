import { recordEvent } from '../../database/events.ts';
import type { Db } from '../../database/open.ts';
import type { NamedEvent } from '../forecast/named-events.ts';
import type { LearnedUplift } from './learned-uplifts.ts';

export type EventStore = ReturnType<typeof eventStore>;

const MOST = 500;

/** Days and hours that somebody marked as unlike the others: a mailing, an outage. */
export const eventStore = (db: Db) => ({
  list: (queueId: number) =>
    db
      .selectFrom('namedEvents')
      .where('queueId', '=', queueId)
      .where('removedAt', 'is', null)
      .select(['id', 'name', 'fromLocal', 'untilLocal', 'uplift', 'occasions'])
      .orderBy('fromLocal', 'desc')
      .orderBy('id', 'desc')
      .limit(MOST)
      .execute(),

  /** The same event once more changes nothing. */
  add: (queueId: number, { name, from, until }: NamedEvent, by: number, now: Date) =>
    db.transaction().execute(async (tx) => {
      await tx
        .updateTable('queues')
        .set((e) => ({ touched: e('touched', '+', 1) }))
        .where('id', '=', queueId)
        .execute();
      const same = await tx
        .selectFrom('namedEvents')
        .where('queueId', '=', queueId)
        .where('fromLocal', '=', from)
        .where('untilLocal', '=', until)
        .where('name', '=', name)
        .where('removedAt', 'is', null)
        .select('id')
        .executeTakeFirst();
      if (same) return;
      await tx
        .insertInto('namedEvents')
        .values({ queueId, name, fromLocal: from, untilLocal: until, addedAt: now.toISOString(), addedBy: by })
        .execute();
      await recordEvent(
        tx,
        { action: 'queue.event-marked', subject: 'queue', subjectId: queueId, actorId: by, detail: name },
        now,
      );
    }),

  remove: (queueId: number, id: number, by: number, now: Date) =>
    db
      .updateTable('namedEvents')
      .set({ removedAt: now.toISOString(), removedBy: by })
      .where('queueId', '=', queueId)
      .where('id', '=', id)
      .where('removedAt', 'is', null)
      .execute(),

  async keepUplifts(queueId: number, uplifts: readonly LearnedUplift[]) {
    const events = await db.selectFrom('namedEvents').where('queueId', '=', queueId).select(['id', 'name']).execute();
    for (const { id, name } of events) {
      const learned = uplifts.find((uplift) => uplift.name === name.trim().toLowerCase());
      await db
        .updateTable('namedEvents')
        .set({ uplift: learned?.factor ?? null, occasions: learned?.occasions ?? 0 })
        .where('id', '=', id)
        .execute();
    }
  },
});
