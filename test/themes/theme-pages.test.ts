import { expect, test } from 'vitest';
import { openFloor } from '../support/floor.ts';
import { addReports } from '../support/reports.ts';
import { sorter } from './sorting.ts';

async function floorWithThemes() {
  const floor = await openFloor();
  const owner = sorter(floor.db, floor.priya.id);
  const words = ['Lookup is slow', 'Order lookup takes a minute', 'Refund is late', '<b>Bold</b> & "quoted"'];
  await addReports(
    floor.db,
    words.map((summary) => ({ summary, reporterId: floor.carmen.id, customerWords: `They said: ${summary}` })),
  );
  const lookup = await owner.fileNew(1, 'Lookup is slow');
  await owner.file(2, lookup);
  const refund = await owner.fileNew(3, 'Refund is late');
  const priya = await floor.as(floor.priya);
  const post = (path: string, body: object) => priya.post(path).type('form').send(body);
  return { ...floor, owner, lookup, refund, visitor: await floor.as(floor.omar), priyas: priya, post };
}

test('everybody reads the themes, with numbers that lead to their records, and takes them along as CSV', async () => {
  const { visitor, lookup } = await floorWithThemes();
  const list = await visitor.get('/themes');
  expect(list.text).toContain(`href="/reports?theme=${lookup}&amp;kind=friction&amp;source=csr"`);
  expect(list.text.indexOf('Lookup is slow')).toBeLessThan(list.text.indexOf('Refund is late'));
  const csv = (await visitor.get('/themes.csv?q=refund')).text;
  expect(csv).toContain('Refund is late');
  expect(csv).not.toContain('Lookup');
});

test('a theme shows the customers’ words first, and no name of a reporter', async () => {
  const { visitor, lookup } = await floorWithThemes();
  const { text } = await visitor.get(`/themes/${lookup}`);
  expect(text.indexOf('They said: Order lookup')).toBeLessThan(text.indexOf('<h2>Evidence</h2>'));
  expect(text).not.toContain('Carmen');
  expect(text).not.toContain('Split off');
});

test('the first visit says what to do', async () => {
  const floor = await openFloor();
  expect((await (await floor.as(floor.priya)).get('/themes')).text).toContain('Themes are made by sorting reports');
  expect((await (await floor.as(floor.priya)).get('/unsorted')).text).toContain('Nothing waits here');
});

test('a merged theme leads to what it is part of now, and the merge can be undone there', async () => {
  const { post, priyas, lookup, refund } = await floorWithThemes();
  expect((await post(`/themes/${refund}/merges`, { intoId: lookup })).headers.location).toBe(`/themes/${lookup}`);
  const old = await priyas.get(`/themes/${refund}`);
  expect([old.status, old.headers.location]).toEqual([303, `/themes/${lookup}`]);
  expect((await priyas.get(`/themes/${lookup}`)).text).toContain('/merges/1/undoing');
  expect((await post('/merges/1/undoing', {})).headers.location).toBe(`/themes/${refund}`);
  expect((await priyas.get(`/themes/${refund}`)).status).toBe(200);
});

test('splitting, renaming and setting the cause show on the page and in its history', async () => {
  const { post, priyas, lookup } = await floorWithThemes();
  const split = await post(`/themes/${lookup}/splits`, { name: 'Takes a minute', reports: '2' });
  expect(split.status).toBe(303);
  await post(`/themes/${lookup}/name`, { name: 'Finding an order' });
  await post(`/themes/${lookup}/layer`, { layer: 'technology' });
  const { text } = await priyas.get(`/themes/${lookup}`);
  for (const words of [
    'Finding an order',
    'renamed it: Lookup is slow → Finding an order',
    'set its cause to technology',
    '/splits/1/undoing',
  ])
    expect(text).toContain(words);
  await post('/splits/1/undoing', {});
  expect((await priyas.get('/themes')).text).not.toContain('Takes a minute');
});

test.each([
  ['/themes/1/name', { name: '' }, 'Name the theme as its reporters would'],
  ['/themes/1/name', { name: 'x'.repeat(121) }, 'Keep it under 120 characters'],
  ['/themes/1/layer', { layer: 'moon' }, 'Choose one of the layers'],
  ['/themes/1/layer', {}, 'Choose one of the layers'],
  ['/themes/1/merges', { intoId: 'twelve' }, 'No theme is called anything like “twelve”'],
  ['/themes/1/splits', { name: 'Part' }, 'Tick the reports'],
  ['/themes/1/splits', { name: 'Part', reports: ['1', '2'] }, 'Leave at least one report behind'],
])('POST %s %o is asked for again, with what to do', async (path, body, words) => {
  const { post } = await floorWithThemes();
  const again = await post(path, body);
  expect(again.status).toBe(422);
  expect(again.text).toContain(words);
});

test.each([
  ['/themes/1/merges', { intoId: 1 }],
  ['/themes/1/splits', { name: 'Part', reports: ['1', '3'] }],
])('POST %s %o meets a conflict and says the next step', async (path, body) => {
  const { post, db } = await floorWithThemes();
  const before = await db.selectFrom('events').selectAll().execute();
  expect((await post(path, body)).status).toBe(409);
  expect(await db.selectFrom('events').selectAll().execute()).toEqual(before);
});

test.each([
  ['name', { name: 'REFUND <is> late' }, 'id="name"'],
  ['splits', { name: 'REFUND <is> late', reports: '1' }, 'id="split-name"'],
])('a name that is taken comes back in its form: %s', async (noun, body, field) => {
  const { post, db, lookup } = await floorWithThemes();
  await db.updateTable('themes').set({ name: 'Refund, is late' }).where('id', '!=', lookup).execute();
  const again = await post(`/themes/${lookup}/${noun}`, body);
  expect(again.status).toBe(422);
  const input = again.text.split('<input').find((tag) => tag.includes(field));
  expect(input).toContain('value="REFUND &lt;is&gt; late"');
  expect(input).toContain('aria-invalid="true"');
  expect(again.text).toMatch(/Theme \d+ is called “REFUND/);
  expect(again.text).toContain(`href="#${field.slice(4, -1)}"`);
  if (noun === 'splits') expect(again.text).toMatch(/value="1"[^>]*checked/);
});

test('the cause is opened by choosing “Open”, and by nothing less', async () => {
  const { post, db, lookup } = await floorWithThemes();
  const layer = () => db.selectFrom('themes').where('id', '=', lookup).select('layer').executeTakeFirst();
  await post(`/themes/${lookup}/layer`, { layer: 'data' });
  expect((await post(`/themes/${lookup}/layer`, {})).status).toBe(422);
  expect(await layer()).toEqual({ layer: 'data' });
  expect((await post(`/themes/${lookup}/layer`, { layer: '' })).status).toBe(303);
  expect(await layer()).toEqual({ layer: null });
});

test.each([
  '/themes/99/name',
  '/themes/99/layer',
  '/themes/99/merges',
  '/themes/99/splits',
  '/merges/9/undoing',
  '/splits/9/undoing',
  '/themes/x/name',
])('POST %s finds nothing', async (path) => {
  const { post } = await floorWithThemes();
  expect((await post(path, { name: 'New', layer: '', intoId: 1, reports: '1' })).status).toBe(404);
});

test.each(['asha', 'carmen', 'ada', 'omar'] as const)('%s may read themes and change none', async (name) => {
  const floor = await floorWithThemes();
  const browser = await floor.as(floor[name]);
  expect((await browser.get('/themes/1')).status).toBe(200);
  expect((await browser.get('/unsorted')).status).toBe(403);
  const body = { name: 'New', layer: 'data', intoId: 2, reports: '1', themeId: 2 };
  const doors = [
    '/themes/1/name',
    '/themes/1/layer',
    '/themes/1/merges',
    '/themes/1/splits',
    '/merges/1/undoing',
    '/splits/1/undoing',
  ];
  for (const path of [...doors, '/reports/4/filing', '/reports/4/setting-aside', '/filings/1/undoing'])
    expect((await browser.post(path).type('form').send(body)).status, path).toBe(403);
});

test('what people typed is shown as text', async () => {
  const { post, visitor } = await floorWithThemes();
  await post('/reports/4/filing', { newThemeName: '<script>alert(1)</script>' });
  const { text } = await visitor.get('/themes');
  expect(text).toContain('&lt;script&gt;alert(1)');
  expect(text).not.toContain('<script>alert');
});

test.each(['/themes/0', '/themes/99', '/themes/abc', '/themes/99999999999'])('%s is not there', async (path) => {
  const { visitor } = await floorWithThemes();
  expect((await visitor.get(path)).status).toBe(404);
});
