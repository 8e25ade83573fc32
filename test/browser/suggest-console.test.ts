import type { Page } from 'playwright-core';
import { expect, test, vi } from 'vitest';
import { mergeStore } from '../../src/themes/merge-store.ts';
import { complaints, overflow } from '../support/axe.ts';
import { openBrowser } from '../support/browser.ts';
import { isKept, open, openConsole } from '../support/console.ts';
import { seat } from '../support/seated.ts';
import { addKnownThemes, isChosen, suggested, write } from '../support/suggest.ts';

const WORDS = 'The refund takes weeks again';

async function openSheet() {
  const stage = await openBrowser();
  const themes = await addKnownThemes(stage.db);
  const { shift, context, page } = await openConsole(stage);
  const mine = () => stage.db.selectFrom('reports').where('source', '=', 'leader').selectAll().orderBy('id').execute();
  const standsIn = (themeId: number | null) =>
    vi.waitFor(async () => expect((await mine()).map((report) => report.themeId)).toEqual([themeId]), 20_000);
  return { ...stage, ...themes, shift, context, page, mine, standsIn };
}

async function choose(page: Page) {
  await page.locator('[data-kind="friction"]').click();
  await write(page, WORDS, 'Refunds take weeks');
  await suggested(page, 'Refunds take weeks').click();
}

const keep = (page: Page) => page.locator('dialog[open]').getByText('Keep this').click();
const row = (page: Page) => page.locator('.console-report', { hasText: WORDS });

test('a tap joins, the row says so, and “not that one” takes it back', async () => {
  const { page, refunds, standsIn } = await openSheet();
  await choose(page);
  await keep(page);
  await row(page).getByText('in Refunds take weeks').waitFor();
  await standsIn(refunds);
  await row(page)
    .getByRole('button', { name: /Not that one/ })
    .click();
  await row(page).getByText('in Refunds take weeks').waitFor({ state: 'hidden' });
  await standsIn(null);
  await page.locator('[data-kind="friction"]').click();
  expect(await page.locator('.suggest').count()).toBe(0);
});

test('a choice that was taken back before keeping is none', async () => {
  const { page, standsIn } = await openSheet();
  await choose(page);
  await suggested(page, 'Refunds take weeks').click();
  expect(await isChosen(page, 'Refunds take weeks')).toBe(false);
  await keep(page);
  await standsIn(null);
});

test('chosen without a network, it outlives a reload and is sent with its theme', async () => {
  const { context, page, standsIn, refunds, mine } = await openSheet();
  await vi.waitFor(async () => expect(await isKept(page)).toBe(true), 10_000);
  await page.locator('[data-kind="friction"]').click();
  await write(page, WORDS, 'Refunds take weeks');
  await context.setOffline(true);
  await suggested(page, 'Refunds take weeks').click();
  await keep(page);
  await page.getByText('1 thing waits for the network').waitFor();
  await page.reload();
  await row(page).getByText('in Refunds take weeks').waitFor();
  expect(await mine()).toEqual([]);
  await context.setOffline(false);
  await standsIn(refunds);
});

test('taken back while it still waits for the network, it arrives unsorted', async () => {
  const { context, page, standsIn, db } = await openSheet();
  await choose(page);
  await context.setOffline(true);
  await keep(page);
  await row(page)
    .getByRole('button', { name: /Not that one/ })
    .click();
  await page.getByText('2 things wait for the network').waitFor();
  await row(page).getByText('in Refunds take weeks').waitFor({ state: 'hidden' });
  await context.setOffline(false);
  await vi.waitFor(
    async () => expect(await db.selectFrom('filings').where('how', '=', 'undone').select('id').execute()).toHaveLength(1),
    20_000,
  );
  await standsIn(null);
  await page.locator('[data-mark]').waitFor({ state: 'hidden' });
});

test('merged while the phone was away, it counts where the theme went; gone, it is kept and the leader is told', async () => {
  const { context, page, standsIn, db, refunds, lookup, priya, now } = await openSheet();
  await choose(page);
  await context.setOffline(true);
  await keep(page);
  await mergeStore(db).merge(refunds, lookup, priya.id, now());
  await context.setOffline(false);
  await standsIn(lookup);
  await row(page).getByText('in Order lookup is slow').waitFor();
});

test('gone while the phone was away, the report is kept unsorted and the leader is told', async () => {
  const { context, page, standsIn, db, refunds } = await openSheet();
  await choose(page);
  await context.setOffline(true);
  await keep(page);
  await db.updateTable('reports').set({ withdrawnAt: '2026-03-02T09:00:00.000Z' }).where('themeId', '=', refunds).execute();
  await context.setOffline(false);
  await page.getByText('The theme you chose is not there any more').waitFor();
  await standsIn(null);
});

test('what is refused and corrected keeps its theme', async () => {
  const { page, standsIn, refunds } = await openSheet();
  await choose(page);
  await page.locator('dialog[open] [name="secondsLost"]').fill('ninety');
  await keep(page);
  await page.getByText('was not taken. Write whole seconds').waitFor();
  await page.reload();
  await page.getByRole('button', { name: 'Correct it' }).click();
  expect(await isChosen(page, 'Refunds take weeks')).toBe(true);
  await page.locator('dialog[open] [name="secondsLost"]').fill('90');
  await keep(page);
  await standsIn(refunds);
});

test('a browser without a script is asked afterwards and comes back', async () => {
  const stage = await openBrowser();
  const { refunds } = await addKnownThemes(stage.db);
  const shift = await seat(stage, stage.asha);
  const page = await (await stage.visit(stage.asha, { javaScriptEnabled: false })).newPage();
  await page.goto(`/shifts/${shift.id}/console#friction`);
  await page.locator('#friction [name="summary"]').fill(WORDS);
  await page.locator('#friction').getByText('Keep this').click();
  await page.getByRole('button', { name: /It is this one.*Refunds/ }).click();
  await page.waitForURL(`**/shifts/${shift.id}/console`);
  await page.getByText('in Refunds take weeks').waitFor();
  await page.getByRole('button', { name: /Not that one/ }).click();
  await page.waitForURL(`**/shifts/${shift.id}/console`);
  expect(await page.getByText('in Refunds take weeks').count()).toBe(0);
  expect(refunds).toBeGreaterThan(0);
});

test.each(['light', 'dark'] as const)(
  'axe finds nothing in the sheet and the rows, fingers find them, %s',
  async (colorScheme) => {
    const stage = await openBrowser();
    await addKnownThemes(stage.db);
    const shift = await seat(stage, stage.asha);
    const page = await (await stage.visit(stage.asha, { bypassCSP: true, reducedMotion: 'reduce', colorScheme })).newPage();
    await open(page, shift.id);
    for (const width of [390, 1280]) {
      await page.setViewportSize({ width, height: 844 });
      await choose(page);
      expect([...(await complaints(page)), ...(await overflow(page))]).toEqual([]);
      for (const one of await page.locator('.suggest-theme:visible').all())
        expect((await one.boundingBox())!.height).toBeGreaterThanOrEqual(44);
      await keep(page);
      await row(page).first().getByText('in Refunds take weeks').waitFor();
      expect([...(await complaints(page)), ...(await overflow(page))]).toEqual([]);
      const button = row(page)
        .first()
        .getByRole('button', { name: /Not that one/ });
      await vi.waitFor(async () => expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(44));
    }
  },
);
