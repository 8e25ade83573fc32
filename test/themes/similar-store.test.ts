import { expect, test } from 'vitest';
import { similarStore } from '../../src/themes/similar-store.ts';
import { freshDatabase } from '../support/database.ts';
import { hire, NINE_AM } from '../support/floor.ts';
import { addReports } from '../support/reports.ts';
import { sorter } from './sorting.ts';

async function filed() {
  const db = await freshDatabase();
  const owner = sorter(db, (await hire(db, { name: 'Priya' })).id);
  await addReports(
    db,
    ['Order lookup is slow', 'Refund came late', 'Refund took weeks'].map((summary) => ({ summary })),
  );
  return { db, owner, similar: similarStore(db) };
}

const names = (found: { name: string }[]) => found.map(({ name }) => name);

test('what another process files, renames, merges or takes back is known at the next question', async () => {
  const { db, owner, similar } = await filed();
  const ask = async () => names(await similar.similarTo('late refunds', { limit: 5 }));
  expect(await ask()).toEqual([]);
  const refunds = await owner.fileNew(2, 'Refunds');
  expect(await ask()).toEqual(['Refunds']);
  const lookup = await owner.fileNew(1, 'Lookup');
  await owner.merge(refunds, lookup);
  expect(await ask()).toEqual(['Lookup']);
  await owner.undoMerge(1);
  await owner.undoFiling(1);
  expect(await ask()).toEqual([]);
  expect(await db.selectFrom('themes').select('id').execute()).toHaveLength(2);
});

test('words that were withdrawn are not shown again', async () => {
  const { db, owner, similar } = await filed();
  const refunds = await owner.fileNew(2, 'Refunds');
  await owner.file(3, refunds);
  const nearest = async () => (await similar.similarTo('refund came late', { limit: 1 }))[0]?.nearest?.reportId;
  expect(await nearest()).toBe(2);
  await db.updateTable('reports').set({ withdrawnAt: NINE_AM.toISOString() }).where('id', '=', 2).execute();
  expect(await nearest()).toBeUndefined();
  expect(await nearest()).toBe(3);
});

test('many texts are answered as each would be alone', async () => {
  const { owner, similar } = await filed();
  await owner.fileNew(1, 'Lookup');
  await owner.fileNew(2, 'Refunds');
  const each = await similar.similarToEach(['refund', 'nothing', 'order'], { limit: 2 });
  expect(each.map(names)).toEqual([['Refunds'], [], ['Lookup']]);
  expect(names(await similar.neighboursOf(1, 5))).not.toContain('Lookup');
});
