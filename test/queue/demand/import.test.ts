import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Db } from '../../../src/database/open.ts';
import { workHere } from '../../../src/queue/demand/demand-work.ts';
import { historyStore, type ImportChoice } from '../../../src/queue/demand/history-store.ts';
import { freshDatabase } from '../../support/database.ts';
import { NINE_AM } from '../../support/floor.ts';
import { addQueue } from '../../support/scene.ts';
import { weeksOfCalls } from './weeks.ts';

const LONDON: ImportChoice = { zone: 'Europe/London', intervalMinutes: 30 };
const folder = mkdtempSync(join(tmpdir(), 'history-'));

async function bringIn(db: Db, text: string, queueId: number | null, choice: Partial<ImportChoice> = {}, now = NINE_AM) {
  const path = join(folder, `${crypto.randomUUID()}.csv`);
  writeFileSync(path, text);
  const asked = { ...LONDON, ...choice };
  const importId = await historyStore(db).add({ fileName: 'calls.csv', file: '', queueId, choice: asked }, null, NINE_AM);
  const work = workHere(db, () => now);
  return { importId, ...(await work.importHistory({ importId, path, queueId, choice: asked, by: null })) };
}

const stored = (db: Db, queueId: number) =>
  db
    .selectFrom('intervals')
    .where('queueId', '=', queueId)
    .select(['startsAt', 'offered', 'importId'])
    .orderBy('startsAt')
    .execute();
const total = async (db: Db, queueId: number) => (await stored(db, queueId)).reduce((sum, { offered }) => sum + offered, 0);

test('the same file twice is there once', async () => {
  const db = await freshDatabase();
  const queueId = await addQueue(db);
  const text = weeksOfCalls('2026-02-16', 1);
  const first = await bringIn(db, text, queueId);
  const before = await total(db, queueId);
  const second = await bringIn(db, text, queueId);
  expect(await total(db, queueId)).toBe(before);
  expect(second.parts).toEqual(first.parts);
  expect((await stored(db, queueId)).every(({ importId }) => importId === second.importId)).toBe(true);
});

test('an overlapping file replaces the hours it holds and no other', async () => {
  const db = await freshDatabase();
  const queueId = await addQueue(db);
  await bringIn(db, 'start,offered\n2026-02-16 09:00,10\n2026-02-16 09:30,20\n', queueId);
  await bringIn(db, 'start,offered\n2026-02-16 09:30,25\n2026-02-16 10:00,30\n', queueId);
  expect((await stored(db, queueId)).map(({ offered }) => offered)).toEqual([10, 25, 30]);
});

test('a corrected file of single calls takes away the calls it no longer holds', async () => {
  const db = await freshDatabase();
  const queueId = await addQueue(db);
  const call = (clock: string) => `2026-02-16 ${clock},answered,120`;
  await bringIn(db, ['arrival,outcome,talk', call('09:05'), call('09:40'), call('10:05')].join('\n'), queueId);
  await bringIn(db, ['arrival,outcome,talk', call('09:05'), call('10:05')].join('\n'), queueId);
  expect((await stored(db, queueId)).map(({ startsAt }) => startsAt.slice(11, 16))).toEqual(['09:00', '10:00']);
});

test('a file of two queues fills both and tells of a third', async () => {
  const db = await freshDatabase();
  const orders = await addQueue(db);
  const billing = await addQueue(db, { name: 'Billing' });
  const rows = ['start,queue,offered', '2026-02-16 09:00,ORDERS,3', '2026-02-16 09:00,billing,5', '2026-02-16 09:00,Fax,7'];
  const { outcome, parts } = await bringIn(db, rows.join('\n'), null);
  expect([await total(db, orders), await total(db, billing)]).toEqual([3, 5]);
  expect(parts).toHaveLength(2);
  expect(outcome.leftOut).toEqual(['Fax']);
});

test('of a file of several queues, only the chosen one goes to the queue of the page', async () => {
  const db = await freshDatabase();
  const orders = await addQueue(db);
  const rows = ['start,queue,offered', '2026-02-16 09:00,sales-1,3', '2026-02-16 09:00,Orders,5'];
  await bringIn(db, rows.join('\n'), orders, { onlyFrom: 'sales-1', onlyThere: true });
  expect(await total(db, orders)).toBe(3);
});

test('the hour that comes twice in autumn is kept twice, the one spring skips is refused', async () => {
  const db = await freshDatabase();
  const queueId = await addQueue(db);
  const autumn = ['2025-10-26 00:30,1', '2025-10-26 01:00,2', '2025-10-26 01:30,3', '2025-10-26 01:00,4', '2025-10-26 01:30,5'];
  const { refused, importId } = await bringIn(db, ['start,offered', ...autumn, '2026-03-29 01:30,9'].join('\n'), queueId);
  expect(refused).toBe(1);
  expect((await stored(db, queueId)).map(({ startsAt, offered }) => [startsAt.slice(11, 16), offered])).toEqual([
    ['23:30', 1],
    ['00:00', 2],
    ['00:30', 3],
    ['01:00', 4],
    ['01:30', 5],
  ]);
  expect(await historyStore(db).listRefusals(importId)).toMatchObject([{ line: 7 }]);
});

test.each([
  { what: 'an empty file', text: '', says: 'empty' },
  { what: 'a file of another report', text: 'name,shoe size\nAsha,38\n', says: 'No headings name a time' },
  { what: 'only bad lines', text: 'start,offered\nyesterday,3\n', says: 'yesterday' },
])('$what changes nothing and says why', async ({ text, says }) => {
  const db = await freshDatabase();
  const queueId = await addQueue(db);
  const { outcome, taken, importId } = await bringIn(db, text, queueId);
  expect(taken).toBe(0);
  expect(outcome.problem).toContain(says);
  expect(await stored(db, queueId)).toEqual([]);
  expect((await historyStore(db).find(importId))?.state).toBe('refused');
});

test('intervals of another length are refused with the length to choose', async () => {
  const db = await freshDatabase();
  const queueId = await addQueue(db);
  await bringIn(db, 'start,offered\n2026-02-16 09:00,10\n', queueId);
  const { outcome } = await bringIn(db, 'start,offered\n2026-02-16 09:00,11\n', queueId, { intervalMinutes: 15 });
  expect(outcome.problem).toContain('Choose 30 minutes');
  expect(await total(db, queueId)).toBe(10);
});

test('with two weeks and more, an import forecasts four weeks and plans them', async () => {
  const db = await freshDatabase();
  const queueId = await addQueue(db);
  await bringIn(db, weeksOfCalls('2026-01-05', 8), queueId);
  const ahead = await db.selectFrom('forecasts').where('startsAt', '>=', NINE_AM.toISOString()).selectAll().execute();
  expect(new Set(ahead.map(({ startsAt }) => startsAt.slice(0, 10))).size).toBe(20);
  expect(ahead[0]).toMatchObject({ knownUntil: '2026-02-27', seconds: 1800, scheduled: null });
  for (const { low, calls, high, waitNow, waitWithMore } of ahead) {
    expect(low).toBeLessThanOrEqual(calls);
    expect(high).toBeGreaterThanOrEqual(calls);
    expect(waitWithMore!).toBeLessThan(waitNow!);
  }
});

test('too little history is said, not forecast', async () => {
  const db = await freshDatabase();
  const queueId = await addQueue(db);
  await bringIn(db, weeksOfCalls('2026-02-16', 1), queueId);
  const queue = await db.selectFrom('queues').select(['forecastProblem']).executeTakeFirstOrThrow();
  expect(queue.forecastProblem).toContain('There are 5 days with calls');
});

test('two imports of the same hours at once leave every hour once', async () => {
  const db = await freshDatabase();
  const queueId = await addQueue(db);
  const text = weeksOfCalls('2026-02-16', 1);
  const [one, other] = await Promise.all([bringIn(db, text, queueId), bringIn(db, text, queueId)]);
  expect(await stored(db, queueId)).toHaveLength(one.parts[0]!.intervals);
  expect(await total(db, queueId)).toBe(other.parts[0]!.offered);
});

test('the last forecast of a past day is kept, what is to come is forecast anew', async () => {
  const db = await freshDatabase();
  const queueId = await addQueue(db);
  await bringIn(db, weeksOfCalls('2026-01-05', 8), queueId);
  const at = '2026-03-02T11:00:00.000Z';
  const before = await db.selectFrom('forecasts').where('startsAt', '=', at).selectAll().executeTakeFirstOrThrow();
  await bringIn(db, weeksOfCalls('2026-03-02', 1, 3), queueId, {}, new Date('2026-03-09T09:00:00Z'));
  const after = await db.selectFrom('forecasts').where('startsAt', '=', at).selectAll().executeTakeFirstOrThrow();
  expect(after).toEqual(before);
  const next = await db
    .selectFrom('forecasts')
    .where('startsAt', '=', '2026-03-09T11:00:00.000Z')
    .selectAll()
    .executeTakeFirstOrThrow();
  expect(next.knownUntil).toBe('2026-03-06');
});

test('public holidays and closed days are not forecast as usual days', async () => {
  const db = await freshDatabase();
  const closedDays = [{ day: '2026-03-10', reason: 'Move' }];
  const queueId = await addQueue(db, { closedDays });
  await bringIn(db, weeksOfCalls('2026-01-05', 8), queueId);
  const days = await db.selectFrom('forecasts').where('startsAt', 'like', '2026-03-1%').select('startsAt').execute();
  expect(new Set(days.map(({ startsAt }) => startsAt.slice(8, 10)))).toEqual(new Set(['11', '12', '13', '16', '17', '18', '19']));
});
