import type { Page } from 'playwright-core';
import type { Db } from '../../src/database/open.ts';
import { addReport, addTheme } from './scene.ts';

/** Two themes with a report each, their numbers by name. */
export async function addKnownThemes(db: Db) {
  const [refunds, lookup] = [await addTheme(db, 'Refunds take weeks'), await addTheme(db, 'Order lookup is slow')];
  await addReport(db, { source: 'csr', themeId: refunds, summary: 'The refund took six weeks' });
  await addReport(db, { source: 'csr', themeId: lookup, summary: 'The order lookup takes a minute' });
  return { refunds, lookup };
}

export const suggested = (page: Page, name: string) => page.locator('.suggest-theme:visible', { hasText: name });

/** Types a sentence and waits until this theme is suggested for it. */
export async function write(page: Page, words: string, name: string) {
  await page.locator('[name="summary"]:visible').fill(words);
  await suggested(page, name).waitFor();
}

export const isChosen = (page: Page, name: string) => suggested(page, name).locator('input').isChecked();
