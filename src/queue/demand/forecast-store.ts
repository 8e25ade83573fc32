import type { Db, Tx } from '../../database/open.ts';
import type { PlannedInterval } from './hours.ts';

export type ForecastStore = ReturnType<typeof forecastStore>;

/** Planned intervals, and the last day of calls known when they were forecast. */
export interface Outlook {
  knownUntil: string;
  intervals: readonly PlannedInterval[];
}

const ROWS_AT_ONCE = 300;
const PLAN = [
  'required',
  'scheduled',
  'staffed',
  'waitNow',
  'hangUpNow',
  'waitWithMore',
  'hangUpWithMore',
  'waitSaved',
  'hangUpsSaved',
] as const;

export const forecastStore = (db: Db) => ({
  /** What is to come takes the place of the last forecast; what has passed keeps the forecast it had, or gets the rehearsed one. */
  async save(queueId: number, ahead: Outlook, rehearsed: Outlook | undefined, now: Date) {
    await db.transaction().execute(async (tx) => {
      await note(tx, queueId, now, '');
      const first = ahead.intervals[0]?.startsAt ?? now.toISOString();
      await tx.deleteFrom('forecasts').where('queueId', '=', queueId).where('startsAt', '>=', first).execute();
      await insert(tx, queueId, ahead);
    });
    if (rehearsed) await insert(db, queueId, rehearsed);
  },

  /** There is no forecast, and why: what was to come is withdrawn. */
  withdraw: (queueId: number, problem: string, now: Date) =>
    db.transaction().execute(async (tx) => {
      await note(tx, queueId, now, problem);
      await tx.deleteFrom('forecasts').where('queueId', '=', queueId).where('startsAt', '>=', now.toISOString()).execute();
    }),

  listBetween: (queueId: number, from: string, until: string) =>
    db
      .selectFrom('forecasts')
      .where('queueId', '=', queueId)
      .where('startsAt', '>=', from)
      .where('startsAt', '<', until)
      .select(['startsAt', 'seconds', 'calls', 'low', 'high', 'knownUntil', ...PLAN])
      .orderBy('startsAt')
      .execute(),

  /** Forecast intervals beside the calls that came in them. */
  listWithCame: (queueId: number, from: string, until: string) =>
    db
      .selectFrom('forecasts')
      .innerJoin('intervals', (join) =>
        join.onRef('intervals.queueId', '=', 'forecasts.queueId').onRef('intervals.startsAt', '=', 'forecasts.startsAt'),
      )
      .where('forecasts.queueId', '=', queueId)
      .where('forecasts.startsAt', '>=', from)
      .where('forecasts.startsAt', '<', until)
      .select(['forecasts.startsAt', 'forecasts.calls', 'forecasts.low', 'forecasts.high', 'intervals.offered'])
      .orderBy('forecasts.startsAt')
      .execute(),
});

const note = (tx: Tx, queueId: number, now: Date, problem: string) =>
  tx
    .updateTable('queues')
    .set((e) => ({ touched: e('touched', '+', 1), forecastAt: now.toISOString(), forecastProblem: problem }))
    .where('id', '=', queueId)
    .execute();

async function insert(tx: Tx | Db, queueId: number, { knownUntil, intervals }: Outlook) {
  for (let from = 0; from < intervals.length; from += ROWS_AT_ONCE)
    await tx
      .insertInto('forecasts')
      .values(intervals.slice(from, from + ROWS_AT_ONCE).map((interval) => ({ ...interval, queueId, knownUntil })))
      .onConflict((conflict) => conflict.columns(['queueId', 'startsAt']).doNothing())
      .execute();
}
