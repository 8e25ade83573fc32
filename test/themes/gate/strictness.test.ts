import { expect, test } from 'vitest';
import { engineStore } from '../../../src/themes/engine-store.ts';
import { filingStore } from '../../../src/themes/filing-store.ts';
import { checkStore } from '../../../src/themes/gate/check-store.ts';
import { gateRecordStore } from '../../../src/themes/gate/record-store.ts';
import { gateStateStore } from '../../../src/themes/gate/state-store.ts';
import { similarStore } from '../../../src/themes/similar-store.ts';
import { freshDatabase } from '../../support/database.ts';
import { hire } from '../../support/floor.ts';
import { LATER, openGate, SAID } from './open-gate.ts';

/** Enough confirmations that the engine itself forgives two mistakes. */
async function experienced() {
  const db = await freshDatabase();
  const priya = await hire(db, { name: 'Priya', roles: ['owner'] });
  const gate = await openGate(db, priya.id, 45);
  return {
    ...gate,
    by: priya.id,
    /** As a process that has just started sees it. */
    state: async () => (await gateStateStore(db).read((await engineStore(db).whole()).matching.gate)).state,
    confirm: (ids: number[]) => checkStore(db).confirmAll(ids, priya.id, LATER),
  };
}

test('two mistakes and nothing right shut it in every process, until people have called enough right', async () => {
  const { state, run, arrive, filed, owner, confirm } = await experienced();
  await arrive(Array.from({ length: 60 }, (_, n) => ({ summary: SAID.refund(100 + n) })));
  await run();
  const rows = await filed();
  expect((await state()).kind).toBe('open');
  for (const { id } of rows.slice(0, 2)) await owner.undoFiling(id);
  expect(await state()).toEqual({ kind: 'shut', missing: 38 });
  await arrive([{ summary: SAID.refund(300) }]);
  expect(await run()).toEqual({ filed: 0, held: 0 });
  expect(await confirm(rows.slice(2, 40).map(({ id }) => id))).toBe(38);
  expect((await state()).kind).toBe('open');
  expect((await run()).filed).toBe(1);
});

test('a person’s decision that it would have made counts as a check, and opens it too', async () => {
  const { db, state, run, arrive, filed, owner, refunds, by, engine } = await experienced();
  await arrive([100, 101].map((n) => ({ summary: SAID.refund(n) })));
  await run();
  for (const { id } of await filed()) await owner.undoFiling(id);
  expect((await state()).kind).toBe('shut');
  const ids = await arrive(Array.from({ length: 38 }, (_, n) => ({ summary: SAID.refund(200 + n) })));
  for (const id of ids) {
    const reasons = await similarStore(db, engine).reasonsFor(id, refunds);
    await filingStore(db).file(id, { themeId: refunds }, { travels: [], seenIn: null, reasons }, by, LATER);
  }
  expect((await state()).kind).toBe('open');
});

test('a decision where it would have erred is a mistake of its; reports that travel along are no checks', async () => {
  const { db, arrive, lookup, refunds, by, engine } = await experienced();
  const said = SAID.refund(100);
  const ids = await arrive([{ summary: said }, { summary: said }, { summary: SAID.lookup(101) }]);
  const file = async (id: number, themeId: number, travels: number[] = []) => {
    const reasons = await similarStore(db, engine).reasonsFor(id, themeId);
    await filingStore(db).file(id, { themeId }, { travels, seenIn: null, reasons }, by, LATER);
  };
  await file(ids[0]!, refunds, [ids[1]!]);
  await file(ids[2]!, refunds);
  expect(lookup).not.toBe(refunds);
  expect((await gateRecordStore(db).listChecks()).map(({ right }) => right)).toEqual([false, true]);
});

test('what a person moves from theme to theme says nothing about the gate', async () => {
  const { db, lookup, refunds, by, engine } = await experienced();
  const reasons = await similarStore(db, engine).reasonsFor(1, refunds);
  await filingStore(db).file(1, { themeId: refunds }, { travels: [], seenIn: lookup, reasons }, by, LATER);
  expect(await gateRecordStore(db).listChecks()).toEqual([]);
});
