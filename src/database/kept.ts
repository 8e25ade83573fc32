import { type AggregateFunctionBuilder, type ExpressionBuilder, sql } from 'kysely';
import { onPostgres } from './columns.ts';
import type { Db } from './open.ts';
import type { Tables } from './tables.ts';

/** A belt for what no rule foresees, such as a row mended by hand. */
const KEPT_MILLISECONDS = 5 * 60_000;
const KEPT_AT_MOST = 50;

/** What was found before under the same key, as long as nothing that it may rest on was written in any process; else found anew. */
export type Keep<T> = (key: string, find: () => Promise<T>) => Promise<T>;

/** Keeps what is worked out of reports, filings, me-toos, calls, themes, shifts and queues. */
export function keepUntilWritten<T>(db: Db): Keep<T> {
  const kept = new Map<string, { version: string; until: number; found: Promise<T> }>();

  return async (key, find) => {
    const version = await readVersion(db);
    const before = kept.get(key);
    if (before && before.version === version && performance.now() < before.until) return before.found;
    if (kept.size >= KEPT_AT_MOST) kept.clear();
    const found = find();
    kept.set(key, { version, until: performance.now() + KEPT_MILLISECONDS, found });
    found.catch(() => kept.delete(key));
    return found;
  };
}

/**
 * Every such change writes a report, a call, a filing, a me-too, an import’s tally or, after the change itself, an event; but for an anonymous flag that is taken
 * back or put back, of which nothing is written down: which of them are taken back is read instead, from an index that holds these alone.
 */
async function readVersion(db: Db): Promise<string> {
  const last = (table: 'reports' | 'calls' | 'filings' | 'meToos' | 'events') =>
    db.selectFrom(table).select((e) => e.fn.max('id').as('id'));
  const read = await db
    .selectNoFrom([
      last('reports').as('reports'),
      last('calls').as('calls'),
      last('filings').as('filings'),
      last('meToos').as('meToos'),
      last('events').as('events'),
      db
        .selectFrom('imports')
        .select((e) => e.fn.sum<number>('taken').as('sum'))
        .as('imported'),
      nameless(db, (e) => e.fn.countAll<number>()).as('takenBack'),
      nameless(db, (e) => e.fn.sum<number>('id')).as('whichTakenBack'),
      writersUnderWay(db).as('writers'),
    ])
    .executeTakeFirstOrThrow();
  return Object.values(read).join(' ');
}

/**
 * On PostgreSQL a row can come to light behind one with a higher number: while anybody writes, the version names what is seen exactly,
 * and is never that of a quiet moment. On SQLite one writes at a time.
 */
const writersUnderWay = (db: Db) =>
  onPostgres(db as never)
    ? sql<string>`(select case when pg_snapshot_xmin(now) = pg_snapshot_xmax(now) then '' else now::text end from (select pg_current_snapshot() as now) as seen)`
    : sql<string>`''`;

const nameless = (
  db: Db,
  figure: (e: ExpressionBuilder<Tables, 'reports'>) => AggregateFunctionBuilder<Tables, 'reports', number>,
) =>
  db
    .selectFrom('reports')
    .where('receiptHash', 'is not', null)
    .where('withdrawnAt', 'is not', null)
    .select((e) => figure(e).as('figure'));
