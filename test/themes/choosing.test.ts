import { expect, test } from 'vitest';
import { choicesFrom, chooseTheme, numberIn } from '../../src/themes/choosing.ts';
import { openFloor } from '../support/floor.ts';
import { addReports } from '../support/reports.ts';
import { addTheme } from '../support/scene.ts';

const THEMES = [
  { id: 4, name: 'Refund is late' },
  { id: 12, name: 'Order look-up is slow' },
  { id: 15, name: 'Refunds arrive twice' },
  { id: 16, name: '404' },
  { id: 17, name: 'Café menu' },
  { id: 18, name: 'cafe menu' },
  { id: 19, name: '注文が遅い' },
];

test.each([
  ['Refund is late', 4],
  ['  order look up IS slow ', 12],
  ['12', 12],
  ['#12', 12],
  ['# 4', 4],
  ['99', 99],
  ['注文が遅い', 19],
])('%j means theme %i', (typed, id) => {
  expect(chooseTheme(typed, THEMES)).toEqual({ id });
});

test.each([
  ['Refund', 'No theme is called “Refund”. The nearest: “Refund is late” (#4), “Refunds arrive twice” (#15)'],
  ['Order lokup slow', 'No theme is called “Order lokup slow”. The nearest: “Order look-up is slow” (#12)'],
  ['CAFE MENU', '2 themes are called “CAFE MENU”: write #17 or #18'],
  ['Zebra', 'No theme is called anything like “Zebra”: look it up by search, or name a new one'],
  ['#', 'No theme is called anything like “#”: look it up by search, or name a new one'],
  ['12345678901', 'No theme is called anything like “12345678901”: look it up by search, or name a new one'],
  ['0', 'No theme is called anything like “0”: look it up by search, or name a new one'],
])('%j is refused: %s', (typed, says) => {
  expect(chooseTheme(typed, THEMES)).toEqual({ says });
});

test('a list to choose from never leads to another theme than the one it names', () => {
  const choices = choicesFrom(THEMES);
  for (const [index, { value }] of choices.entries()) expect(chooseTheme(value, THEMES)).toEqual({ id: THEMES[index]!.id });
  expect(choices.slice(3, 5)).toEqual([
    { value: '#16', words: '404' },
    { value: '#17', words: 'Café menu' },
  ]);
  expect(numberIn('2147483648')).toBeUndefined();
});

async function desk() {
  const floor = await openFloor();
  const late = await addTheme(floor.db, 'Refund is late');
  const twice = await addTheme(floor.db, 'Refunds arrive twice');
  await addReports(floor.db, [{ summary: 'Money came two times' }]);
  const browser = await floor.as(floor.priya);
  const post = (path: string, body: object) => browser.post(path).type('form').send(body);
  return { ...floor, late, twice, browser, post };
}

test('a report is filed in a theme by its name, which the page offers', async () => {
  const { db, post, browser, twice } = await desk();
  const { text } = await browser.get('/unsorted');
  expect(text).toContain('list="theme-names"');
  expect(text).toContain('<option value="Refunds arrive twice">');
  expect((await post('/reports/1/filing', { themeId: 'refunds ARRIVE twice' })).status).toBe(303);
  expect(await db.selectFrom('reports').select('themeId').execute()).toEqual([{ themeId: twice }]);
});

test('a name that no theme has comes back with the nearest, and nothing is filed', async () => {
  const { db, post } = await desk();
  const again = await post('/reports/1/filing', { themeId: 'Refund is <late' });
  expect(again.status).toBe(303);
  const refused = await post('/reports/1/filing', { themeId: 'Refund <late', seenIn: 1 });
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('value="Refund &lt;late"');
  expect(refused.text).toContain('The nearest: “Refund is late” (#1)');
  expect(await db.selectFrom('reports').select('themeId').execute()).toEqual([{ themeId: 1 }]);
});

test('a theme is merged into another by its name', async () => {
  const { post, browser, late, twice } = await desk();
  const page = (await browser.get(`/themes/${late}`)).text;
  expect(page).toContain('<option value="Refunds arrive twice">');
  expect(page).not.toContain('<option value="Refund is late">');
  const merged = await post(`/themes/${late}/merges`, { intoId: 'Refunds arrive twice' });
  expect([merged.status, merged.headers.location]).toEqual([303, `/themes/${twice}`]);
});

test.each([
  ['Refunds', 'The nearest: “Refunds arrive twice” (#2)'],
  ['#99', 'There is no theme of this number'],
  [' ', 'Write the name of the theme to merge into'],
  ['x'.repeat(201), 'Keep it under 200 characters'],
])('merging into %j is asked for again', async (intoId, words) => {
  const { post, db, late } = await desk();
  const refused = await post(`/themes/${late}/merges`, { intoId });
  expect(refused.status).toBe(422);
  expect(refused.text).toContain(words);
  expect(refused.text).toContain(`value="${intoId}"`);
  expect(await db.selectFrom('merges').selectAll().execute()).toEqual([]);
});

test('merging a theme that is not there is not found, whatever it is merged into', async () => {
  const { post } = await desk();
  for (const intoId of ['1', 'Nothing', 'Refund is late']) expect((await post('/themes/9/merges', { intoId })).status).toBe(404);
});
