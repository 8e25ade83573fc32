import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Db } from '../../src/database/open.ts';
import { apartStore } from '../../src/themes/apart-store.ts';
import { engineStore } from '../../src/themes/engine-store.ts';
import { standingAfter } from '../../src/themes/filing.ts';
import { filingStore } from '../../src/themes/filing-store.ts';
import { gateStore } from '../../src/themes/gate/gate-store.ts';
import { themeIdOf } from '../../src/themes/grouping/engine.ts';
import { rootIdOf } from '../../src/themes/grouping/undoing.ts';
import { freshDatabase } from '../support/database.ts';
import { hire, NINE_AM } from '../support/floor.ts';
import { addReports } from '../support/reports.ts';
import { sorter } from './sorting.ts';

const WORDS = ['order search slow', 'refund late', 'menu long', 'menu long', 'menu long'];
const REPORTS = WORDS.length;
const ALL = WORDS.map((_, index) => index + 1);
const DEEDS = [
  'file',
  'file',
  'file alike',
  'file alike',
  'gate',
  'gate',
  'refuse',
  'refuse',
  'keep themes apart',
  'allow',
  'aside',
  'merge',
  'merge',
  'split',
  'undo filing',
  'undo filing',
  'undo merge',
  'undo split',
] as const;
const deed = fc.record({ what: fc.constantFrom(...DEEDS), one: fc.nat({ max: 11 }), two: fc.nat({ max: 11 }) });
type Deed = { what: (typeof DEEDS)[number]; one: number; two: number };

const RUNS = process.env.TEST_DATABASE_URL ? 8 : 40;

test('what was said not to be the same never meets again, whatever people and the gate do, until it is taken back', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 20, maxLength: 40 }), async (deeds) => {
      const db = await freshDatabase();
      const priya = await hire(db, { name: 'Priya' });
      await addReports(
        db,
        WORDS.map((summary) => ({ summary, reporterId: priya.id })),
      );
      for (const id of [1, 2]) await sorter(db, priya.id).fileNew(id, `Complaint ${id}`);
      for (const [index, each] of deeds.entries()) {
        await play(db, priya.id, each, index);
        await staysApart(db);
      }
      await isHeardByEngines(db);
    }),
    { numRuns: RUNS },
  );
}, 240_000);

async function play(db: Db, by: number, { what, one, two }: Deed, index: number) {
  const [owner, apart] = [sorter(db, by), apartStore(db)];
  const reportId = (one % REPORTS) + 1;
  const themeIds = await idsOf(db, 'themes');
  const pick = (ids: number[], n: number) => ids[n % Math.max(1, ids.length)] ?? 0;
  const [theme, other] = [pick(themeIds, two), pick(themeIds, one)];

  if (what === 'file') return owner.fileFrom(reportId, theme, await themeOf(db, reportId));
  if (what === 'file alike') return fileAlike(db, by, reportId, theme);
  if (what === 'gate') return gateStore(db).file(reportId, theme, REASONS, NINE_AM);
  if (what === 'refuse') return apart.refuse(reportId, theme, by, NINE_AM);
  if (what === 'keep themes apart') return apart.keepThemesApart(theme, other, by, NINE_AM);
  if (what === 'allow') return apart.allow(pick(await idsOf(db, 'keptApart'), one), by, NINE_AM);
  if (what === 'aside') return owner.setAside(reportId);
  if (what === 'merge') return owner.merge(other, theme);
  if (what === 'split') return owner.split(theme, `Part ${index}`, [reportId]);
  if (what === 'undo filing') return owner.undoFiling(pick(await idsOf(db, 'filings'), one));
  if (what === 'undo merge') return owner.undoMerge(pick(await idsOf(db, 'merges'), one));
  return owner.undoSplit(pick(await idsOf(db, 'splits'), one));
}

/** With the unsorted reports in the very same words. */
const fileAlike = (db: Db, by: number, reportId: number, themeId: number) =>
  filingStore(db).file(reportId, { themeId }, { travels: ALL, seenIn: null }, by, NINE_AM);

const REASONS = { version: '2', place: 1, share: 1, words: [], nearestReportId: null, belief: 0.99 };

const idsOf = async (db: Db, table: 'themes' | 'filings' | 'merges' | 'splits' | 'keptApart') =>
  (await db.selectFrom(table).select('id').orderBy('id').execute()).map(({ id }) => id);

const themeOf = async (db: Db, id: number) =>
  (await db.selectFrom('reports').where('id', '=', id).select('themeId').executeTakeFirstOrThrow()).themeId;

async function staysApart(db: Db) {
  const roots = new Map((await db.selectFrom('themes').select(['id', 'rootId']).execute()).map(({ id, rootId }) => [id, rootId]));
  const reports = await db.selectFrom('reports').select(['id', 'themeId', 'setAsideAt']).execute();
  const homes = new Map(reports.map(({ id, themeId }) => [id, themeId === null ? null : roots.get(themeId)]));
  for (const row of await db.selectFrom('keptApart').where('undoneAt', 'is', null).selectAll().execute()) {
    const far = row.reportId === null ? roots.get(row.otherId!) : homes.get(row.reportId);
    expect(far, JSON.stringify(row)).not.toBe(roots.get(row.themeId));
  }
  const filings = await db.selectFrom('filings').selectAll().orderBy('id').execute();
  for (const { id, themeId } of reports) {
    const history = filings.filter(({ reportId }) => reportId === id);
    expect(standingAfter(history).themeId).toBe(themeId);
    expect(history.slice(1).filter(({ madeBy }) => madeBy === 'gate')).toEqual([]);
  }
}

/** An engine that reads the whole log stands where the rows do. */
async function isHeardByEngines(db: Db) {
  const { matching } = await engineStore(db).whole();
  const rows = await db
    .selectFrom('reports')
    .leftJoin('themes', 'themes.id', 'reports.themeId')
    .select(['reports.id', 'themes.rootId'])
    .execute();
  for (const { id, rootId } of rows) {
    expect(themeIdOf(matching, id) ?? null).toBe(rootId);
    if (rootId !== null) expect(rootIdOf(matching, rootId)).toBe(rootId);
  }
}
