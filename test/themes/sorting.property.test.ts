import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Db } from '../../src/database/open.ts';
import { rootsOf } from '../../src/themes/theme.ts';
import { freshDatabase } from '../support/database.ts';
import { hire } from '../support/floor.ts';
import { addReports } from '../support/reports.ts';
import { picture, sorter } from './sorting.ts';

const REPORTS = 6;
const number = fc.nat({ max: 30 });
const act = fc.record({
  what: fc.constantFrom(
    'file',
    'new',
    'new',
    'aside',
    'merge',
    'merge',
    'merge',
    'split',
    'undo filing',
    'undo merge',
    'undo split',
  ),
  one: number,
  two: number,
});
type Act = { what: string; one: number; two: number };

const RUNS = process.env.TEST_DATABASE_URL ? 5 : 20;

test('any order of decisions and undoings leaves each report in one place, and undoing the last changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 25 }), async (acts) => {
      const db = await freshDatabase();
      const priya = await hire(db, { name: 'Priya' });
      await addReports(
        db,
        Array.from({ length: REPORTS }, (_, n) => ({ summary: `Report ${n}`, reporterId: priya.id })),
      );
      for (const id of [1, 2, 3, 4]) await sorter(db, priya.id).fileNew(id, `Complaint ${id}`);
      for (const [index, each] of acts.entries()) await playAndCheck(db, priya.id, each, index);
    }),
    { numRuns: RUNS },
  );
}, 120_000);

async function playAndCheck(db: Db, by: number, each: Act, index: number) {
  const before = await picture(db);
  const rows = await countRows(db);
  const undo = await play(db, by, each, index);
  await holds(db);
  const grown = await countRows(db);
  if (!undo || each.one % 2 || JSON.stringify(rows) === JSON.stringify(grown)) return;
  await undo();
  expect(await picture(db)).toEqual(before);
  await undo();
  expect(await picture(db)).toEqual(before);
}

/** Does one thing; returns how to take it back, where that is possible. */
async function play(db: Db, by: number, { what, one, two }: Act, index: number) {
  const owner = sorter(db, by);
  const reportId = (one % REPORTS) + 1;
  const themeIds = (await db.selectFrom('themes').select('id').orderBy('id').execute()).map(({ id }) => id);
  const pick = (ids: number[], n: number) => ids[n % Math.max(1, ids.length)] ?? 0;
  const lastOf = async (table: 'filings' | 'merges' | 'splits') =>
    (await db.selectFrom(table).select('id').orderBy('id', 'desc').limit(1).executeTakeFirst())?.id ?? 0;
  const anyOf = async (table: 'filings' | 'merges' | 'splits') =>
    pick(
      (await db.selectFrom(table).select('id').orderBy('id').execute()).map(({ id }) => id),
      one,
    );

  if (what === 'undo filing') return void (await owner.undoFiling(await anyOf('filings')));
  if (what === 'undo merge') return void (await owner.undoMerge(await anyOf('merges')));
  if (what === 'undo split') return void (await owner.undoSplit(await anyOf('splits')));
  if (what === 'merge') {
    await owner.merge(pick(themeIds, one), pick(themeIds, two));
    return async () => void (await owner.undoMerge(await lastOf('merges')));
  }
  if (what === 'split') {
    await owner.split(pick(themeIds, one), `Part ${index}`, [reportId, (two % REPORTS) + 1].filter(onlyOnce));
    return async () => void (await owner.undoSplit(await lastOf('splits')));
  }
  if (what === 'aside') await owner.setAside(reportId);
  else if (what === 'new') await owner.fileNew(reportId, `Theme ${two}`);
  else await refile(db, owner, reportId, pick(themeIds, two));
  const filingId = await lastOf('filings');
  return async () => void (await owner.undoFiling(filingId));
}

const onlyOnce = (id: number, index: number, all: number[]) => all.indexOf(id) === index;

async function refile(db: Db, owner: ReturnType<typeof sorter>, reportId: number, themeId: number) {
  const { themeId: now } = await db.selectFrom('reports').where('id', '=', reportId).select('themeId').executeTakeFirstOrThrow();
  await owner.fileFrom(reportId, themeId, now);
}

const countRows = async (db: Db) => {
  const count = async (table: 'filings' | 'merges' | 'splits') =>
    (
      await db
        .selectFrom(table)
        .select((e) => e.fn.countAll<number>().as('rows'))
        .executeTakeFirstOrThrow()
    ).rows;
  return [await count('filings'), await count('merges'), await count('splits')];
};

/** Roots are what the merges in force say; no theme reaches itself; a report is filed, set aside or unsorted. */
async function holds(db: Db) {
  const themes = await db.selectFrom('themes').select(['id', 'rootId']).orderBy('id').execute();
  const pointers = await db.selectFrom('merges').where('undoneAt', 'is', null).select(['themeId', 'intoId']).execute();
  const roots = rootsOf(
    themes.map(({ id }) => id),
    pointers,
  );
  for (const { id, rootId } of themes) expect(rootId).toBe(roots.get(id));
  for (const root of roots.values()) expect(pointers.some(({ themeId }) => themeId === root)).toBe(false);
  const torn = await db
    .selectFrom('reports')
    .where('themeId', 'is not', null)
    .where('setAsideAt', 'is not', null)
    .select('id')
    .execute();
  expect(torn).toEqual([]);
  const { counts, reports } = await picture(db);
  expect(counts.reduce((sum, [, evidence]) => sum + evidence.reports, 0)).toBe(reports.filter(({ themeId }) => themeId).length);
}
