import { expect, test } from 'vitest';
import { apartStore } from '../../src/themes/apart-store.ts';
import { NINE_AM, openFloor } from '../support/floor.ts';
import { addReport, addReports } from '../support/reports.ts';
import { sorter } from './sorting.ts';

const SLOW = 'Order search is slow';

/** Reports 1 to 4 say the same; 5 says something else. */
async function sortingTable() {
  const floor = await openFloor();
  await addReports(floor.db, [
    ...['leader', 'csr', 'csr', 'import'].map((source) => ({ summary: SLOW, source: source as 'csr' })),
    { summary: 'Refund came three weeks late' },
  ]);
  const browser = await floor.as(floor.priya);
  const places = async () =>
    (await floor.db.selectFrom('reports').select('themeId').orderBy('id').execute()).map(({ themeId }) => themeId);
  const post = (path: string, body: object = {}) => browser.post(path).type('form').send(body);
  return { ...floor, browser, post, places, owner: sorter(floor.db, floor.priya.id) };
}

const shownTo = async (browser: Awaited<ReturnType<typeof sortingTable>>['browser'], path: string) =>
  [...(await browser.get(path)).text.matchAll(/name="travels" value="(\d+)"/g)].map(([, id]) => Number(id));

test('who was left out waits on, and comes next with those like it', async () => {
  const { browser, post, places } = await sortingTable();
  expect(await shownTo(browser, '/unsorted')).toEqual([2, 3, 4]);
  await post('/reports/1/filing', { newThemeName: 'Search', into: 'new', travels: '2' });
  expect(await places()).toEqual([1, 1, null, null, null]);
  const { text } = await browser.get('/unsorted');
  expect(text).toMatch(/settles <span data-settles>2 reports/);
  expect(await shownTo(browser, '/unsorted')).toEqual([4]);
});

test('whoever was decided about, taken back or refused there meanwhile stays, and the answer says so', async () => {
  const { db, priya, browser, post, places, owner } = await sortingTable();
  const refunds = await owner.fileNew(5, 'Refunds');
  await owner.file(2, refunds);
  const search = await owner.fileNew(await addReport(db, { summary: 'Search' }), 'Search');
  await apartStore(db).refuse(3, search, priya.id, NINE_AM);
  await db.updateTable('reports').set({ withdrawnAt: NINE_AM.toISOString() }).where('id', '=', 4).execute();
  const late = await addReport(db, { summary: SLOW });
  await post('/reports/1/filing', { suggested: search, travels: ['2', '3', '4', String(late)] });
  expect(await places()).toEqual([search, refunds, null, null, refunds, search, search]);
  expect((await browser.get('/unsorted')).text).toContain('2 reports filed in “Search”. 3 stayed');
});

test('a name that a theme has already keeps those out that were refused there', async () => {
  const { db, priya, places, owner } = await sortingTable();
  const search = await owner.fileNew(await addReport(db, { summary: 'Search' }), 'Search');
  await apartStore(db).refuse(3, search, priya.id, NINE_AM);
  expect(await owner.fileWith(1, { newThemeName: 'SEARCH' }, [2, 3])).toMatchObject({ reports: 2, stayed: 1 });
  expect((await places()).slice(0, 3)).toEqual([search, search, null]);
});

test('only the report that was shown teaches the engine', async () => {
  const { db, owner } = await sortingTable();
  await owner.fileWith(1, { newThemeName: 'Search' }, [2, 3]);
  const steps = db.selectFrom('groupingSteps').where('kind', '=', 'filed').select(['reportId', 'filedBy']).orderBy('id');
  expect(await steps.execute()).toEqual([
    { reportId: 1, filedBy: 'human' },
    { reportId: 2, filedBy: 'import' },
    { reportId: 3, filedBy: 'import' },
  ]);
});

test('one undoing brings back all that travelled, but whoever has been moved since', async () => {
  const { db, owner, places } = await sortingTable();
  await owner.fileWith(1, { newThemeName: 'Search' }, [2, 3, 4]);
  const refunds = await owner.fileNew(5, 'Refunds');
  await owner.fileFrom(3, refunds, 1);
  await owner.undoFiling(1);
  expect(await places()).toEqual([null, null, refunds, null, refunds]);
  const undone = await db.selectFrom('filings').where('undoesId', 'is not', null).select('reportId').execute();
  expect(undone).toHaveLength(3);
});

test('those who travel are set aside together, and come back together', async () => {
  const { db, post, browser } = await sortingTable();
  await post('/reports/1/setting-aside', { travels: '2,3' });
  const aside = () => db.selectFrom('reports').where('setAsideAt', 'is not', null).select('id').orderBy('id').execute();
  expect((await aside()).map(({ id }) => id)).toEqual([1, 2, 3]);
  expect((await browser.get('/unsorted')).text).toContain('3 reports set aside');
  await post('/filings/1/undoing');
  expect(await aside()).toEqual([]);
});

test('a report that is filed already travels alone', async () => {
  const { browser, post, places, owner } = await sortingTable();
  await owner.fileNew(1, 'Search');
  expect(await shownTo(browser, '/unsorted?report=1')).toEqual([]);
  await post('/reports/1/filing', { newThemeName: 'Elsewhere', seenIn: '1', travels: '2,3' });
  expect(await places()).toEqual([2, null, null, null, null]);
});

test.each([
  ['what is no number', 'x,2,-1,99999999999,'],
  ['the report itself, and one twice', '1,2,2'],
])('%s is passed over', async (_, travels) => {
  const { post, places } = await sortingTable();
  expect((await post('/reports/1/filing', { newThemeName: 'Search', travels })).status).toBe(303);
  expect(await places()).toEqual([1, 1, null, null, null]);
});

test('more than a page shows is refused, and nothing is filed', async () => {
  const { post, places } = await sortingTable();
  const travels = Array.from({ length: 251 }, (_, index) => index + 2).join(',');
  for (const path of ['/reports/1/filing', '/reports/1/setting-aside'])
    expect((await post(path, { newThemeName: 'Search', travels })).status, path).toBe(422);
  expect(new Set(await places())).toEqual(new Set([null]));
});

test('a refused decision keeps what was unticked', async () => {
  const { post } = await sortingTable();
  const again = await post('/reports/1/filing', { into: 'written', themeId: 'soon', travels: ['2', '4'] });
  expect(again.status).toBe(422);
  expect([...again.text.matchAll(/name="travels" value="(\d+)"[^>]*checked/g)].map(([, id]) => id)).toEqual(['2', '4']);
  expect(again.text).toMatch(/settles <span data-settles>3 reports/);
});

test('a button says which field it means, whatever else is filled in', async () => {
  const { post, places, owner } = await sortingTable();
  const refunds = await owner.fileNew(5, 'Refunds');
  await post('/reports/1/filing', { into: 'new', newThemeName: 'Search', themeId: String(refunds) });
  await post('/reports/2/filing', { into: 'written', newThemeName: 'Search', themeId: String(refunds) });
  await post('/reports/3/filing', { suggested: String(refunds), newThemeName: 'Search', themeId: '1' });
  expect((await places()).slice(0, 3)).toEqual([2, refunds, refunds]);
  const nothing = await post('/reports/4/filing', { into: 'written', newThemeName: 'Search', themeId: '' });
  expect([nothing.status, nothing.text.includes('Choose a theme, or name a new one')]).toEqual([422, true]);
});
