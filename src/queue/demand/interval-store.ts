import type { Db } from '../../database/open.ts';
import type { IntervalRecord } from '../history/ledger.ts';
import type { Measured } from './assumptions.ts';

export type IntervalStore = ReturnType<typeof intervalStore>;

const ROWS_AT_ONCE = 500;
const DAY = 86_400_000;
/** A forecast looks at three years, and what is measured at eight weeks. */
const HISTORY_DAYS = 1_100;
const MEASURED_DAYS = 56;

export interface Span {
  firstAt: string;
  lastAt: string;
}

export const intervalStore = (db: Db) => ({
  /** Each record takes the place of what stood at its start. At most a few hundred at a time, so that nobody waits for the lock. */
  async replace(queueId: number, importId: number, seconds: number, records: readonly IntervalRecord[]) {
    for (let from = 0; from < records.length; from += ROWS_AT_ONCE)
      await db
        .insertInto('intervals')
        .values(records.slice(from, from + ROWS_AT_ONCE).map((record) => rowOf(record, queueId, importId, seconds)))
        .onConflict((conflict) =>
          conflict.columns(['queueId', 'startsAt']).doUpdateSet((e) => ({
            seconds: e.ref('excluded.seconds'),
            offered: e.ref('excluded.offered'),
            answered: e.ref('excluded.answered'),
            abandoned: e.ref('excluded.abandoned'),
            answeredInTime: e.ref('excluded.answeredInTime'),
            answeredWaitSeconds: e.ref('excluded.answeredWaitSeconds'),
            abandonedWaitSeconds: e.ref('excluded.abandonedWaitSeconds'),
            handleSeconds: e.ref('excluded.handleSeconds'),
            importId: e.ref('excluded.importId'),
          })),
        )
        .execute();
  },

  /** What an import of single calls did not meet between its first and last interval had no calls. */
  removeOthersWithin: (queueId: number, importId: number, { firstAt, lastAt }: Span) =>
    db
      .deleteFrom('intervals')
      .where('queueId', '=', queueId)
      .where('startsAt', '>=', firstAt)
      .where('startsAt', '<=', lastAt)
      .where((e) => e.or([e('importId', 'is', null), e('importId', '!=', importId)]))
      .execute(),

  async findSpan(queueId: number): Promise<Span | undefined> {
    const span = await db
      .selectFrom('intervals')
      .where('queueId', '=', queueId)
      .select((e) => [e.fn.min('startsAt').as('firstAt'), e.fn.max('startsAt').as('lastAt')])
      .executeTakeFirst();
    return span?.firstAt ? { firstAt: span.firstAt, lastAt: span.lastAt } : undefined;
  },

  /** Starts and calls of the last three years of history. */
  async listForForecast(queueId: number) {
    const span = await intervalStore(db).findSpan(queueId);
    if (!span) return [];
    return db
      .selectFrom('intervals')
      .where('queueId', '=', queueId)
      .where('startsAt', '>=', before(span.lastAt, HISTORY_DAYS))
      .select(['startsAt', 'offered'])
      .orderBy('startsAt')
      .execute();
  },

  /** Sums over the last eight weeks of history, each over the intervals that say all it needs. */
  async measure(queueId: number): Promise<Measured> {
    const span = await intervalStore(db).findSpan(queueId);
    if (!span) return { handled: 0, handledSeconds: 0, hungUp: 0, waitedSeconds: 0 };
    const recent = db
      .selectFrom('intervals')
      .where('queueId', '=', queueId)
      .where('startsAt', '>=', before(span.lastAt, MEASURED_DAYS));
    const handled = await recent
      .where('handleSeconds', 'is not', null)
      .where('answered', 'is not', null)
      .select((e) => [e.fn.sum<number | null>('answered').as('calls'), e.fn.sum<number | null>('handleSeconds').as('seconds')])
      .executeTakeFirstOrThrow();
    const waited = await recent
      .where('abandoned', 'is not', null)
      .where('answeredWaitSeconds', 'is not', null)
      .where('abandonedWaitSeconds', 'is not', null)
      .select((e) => [
        e.fn.sum<number | null>('abandoned').as('hungUp'),
        e.fn.sum<number | null>('answeredWaitSeconds').as('answered'),
        e.fn.sum<number | null>('abandonedWaitSeconds').as('gone'),
      ])
      .executeTakeFirstOrThrow();
    return {
      handled: handled.calls ?? 0,
      handledSeconds: handled.seconds ?? 0,
      hungUp: waited.hungUp ?? 0,
      waitedSeconds: (waited.answered ?? 0) + (waited.gone ?? 0),
    };
  },
});

const before = (instant: string, days: number) => new Date(Date.parse(instant) - days * DAY).toISOString();

function rowOf(record: IntervalRecord, queueId: number, importId: number, seconds: number) {
  const { startsAt, offered } = record;
  return {
    queueId,
    importId,
    startsAt,
    seconds,
    offered: offered ?? 0,
    answered: whole(record.answered),
    abandoned: whole(record.abandoned),
    answeredInTime: whole(record.answeredInTime),
    answeredWaitSeconds: whole(record.answeredWaitSeconds),
    abandonedWaitSeconds: whole(record.abandonedWaitSeconds),
    handleSeconds: whole(record.handleSeconds),
  };
}

const whole = (figure: number | null) => (figure === null ? null : Math.round(figure));
