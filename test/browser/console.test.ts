import { expect, test, vi } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import {
  arrived,
  breathe,
  callsHeard,
  isKept,
  open,
  openConsole,
  report,
  sendNow,
  stored,
  takeCall,
  turn,
} from '../support/console.ts';
import { seat } from '../support/seated.ts';

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
  await callsHeard(page);
  expect((await stored(stage)).calls).toHaveLength(1);
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
  await callsHeard(page);
  await breathe(page);
  await stage.stopServer();
  await report(page, 'Friction', 'Said while the server was away');
  await turn(page).click();
  await page.getByText('2 things wait for the network').waitFor();
  await page.getByText('Send now').waitFor();
  await stage.startServer();
  await sendNow(page);
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

test('a browser without IndexedDB, locks and randomUUID keeps things over a reload all the same', async () => {
  const stage = await openBrowser();
  const shift = await seat(stage, stage.asha);
  const context = await stage.visit(stage.asha);
  await context.addInitScript(() => {
    Object.defineProperty(window, 'indexedDB', { value: undefined });
    Object.defineProperty(navigator, 'locks', { value: undefined });
    Object.defineProperty(crypto, 'randomUUID', { value: undefined });
  });
  const page = await context.newPage();
  await open(page, shift.id);
  await page.route('**/shifts/*/{calls,reports}', (route) => route.abort());
  await turn(page).click();
  await report(page, 'Delight', 'Kept without a database');
  await page.reload();
  await page.getByText('2 things wait for the network').waitFor();
  await page.unroute('**/shifts/*/{calls,reports}');
  await sendNow(page);
  await arrived(stage, 0, ['Kept without a database']);
  expect((await stored(stage)).calls).toHaveLength(1);
});
