import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { openFloor } from '../support/floor.ts';
import { addReport, addReports } from '../support/reports.ts';
import { addQueue } from '../support/scene.ts';
import { sorter } from './sorting.ts';

async function sortingTable() {
  const floor = await openFloor();
  const browser = await floor.as(floor.priya);
  const post = (path: string, body: object = {}) => browser.post(path).type('form').send(body);
  return { ...floor, browser, post, owner: sorter(floor.db, floor.priya.id) };
}

const say = (...summaries: string[]) => summaries.map((summary) => ({ summary }));
const leadOf = (html: string) => Number(/action="\/reports\/(\d+)\/filing"/.exec(html)?.[1]);

test('the decision that settles the most comes first, and skipping walks down the list', async () => {
  const { db, browser } = await sortingTable();
  await addReports(db, say('Parcel lost', 'Refund late', 'Search is slow', 'Refund late', 'Search is slow!', 'Search is slow'));
  const seen = [];
  for (let path = '/unsorted'; path; ) {
    const { text } = await browser.get(path);
    seen.push(leadOf(text));
    path = (/href="([^"]+)" data-skip/.exec(text)?.[1] ?? '').replaceAll('&amp;', '&');
  }
  expect(seen).toEqual([3, 2, 1, Number.NaN]);
});

test('a source’s list leads with its own reports, and settles those of others along with them', async () => {
  const { db, browser } = await sortingTable();
  await addReports(db, [
    { summary: 'Search is slow' },
    { summary: 'Search is slow', source: 'leader' },
    { summary: 'Parcel lost', source: 'import' },
  ]);
  const { text } = await browser.get('/unsorted?source=leader');
  expect(leadOf(text)).toBe(2);
  expect(text).toContain('name="travels" value="1"');
  expect((await browser.get('/unsorted?source=leader&after=2-2')).text).toContain('That was the last one');
});

test('a suggestion says how likely it is, which words it shares and which report is nearest', async () => {
  const { db, browser, owner } = await sortingTable();
  await addReports(
    db,
    say('Order search is slow', 'Searching an order takes a minute', 'Refund came late', 'Slow search of an order'),
  );
  await owner.fileNew(1, 'Order search');
  await owner.file(2, 1);
  await owner.fileNew(3, 'Refunds');
  const { text } = await browser.get('/unsorted');
  const [first = ''] = text.match(/<li class="decide-option">[\s\S]*?<\/li>/) ?? [];
  expect(first).toContain('Order search');
  expect(first).toMatch(/very likely|likely|maybe/);
  expect(first).toMatch(/search · /);
  expect(first).toContain('href="/reports/1"');
  expect(first).toContain('action="/reports/4/refusals"');
});

test('“Not this” keeps the report waiting where it was, without that suggestion; saying it twice says it once', async () => {
  const { db, browser, post, owner } = await sortingTable();
  await addReports(db, say('Order search is slow', 'Slow search of an order'));
  const search = await owner.fileNew(1, 'Order search');
  const next = '/unsorted?source=csr&report=2';
  for (const _ of [1, 2])
    expect((await post('/reports/2/refusals', { themeId: String(search), next })).headers.location).toBe(next);
  const { text } = await browser.get(next);
  expect([leadOf(text), text.includes('name="suggested"')]).toEqual([2, false]);
  expect(await db.selectFrom('keptApart').select('id').execute()).toHaveLength(1);
  expect((await post('/reports/2/filing', { suggested: String(search) })).status).toBe(409);
});

test('what is not there cannot be refused, nor can anybody but an owner refuse', async () => {
  const { db, post, owner, carmen, as } = await sortingTable();
  await addReports(db, say('Order search is slow', 'Refund came late'));
  const search = await owner.fileNew(1, 'Order search');
  for (const [id, themeId] of [
    [9, search],
    [2, 99],
    [2, 'soon'],
    ['x', search],
  ])
    expect((await post(`/reports/${id}/refusals`, { themeId: String(themeId) })).status, `${id} ${themeId}`).toBe(404);
  const csr = await as(carmen);
  expect(
    (
      await csr
        .post('/reports/2/refusals')
        .type('form')
        .send({ themeId: String(search) })
    ).status,
  ).toBe(403);
  expect(await db.selectFrom('keptApart').select('id').execute()).toEqual([]);
});

test('where no theme is like it, the page says that it is probably new', async () => {
  const { db, browser, owner } = await sortingTable();
  await addReports(db, say('Order search is slow'));
  expect((await browser.get('/unsorted')).text).toContain('Probably a new complaint');
  await owner.fileNew(1, 'Order search');
  await addReports(db, say('Headset crackles in row C'));
  expect((await browser.get('/unsorted')).text).toContain('Probably a new complaint');
});

test('a new theme is offered the words of the most central report, and keywords as they were written', async () => {
  const { db, browser } = await sortingTable();
  const long = 'The order search in OrderDesk is slow';
  await addReports(db, say(`${long} so`, `${long}. Every day!`, long));
  const { text } = await browser.get('/unsorted');
  expect(text).toMatch(new RegExp(`name="newThemeName"[^>]*value="${long}"`));
  const keywords = [...text.matchAll(/class="keyword"[^>]*>([^<]+)</g)].map(([, word]) => word);
  expect(keywords).toEqual(expect.arrayContaining(['OrderDesk', 'search', 'slow']));
  expect(keywords.length).toBeLessThanOrEqual(5);
});

test('a theme that nobody has named says so, until somebody keeps its name or gives it another', async () => {
  const { db, browser, post } = await sortingTable();
  await addReports(db, say('Order search is slow', 'Refund came late', 'Parcel lost'));
  const offered = (id: number, offeredName: string) => ({ newThemeName: offeredName, offeredName, offeredFrom: String(id) });
  await post('/reports/1/filing', offered(1, 'Order search is slow'));
  await post('/reports/2/filing', offered(2, 'Refund came late'));
  await post('/reports/3/filing', { ...offered(3, 'Parcel lost'), newThemeName: 'Lost parcels' });
  expect((await browser.get('/themes/1')).text).toMatch(/Nobody has named this theme yet[\s\S]*href="\/reports\/1"/);
  await post('/themes/1/name', { name: 'Order search is slow' });
  await post('/themes/2/name', { name: 'Refunds' });
  for (const id of [1, 2, 3]) expect((await browser.get(`/themes/${id}`)).text, String(id)).not.toContain('Nobody has named');
  expect((await browser.get('/themes/1')).text).toContain('kept its name');
  expect((await browser.get('/themes/2')).text).toContain('class="keyword"');
});

test('a name is a report’s sentence only where that report is filed', async () => {
  const { db, post } = await sortingTable();
  await addReports(db, say('Order search is slow'));
  await post('/reports/1/filing', { newThemeName: 'Slow', offeredName: 'Slow', offeredFrom: '77' });
  expect(await db.selectFrom('themes').select(['name', 'namedAfter']).execute()).toEqual([{ name: 'Slow', namedAfter: null }]);
});

test('the list settles what it shows, and says what comes next', async () => {
  const { db, browser, post, owner } = await sortingTable();
  await addReports(db, say('Refund late', ...Array.from({ length: 23 }, () => 'Search is slow')));
  await owner.fileNew(await addReport(db, { summary: 'The search is slow' }), 'Slow search');
  const { text } = await browser.get('/unsorted?look=list');
  expect(text).toContain('A decision here settles 21 reports; 2 like them come next');
  const travels = /name="travels" value="([\d,]+)"/.exec(text)?.[1] ?? '';
  expect(travels.split(',')).toHaveLength(20);
  await post('/reports/2/filing', { suggested: '1', travels, next: '/unsorted?look=list' });
  expect((await browser.get('/unsorted?look=list')).text).toContain('A decision here settles 2 reports');
});

test('what waits goes out as CSV, decision by decision, a source’s alone if asked', async () => {
  const { db, browser } = await sortingTable();
  const queueId = await addQueue(db);
  await addReports(db, [
    { summary: 'Refund late', source: 'import', customerWords: '=cmd|x' },
    { summary: 'Search is slow', queueId },
    { summary: 'Search is slow' },
  ]);
  const rows = async (path: string) =>
    parse((await browser.get(path)).text, { columns: true, bom: true }) as Record<string, string>[];
  const all = await rows('/unsorted.csv');
  expect(
    all.map(({ number, decision, settles_reports, travels_with }) => [number, decision, settles_reports, travels_with]),
  ).toEqual([
    ['2', '1', '2', ''],
    ['3', '1', '2', '2'],
    ['1', '2', '1', ''],
  ]);
  expect(all[0]).toMatchObject({ queue: 'Orders', summary: 'Search is slow' });
  expect(all[2]!.customer_words).toBe("'=cmd|x");
  expect((await rows('/unsorted.csv?source=import')).map(({ number }) => number)).toEqual(['1']);
});

test('an empty table says so in every look, and its file has a head only', async () => {
  const { browser } = await sortingTable();
  for (const path of ['/unsorted', '/unsorted?look=list', '/unsorted?source=leader', '/unsorted?after=3-7&look=list'])
    expect((await browser.get(path)).status, path).toBe(200);
  expect((await browser.get('/unsorted?look=list')).text).toContain('Nothing waits here');
  expect((await browser.get('/unsorted.csv')).text.trim().split('\n')).toHaveLength(1);
});

test('what an address should not hold is passed over', async () => {
  const { db, browser } = await sortingTable();
  await addReports(db, say('Search is slow'));
  for (const query of ['after=soon', 'after=1-', 'after=0-1', 'source=moon', 'look=up', 'after=1-1&after=2-2'])
    expect(leadOf((await browser.get(`/unsorted?${query}`)).text), query).toBe(1);
});

test('only owners sort, and only owners take the file', async () => {
  const floor = await openFloor();
  for (const person of [floor.asha, floor.carmen, floor.omar])
    for (const path of ['/unsorted', '/unsorted?look=list', '/unsorted.csv'])
      expect((await (await floor.as(person)).get(path)).status, path).toBe(403);
});
