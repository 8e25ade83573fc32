import { expect, test } from 'vitest';
import { batchStore } from '../../src/themes/batch-store.ts';
import { engineStore } from '../../src/themes/engine-store.ts';
import { unsortedStore } from '../../src/themes/unsorted-store.ts';
import { freshDatabase } from '../support/database.ts';
import { hire } from '../support/floor.ts';
import { addReports } from '../support/reports.ts';
import { sorter } from './sorting.ts';

const SAID = [
  'Order search is slow',
  'Refund came late',
  'The order search is slow',
  'Order search is slow!',
  'refund came late',
];

async function waiting() {
  const db = await freshDatabase();
  const owner = sorter(db, (await hire(db, { name: 'Priya' })).id);
  await addReports(
    db,
    SAID.map((summary) => ({ summary })),
  );
  return { db, owner, process: () => batchStore(unsortedStore(db), engineStore(db)) };
}

test('a process that has looked on and one that starts now list the same, whatever was decided and undone', async () => {
  const { db, owner, process } = await waiting();
  const early = process();
  const same = async () => {
    const { batches } = await early.list(null);
    expect((await process().list(null)).batches).toEqual(batches);
    return batches.map(({ leadId, travellerIds }) => [leadId, ...travellerIds]);
  };
  expect(await same()).toEqual([
    [1, 3, 4],
    [2, 5],
  ]);
  await owner.fileWith(1, { newThemeName: 'Search' }, [4]);
  expect(await same()).toEqual([[2, 5], [3]]);
  await addReports(db, [{ summary: 'the order search is slow' }]);
  await owner.setAside(2);
  expect(await same()).toEqual([[3, 6], [5]]);
  await owner.undoFiling(1);
  expect(await same()).toEqual([[1, 3, 4, 6], [5]]);
});

test('who asks at once gets the same answer', async () => {
  const { process } = await waiting();
  const { list } = process();
  const answers = await Promise.all([list(null), list(null), list('csr')]);
  expect(new Set(answers.map((answer) => JSON.stringify(answer.batches))).size).toBe(1);
  expect(answers[0]!.counts).toEqual({ leader: 0, csr: 5, import: 0 });
});

test('an engine that began again is followed from the beginning', async () => {
  const { db, process } = await waiting();
  const { list } = process();
  const before = await list(null);
  await db.deleteFrom('groupingSteps').execute();
  await db.updateTable('groupingLog').set({ last: 0 }).execute();
  expect((await list(null)).batches.every(({ travellerIds }) => travellerIds.length === 0)).toBe(true);
  await addReports(db, [{ summary: 'Parcel lost' }]);
  expect((await list(null)).batches).toHaveLength(6);
  expect(before.batches).toHaveLength(2);
});
