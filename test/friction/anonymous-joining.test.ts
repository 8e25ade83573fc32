import pino from 'pino';
import request from 'supertest';
import { expect, test } from 'vitest';
import { createApp } from '../../src/app.ts';
import type { Db } from '../../src/database/open.ts';
import type { Tables } from '../../src/database/tables.ts';
import { sessionStore } from '../../src/people/session-store.ts';
import { freshDatabase } from '../support/database.ts';
import { hire } from '../support/floor.ts';
import { flag } from '../support/friction.ts';
import { addReport, addTheme } from '../support/scene.ts';

const TEXT = 'The supervisor shouts when the wallboard turns red';
const DAY = '2026-03-02T00:00:00.000Z';
const TABLES = (
  'people roles signInLinks signInRequests sessions settings events queues shifts signUps calls debriefs themes merges splits ' +
  'imports importRefusals reports filings meToos anonymousAllowances fixes fixSteps notices jobs groupingLog groupingSteps keptApart'
).split(' ') as (keyof Tables)[];

/** A theme that shouting belongs in, one for refunds, and Carmen’s browser, on a quarter past ten. */
async function open() {
  const db = await freshDatabase();
  const lines: string[] = [];
  const app = createApp({
    db,
    log: pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) }),
    now: () => new Date('2026-03-02T10:17:23.456Z'),
    ...{ baseUrl: 'http://localhost', trustProxy: 0, demo: false, smtp: false, cachedViews: true },
  });
  const [shouting, refunds] = [await addTheme(db, 'Supervisors shout'), await addTheme(db, 'Refunds')];
  await addReport(db, { source: 'csr', themeId: shouting, summary: 'The supervisor shouts all day', happenedAt: DAY });
  await addReport(db, { source: 'csr', themeId: refunds, summary: 'Refund takes weeks', happenedAt: DAY });
  const carmen = await hire(db, { name: 'Carmen', roles: ['csr'] });
  const token = await sessionStore(db).start(carmen.id, 'A browser', new Date('2026-03-02T10:17:23.456Z'));
  const browser = request.agent(app).set('Cookie', `session=${token}`);
  const send = async (given: object = {}) => {
    const sent = await browser
      .post('/flags')
      .type('form')
      .send(flag({ summary: TEXT, anonymous: 'yes', ...given }));
    return sent.headers.location!.split('?')[0]!;
  };
  const mine = () => db.selectFrom('reports').where('summary', '=', TEXT).selectAll().executeTakeFirstOrThrow();
  return { db, lines, browser, send, mine, carmen, token, shouting, refunds };
}

async function dump(db: Db): Promise<Record<string, string>> {
  const texts: Record<string, string> = {};
  for (const table of TABLES) texts[table] = JSON.stringify(await db.selectFrom(table).selectAll().execute());
  return texts;
}

const changedSince = async (db: Db, before: Record<string, string>) => {
  const after = await dump(db);
  return TABLES.filter((table) => before[table] !== after[table]).toSorted();
};

/** Everything that is stored but the times and people of what was there before. */
async function newTexts(db: Db, before: Record<string, string>) {
  const after = await dump(db);
  return TABLES.flatMap((table) => {
    const known = new Set((JSON.parse(before[table]!) as object[]).map((row) => JSON.stringify(row)));
    return (JSON.parse(after[table]!) as object[]).map((row) => JSON.stringify(row)).filter((row) => !known.has(row));
  });
}

test('it joins the theme that was tapped, and nothing says who or when, but the day', async () => {
  const { db, send, mine, shouting, carmen, token } = await open();
  const before = await dump(db);
  const receipt = await send({ themeId: String(shouting) });
  const report = await mine();
  expect(report).toMatchObject({ themeId: shouting, filedAt: DAY, filedBy: null, reporterId: null });
  const filings = await db.selectFrom('filings').where('reportId', '=', report.id).selectAll().execute();
  expect(filings).toMatchObject([{ how: 'joined', toId: shouting, filedAt: DAY, filedBy: null, madeBy: 'human' }]);
  expect(await changedSince(db, before)).toEqual(
    ['anonymousAllowances', 'filings', 'groupingLog', 'groupingSteps', 'reports', 'themes'].toSorted(),
  );
  const added = await newTexts(db, before);
  for (const text of added) {
    expect(text).not.toMatch(/"(personId|reporterId|filedBy|actorId|addedBy)":\d/);
    for (const secret of ['10:17', carmen.name, carmen.email, token, receipt.split('/').at(-1)!])
      expect(text).not.toContain(secret);
  }
});

test('a theme’s own row says no more than that something happened in some theme', async () => {
  const { db, send, refunds, shouting } = await open();
  const touched = async () =>
    (await db.selectFrom('themes').select(['id', 'touched']).orderBy('id').execute()).map((row) => row.touched);
  const before = await touched();
  await send({ themeId: String(refunds) });
  expect(shouting).toBeLessThan(refunds);
  expect(await touched()).toEqual([before[0]! + 1, before[1]]);
});

test('by the receipt alone it joins afterwards, is taken back and joins another', async () => {
  const { db, browser, send, mine, shouting, refunds } = await open();
  const receipt = await send();
  const asked = (await browser.get(receipt)).text;
  expect(asked).toContain(`action="${receipt}/joining"`);
  expect(asked).toContain('Supervisors shout');
  const before = await dump(db);
  const post = (path: string, form: object = {}) => browser.post(`${receipt}${path}`).type('form').send(form);
  expect((await post('/joining', { themeId: shouting })).headers.location).toBe(receipt);
  const joined = (await browser.get(receipt)).text;
  expect(joined).toContain('It counts in “Supervisors shout” now.');
  expect(joined).toContain(`action="${receipt}/joining/undoing"`);
  expect(joined).not.toMatch(/Grouped[\s\S]{0,200}<time/);
  for (const _twice of [1, 2]) expect((await post('/joining/undoing')).status).toBe(303);
  expect((await mine()).themeId).toBeNull();
  await post('/joining', { themeId: refunds });
  expect(await mine()).toMatchObject({ themeId: refunds, filedAt: DAY, filedBy: null });
  expect(await changedSince(db, before)).toEqual(['filings', 'groupingLog', 'groupingSteps', 'reports', 'themes']);
  for (const text of await newTexts(db, before)) expect(text).not.toMatch(/10:17|"filedBy":\d/);
  expect(await db.selectFrom('events').where('subject', '=', 'report').select('id').execute()).toEqual([]);
});

test('whoever holds no receipt decides nothing about it, by its number least of all', async () => {
  const { browser, send, mine, shouting } = await open();
  await send();
  const { id } = await mine();
  const paths = [`/reports/${id}/joining`, `/reports/${id}/joining/undoing`, `/flags/receipts/${'a'.repeat(43)}/joining`];
  for (const path of [...paths, `/flags/receipts/x/joining/undoing`])
    expect((await browser.post(path).type('form').send({ themeId: shouting })).status).toBe(404);
  expect((await browser.get(`/reports/${id}/similar`)).status).toBe(404);
  expect((await mine()).themeId).toBeNull();
});

test.each([['999'], ['x'], ['']])('a choice of “%s” loses no flag and is one of the five all the same', async (themeId) => {
  const { db, send, mine } = await open();
  await send({ themeId });
  expect((await mine()).themeId).toBeNull();
  expect(await db.selectFrom('anonymousAllowances').select('used').execute()).toEqual([{ used: 1 }]);
});

test('the same form twice is one flag in one theme; the sixth of a day is refused and joins nothing', async () => {
  const { db, browser, shouting } = await open();
  const form = flag({ summary: TEXT, anonymous: 'yes', themeId: String(shouting) });
  await Promise.all([1, 2, 3].map(() => browser.post('/flags').type('form').send(form)));
  const joined = () => db.selectFrom('filings').where('how', '=', 'joined').select('id').execute();
  expect(await joined()).toHaveLength(1);
  const more = () =>
    browser
      .post('/flags')
      .type('form')
      .send(flag({ summary: TEXT, anonymous: 'yes', themeId: String(shouting) }));
  for (const status of [303, 303, 303, 303, 429]) expect((await more()).status).toBe(status);
  expect(await joined()).toHaveLength(5);
  expect((await more()).text).toMatch(new RegExp(`name="themeId" value="${shouting}"[^>]* checked`));
});

test('no log line holds the text, the receipt or a person, whichever way it joins', async () => {
  const { browser, lines, send, carmen, token, shouting } = await open();
  await browser.post('/flags/similar').send({ summary: TEXT });
  const receipt = await send({ themeId: String(shouting) });
  await browser.post(`${receipt}/joining/undoing`);
  await browser.post(`${receipt}/joining`).type('form').send({ themeId: shouting });
  const said = lines.join('');
  expect(lines.length).toBeGreaterThanOrEqual(4);
  for (const secret of [TEXT, 'wallboard', token, receipt.split('/').at(-1)!, carmen.name, 'person', 'session', '127.0.0.1'])
    expect(said).not.toContain(secret);
});

test('wherever it is shown, a person put it there, nobody says who, and the time is the day', async () => {
  const { db, browser, send, mine, shouting, carmen } = await open();
  await send({ themeId: String(shouting) });
  await hire(db, { name: 'Priya', roles: ['owner'] });
  const priya = await db.selectFrom('people').where('name', '=', 'Priya').select('id').executeTakeFirstOrThrow();
  const token = await sessionStore(db).start(priya.id, 'A browser', new Date('2026-03-02T10:17:23.456Z'));
  for (const path of [`/reports/${(await mine()).id}`, '/reports', `/themes/${shouting}`, '/reports.csv']) {
    const { text } = await browser.get(path).set('Cookie', `session=${token}`);
    expect(text).toContain(TEXT);
    expect(text).not.toContain(carmen.name);
    expect(text.replace('filed_automatically', '')).not.toMatch(/10:17|automatically/);
  }
});
