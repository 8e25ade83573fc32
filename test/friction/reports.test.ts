import { beforeEach, expect, test } from 'vitest';
import { reportStore } from '../../src/friction/report-store.ts';
import { NINE_AM, openFloor } from '../support/floor.ts';
import { addQueue, addTheme, from, report } from '../support/friction.ts';

let floor: Awaited<ReturnType<typeof openFloor>>;
beforeEach(async () => {
  floor = await openFloor();
});

const add = async (given: Parameters<typeof report>[0] = {}, where: Parameters<typeof from>[1] = {}) =>
  (await reportStore(floor.db).addReport(report(given), from(floor.asha.id, where), NINE_AM)).id;
const text = async (path: string, who = floor.omar) => (await (await floor.as(who)).get(path)).text;

test('everybody signed in reads the words; only reporter and owner read the name', async () => {
  const id = await add();
  for (const path of ['/reports', `/reports/${id}`, '/reports.csv']) {
    for (const who of [floor.ben, floor.carmen, floor.ada, floor.omar]) {
      const seen = await text(path, who);
      expect(seen).toContain('Looking up an order');
      expect(seen).not.toContain('Asha');
    }
    expect(await text(path, floor.priya)).toContain('Asha');
    expect(await text(path, floor.asha)).toMatch(/You\b/);
  }
  expect((await floor.anybody().get('/reports')).headers.location).toMatch(/^\/sign-in/);
});

test('the name in an imported file is for owners', async () => {
  const at = NINE_AM.toISOString();
  const row = {
    kind: 'friction',
    source: 'import',
    summary: 'x',
    searchText: 'x',
    reporterName: 'Zoltan',
    happenedAt: at,
  } as const;
  await floor.db
    .insertInto('reports')
    .values({ ...row, reportedAt: at })
    .execute();
  expect(await text('/reports', floor.priya)).toContain('Zoltan');
  for (const who of [floor.asha, floor.carmen, floor.ada]) expect(await text('/reports', who)).not.toContain('Zoltan');
});

test('words, numbers and filters narrow the list', async () => {
  const queueId = await addQueue(floor.db, 'Orders');
  const themeId = await addTheme(floor.db, 'Old theme');
  const merged = await addTheme(floor.db, 'Merged theme', themeId);
  const wait = await add({ summary: 'They WAITED 100% too long_', stage: 'wait', kind: 'delight', layer: 'people' }, { queueId });
  const other = await add({ summary: 'Nothing of the kind' });
  await floor.db.updateTable('reports').set({ themeId: merged }).where('id', '=', wait).execute();
  const asked = [
    'q=waited+LONG_',
    'q=100%25',
    `q=%23${wait}`,
    'stage=wait',
    'kind=delight',
    `queue=${queueId}`,
    `theme=${themeId}`,
  ];
  for (const query of [...asked, 'layer=people']) {
    const shown = await text(`/reports?${query}`);
    expect(shown, query).toContain(`/reports/${wait}"`);
    expect(shown, query).not.toContain(`/reports/${other}"`);
  }
  expect(await text('/reports?unsorted=yes')).not.toContain(`/reports/${wait}"`);
});

test('my reports are mine', async () => {
  const id = await add();
  expect(await text('/reports?reporter=me', floor.asha)).toContain(`/reports/${id}"`);
  expect(await text('/reports?reporter=me', floor.ben)).toContain('No report matches');
});

test.each([
  'q=%00',
  'q=%25',
  "q='--",
  'q[]=a&q[]=b',
  'stage=sleep',
  'queue=-1',
  'theme=9e9',
  'before=x',
  'after=2026.1',
  'q=%ED%A0%80',
])('a list asked for with %s is a list', async (query) => {
  await add();
  for (const path of ['/reports', '/reports.csv'])
    expect((await (await floor.as(floor.omar)).get(`${path}?${query}`)).status).toBe(200);
});

test('pages go on where the last one ended, and back', async () => {
  for (let n = 0; n < 120; n++)
    await add({ summary: `Report ${n}.`, happenedAt: new Date(Math.min(n, 60) * 1000).toISOString() });
  const seen: string[][] = [];
  let path: string | undefined = '/reports';
  while (path) {
    const shown: string = await text(path);
    seen.push([...shown.matchAll(/Report \d+\./g)].map(([words]) => words));
    path = /href="([^"]+)" rel="next"/.exec(shown)?.[1]?.replaceAll('&amp;', '&');
  }
  expect(seen.map((page) => page.length)).toEqual([50, 50, 20]);
  expect(seen.flat()).toEqual(Array.from({ length: 120 }, (_, n) => `Report ${119 - n}.`));
});

test('the way back from the second page is the first', async () => {
  for (let n = 0; n < 60; n++) await add({ summary: `Report ${n}.`, happenedAt: new Date(n * 1000).toISOString() });
  const hrefOf = (rel: string, shown: string) =>
    new RegExp(`href="([^"]+)" rel="${rel}"`).exec(shown)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const first = await text('/reports');
  const back = await text(hrefOf('prev', await text(hrefOf('next', first))));
  expect(back.match(/Report \d+\./g)).toEqual(first.match(/Report \d+\./g));
});

test('a report page shows its theme and neighbours, and the shift to those who may know', async () => {
  const themeId = await addTheme(floor.db, 'Orders are hard to find');
  const [one, two] = [await add({ summary: 'First words' }), await add({ summary: 'Second words' })];
  await floor.db.updateTable('reports').set({ themeId, filedAt: NINE_AM.toISOString() }).execute();
  const shown = await text(`/reports/${one}`);
  for (const words of ['Orders are hard to find', 'since 2 Mar 2026', 'Second words', `/reports/${two}`, '40 s', 'by stopwatch'])
    expect(shown).toContain(words);
});

test('a report taken back is seen by its reporter only, and counted by nobody', async () => {
  const id = await add({ summary: 'Slip of the finger' });
  await (await floor.as(floor.asha)).post(`/reports/${id}/withdrawal`);
  for (const who of [floor.ben, floor.priya, floor.ada]) {
    expect((await (await floor.as(who)).get(`/reports/${id}`)).status).toBe(404);
    expect(await text('/reports', who)).not.toContain('Slip');
    expect(await text('/reports.csv', who)).not.toContain('Slip');
  }
  expect(await text(`/reports/${id}`, floor.asha)).toContain('Put it back');
});

test('nobody takes back, or puts back, what somebody else reported', async () => {
  const id = await add();
  for (const who of [floor.ben, floor.carmen, floor.priya, floor.ada, floor.omar])
    for (const what of ['withdrawal', 'restoration'])
      expect((await (await floor.as(who)).post(`/reports/${id}/${what}`)).status).toBe(404);
  expect((await (await floor.as(floor.asha)).get('/reports/999')).status).toBe(404);
});

test('taking back leads to our own pages only', async () => {
  const id = await add();
  const asha = await floor.as(floor.asha);
  const gone = await asha.post(`/reports/${id}/withdrawal`).type('form').send({ next: '//evil.example' });
  expect(gone.headers.location).toBe('/');
});

test('a file of reports has all of them, and no formula that runs', async () => {
  await floor.db.transaction().execute(async (tx) => {
    const at = NINE_AM.toISOString();
    const row = { kind: 'friction', source: 'import', searchText: '', happenedAt: at, reportedAt: at } as const;
    const rows = Array.from({ length: 2_500 }, (_, n) => ({ ...row, summary: `=Report ${n}` }));
    for (let n = 0; n < rows.length; n += 500)
      await tx
        .insertInto('reports')
        .values(rows.slice(n, n + 500))
        .execute();
  });
  const file = await text('/reports.csv');
  expect(file.match(/,'=Report \d+,/g)).toHaveLength(2_500);
  expect(file.match(/happened_at/g)).toHaveLength(1);
});
