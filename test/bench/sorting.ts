import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { logAdded } from '../../src/database/grouping-log.ts';
import { migrate } from '../../src/database/migrate.ts';
import { type Db, openDatabase } from '../../src/database/open.ts';
import { randomFrom } from '../../src/demo/chance.ts';
import { engineStore } from '../../src/themes/engine-store.ts';
import { installed } from '../support/find-browser.ts';
import { ask, milliseconds, type Target } from './load.ts';
import { fillOrganisation } from './organisation.ts';
import { type Running, start, stop } from './processes.ts';
import type { Say } from './run.ts';

/** 8,800 reports, of which 880 wait; what else waits is said again and again in nearly the same words. */
const SIZE = { shifts: 100, reports: 8_800, themes: 300, fixes: 10 };
const WAITING_OF_SIZE = 880;
const WAITING = [2_000, 10_000];
const DECISIONS = 100;
const BY_KEYBOARD = 40;
const AT_ONCE = 500;

/** How long an owner waits for the sorting table, and for each decision made there. */
export async function benchSorting(say: Say) {
  for (const waiting of WAITING) await measure(waiting, say);
}

async function measure(waiting: number, say: Say) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const file = join(folder, 'bench.sqlite');
    const cookie = await fill(file, waiting);
    const server = await start(['dist/src/server.js'], { DATABASE_URL: file, JOBS: 'false', HOST: '127.0.0.1' }, '/health');
    try {
      await measurePages(server, cookie, (figure) => say({ waiting, ...figure }));
    } finally {
      await stop(server);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function fill(file: string, waiting: number): Promise<string> {
  const db = openDatabase(file);
  await migrate(db);
  const { cookie } = await fillOrganisation(db, SIZE, new Date());
  const engine = engineStore(db);
  await engine.whole();
  await addWaiting(db, waiting - WAITING_OF_SIZE);
  await engine.keep(new Date(), 1);
  await db.destroy();
  return cookie;
}

/** Some complaints are said often, most seldom, with a little word here and there. */
async function addWaiting(db: Db, count: number) {
  const random = randomFrom(11);
  const pick = <T>(from: readonly T[]) => from[Math.floor(random() * from.length)]!;
  const at = new Date().toISOString();
  const rows = Array.from({ length: count }, () => {
    const n = Math.floor(random() ** 2 * (count / 3));
    const thing = `${THINGS[n % THINGS.length]} ${TROUBLES[Math.floor(n / THINGS.length) % TROUBLES.length]} case${n}`;
    const summary = `${pick(['', 'The ', 'the '])}${thing}${pick(['', '!', ' for the customer', ' so'])}`;
    return { kind: 'friction' as const, source: 'csr' as const, summary, searchText: summary, happenedAt: at, reportedAt: at };
  });
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    const some = rows.slice(from, from + AT_ONCE);
    const ids = await db.insertInto('reports').values(some).returning('id').execute();
    const added = ids.map(({ id }) => id);
    await db.transaction().execute((tx) => logAdded(tx, added));
  }
}

const THINGS = ['order search', 'refund page', 'voucher form', 'delivery note', 'stock screen', 'address field', 'phone menu'];
const TROUBLES = ['is slow all morning', 'shows the wrong customer', 'asks twice for the number', 'loses what was typed before'];

async function measurePages(server: Running, cookie: string, say: Say) {
  const target = (path: string): Target => ({ port: server.port, path, headers: { cookie }, expects: 200 });
  const from = performance.now();
  await ask(target('/unsorted'));
  say({ what: 'first page after the start', ms: performance.now() - from });
  for (const path of ['/unsorted', '/unsorted?look=list', '/unsorted.csv'])
    say({ what: 'page', path, ...(await milliseconds(target(path))) });
  say({ what: 'decision and the next report', ...(await decide(server.port, cookie)) });
  say({ what: 'decision by keyboard in a browser', ...(await decideByKeyboard(server.port, cookie)) });
}

/** Takes the first suggestion, or the name that is offered, as a form without JavaScript would. */
async function decide(port: number, cookie: string) {
  const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded' };
  const taken = [];
  let [html, settled] = [await ask({ port, path: '/unsorted', headers: { cookie }, expects: 200 }), 0];
  for (let n = 0; n < DECISIONS; n++) {
    const from = performance.now();
    const { path, body, reports } = formOf(html);
    await ask({ port, path, method: 'POST', headers, body: () => body, expects: 303 });
    html = await ask({ port, path: '/unsorted', headers: { cookie }, expects: 200 });
    taken.push(performance.now() - from);
    settled += reports;
  }
  const sorted = taken.toSorted((a, b) => a - b);
  return { decisions: DECISIONS, settled, ms_p50: sorted[DECISIONS >> 1], ms_p95: sorted[Math.floor(DECISIONS * 0.95)] };
}

function formOf(html: string) {
  const path = /action="(\/reports\/\d+\/filing)"/.exec(html)![1]!;
  const travels = [...html.matchAll(/name="travels" value="(\d+)"/g)].map(([, id]) => id);
  const suggested = /name="suggested" value="(\d+)"/.exec(html)?.[1];
  const to = suggested ? { suggested } : { into: 'new', newThemeName: `Complaint ${path}` };
  return { path, body: new URLSearchParams({ ...to, travels: travels.join(',') }).toString(), reports: travels.length + 1 };
}

/** Presses 1 (or n and Enter where nothing is suggested) and waits until the next report stands there. */
async function decideByKeyboard(port: number, cookie: string) {
  const executablePath = installed();
  if (!executablePath) return { skipped: 'no browser is installed' };
  const address = `http://localhost:${port}`;
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const context = await browser.newContext({ baseURL: address });
    await context.addCookies([{ name: 'session', value: cookie.replace('session=', ''), url: address }]);
    const page = await context.newPage();
    await page.goto('/unsorted');
    const from = performance.now();
    for (let n = 0; n < BY_KEYBOARD; n++) {
      const before = await page.locator('#decision').getAttribute('action');
      for (const key of (await page.locator('[data-key="1"]').count()) ? ['1'] : ['n', 'Enter']) await page.keyboard.press(key);
      await page.waitForFunction((was) => document.getElementById('decision')?.getAttribute('action') !== was, before);
    }
    return { decisions: BY_KEYBOARD, seconds_mean: (performance.now() - from) / 1_000 / BY_KEYBOARD };
  } finally {
    await browser.close();
  }
}
