import { expect, test } from 'vitest';
import type { Db } from '../../src/database/open.ts';
import { engineStore } from '../../src/themes/engine-store.ts';
import { saveState } from '../../src/themes/grouping/state.ts';
import { snapshotStore } from '../../src/themes/snapshot-store.ts';
import { freshDatabase } from '../support/database.ts';
import { hire, NINE_AM } from '../support/floor.ts';
import { addReports } from '../support/reports.ts';
import { sorter } from './sorting.ts';

async function sorted() {
  const db = await freshDatabase();
  const owner = sorter(db, (await hire(db, { name: 'Priya' })).id);
  const summaries = [
    'Order lookup is slow',
    'Looking up an order takes ages',
    'Refund came late',
    'Refund took weeks',
    'Parcel lost',
  ];
  await addReports(
    db,
    summaries.map((summary) => ({ summary })),
  );
  const lookup = await owner.fileNew(1, 'Lookup');
  const refunds = await owner.fileNew(3, 'Refunds');
  await owner.file(2, lookup);
  return { db, owner, lookup, refunds };
}

const stateOf = async (db: Db) => JSON.stringify(saveState((await engineStore(db).whole()).matching));

test('two engines that heard the log in other portions are in the same state', async () => {
  const { db, owner, lookup, refunds } = await sorted();
  const early = engineStore(db);
  await early.current();
  await owner.merge(refunds, lookup);
  await early.current();
  await owner.file(4, lookup);
  await owner.undoMerge(1);
  expect(JSON.stringify(saveState(await early.current()))).toBe(await stateOf(db));
});

test('an engine loaded from what was kept goes on as one that counted everything', async () => {
  const { db, owner, refunds } = await sorted();
  const counted = engineStore(db);
  expect(await counted.keep(NINE_AM, 1)).toBe(true);
  expect(await counted.keep(NINE_AM, 1)).toBe(false);
  await owner.file(4, refunds);
  const loaded = await engineStore(db).whole();
  expect(JSON.stringify(saveState(loaded.matching))).toBe(JSON.stringify(saveState(await counted.current())));
});

test('a kept state that is cut short, unfinished or of another version is passed over', async () => {
  const { db } = await sorted();
  await engineStore(db).keep(NINE_AM, 1);
  const before = await stateOf(db);
  await db
    .updateTable('groupingSnapshotParts')
    .set({ bytes: Buffer.from('short') })
    .execute();
  expect(await snapshotStore(db).load()).toBeUndefined();
  expect(await stateOf(db)).toBe(before);
  await db.updateTable('groupingSnapshots').set({ version: 'older' }).execute();
  expect(await snapshotStore(db).lastStep()).toBe(0);
  await db.updateTable('groupingSnapshots').set({ finishedAt: null }).execute();
  expect(await stateOf(db)).toBe(before);
});

test('only the newest state is kept', async () => {
  const { db, owner, refunds } = await sorted();
  const engine = engineStore(db);
  await engine.keep(NINE_AM, 1);
  await owner.file(4, refunds);
  await engine.keep(NINE_AM, 1);
  expect(await db.selectFrom('groupingSnapshots').selectAll().execute()).toHaveLength(1);
  expect(await db.selectFrom('groupingSnapshotParts').select('part').execute()).toHaveLength(1);
});

test('rows that came without the log are read once it is asked for', async () => {
  const { db } = await sorted();
  await db.deleteFrom('groupingSteps').execute();
  await db.updateTable('groupingLog').set({ last: 0 }).execute();
  const { matching, lastStep } = await engineStore(db).whole();
  expect([matching.shelf.count, matching.themeIds.length, lastStep]).toEqual([5, 2, 8]);
});

test('numbers of steps have no holes, however many write at once', async () => {
  const db = await freshDatabase();
  await Promise.all(Array.from({ length: 8 }, (_, n) => addReports(db, [{ summary: `One ${n}` }, { summary: `Two ${n}` }])));
  const steps = await db.selectFrom('groupingSteps').select('id').orderBy('id').execute();
  expect(steps.map(({ id }) => id)).toEqual(Array.from({ length: 16 }, (_, n) => n + 1));
});

test('an engine that read further than the log goes begins again', async () => {
  const { db } = await sorted();
  const engine = engineStore(db);
  await engine.current();
  await db.deleteFrom('groupingSteps').where('id', '>', 5).execute();
  await db.updateTable('groupingLog').set({ last: 5 }).execute();
  expect((await engine.current()).themeIds).toEqual([]);
});
