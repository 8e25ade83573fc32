import { expect, test, vi } from 'vitest';
import { complaints } from '../support/axe.ts';
import { openBrowser } from '../support/browser.ts';
import { arrived, open, openConsole, report, stored, takeCall, turn } from '../support/console.ts';
import { seat } from '../support/seated.ts';

test('the stopwatch’s seconds are filled in once it is pressed, and count as measured', async () => {
  const stage = await openBrowser();
  const { page } = await openConsole(stage);
  await turn(page).click();
  await page.locator('[data-kind="friction"]').click();
  expect(await page.locator('dialog[open] [name="secondsLost"]').inputValue()).toBe('');
  await page.waitForTimeout(1500);
  await page.keyboard.type('It loads and loads');
  await page.locator('dialog[open] [name="secondsFrom"][value="opened"]').check();
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
        .filter((target) => target.clientHeight > 0 && Math.round(target.getBoundingClientRect().height) < 44)
        .map((target) => target.outerHTML),
  );
  expect(small).toEqual([]);
});
