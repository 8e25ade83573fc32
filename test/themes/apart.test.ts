import { expect, test } from 'vitest';
import { apartStore } from '../../src/themes/apart-store.ts';
import { engineStore } from '../../src/themes/engine-store.ts';
import { filingStore } from '../../src/themes/filing-store.ts';
import { similarStore } from '../../src/themes/similar-store.ts';
import { freshDatabase } from '../support/database.ts';
import { hire, NINE_AM } from '../support/floor.ts';
import { addReports } from '../support/reports.ts';
import { sorter } from './sorting.ts';

async function sorted() {
  const db = await freshDatabase();
  const priya = await hire(db, { name: 'Priya' });
  const owner = sorter(db, priya.id);
  const summaries = ['Refund came late', 'Refund took weeks', 'Order lookup is slow', 'Order search is slow'];
  await addReports(
    db,
    summaries.map((summary) => ({ summary })),
  );
  const [refunds, lookup] = [await owner.fileNew(1, 'Refunds'), await owner.fileNew(3, 'Lookup')];
  const apart = apartStore(db);
  const suggested = async (id: number, text: string) =>
    (await similarStore(db, engineStore(db)).similarTo({ id, text }, { limit: 5 })).map(({ name }) => name);
  return {
    db,
    owner,
    refunds,
    lookup,
    suggested,
    refuse: (report: number, theme: number) => apart.refuse(report, theme, priya.id, NINE_AM),
    keep: (one: number, other: number) => apart.keepThemesApart(one, other, priya.id, NINE_AM),
    allow: (id: number) => apart.allow(id, priya.id, NINE_AM),
    fileAlike: (id: number, themeId: number, travels: number[]) =>
      filingStore(db).file(id, { themeId }, { travels, seenIn: null }, priya.id, NINE_AM),
    apart,
  };
}

const themeOf = async ({ db }: Awaited<ReturnType<typeof sorted>>, id: number) =>
  await db.selectFrom('reports').where('id', '=', id).select(['themeId', 'setAsideAt']).executeTakeFirstOrThrow();

test('a refused theme is not suggested and takes the report no more, until that is taken back', async () => {
  const here = await sorted();
  expect(await here.suggested(2, 'Refund took weeks')).toEqual(['Refunds']);
  expect(await here.refuse(2, here.refunds)).toBe('kept apart');
  expect(await here.refuse(2, here.refunds)).toBe('already');
  expect(await here.suggested(2, 'Refund took weeks')).toEqual([]);
  expect(await here.owner.file(2, here.refunds)).toMatchObject({ verdict: 'kept apart', saidBy: 'Priya' });
  expect(await here.apart.listOfReport(2)).toMatchObject([{ name: 'Refunds', saidBy: 'Priya' }]);
  await here.allow(1);
  expect(await here.suggested(2, 'Refund took weeks')).toEqual(['Refunds']);
  expect(await here.owner.file(2, here.refunds)).toMatchObject({ verdict: 'filed' });
});

test('a report that is refused where it stands is unsorted again, and undoing brings back only the suggestion', async () => {
  const here = await sorted();
  await here.owner.file(2, here.refunds);
  await here.refuse(2, here.refunds);
  expect(await themeOf(here, 2)).toEqual({ themeId: null, setAsideAt: null });
  await here.allow(1);
  await here.allow(1);
  expect(await themeOf(here, 2)).toEqual({ themeId: null, setAsideAt: null });
  expect(await here.suggested(2, 'Refund took weeks')).toEqual(['Refunds']);
});

test('a refusal holds for the theme that the refused one was merged into', async () => {
  const here = await sorted();
  await here.refuse(2, here.refunds);
  await here.owner.merge(here.refunds, here.lookup);
  expect(await here.owner.file(2, here.lookup)).toMatchObject({ verdict: 'kept apart' });
  expect(await here.suggested(2, 'Refund took weeks')).toEqual([]);
});

test('themes that hold a report and what it was refused for do not merge', async () => {
  const here = await sorted();
  await here.refuse(2, here.refunds);
  await here.owner.file(2, here.lookup);
  expect(await here.owner.merge(here.lookup, here.refunds)).toBe('kept apart');
  expect(await here.owner.merge(here.refunds, here.lookup)).toBe('kept apart');
});

test('themes said not to be the same do not merge, nor does what they are merged into', async () => {
  const here = await sorted();
  const other = await here.owner.fileNew(4, 'Search');
  expect(await here.keep(here.refunds, here.lookup)).toBe('kept apart');
  expect(await here.keep(here.lookup, here.refunds)).toBe('already');
  expect(await here.owner.merge(here.refunds, other)).toBe('merge');
  expect(await here.owner.merge(here.lookup, other)).toBe('kept apart');
  expect(await here.keep(here.refunds, other)).toBe('the same theme');
  expect(await here.apart.listOfTheme(here.lookup)).toMatchObject([{ oneName: 'Search', otherName: 'Lookup' }]);
  await here.allow(1);
  expect(await here.owner.merge(here.lookup, other)).toBe('merge');
});

test('what was split does not merge again, until the split is undone', async () => {
  const here = await sorted();
  await here.owner.file(2, here.refunds);
  await here.owner.split(here.refunds, 'Weeks', [2]);
  const [{ newId }] = (await here.db.selectFrom('splits').select('newId').execute()) as [{ newId: number }];
  expect(await here.owner.merge(newId, here.refunds)).toBe('kept apart');
  expect(await here.allow(1)).toBeUndefined();
  await here.owner.undoSplit(1);
  await here.owner.file(4, newId);
  expect(await here.owner.merge(newId, here.refunds)).toBe('merge');
});

test('an undo does not bring a report back into a theme that it was refused for meanwhile', async () => {
  const here = await sorted();
  await here.owner.file(2, here.refunds);
  await here.owner.fileFrom(2, here.lookup, here.refunds);
  await here.refuse(2, here.refunds);
  const last = await here.db.selectFrom('filings').select('id').orderBy('id', 'desc').executeTakeFirstOrThrow();
  expect(await here.owner.undoFiling(last.id)).toMatchObject({ verdict: 'undone' });
  expect(await themeOf(here, 2)).toEqual({ themeId: null, setAsideAt: null });
  expect(await here.owner.file(2, here.lookup)).toMatchObject({ verdict: 'filed' });
});

test('refused where two decisions in a row had put it, a report leaves them both', async () => {
  const here = await sorted();
  const late = await here.owner.fileNew(4, 'Late');
  await here.owner.file(2, here.refunds);
  await here.owner.fileFrom(2, late, here.refunds);
  await here.owner.merge(late, here.refunds);
  await here.refuse(2, here.refunds);
  expect(await themeOf(here, 2)).toEqual({ themeId: null, setAsideAt: null });
});

test('a report in the very same words does not travel into a theme that it was refused for', async () => {
  const here = await sorted();
  const [one, other] = (await addReports(here.db, [{ summary: 'Parcel lost' }, { summary: 'Parcel lost' }])) as [number, number];
  await here.refuse(other, here.refunds);
  expect(await here.fileAlike(one, here.refunds, [other])).toMatchObject({ verdict: 'filed', reports: 1 });
  expect(await themeOf(here, other)).toEqual({ themeId: null, setAsideAt: null });
});

test('what does not exist or was withdrawn is not refused', async () => {
  const here = await sorted();
  expect(await here.refuse(99, here.refunds)).toBe('unknown');
  expect(await here.refuse(2, 99)).toBe('unknown');
  expect(await here.keep(here.refunds, 99)).toBe('unknown');
  expect(await here.allow(99)).toBeUndefined();
});
