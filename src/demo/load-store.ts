import type { Insertable } from 'kysely';
import { refillLog } from '../database/grouping-log.ts';
import { continueNumbering } from '../database/numbering.ts';
import type { Db, Tx } from '../database/open.ts';
import type { Tables } from '../database/tables.ts';
import { DEMO_TABLES, type DemoTable } from './tables.ts';

/** Every row of the demo, table by table, with the numbers it will have. */
export type DemoRows = { [T in DemoTable]: Insertable<Tables[T]>[] };

/** Where an event says when the demo was loaded into this database. */
const MARK = { action: 'demo.loaded', subject: 'settings', subjectId: 1, actorId: null } as const;
/** Both engines take this many values in one statement. */
const MOST_VALUES = 15_000;
/** What only visitors and jobs write. */
export const EMPTIED_TABLES = [
  'shiftPauses',
  'signInLinks',
  'signInRequests',
  'sessions',
  'anonymousAllowances',
  'jobs',
  'forecasts',
  'staffedIntervals',
  'namedEvents',
  'historyParts',
  'historyImports',
  'groupingSnapshotParts',
  'groupingSnapshots',
  'groupingSteps',
  'filingChecks',
  'gateHolds',
  'reportVectors',
  'proposals',
  'thesaurusAnswers',
] as const;

export const loadStore = (db: Db) => ({
  /** When the demo was loaded here; undefined in a database without it. */
  loadedAt: async (): Promise<string | undefined> =>
    (
      await db
        .selectFrom('events')
        .where('action', '=', MARK.action)
        .select('at')
        .orderBy('id', 'desc')
        .limit(1)
        .executeTakeFirst()
    )?.at,

  holdsPeople: async (): Promise<boolean> => Boolean(await db.selectFrom('people').select('id').limit(1).executeTakeFirst()),

  /** In one transaction: everything that is here goes, the demo comes. Ask `loadedAt` and `holdsPeople` before. */
  replace: (rows: DemoRows, now: Date) =>
    db.transaction().execute(async (tx) => {
      for (const table of [...EMPTIED_TABLES, ...DEMO_TABLES.toReversed()]) await tx.deleteFrom(table).execute();
      for (const table of DEMO_TABLES) await insertAll(tx, table, rows[table]);
      await continueNumbering(tx, DEMO_TABLES);
      await refillLog(tx);
      await tx
        .insertInto('events')
        .values({ ...MARK, at: now.toISOString(), detail: null })
        .execute();
    }),
});

async function insertAll<T extends DemoTable>(tx: Tx, table: T, rows: readonly Insertable<Tables[T]>[]) {
  if (rows.length === 0) return;
  const atOnce = Math.floor(MOST_VALUES / Object.keys(rows[0]!).length);
  for (let from = 0; from < rows.length; from += atOnce)
    await tx
      .insertInto<DemoTable>(table)
      .values(rows.slice(from, from + atOnce) as never)
      .execute();
}
