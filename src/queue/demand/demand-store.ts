import { recordEvent } from '../../database/events.ts';
import type { Db } from '../../database/open.ts';
import type { Promised } from './assumptions.ts';

export type DemandStore = ReturnType<typeof demandStore>;

export interface DemandQueue extends Promised {
  id: number;
  name: string;
  timeZone: string;
  intervalSeconds: number | null;
  holidays: string;
  forecastAt: string | null;
  forecastProblem: string;
}

export interface Guesses {
  patienceSeconds: number;
  shrinkagePercent: number;
  holidays: string;
}

/** A queue as the forecast sees it. */
export const demandStore = (db: Db) => ({
  find: (id: number): Promise<DemandQueue | undefined> => select(db).where('queues.id', '=', id).executeTakeFirst(),

  listNames: () =>
    db.selectFrom('queues').where('retiredAt', 'is', null).select(['id', 'name']).orderBy('name').limit(1_000).execute(),

  /** Queues with history, for the nightly forecast. */
  listWithHistory: () =>
    db
      .selectFrom('queues')
      .where('retiredAt', 'is', null)
      .where('intervalSeconds', 'is not', null)
      .select(['id', 'timeZone', 'forecastAt'])
      .orderBy('id')
      .execute(),

  listClosedDays: async (queueId: number): Promise<string[]> =>
    (await db.selectFrom('closedDays').where('queueId', '=', queueId).select('day').execute()).map(({ day }) => day),

  /** The first import says how long the queue's intervals are. False when the queue's are of another length already. */
  async settleInterval(queueId: number, seconds: number): Promise<boolean> {
    await db
      .updateTable('queues')
      .set({ intervalSeconds: seconds })
      .where('id', '=', queueId)
      .where('intervalSeconds', 'is', null)
      .execute();
    const queue = await db.selectFrom('queues').where('id', '=', queueId).select('intervalSeconds').executeTakeFirst();
    return queue?.intervalSeconds === seconds;
  },

  /** Whoever says a patience stands behind it from then on. */
  guess: (queueId: number, guesses: Guesses, by: number, now: Date) =>
    db.transaction().execute(async (tx) => {
      await tx
        .updateTable('queues')
        .set((e) => ({ touched: e('touched', '+', 1), ...guesses, patienceSetBy: by }))
        .where('id', '=', queueId)
        .execute();
      await recordEvent(tx, { action: 'queue.guessed', subject: 'queue', subjectId: queueId, actorId: by }, now);
    }),
});

const select = (db: Db) =>
  db
    .selectFrom('queues')
    .leftJoin('people', 'people.id', 'queues.patienceSetBy')
    .select([
      'queues.id',
      'queues.name',
      'queues.timeZone',
      'queues.targetPercent',
      'queues.targetSeconds',
      'queues.handleSeconds',
      'queues.patienceSeconds',
      'people.name as patienceSetBy',
      'queues.shrinkagePercent',
      'queues.intervalSeconds',
      'queues.holidays',
      'queues.forecastAt',
      'queues.forecastProblem',
    ]);
