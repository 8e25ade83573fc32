import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const FRICTION = 'Looking up an order takes four minutes';
const THEME = 'Looking up an order takes forever';
const TITLE = 'Let the search answer in two seconds';

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click();
const see = (page: Page, words: string | RegExp) => page.getByText(words).first().waitFor();

export async function setUpQueue(page: Page) {
  await page.goto('/queues/new');
  await page.getByLabel('Name', { exact: true }).fill('Orders');
  await page.getByLabel('Calls a week').fill('4200');
  await page.getByLabel('A call takes, with wrap-up').fill('300');
  await page.getByLabel('A CSR’s hour costs, all in').fill('40');
  await press(page, 'Set up this queue');
  await page.getByText('Orders is set up.').waitFor();
}

export async function planShift(page: Page, day: string) {
  await page.goto('/shifts/new');
  await page.locator('[name="queueId"]').selectOption({ label: 'Orders (Europe/London)' });
  await page.locator('[name="mode"][value="shadow"]').check({ force: true });
  await page.getByLabel('Day', { exact: true }).fill(day);
  await page.getByLabel('From', { exact: true }).fill('10:00');
  await page.getByLabel('Until', { exact: true }).fill('12:00');
  await page.locator('label', { hasText: 'Carmen, Care' }).click();
  await press(page, 'Plan it');
  await see(page, 'The shift is planned.');
}

export async function signUp(page: Page) {
  await page.goto('/shifts');
  await page.getByRole('link', { name: /10:00.*Orders/ }).click();
  await press(page, 'I have read this');
  await page.goto('/shifts');
  await press(page, 'Sign me up');
  await see(page, 'You have a seat.');
}

export async function sit(page: Page, script: boolean) {
  await page.goto('/shifts?view=mine');
  await page.getByRole('link', { name: /10:00.*Orders/ }).click();
  await page.getByRole('link', { name: 'Open the console' }).click();
  if (script) await page.locator('[data-ready]').waitFor();
  await turn(page, 'Call ends');
  await reportFriction(page);
  await turn(page, 'Call starts');
  await turn(page, 'Call ends');
  await turn(page, 'Call starts');
  await page.locator('.console-call').nth(1).waitFor();
  if (script) await page.locator('[data-slot="waits"]:visible').first().waitFor({ state: 'detached' });
}

async function turn(page: Page, becomes: string) {
  await page.locator('.console-turn').click();
  await page.locator('.console-turn').filter({ hasText: becomes }).waitFor();
  await page.waitForTimeout(700);
}

async function reportFriction(page: Page) {
  await page.locator('[data-kind="friction"]').click();
  const sheet = page.locator('#friction');
  await sheet.locator('[name="summary"]').fill(FRICTION);
  await sheet.locator('[name="secondsLost"]').fill('240');
  await sheet.getByText('Keep this friction').click();
  await page.locator('.console-reports').getByText(FRICTION).first().waitFor();
}

export async function sortIntoNewTheme(page: Page) {
  await page.goto('/');
  await page.getByRole('link', { name: /to sort/ }).click();
  await see(page, FRICTION);
  await page.getByLabel('A new theme').fill(THEME);
  await press(page, 'File in a new theme');
  await see(page, 'Nothing waits here');
}

/** With the script the theme is there while one types, and a “me too” says it all; without it the page after the flag asks. */
export async function sayItHappensToo(page: Page, script: boolean) {
  await page.goto('/flags/new');
  await page.locator('[name="summary"]').pressSequentially('Looking up an order is slow');
  await page.getByLabel('How often?').fill('30');
  if (!script) await press(page, 'Send the flag');
  await see(page, THEME);
  if (script) await page.locator('.suggest-theme', { hasText: THEME }).click();
  await press(page, script ? /me too/ : /It is this one/);
  await see(page, script ? 'Counted: this happens to you too.' : /It counts in/);
}

export async function proposeAndPlan(page: Page) {
  await page.goto('/themes');
  await page.getByRole('link', { name: THEME }).first().click();
  await page.getByRole('link', { name: 'Turn into a fix' }).click();
  await page.getByLabel('What should be done').fill(TITLE);
  await page.locator('[name="effortDays"]').fill('4');
  await press(page, 'Put it on the backlog');
  await see(page, /needs more first/);
  await page.locator('[name="ownerId"]').selectOption({ label: 'Priya, Care' });
  await page.getByLabel('What it will change').fill('Order search answers in two seconds');
  await page.getByLabel('What it could make worse').fill('Stock may be a minute old');
  await press(page, 'Save the promise');
  await askForPart(page);
  await press(page, 'Mark planned');
  await press(page, 'Mark in testing');
  await see(page, /every department has done its part/);
}

async function askForPart(page: Page) {
  await page.getByLabel('Department', { exact: true }).fill('Logistics');
  await page.locator('[name="personId"]').selectOption({ label: 'Omar, Logistics' });
  await page.getByLabel('By', { exact: true }).fill('2027-03-20');
  await page.getByLabel('What they do').fill('Index the order table');
  await press(page, 'Add this part');
  await see(page, 'Index the order table');
}

export async function doPart(page: Page) {
  await page.goto('/');
  await see(page, 'Index the order table');
  await press(page, 'My part is done');
  await page.getByText('My part is done').waitFor({ state: 'detached' });
}

export async function ship(page: Page) {
  await page.goto('/backlog');
  await page.getByRole('link', { name: TITLE }).click();
  await page.getByLabel('How it was tried').fill('Ten CSRs, one week: 2 seconds each time');
  await press(page, 'Save the promise');
  await press(page, 'Mark shipped');
  await see(page, 'Measured again');
}

export async function hearWhatBecameOfIt(page: Page) {
  await page.goto('/flags');
  await see(page, 'Fix shipped');
}

export async function seeThePrice(page: Page) {
  await page.goto('/themes/1');
  await page.locator('summary', { hasText: 'How is this counted?' }).click();
  await see(page, /4,200 calls a week × 1 of 2 observed calls.*× 4 min each, at .*40/);
  expect(await page.locator('.why tfoot').innerText()).toMatch(/5,600/);
}
