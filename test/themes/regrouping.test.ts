import { expect, test } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import { hire } from '../support/floor.ts';
import { addReports } from '../support/reports.ts';
import { picture, sorter } from './sorting.ts';

/** Themes A, B and C (1, 2, 3) with two reports each. */
async function threeThemes() {
  const db = await freshDatabase();
  const priya = await hire(db, { name: 'Priya' });
  const owner = sorter(db, priya.id);
  await addReports(
    db,
    [1, 2, 3, 4, 5, 6].map((n) => ({ summary: `Report ${n}` })),
  );
  const [a, b, c] = [await owner.fileNew(1, 'A'), await owner.fileNew(3, 'B'), await owner.fileNew(5, 'C')];
  for (const [reportId, themeId] of [
    [2, a],
    [4, b],
    [6, c],
  ] as const)
    await owner.file(reportId, themeId);
  const roots = async () => Object.fromEntries((await picture(db)).themes.map(({ name, rootId }) => [name, rootId]));
  return { db, owner, a, b, c, roots };
}

test('a chain of merges counts for its end, and an early one is undone without touching the later', async () => {
  const { owner, a, b, c, roots } = await threeThemes();
  expect(await owner.merge(a, b)).toBe('merge');
  expect(await owner.merge(b, c)).toBe('merge');
  expect(await roots()).toEqual({ A: c, B: c, C: c });
  await owner.undoMerge(1);
  expect(await roots()).toEqual({ A: a, B: c, C: c });
  await owner.undoMerge(2);
  expect(await roots()).toEqual({ A: a, B: b, C: c });
});

test('undoing a late merge takes along what had been merged before', async () => {
  const { owner, a, b, c, roots } = await threeThemes();
  await owner.merge(a, b);
  await owner.merge(b, c);
  await owner.undoMerge(2);
  expect(await roots()).toEqual({ A: b, B: b, C: c });
});

test('a merge undone long after gives back names, numbers and counts exactly', async () => {
  const { db, owner, a, b } = await threeThemes();
  const before = await picture(db);
  await owner.merge(a, b);
  expect((await picture(db)).counts.find(([id]) => id === b)![1].reports).toBe(4);
  await owner.undoMerge(1);
  expect(await picture(db)).toEqual(before);
});

test('merging twice is one merge, and undoing twice is one undoing', async () => {
  const { db, owner, a, b } = await threeThemes();
  expect([await owner.merge(a, b), await owner.merge(a, b)]).toEqual(['merge', 'already']);
  await owner.undoMerge(1);
  const once = await db.selectFrom('merges').selectAll().execute();
  await owner.undoMerge(1);
  expect(await db.selectFrom('merges').selectAll().execute()).toEqual(once);
});

test('a split moves what was ticked, and undoing it brings back what nobody moved since', async () => {
  const { db, owner, a, b } = await threeThemes();
  await owner.merge(b, a);
  const before = await picture(db);
  const split = await owner.split(a, 'Part', [1, 3]);
  expect(split).toMatchObject({ verdict: 'split', reports: 2 });
  await owner.undoSplit(1);
  expect(await picture(db)).toEqual(before);
});

test('what the new theme gathered by itself stays in it', async () => {
  const { db, owner, a, b } = await threeThemes();
  const split = await owner.split(a, 'Part', [1]);
  const part = 'newId' in split ? split.newId : 0;
  await owner.fileFrom(3, part, b);
  await owner.undoSplit(1);
  const places = (await picture(db)).reports.map(({ themeId }) => themeId);
  expect(places.slice(0, 3)).toEqual([a, a, part]);
});

test('a report moved on after the split is left where it was put', async () => {
  const { db, owner, a, c } = await threeThemes();
  const split = await owner.split(a, 'Part', [1]);
  await owner.fileFrom(1, c, 'newId' in split ? split.newId : 0);
  await owner.undoSplit(1);
  expect((await picture(db)).reports[0]!.themeId).toBe(c);
});

test.each([
  ['every report', 'Part', [1, 2], 'nothing left'],
  ['a report of another theme', 'Part', [1, 3], 'moved meanwhile'],
  ['a report that is not there', 'Part', [1, 99], 'moved meanwhile'],
  ['under a name that is taken', 'b', [1], 'name taken'],
])('splitting off %s is refused and changes nothing', async (_, name, reports, verdict) => {
  const { db, owner, a } = await threeThemes();
  const before = await picture(db);
  expect((await owner.split(a, name, reports)).verdict).toBe(verdict);
  expect(await picture(db)).toEqual(before);
});

test('the same split sent twice makes one theme', async () => {
  const { db, owner, a } = await threeThemes();
  const once = await owner.split(a, 'Part', [1]);
  expect(await owner.split(a, 'Part', [1])).toEqual({ ...once, verdict: 'already' });
  expect(await db.selectFrom('splits').selectAll().execute()).toHaveLength(1);
});

test('two merges that cross end in one, never in a circle', async () => {
  const { db, owner, a, b, c } = await threeThemes();
  const crossing = await Promise.all([owner.merge(a, b), owner.merge(b, a)]);
  expect(crossing.filter((verdict) => verdict === 'merge')).toHaveLength(1);
  await owner.undoMerge(1);
  const around = await Promise.all([owner.merge(a, b), owner.merge(b, c), owner.merge(c, a)]);
  expect(around.filter((verdict) => verdict === 'merge').length).toBeLessThan(3);
  const { pointers, themes } = await picture(db);
  for (const { id, rootId } of themes)
    expect(
      pointers.some(({ themeId }) => themeId === rootId),
      `theme ${id}`,
    ).toBe(false);
});

test('of many decisions about one report at once, one counts', async () => {
  const { db, owner } = await threeThemes();
  const [late] = await addReports(db, [{ summary: 'Late' }]);
  const outcomes = await Promise.all([1, 2, 3, 4].map((n) => owner.fileNew(late!, `New ${n}`)));
  const moves = await db.selectFrom('filings').where('reportId', '=', late!).selectAll().execute();
  expect(moves).toHaveLength(1);
  expect(outcomes).toContain(moves[0]!.toId);
  expect(await db.selectFrom('themes').where('name', 'like', 'New %').select('id').execute()).toHaveLength(1);
});
