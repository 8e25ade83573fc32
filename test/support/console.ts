import type { Page } from 'playwright-core';
import { expect, vi } from 'vitest';
import type { openBrowser } from './browser.ts';
import { seat } from './seated.ts';

export type Stage = Awaited<ReturnType<typeof openBrowser>>;

export async function openConsole(stage: Stage) {
  const shift = await seat(stage, stage.asha);
  const context = await stage.visit(stage.asha);
  const page = await context.newPage();
  await open(page, shift.id);
  return { shift, context, page };
}

export async function open(page: Page, shiftId: number) {
  await page.goto(`/shifts/${shiftId}/console`);
  await page.locator('[data-ready]').waitFor();
}

export const turn = (page: Page) => page.locator('.console-turn');
export const isKept = (page: Page) =>
  page.evaluate(async () => Boolean(await (await caches.open('page-1')).match(location.pathname)));

export async function takeCall(page: Page) {
  await turn(page).filter({ hasText: 'Call starts' }).click();
  await turn(page).filter({ hasText: 'Call ends' }).waitFor();
  await breathe(page);
  await turn(page).click();
  await turn(page).filter({ hasText: 'Call starts' }).waitFor();
  await breathe(page);
}

/** The console takes two taps in one breath for one. */
export const breathe = (page: Page) => page.waitForTimeout(700);

/** Until this page has heard that the server has its calls: a row in the database is there a moment before its answer is. */
export async function callsHeard(page: Page) {
  await turn(page).filter({ hasText: 'Call ends' }).waitFor();
  await page.locator('.console-call').getByText('waits for the network').waitFor({ state: 'hidden' });
}

/** The page also tries by itself, and takes the button away when it has been quicker: the press is then for nothing. */
export const sendNow = (page: Page) => page.locator('[data-mark-again]').dispatchEvent('click');

export async function report(page: Page, kind: 'Friction' | 'Delight', words: string) {
  await page.locator(`[data-kind="${kind.toLowerCase()}"]`).click();
  await page.locator('dialog[open] textarea[name="summary"]').fill(words);
  await page.locator('dialog[open]').getByText('Keep this').click();
  await page.locator('dialog[open]').waitFor({ state: 'detached' });
}

export const stored = async ({ db }: Stage) => ({
  calls: await db.selectFrom('calls').select(['startedAt', 'endedAt', 'reason']).orderBy('startedAt').execute(),
  reports: (await db.selectFrom('reports').select('summary').orderBy('id').execute()).map(({ summary }) => summary),
});

export const arrived = (stage: Stage, calls: number, reports: string[]) =>
  vi.waitFor(async () => {
    const now = await stored(stage);
    expect(now.reports).toEqual(reports);
    expect(now.calls.filter(({ endedAt }) => endedAt)).toHaveLength(calls);
  }, 20_000);
