import { expect, test } from 'vitest';
import { containing, readQuery, writings } from '../../src/search/query.ts';
import { hire, openFloor } from '../support/floor.ts';
import { addReports } from '../support/reports.ts';
import { sorter } from '../themes/sorting.ts';

test.each([
  ['#42', { words: ['42'], number: 42, kind: null }],
  ['42', { words: ['42'], number: 42, kind: null }],
  ['Theme 7', { words: [], number: 7, kind: 'theme' }],
  ['flag #7', { words: [], number: 7, kind: 'report' }],
  ['order  lookup', { words: ['order', 'lookup'], number: null, kind: null }],
  ['99999999999', { words: ['99999999999'], number: null, kind: null }],
  ['', { words: [], number: null, kind: null }],
])('“%s” is read', (asked, query) => {
  expect(readQuery(asked)).toEqual(query);
});

test('anything else is words or nothing', () => {
  expect(readQuery(['a', 'b']).words).toEqual([]);
  expect(readQuery('a\u0000b').words).toEqual(['ab']);
  expect(readQuery('\ud800').words).toEqual(['\ufffd']);
  expect(readQuery('w '.repeat(50)).words).toHaveLength(8);
  expect(containing('50%_\\')).toBe('%50\\%\\_\\\\%');
  expect(writings('ärger')).toEqual(['ärger', 'Ärger', 'ÄRGER']);
});

async function searchable() {
  const floor = await openFloor();
  await addReports(
    floor.db,
    ['Order lookup is slow', 'Refund of 50% never came', 'Refund of 500 came', 'Lookup of an order'].map((summary) => ({
      summary,
    })),
  );
  await sorter(floor.db, floor.priya.id).fileNew(1, 'Ärger with lookup');
  await hire(floor.db, { name: 'Lookup Larsen' });
  const browser = await floor.as(floor.omar);
  return { ...floor, find: async (q: string) => (await browser.get('/search').query({ q })).text };
}

test('every word must be there, in any order, whatever the capitals', async () => {
  const { find } = await searchable();
  const text = await find('LOOKUP order');
  expect(text).toContain('href="/reports/1"');
  expect(text).toContain('href="/reports/4"');
  expect(text).not.toContain('href="/reports/2"');
  expect(await find('ärger')).toContain('href="/themes/1"');
  expect(await find('lookup')).toContain('Lookup Larsen');
});

test('% and _ are only themselves', async () => {
  const { find } = await searchable();
  const text = await find('50%');
  expect(text).toContain('href="/reports/2"');
  expect(text).not.toContain('href="/reports/3"');
  expect(await find('look_p')).toContain('Nothing has all of');
});

test('a number finds whatever has it; with a kind, only that', async () => {
  const { find } = await searchable();
  const any = await find('#1');
  expect(any).toContain('href="/reports/1"');
  expect(any).toContain('href="/themes/1"');
  expect(await find('theme 1')).not.toContain('href="/reports/1"');
  expect(await find('theme 99')).toContain('Nothing has all of');
});

test('withdrawn reports and people who left are not found; only administrators are led to a person', async () => {
  const { db, as, ada, find, ben } = await searchable();
  await db.updateTable('reports').set({ withdrawnAt: '2026-03-02T09:00:00.000Z' }).where('id', '=', 2).execute();
  await db.updateTable('people').set({ deactivatedAt: '2026-03-02T09:00:00.000Z' }).where('id', '=', ben.id).execute();
  expect(await find('50%')).toContain('Nothing has all of');
  expect(await find('Ben')).toContain('Nothing has all of');
  expect(await find('Carmen')).not.toContain('href="/people/');
  expect((await (await as(ada)).get('/search?q=Carmen')).text).toContain('href="/people/');
});

test('what was typed is shown as text, and an empty search asks', async () => {
  const { find } = await searchable();
  expect(await find('<img src=x>')).not.toContain('<img src=x>');
  expect(await find('')).toContain('What are you looking for?');
});
