import { expect, test, vi } from 'vitest';
import { complaints, overflow } from '../support/axe.ts';
import { openBrowser } from '../support/browser.ts';
import { addKnownThemes, isChosen, suggested, write } from '../support/suggest.ts';

async function openForm(path = '/flags/new', options = {}) {
  const stage = await openBrowser();
  const themes = await addKnownThemes(stage.db);
  const context = await stage.visit(stage.carmen, options);
  const page = await context.newPage();
  await page.goto(path);
  const newest = () => stage.db.selectFrom('reports').selectAll().orderBy('id', 'desc').limit(1).executeTakeFirstOrThrow();
  return { ...stage, ...themes, context, page, newest };
}

test.each(['/flags/new', '/'])('on %s themes appear as one types; one tap joins, another takes that back', async (path) => {
  const { page, newest, refunds, db } = await openForm(path);
  await write(page, 'A refund takes weeks', 'Refunds take weeks');
  await suggested(page, 'Refunds take weeks').click();
  await suggested(page, 'Refunds take weeks').getByText('It goes here.').waitFor();
  await suggested(page, 'Refunds take weeks').click();
  expect(await isChosen(page, 'Refunds take weeks')).toBe(false);
  await suggested(page, 'None of these').click();
  await suggested(page, 'Refunds take weeks').click();
  expect(await isChosen(page, 'None of these')).toBe(false);
  await page.getByRole('button', { name: 'Send the flag' }).click();
  await page.waitForURL('**/flags');
  expect((await newest()).themeId).toBe(refunds);

  await page.getByRole('button', { name: 'Not that theme' }).click();
  await page.getByText('Taken back: it waits to be sorted.').waitFor();
  expect((await newest()).themeId).toBeNull();
  expect(await db.selectFrom('meToos').select('id').execute()).toEqual([]);
});

test('what was chosen stays chosen while the words change, even when its theme is suggested no more', async () => {
  const { page, newest, refunds } = await openForm();
  await write(page, 'A refund takes weeks', 'Refunds take weeks');
  await suggested(page, 'Refunds take weeks').click();
  await write(page, 'The order lookup is slow', 'Order lookup is slow');
  expect(await isChosen(page, 'Refunds take weeks')).toBe(true);
  await page.locator('[name="summary"]').fill('Zebra xylophone quartz');
  await suggested(page, 'Order lookup is slow').waitFor({ state: 'detached' });
  expect(await isChosen(page, 'Refunds take weeks')).toBe(true);
  await page.getByRole('button', { name: 'Send the flag' }).click();
  await page.waitForURL('**/flags');
  expect(await newest()).toMatchObject({ summary: 'Zebra xylophone quartz', themeId: refunds });
});

test('an answer that comes after the next question is never shown', async () => {
  const { page } = await openForm();
  let release = () => {};
  const held = new Promise<void>((done) => {
    release = done;
  });
  const answered: string[] = [];
  await page.route('**/flags/similar', async (route) => {
    const { summary } = route.request().postDataJSON();
    const late = summary.includes('refund');
    const reply = await route.fetch();
    if (late) await held;
    answered.push(summary);
    await route.fulfill({ response: reply }).catch(() => undefined);
  });
  await page.evaluate(() => {
    const shown: string[] = [];
    Object.assign(window, { shown });
    const place = document.querySelector('[data-similar]')!;
    new MutationObserver(() => void shown.push(place.textContent ?? '')).observe(place, { childList: true });
  });
  const asked = page.waitForRequest('**/flags/similar');
  await page.locator('[name="summary"]').fill('A refund takes weeks');
  await asked;
  await write(page, 'The order lookup is slow', 'Order lookup is slow');
  release();
  await vi.waitFor(() => expect(answered).toHaveLength(2));
  await page.waitForTimeout(500);
  const shown = await page.evaluate(() => (window as unknown as { shown: string[] }).shown.join(' '));
  expect(shown).toContain('Order lookup is slow');
  expect(shown).not.toContain('Refunds take weeks');
});

test('while one types, nothing but what themes are looked up by leaves the form', async () => {
  const { page } = await openForm();
  const asked = page.waitForRequest('**/flags/similar');
  await page.locator('[data-flag-form] .switch, [name="anonymous"]').first().click();
  await page.locator('[name="timesPerWeek"]').fill('12');
  await page.locator('[name="summary"]').fill('A refund takes weeks');
  expect(Object.keys((await asked).postDataJSON()).toSorted()).toEqual(['summary', 'tool']);
});

test('Enter sends the flag; “me too” is a tap of its own, and is not offered without a name', async () => {
  const { page, db, newest, refunds } = await openForm();
  await write(page, 'A refund takes weeks', 'Refunds take weeks');
  await suggested(page, 'Refunds take weeks').click();
  await page.getByRole('button', { name: /me too/ }).waitFor();
  await page.locator('[name="anonymous"]').check({ force: true });
  await page.getByRole('button', { name: /me too/ }).waitFor({ state: 'hidden' });
  await page.locator('[name="anonymous"]').uncheck({ force: true });
  await page.locator('[name="timesPerWeek"]').fill('9');
  await page.locator('[name="timesPerWeek"]').press('Enter');
  await page.waitForURL('**/flags');
  expect(await newest()).toMatchObject({ themeId: refunds, timesPerWeek: 9 });

  await page.goto('/flags/new');
  await write(page, 'A refund takes weeks', 'Refunds take weeks');
  await suggested(page, 'Refunds take weeks').click();
  await page.locator('[name="secondsLost"]').fill('40');
  await page.getByRole('button', { name: /me too/ }).click();
  await page.waitForURL('**/flags#me-too-*');
  const said = await db.selectFrom('meToos').select(['themeId', 'secondsLost']).execute();
  expect(said).toEqual([{ themeId: refunds, secondsLost: 40 }]);
});

test('without a name it joins too, and its receipt takes it back', async () => {
  const { page, newest, refunds } = await openForm();
  await write(page, 'A refund takes weeks', 'Refunds take weeks');
  await suggested(page, 'Refunds take weeks').click();
  await page.locator('[name="anonymous"]').check({ force: true });
  await page.getByRole('button', { name: 'Send the flag' }).click();
  await page.waitForURL('**/receipts/**');
  expect(await newest()).toMatchObject({ themeId: refunds, filedBy: null });
  await page.getByRole('button', { name: 'Not that theme' }).click();
  await page
    .getByRole('button', { name: /It is this one/ })
    .first()
    .waitFor();
  expect((await newest()).themeId).toBeNull();
});

test('a browser without a script is asked afterwards', async () => {
  const { page, newest, refunds } = await openForm('/flags/new', { javaScriptEnabled: false });
  await page.locator('[name="summary"]').fill('A refund takes weeks');
  await page.getByRole('button', { name: 'Send the flag' }).click();
  await page.getByRole('button', { name: /It is this one.*Refunds/ }).click();
  await page.waitForURL('**/flags');
  expect((await newest()).themeId).toBe(refunds);
});

test.each(['light', 'dark'] as const)('axe finds nothing in the list, fingers find it, %s', async (colorScheme) => {
  const { page } = await openForm('/flags/new', { bypassCSP: true, reducedMotion: 'reduce', colorScheme });
  await write(page, 'A refund takes weeks', 'Refunds take weeks');
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 844 });
    expect([...(await complaints(page)), ...(await overflow(page))]).toEqual([]);
    await suggested(page, 'Refunds take weeks').click();
    expect(await complaints(page)).toEqual([]);
    for (const row of await page.locator('.suggest-theme:visible, .suggest-me-too button:visible').all())
      expect((await row.boundingBox())!.height).toBeGreaterThanOrEqual(44);
    await suggested(page, 'Refunds take weeks').click();
  }
});
