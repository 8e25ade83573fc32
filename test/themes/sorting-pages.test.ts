import { expect, test } from 'vitest';
import { openFloor } from '../support/floor.ts';
import { addReport, addReports } from '../support/reports.ts';

async function sortingTable() {
  const floor = await openFloor();
  const browser = await floor.as(floor.priya);
  const post = (path: string, body: object = {}) => browser.post(path).type('form').send(body);
  const place = async (id: number) =>
    (await floor.db.selectFrom('reports').where('id', '=', id).select(['themeId', 'setAsideAt']).executeTakeFirstOrThrow())
      .themeId;
  return { ...floor, browser, post, place, moves: () => floor.db.selectFrom('filings').selectAll().orderBy('id').execute() };
}

test('a report is read, filed in a new theme, and the next like it is offered that theme', async () => {
  const { db, browser, post } = await sortingTable();
  await addReports(db, [{ summary: 'Order lookup is slow. Again.' }, { summary: 'Slow lookup of an order' }]);
  const first = await browser.get('/unsorted');
  expect(first.text).toContain('value="Order lookup is slow"');
  expect(
    (await post('/reports/1/filing', { newThemeName: 'Order lookup is slow', next: '/unsorted?source=csr' })).headers.location,
  ).toBe('/unsorted?source=csr');
  const second = await browser.get('/unsorted');
  expect(second.text).toContain('Slow lookup of an order');
  expect(second.text).toMatch(/data-key="1"[\s\S]*Order lookup is slow/);
});

test('near-identical reports travel together, as shown before, and come back together', async () => {
  const { db, browser, post, place } = await sortingTable();
  await addReports(
    db,
    ['Other', 'Order search is slow', 'order SEARCH is slow!', 'The order search is slow'].map((summary) => ({ summary })),
  );
  const { text } = await browser.get('/unsorted');
  expect(text).toMatch(/This decision settles <span data-settles>3 reports/);
  expect([...text.matchAll(/name="travels" value="(\d+)".*checked/g)].map(([, id]) => id)).toEqual(['3', '4']);
  const late = await addReport(db, { summary: 'Order search is slow' });
  await post('/reports/2/filing', { newThemeName: 'Search', travels: ['3', '4'] });
  expect([await place(1), await place(2), await place(3), await place(4), await place(late)]).toEqual([null, 1, 1, 1, null]);
  expect((await browser.get('/unsorted')).text).toContain('and 2 like it');
  expect((await post('/filings/1/undoing')).headers.location).toBe('/unsorted?report=2');
  expect([await place(2), await place(3), await place(4)]).toEqual([null, null, null]);
});

test('the same decision sent twice is one decision', async () => {
  const { db, post, moves } = await sortingTable();
  await addReport(db);
  for (const _ of [1, 2]) expect((await post('/reports/1/filing', { newThemeName: 'Slow', travels: '1' })).status).toBe(303);
  expect(await moves()).toHaveLength(1);
  for (const _ of [1, 2]) expect((await post('/filings/1/undoing')).status).toBe(303);
  expect(await moves()).toHaveLength(2);
});

test('somebody else’s decision in between is not overwritten', async () => {
  const { db, post, place } = await sortingTable();
  await addReports(db, [{ summary: 'One' }, { summary: 'Two' }]);
  await post('/reports/1/filing', { newThemeName: 'First' });
  await post('/reports/2/filing', { newThemeName: 'Second' });
  const late = await post('/reports/1/filing', { themeId: 2 });
  expect(late.status).toBe(409);
  expect(late.text).toContain('filed this report in “First” meanwhile');
  expect(await place(1)).toBe(1);
  expect((await post('/reports/1/filing', { themeId: 2, seenIn: 1 })).status).toBe(303);
  expect(await place(1)).toBe(2);
});

test('a decision is taken back only while the report stands by it', async () => {
  const { db, post, place } = await sortingTable();
  await addReport(db);
  await post('/reports/1/filing', { newThemeName: 'First' });
  await post('/reports/1/filing', { newThemeName: 'Second', seenIn: 1 });
  expect((await post('/filings/1/undoing')).status).toBe(409);
  await post('/filings/2/undoing');
  expect(await place(1)).toBe(1);
  await post('/filings/1/undoing');
  expect(await place(1)).toBe(null);
});

test('setting aside leaves the table, is found again, and is taken back', async () => {
  const { db, browser, post } = await sortingTable();
  await addReport(db, { summary: 'Lunch was good' });
  await post('/reports/1/setting-aside');
  expect((await browser.get('/unsorted')).text).toContain('Nothing waits here');
  expect((await browser.get('/unsorted/set-aside')).text).toContain('Lunch was good');
  expect((await post('/reports/1/setting-aside')).status).toBe(409);
  await post('/filings/1/undoing');
  expect((await browser.get('/unsorted')).text).toContain('Lunch was good');
});

test('skipping goes on without deciding, and the end says how to begin again', async () => {
  const { db, browser, moves } = await sortingTable();
  await addReports(db, [{ summary: 'One' }, { summary: 'Two' }]);
  expect((await browser.get('/unsorted?after=1-1')).text).toContain('<p dir="auto">Two</p>');
  expect((await browser.get('/unsorted?after=1-2')).text).toContain('What you skipped still waits');
  expect((await browser.get('/unsorted?look=list')).text).toContain('Two');
  expect(await moves()).toEqual([]);
});

test('a name that a theme has already, in other capitals, files there', async () => {
  const { db, post, place } = await sortingTable();
  await addReports(db, [{ summary: 'One' }, { summary: 'Two' }]);
  await post('/reports/1/filing', { newThemeName: 'Slow lookup' });
  await post('/reports/2/filing', { newThemeName: 'slow LOOKUP' });
  expect(await place(2)).toBe(1);
});

test.each([
  [{}, 'Choose a theme, or name a new one'],
  [{ themeId: 'soon' }, 'No theme is called anything like “soon”'],
  [{ themeId: 99 }, 'There is no theme of this number'],
  [{ newThemeName: 'x'.repeat(121) }, 'Keep it under 120 characters'],
])('a decision %o is asked for again', async (body, words) => {
  const { db, post, moves } = await sortingTable();
  await addReport(db);
  const again = await post('/reports/1/filing', body);
  expect(again.status).toBe(422);
  expect(again.text).toContain(words);
  expect(await moves()).toEqual([]);
});

test('a withdrawn report, an unknown one and an unknown decision are not there', async () => {
  const { db, post, browser } = await sortingTable();
  await addReport(db, { withdrawnAt: '2026-03-02T09:00:00.000Z' });
  for (const path of ['/reports/1/filing', '/reports/9/filing', '/filings/9/undoing', '/filings/x/undoing'])
    expect((await post(path, { newThemeName: 'New' })).status, path).toBe(404);
  expect((await browser.get('/unsorted?report=1')).status).toBe(404);
  expect(await db.selectFrom('themes').selectAll().execute()).toEqual([]);
});
