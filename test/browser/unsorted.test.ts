import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { addReports } from '../support/reports.ts';
import { sorter } from '../themes/sorting.ts';

const SLOW = 'Order search is slow';

/** One theme, and what waits: four reports that say nearly the same, two that say another thing, and one of a kind. */
async function sortingTable() {
  const stage = await openBrowser();
  const waiting = [SLOW, 'The order search is slow', `${SLOW}!`, 'ORDER search is slow', 'Refund came late', 'refund came late'];
  const summaries = [...waiting, 'Looking for an order takes a minute', 'Headset crackles in row C'];
  await addReports(
    stage.db,
    summaries.map((summary) => ({ summary })),
  );
  await sorter(stage.db, stage.priya.id).fileNew(7, 'Looking up an order');
  const page = await (await stage.visit(stage.priya, { viewport: { width: 1280, height: 900 } })).newPage();
  await page.goto('/unsorted');
  let loads = 0;
  page.on('load', () => loads++);
  return { ...stage, page, loads: () => loads };
}

const shows = (page: Page, words: string) => page.locator('[data-report] blockquote', { hasText: words }).first().waitFor();
const hears = (page: Page, words: RegExp) =>
  page.locator('body > [role="status"]', { hasText: words }).waitFor({ state: 'attached' });

test('an owner sorts by keyboard alone, on one page that is never loaded anew, and hears what was done', async () => {
  const { db, page, loads } = await sortingTable();
  const themes = () =>
    db.selectFrom('reports').leftJoin('themes', 'themes.id', 'themeId').select('name').orderBy('reports.id').execute();
  const places = async () => (await themes()).map(({ name }) => name);

  await shows(page, SLOW);
  await page.keyboard.press('t');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await page.locator('[data-settles]', { hasText: '3 reports' }).waitFor();
  await hears(page, /settles 3 reports/);

  await page.keyboard.press('1');
  await hears(page, /3 reports filed in “Looking up an order”. Next: .*Refund came late/);
  await shows(page, 'Refund came late');
  const joined = 'Looking up an order';
  expect(await places()).toEqual([joined, joined, null, joined, null, null, joined, null]);

  await page.keyboard.press('u');
  await hears(page, /Taken back/);
  expect((await places()).filter(Boolean)).toEqual([joined]);
  await shows(page, SLOW);
  await page.keyboard.press('1');
  await hears(page, /4 reports filed/);

  await shows(page, 'Refund came late');
  await page.keyboard.press('n');
  await page.keyboard.type('Refunds are late');
  await page.keyboard.press('Enter');
  await hears(page, /2 reports filed in “Refunds are late”/);
  await shows(page, 'Headset crackles');

  await page.keyboard.press('s');
  await page.getByText('That was the last one').waitFor();
  await page.keyboard.press('u');
  await shows(page, 'Refund came late');
  expect(loads()).toBe(0);
});

test('setting aside, and the name that is offered, go by keyboard as well; letters in a field are letters', async () => {
  const { db, page } = await sortingTable();
  await page.keyboard.press('a');
  await hears(page, /4 reports set aside/);
  await shows(page, 'Refund came late');
  await page.keyboard.press('n');
  await page.keyboard.type('n1su');
  expect(await page.locator('[name="newThemeName"]').inputValue()).toBe('n1su');
  await page.keyboard.press('Escape');
  await page.keyboard.press('s');
  await shows(page, 'Headset crackles');
  await page.goBack();
  await shows(page, 'Refund came late');
  await page.keyboard.press('n');
  await page.keyboard.press('Enter');
  await hears(page, /2 reports filed in “Refund came late”/);
  expect(await db.selectFrom('themes').select(['name', 'namedAfter']).orderBy('id').execute()).toEqual([
    { name: 'Looking up an order', namedAfter: null },
    { name: 'Refund came late', namedAfter: 5 },
  ]);
});

test('“Not this” is x and a number: the theme is not suggested for the report again', async () => {
  const { db, page } = await sortingTable();
  await shows(page, SLOW);
  await page.keyboard.press('x');
  await hears(page, /press the number/);
  await page.keyboard.press('1');
  await page.getByText('No theme sounds like it yet').waitFor();
  await shows(page, SLOW);
  expect(await db.selectFrom('keptApart').select(['reportId', 'themeId']).execute()).toEqual([{ reportId: 1, themeId: 1 }]);
});

test('when no answer comes the page says so, stays, and the same key decides once', async () => {
  const { db, page, stopServer, startServer } = await sortingTable();
  await shows(page, SLOW);
  await stopServer();
  await page.keyboard.press('1');
  await page.getByRole('alert').filter({ hasText: 'No answer came' }).waitFor();
  await startServer();
  await page.keyboard.press('1');
  await shows(page, 'Refund came late');
  expect(await db.selectFrom('filings').where('batchId', 'is', null).select('id').execute()).toHaveLength(2);
});

test('a refused decision shows its sentence, and the table goes on from there', async () => {
  const { db, priya, page } = await sortingTable();
  await shows(page, SLOW);
  await sorter(db, priya.id).fileNew(1, 'Somewhere else');
  await page.keyboard.press('1');
  await page.getByRole('heading', { name: /filed this report in “Somewhere else” meanwhile/ }).waitFor();
  await page.goto('/unsorted');
  await page.getByLabel('Another theme').fill('999');
  await page.keyboard.press('Enter');
  await page.getByText('There is no theme of this number').first().waitFor();
  expect(await page.evaluate(() => document.activeElement?.hasAttribute('data-error-summary'))).toBe(true);
});

test('without JavaScript everything on the page decides as well', async () => {
  const stage = await openBrowser();
  await addReports(stage.db, [{ summary: SLOW }, { summary: SLOW }, { summary: SLOW }]);
  const page = await (await stage.visit(stage.priya, { javaScriptEnabled: false })).newPage();
  await page.goto('/unsorted');
  await page.locator('[data-travellers] summary').click();
  await page.getByLabel(SLOW).last().uncheck();
  await page.getByLabel('A new theme').press('Enter');
  await page.getByRole('button', { name: 'File in a new theme' }).click();
  await page.getByText('2 reports filed').waitFor();
  await page.getByRole('link', { name: 'Skip for now' }).click();
  await page.getByText('That was the last one').waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('Taken back').waitFor();
  expect(await stage.db.selectFrom('reports').where('themeId', 'is not', null).select('id').execute()).toEqual([]);
});
