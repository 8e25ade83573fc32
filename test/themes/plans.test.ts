import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { returnStore } from '../../src/backlog/return-store.ts';
import type { Db } from '../../src/database/open.ts';
import { readFilter } from '../../src/friction/report-filter.ts';
import { reportListStore } from '../../src/friction/report-list-store.ts';
import { themeEvidenceStore } from '../../src/themes/evidence-store.ts';
import { themeReportsStore } from '../../src/themes/theme-reports-store.ts';
import { themeStore } from '../../src/themes/theme-store.ts';
import { unsortedStore } from '../../src/themes/unsorted-store.ts';
import { freshDatabase } from '../support/database.ts';
import { hire, NINE_AM } from '../support/floor.ts';
import { plansOf, wholeReads } from '../support/plans.ts';
import { addReports } from '../support/reports.ts';

const AT = NINE_AM.toISOString();

/** 10,000 reports, 9,000 of them in 500 themes, of which fixes have ended ten. */
async function manyReports() {
  const db = await freshDatabase();
  await hire(db, { name: 'Priya' });
  await db
    .insertInto('themes')
    .values(Array.from({ length: 500 }, (_, n) => ({ id: n + 1, name: `Theme ${n}`, rootId: null, addedAt: AT })))
    .execute();
  await db
    .updateTable('themes')
    .set((e) => ({ rootId: e.ref('id') }))
    .execute();
  await addReports(
    db,
    Array.from({ length: 10_000 }, (_, n) => ({ summary: `Report ${n}`, themeId: n % 10 ? (n % 500) + 1 : null })),
  );
  const moves = Array.from({ length: 1_000 }, (_, n) => ({
    reportId: n + 2,
    toId: 1,
    how: 'sorted' as const,
    filedAt: AT,
    filedBy: 1,
  }));
  await db.insertInto('filings').values(moves).execute();
  const texts = { willChange: '', couldWorsen: '', howTried: '', state: 'shipped' as const, proposedAt: AT };
  const ended = Array.from({ length: 10 }, (_, n) => n + 1);
  const shippedAt = '2026-03-01T09:00:00.000Z';
  await db
    .insertInto('fixes')
    .values(ended.map((id) => ({ ...texts, id, title: `Fix ${id}`, shippedAt })))
    .execute();
  await db
    .insertInto('fixThemes')
    .values(ended.map((fixId) => ({ fixId, themeId: fixId * 7, addedAt: AT })))
    .execute();
  await sql`analyze`.execute(db);
  return db;
}

const pages: Record<string, (db: Db) => Promise<unknown>> = {
  'all that wait': (db) => unsortedStore(db).listWaiting(),
  'those who travel': (db) => unsortedStore(db).listFacts([1, 11, 21]),
  'the last decision': (db) => unsortedStore(db).findLastDecision(1),
  'a theme’s reports': (db) => themeReportsStore(db).listReports(7, { before: 5_000, limit: 25 }),
  'a theme’s quotes': (db) => themeReportsStore(db).listQuotes(7, 'friction', 3),
  'a theme’s evidence': (db) => themeEvidenceStore(db).countOf(7, 'friction'),
  'what is coming back': (db) => returnStore(db).list(),
  'whether a theme is coming back': (db) => returnStore(db).findTheme(7),
  'the reports that say so': (db) =>
    reportListStore(db).list(readFilter({ theme: '7', since: '2026-03-01T09:00:00.000Z', practice: 'no' }), 1, undefined),
  'a theme’s events': (db) => themeStore(db).listEvents(7),
};

test('no page that is opened often reads all reports', async () => {
  const db = await manyReports();
  for (const [name, ask] of Object.entries(pages)) {
    const plan = await plansOf(db, ask);
    expect(plan.length, name).toBeGreaterThan(0);
    expect(wholeReads(plan, ['reports', 'filings']), `${name}\n${plan.join('\n')}`).toEqual([]);
  }
});

test('a question that reads all reports is noticed', async () => {
  const db = await manyReports();
  const plan = await plansOf(db, (watched) => watched.selectFrom('reports').where('tool', '=', 'CRM').select('id').execute());
  expect(wholeReads(plan, ['reports'])).toHaveLength(1);
});
