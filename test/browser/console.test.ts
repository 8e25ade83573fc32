import type { Page } from 'playwright-core';
import { expect, test, vi } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { seat } from '../support/seated.ts';

type Stage = Awaited<ReturnType<typeof openBrowser>>;

async function openConsole(stage: Stage) {
  const shift = await seat(stage, stage.asha);
  const context = await stage.visit(stage.asha);
  const page = await context.newPage();
  await open(page, shift.id);
  return { shift, context, page };
}

async function open(page: Page, shiftId: number) {
  await page.goto(`/shifts/${shiftId}/console`);
  await page.locator('[data-ready]').waitFor();
}

const turn = (page: Page) => page.locator('.console-turn');
const isKept = (page: Page) => page.evaluate(async () => Boolean(await (await caches.open('page-1')).match(location.pathname)));

async function takeCall(page: Page) {
  await turn(page).filter({ hasText: 'Call starts' }).click();
  await turn(page).filter({ hasText: 'Call ends' }).waitFor();
  await page.waitForTimeout(700);
  await turn(page).click();
  await turn(page).filter({ hasText: 'Call starts' }).waitFor();
  await page.waitForTimeout(700);
}

async function report(page: Page, kind: 'Friction' | 'Delight', words: string) {
  await page.locator('.console-dock').getByText(kind).click();
  await page.locator('dialog[open] textarea[name="summary"]').fill(words);
  await page.locator('dialog[open]').getByText('Keep this').click();
  await page.locator('dialog[open]').waitFor({ state: 'detached' });
}

const stored = async ({ db }: Stage) => ({
  calls: await db.selectFrom('calls').select(['startedAt', 'endedAt', 'reason']).orderBy('startedAt').execute(),
  reports: (await db.selectFrom('reports').select('summary').orderBy('id').execute()).map(({ summary }) => summary),
});

const arrived = (stage: Stage, calls: number, reports: string[]) =>
  vi.waitFor(async () => {
    const now = await stored(stage);
    expect(now.reports).toEqual(reports);
    expect(now.calls.filter(({ endedAt }) => endedAt)).toHaveLength(calls);
  }, 20_000);

test('two calls and three reports made without a network outlive a reload and arrive exactly once', async () => {
  const stage = await openBrowser();
  const { context, page } = await openConsole(stage);
  await vi.waitFor(async () => expect(await isKept(page)).toBe(true), 10_000);
  await context.setOffline(true);
  await takeCall(page);
  await report(page, 'Friction', 'The order screen takes forever');
  await takeCall(page);
  await report(page, 'Delight', 'The address was there at once');
  await report(page, 'Friction', 'Three systems for one refund');
  await page.getByText('7 things wait for the network').waitFor();

  await page.reload();
  await page.getByText('7 things wait for the network').waitFor();
  await page.getByText('Three systems for one refund').waitFor();
  expect((await stored(stage)).calls).toEqual([]);
  await context.setOffline(false);
  await arrived(stage, 2, ['The order screen takes forever', 'The address was there at once', 'Three systems for one refund']);
  await page.locator('[data-mark]').waitFor({ state: 'hidden' });
});
