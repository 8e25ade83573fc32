import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
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
  await page.locator(`[data-kind="${kind.toLowerCase()}"]`).click();
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

test('a double tap starts one call', async () => {
  const stage = await openBrowser();
  const { page } = await openConsole(stage);
  await turn(page).dblclick();
  await turn(page).filter({ hasText: 'Call ends' }).waitFor();
  await vi.waitFor(async () => expect((await stored(stage)).calls).toHaveLength(1));
  await page.locator('.console-call').getByText('waits for the network').waitFor({ state: 'hidden' });
  expect((await stored(stage)).calls[0]?.endedAt).toBeNull();
});

test('two tabs share what waits and send it once', async () => {
  const stage = await openBrowser();
  const { shift, context, page } = await openConsole(stage);
  const other = await context.newPage();
  await open(other, shift.id);
  await context.setOffline(true);
  await turn(page).click();
  await turn(other).filter({ hasText: 'Call ends' }).waitFor();
  await report(other, 'Friction', 'Written in the second tab');
  await page.getByText('2 things wait for the network').waitFor();
  await context.setOffline(false);
  await arrived(stage, 0, ['Written in the second tab']);
  expect((await stored(stage)).calls).toHaveLength(1);
});

test('a server that dies in between gets what is missing when it is back', async () => {
  const stage = await openBrowser();
  const { page } = await openConsole(stage);
  await turn(page).click();
  await vi.waitFor(async () => expect((await stored(stage)).calls).toHaveLength(1));
  await stage.stopServer();
  await report(page, 'Friction', 'Said while the server was away');
  await turn(page).click();
  await page.getByText('2 things wait for the network').waitFor();
  await stage.startServer();
  await page.getByText('Send now').click();
  await arrived(stage, 1, ['Said while the server was away']);
});

test('an answer that was lost on the way does not double what it answered', async () => {
  const stage = await openBrowser();
  const { page } = await openConsole(stage);
  await page.route(
    '**/shifts/*/calls',
    async (route) => {
      await route.fetch();
      await route.abort();
    },
    { times: 1 },
  );
  await turn(page).click();
  await vi.waitFor(async () => expect((await stored(stage)).calls).toHaveLength(1));
  await report(page, 'Friction', 'Sent twice, kept once');
  await arrived(stage, 0, ['Sent twice, kept once']);
  expect((await stored(stage)).calls).toHaveLength(1);
});

test('whoever is signed out keeps what they wrote and is asked to sign in again', async () => {
  const stage = await openBrowser();
  const { shift, context, page } = await openConsole(stage);
  await stage.db.updateTable('sessions').set({ endedAt: stage.now().toISOString() }).execute();
  await report(page, 'Friction', 'Written after the session ended');
  await page.getByText('You are signed out. 1 thing waits').waitFor();
  expect(await page.getByText('Sign in again').getAttribute('href')).toBe(`/sign-in?next=/shifts/${shift.id}/console`);
  const again = await stage.visit(stage.asha);
  await context.addCookies(await again.cookies());
  await open(page, shift.id);
  await arrived(stage, 0, ['Written after the session ended']);
});

test('what the server refuses is shown, corrected and sent', async () => {
  const stage = await openBrowser();
  const { page } = await openConsole(stage);
  await page.locator('[data-kind="friction"]').click();
  await page.locator('dialog[open] [name="summary"]').fill('Took a while');
  await page.locator('dialog[open] [name="secondsLost"]').fill('ninety');
  await page.locator('dialog[open]').getByText('Keep this').click();
  await page.getByText('was not taken. Write whole seconds').waitFor();
  await page.reload();
  await page.getByRole('button', { name: 'Correct it' }).click();
  await page.locator('dialog[open] [name="secondsLost"]').fill('90');
  await page.locator('dialog[open]').getByText('Keep this').click();
  await arrived(stage, 0, ['Took a while']);
  expect(await stage.db.selectFrom('reports').select(['secondsLost', 'secondsMeasured']).execute()).toEqual([
    { secondsLost: 90, secondsMeasured: 0 },
  ]);
});

test('the stopwatch’s seconds are filled in, and count as measured', async () => {
  const stage = await openBrowser();
  const { page } = await openConsole(stage);
  await turn(page).click();
  await page.locator('[data-kind="friction"]').click();
  await page.waitForTimeout(1500);
  await page.keyboard.type('It loads and loads');
  await page.locator('dialog[open]').getByText('Keep this').click();
  await arrived(stage, 0, ['It loads and loads']);
  const kept = await stage.db
    .selectFrom('reports')
    .select(['secondsLost', 'secondsMeasured', 'callId'])
    .executeTakeFirstOrThrow();
  expect(kept).toEqual({ secondsLost: expect.any(Number), secondsMeasured: 1, callId: expect.any(Number) });
  expect(kept.secondsLost).toBeGreaterThan(0);
});

test('a reason and an outcome are kept with a tap each, and let go with another', async () => {
  const stage = await openBrowser();
  const { page } = await openConsole(stage);
  await takeCall(page);
  await page.getByLabel('In two or three words').fill('Refund');
  await page.keyboard.press('Enter');
  await page.locator('.choice', { hasText: /^\s*Resolved/ }).click();
  await vi.waitFor(async () => expect((await stored(stage)).calls[0]?.reason).toBe('Refund'));
  await page.locator('.console-call').getByText('Refund · Resolved').waitFor();
  await page.locator('.choice', { hasText: /^\s*Resolved/ }).click();
  await page.locator('.console-call').getByText('Refund', { exact: true }).waitFor();
});

test('signing out takes the kept page away; no other page is kept', async () => {
  const stage = await openBrowser();
  const { shift, page } = await openConsole(stage);
  await vi.waitFor(async () => expect(await isKept(page)).toBe(true), 10_000);
  await page.goto(`/shifts/${shift.id}/debrief`);
  const kept = await page.evaluate(async () =>
    (await (await caches.open('page-1')).keys()).map(({ url }) => new URL(url).pathname),
  );
  expect(kept).toEqual([`/shifts/${shift.id}/console`]);
  await page.locator('[data-menu] summary').click();
  await page.getByText('Sign out').click();
  await page.waitForURL('**/sign-in');
  expect(await page.evaluate(() => caches.has('page-1'))).toBe(false);
});

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

async function complaints(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    return (await axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  });
}

test.each(['light', 'dark'] as const)('axe finds nothing on any of these pages, %s', async (colorScheme) => {
  const stage = await openBrowser();
  const shift = await seat(stage, stage.asha, { mode: 'listen' });
  const context = await stage.visit(stage.asha, { colorScheme, bypassCSP: true, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await open(page, shift.id);
  expect(await complaints(page)).toEqual([]);
  await takeCall(page);
  await report(page, 'Friction', 'It hangs');
  expect(await complaints(page)).toEqual([]);
  await page.locator('[data-kind="friction"]').click();
  expect(await complaints(page)).toEqual([]);
  await arrived(stage, 1, ['It hangs']);
  for (const path of [`shifts/${shift.id}/debrief`, 'calls', `shifts/${shift.id}/debriefs`]) {
    await page.goto(`/${path}`);
    expect(await complaints(page), path).toEqual([]);
  }
});

test('every target on the console and in its sheet is at least 44 pixels high', async () => {
  const stage = await openBrowser();
  const { page } = await openConsole(stage);
  await takeCall(page);
  await page.locator('[data-kind="friction"]').click();
  const small = await page.$$eval(
    '.console-main .choice, .console-dock .button, .console-call .button, dialog[open] .choice, dialog[open] .button, dialog[open] .sheet-close, dialog[open] textarea, dialog[open] .field-box',
    (targets) =>
      targets
        .filter((target) => target.clientHeight > 0 && target.getBoundingClientRect().height < 44)
        .map((target) => target.outerHTML),
  );
  expect(small).toEqual([]);
});
