import { expect, test } from 'vitest';
import { apartStore } from '../../../src/themes/apart-store.ts';
import { engineStore } from '../../../src/themes/engine-store.ts';
import { checkStore } from '../../../src/themes/gate/check-store.ts';
import { gateStore } from '../../../src/themes/gate/gate-store.ts';
import { gateWork } from '../../../src/themes/gate/gate-work.ts';
import { gateRecordStore } from '../../../src/themes/gate/record-store.ts';
import { gateSwitchStore } from '../../../src/themes/gate/switch-store.ts';
import { saveState } from '../../../src/themes/grouping/state.ts';
import { freshDatabase } from '../../support/database.ts';
import { hire, NINE_AM } from '../../support/floor.ts';
import { LATER, openGate, SAID } from './open-gate.ts';

async function desk(ofEach = 15) {
  const db = await freshDatabase();
  const priya = await hire(db, { name: 'Priya', roles: ['owner'] });
  return { ...(await openGate(db, priya.id, ofEach)), by: priya.id };
}

const REASONS = { version: '2', place: 1, share: 1, words: [], nearestReportId: null, belief: 0.99 };

test('what it is sure of is filed by nobody, with its reasons; anything else waits', async () => {
  const { db, run, arrive, filed, place, lookup } = await desk();
  const [sure, unsure] = (await arrive([{ summary: SAID.lookup(99) }, { summary: 'Printer jam again' }])) as [number, number];
  expect(await run()).toEqual({ filed: 1, held: 0 });
  const [row] = await filed();
  expect(row).toMatchObject({ reportId: sure, themeId: lookup, madeBy: 'gate', filedBy: null, word: 'not checked' });
  expect(row!.reasons).toMatchObject({ place: 1, belief: row!.belief, words: expect.arrayContaining(['lookup']) });
  expect(row!.engineVersion).toBe(row!.reasons!.version);
  expect(await place(unsure)).toBe(null);
  const events = db.selectFrom('events').where('action', '=', 'report.filed').where('subjectId', '=', sure);
  expect(await events.select(['actorId', 'detail']).execute()).toEqual([{ actorId: null, detail: `${lookup} 1` }]);
  const step = db.selectFrom('groupingSteps').where('kind', '=', 'filed').where('reportId', '=', sure);
  expect(await step.select('filedBy').execute()).toEqual([{ filedBy: 'gate' }]);
  const standing = db.selectFrom('reports').where('id', '=', sure).select(['filedAt', 'filedBy', 'setAsideAt']);
  expect(await standing.executeTakeFirst()).toEqual({ filedAt: LATER.toISOString(), filedBy: null, setAsideAt: null });
});

test('with few confirmations it files nothing', async () => {
  const { run, arrive, filed } = await desk(5);
  await arrive([{ summary: SAID.lookup(99) }]);
  expect(await run()).toEqual({ filed: 0, held: 0 });
  expect(await filed()).toEqual([]);
});

test('of ten that it could file one is held back, and it is never filed by itself afterwards', async () => {
  const { db, run, arrive } = await desk();
  await arrive(Array.from({ length: 12 }, (_, n) => ({ summary: SAID.refund(100 + n) })));
  expect(await run()).toEqual({ filed: 11, held: 1 });
  const [held] = await gateRecordStore(db).listHolds(5);
  expect(held).toMatchObject({ themeName: 'Refunds' });
  expect(await run()).toEqual({ filed: 0, held: 0 });
  expect(await gateStore(db).file(held!.id, 2, REASONS, LATER)).toBe(false);
});

test('it waits once ten that it held back lie there, and goes on when a person decides about one', async () => {
  const { db, run, arrive, owner, refunds } = await desk();
  await arrive(Array.from({ length: 110 }, (_, n) => ({ summary: SAID.refund(100 + n) })));
  const first = await run();
  expect(first.held).toBe(10);
  expect(await run()).toEqual({ filed: 0, held: 0 });
  const holds = await gateRecordStore(db).listHolds(20);
  await owner.file(holds.at(-1)!.id, refunds);
  expect((await run()).filed).toBeGreaterThan(0);
});

test('withdrawn, set aside, refused and taken back: people decided, it never does', async () => {
  const { db, run, arrive, filed, owner, lookup, by } = await desk();
  const ids = await arrive([1, 2, 3, 4, 5].map((n) => ({ summary: SAID.lookup(100 + n) })));
  const [gone, aside, refused, back, last] = ids as [number, number, number, number, number];
  await db.updateTable('reports').set({ withdrawnAt: NINE_AM.toISOString() }).where('id', '=', gone).execute();
  await db.updateTable('reports').set({ setAsideAt: NINE_AM.toISOString() }).where('id', '=', aside).execute();
  await apartStore(db).refuse(refused, lookup, by, NINE_AM);
  await owner.file(back, lookup);
  const [filing] = await db.selectFrom('filings').where('reportId', '=', back).select('id').execute();
  await owner.undoFiling(filing!.id);
  await run();
  expect((await filed()).map(({ reportId }) => reportId)).toEqual([last]);
  for (const id of [gone, aside, refused, back, last]) expect(await gateStore(db).file(id, lookup, REASONS, LATER)).toBe(false);
});

test('what a person decided between its look and its filing is left alone', async () => {
  const { db, arrive, owner, place, refunds, lookup } = await desk();
  const [id] = (await arrive([{ summary: SAID.lookup(99) }])) as [number];
  await owner.file(id, refunds);
  expect(await gateStore(db).file(id, lookup, REASONS, LATER)).toBe(false);
  expect(await gateStore(db).hold(id, lookup, LATER)).toBe(false);
  expect(await place(id)).toBe(refunds);
});

test('into a theme that was merged since it looked, it files where that one counts', async () => {
  const { db, arrive, owner, place, menu, lookup } = await desk();
  const [id] = (await arrive([{ summary: SAID.menu(99) }])) as [number];
  await owner.merge(menu, lookup);
  expect(await gateStore(db).file(id, menu, REASONS, LATER)).toBe(true);
  expect(await place(id)).toBe(lookup);
});

test('switched off it files nothing, not even what it had looked at; switched on it goes on', async () => {
  const { db, run, arrive, lookup, by } = await desk();
  const [id] = (await arrive([{ summary: SAID.lookup(99) }])) as [number];
  const power = gateSwitchStore(db);
  for (const _ of [1, 2]) await power.turn(false, by, NINE_AM);
  expect(await power.find()).toEqual({ on: false, changedAt: NINE_AM.toISOString(), changedBy: 'Priya' });
  expect(await run()).toEqual({ filed: 0, held: 0 });
  expect(await gateStore(db).file(id, lookup, REASONS, LATER)).toBe(false);
  await power.turn(true, by, LATER);
  expect(await run()).toEqual({ filed: 1, held: 0 });
  const events = await db.selectFrom('events').where('subject', '=', 'settings').select('action').execute();
  expect(events.map(({ action }) => action)).toEqual(['gate.switched-off', 'gate.switched-on']);
});

test('what people passed over while they sorted what came after it waits for people', async () => {
  const { run, arrive, owner, filed, lookup } = await desk();
  const ids = await arrive([90, 91, 92, 93, 94].map((n) => ({ summary: SAID.lookup(n) })));
  for (const id of ids.slice(1, 4)) await owner.file(id, lookup);
  await run();
  expect((await filed()).map(({ reportId }) => reportId)).toEqual([ids[4]]);
});

test('a decision with which others travelled passes nothing over, because it came first for being large', async () => {
  const { run, arrive, owner, filed, refunds } = await desk();
  const [waits] = await arrive([{ summary: SAID.lookup(90) }]);
  const ids = await arrive([1, 1, 2, 2, 3, 3].map((n) => ({ summary: SAID.refund(n) })));
  for (const at of [0, 2, 4]) await owner.fileWith(ids[at]!, { themeId: refunds }, [ids[at + 1]!]);
  await run();
  expect((await filed()).map(({ reportId }) => reportId)).toEqual([waits]);
});

test('a flag without a name waits until its day is over, so that its filing does not tell when it came', async () => {
  const { run, arrive } = await desk();
  const today = `${LATER.toISOString().slice(0, 10)}T00:00:00.000Z`;
  await arrive([
    { summary: SAID.lookup(99), reporterId: null, receiptHash: 'x', happenedAt: today, reportedAt: today },
    { summary: 'Printer jam again', source: 'import' },
  ]);
  expect((await run(new Date(`${today.slice(0, 10)}T23:59:00.000Z`))).filed).toBe(0);
  expect((await run(new Date(Date.parse(today) + 24 * 3_600_000 + 60_000))).filed).toBe(1);
});

test('for ten minutes it leaves a report to whoever wrote it', async () => {
  const { run, arrive } = await desk();
  await arrive([{ summary: SAID.lookup(98), source: 'leader', reportedAt: LATER.toISOString() }]);
  const minutesLater = (minutes: number) => new Date(LATER.getTime() + minutes * 60_000);
  expect((await run(minutesLater(9))).filed).toBe(0);
  expect((await run(minutesLater(11))).filed).toBe(1);
});

test('praise does not go by itself where only complaints are', async () => {
  const { run, arrive, filed } = await desk();
  await arrive([{ summary: SAID.lookup(98), kind: 'delight' }, { summary: SAID.lookup(99) }]);
  await run();
  expect((await filed()).map(({ kind }) => kind)).toEqual(['friction']);
});

test('a report that waits is looked at once, and again after ten decisions', async () => {
  const { db, arrive, owner, refunds } = await desk();
  await arrive(Array.from({ length: 30 }, (_, n) => ({ summary: `Something new altogether ${n}` })));
  const asked: number[] = [];
  const engine = engineStore(db);
  const counting = { ...engine, whole: () => engine.whole().finally(() => asked.push(1)) };
  const { fileAlone } = gateWork(db, counting);
  const looks = async () => {
    asked.length = 0;
    await fileAlone(LATER);
    return asked.length;
  };
  expect(await looks()).toBeGreaterThan(30);
  expect(await looks()).toBeLessThan(5);
  const known = await arrive(Array.from({ length: 10 }, (_, n) => ({ summary: SAID.refund(200 + n), source: 'import' })));
  for (const id of known) await owner.file(id, refunds);
  expect(await looks()).toBeGreaterThan(30);
});

test('its filings, and what people say of them, leave two engines that read in other portions in the same state', async () => {
  const { db, run, arrive, filed, owner, engine, by } = await desk();
  await arrive([97, 98, 99].map((n) => ({ summary: SAID.lookup(n) })));
  await run();
  const rows = await filed();
  await checkStore(db).confirm(rows[0]!.id, by, LATER);
  await engine.current();
  await owner.undoFiling(rows[1]!.id);
  const fresh = (await engineStore(db).whole()).matching;
  expect(JSON.stringify(saveState(fresh))).toBe(JSON.stringify(saveState(await engine.current())));
  expect(fresh.gate.outcomes.slice(-2)).toEqual([true, false]);
});

test('its log written anew tells who filed what, what was called right and what was set aside', async () => {
  const { db, run, arrive, filed, owner, by } = await desk();
  const [aside] = (await arrive([{ summary: 'The lamp is lovely' }, { summary: SAID.lookup(99) }])) as [number];
  await owner.setAside(aside);
  await run();
  await checkStore(db).confirm((await filed())[0]!.id, by, LATER);
  const before = (await engineStore(db).whole()).matching.gate;
  await db.deleteFrom('groupingSteps').execute();
  await db.updateTable('groupingLog').set({ last: 0 }).execute();
  const after = (await engineStore(db).whole()).matching.gate;
  expect([after.heard, after.outcomes.at(-1)]).toEqual([before.heard, true]);
});
