import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Db } from '../../../src/database/open.ts';
import { gateStore } from '../../../src/themes/gate/gate-store.ts';
import { gateRecordStore } from '../../../src/themes/gate/record-store.ts';
import { placingStore } from '../../../src/themes/placing-store.ts';
import { freshDatabase } from '../../support/database.ts';
import { hire, NINE_AM } from '../../support/floor.ts';
import { plansOf, wholeReads } from '../../support/plans.ts';
import { addReports } from '../../support/reports.ts';

const AT = NINE_AM.toISOString();
const DAY = 24 * 3_600_000;

/** 12,000 reports; the gate filed 3,000 of them over a year, people as many, the rest waits. */
async function manyFilings() {
  const db = await freshDatabase();
  await hire(db, { name: 'Priya' });
  await db
    .insertInto('themes')
    .values(Array.from({ length: 100 }, (_, n) => ({ id: n + 1, name: `Theme ${n}`, rootId: n + 1, addedAt: AT })))
    .execute();
  const themeOf = (n: number) => (n < 6_000 ? (n % 100) + 1 : null);
  await addReports(
    db,
    Array.from({ length: 12_000 }, (_, n) => ({ summary: `Report ${n}`, themeId: themeOf(n) })),
  );
  for (let from = 0; from < 6_000; from += 500) await db.insertInto('filings').values(fiveHundred(from, themeOf)).execute();
  await sql`analyze`.execute(db);
  return db;
}

const fiveHundred = (from: number, themeOf: (n: number) => number | null) =>
  Array.from({ length: 500 }, (_, n) => ({
    reportId: from + n + 1,
    toId: themeOf(from + n),
    how: 'sorted' as const,
    filedAt: new Date(NINE_AM.getTime() - (DAY * (6_000 - from - n)) / 16).toISOString(),
    ...(n % 2 ? { filedBy: 1, madeBy: 'human' as const } : { madeBy: 'gate' as const, belief: 0.99 }),
  }));

const NOBODY = { leader: 0, csr: 0, import: 0 };
const RECENTLY = new Date(NINE_AM.getTime() - 30 * DAY).toISOString();

const pages: Record<string, (db: Db) => Promise<unknown>> = {
  'what the gate may look at': (db) => gateStore(db).listWaiting({ after: 7_000, before: 11_000 }, NOBODY, NINE_AM, 25),
  'whose writers may still decide': (db) => gateStore(db).findUnsettled(NINE_AM),
  'where people passed over': (db) => gateStore(db).findPassedOver(),
  'a page of its filings': (db) => gateRecordStore(db).listFiled('all', 3_000, 25),
  'those that stand of a page': (db) => gateRecordStore(db).listStanding([1, 2, 3, 5_000]),
  'what it filed in thirty days': (db) => gateRecordStore(db).countSince(RECENTLY),
  'the newest checks': (db) => gateRecordStore(db).listChecks(),
  'what was held back': (db) => gateStore(db).countHolds(),
  'why a report is where it is': (db) => placingStore(db).find(3),
};

test('no page of the gate, and no look of its, reads all reports or all filings', async () => {
  const db = await manyFilings();
  for (const [name, ask] of Object.entries(pages)) {
    const plan = await plansOf(db, ask);
    expect(plan.length, name).toBeGreaterThan(0);
    expect(wholeReads(plan, ['reports', 'filings', 'one']), `${name}\n${plan.join('\n')}`).toEqual([]);
  }
});
