import { expect, test } from 'vitest';
import type { Db } from '../../src/database/open.ts';
import { reportStore } from '../../src/friction/report-store.ts';
import { engineStore } from '../../src/themes/engine-store.ts';
import { similarStore } from '../../src/themes/similar-store.ts';
import { freshDatabase } from '../support/database.ts';
import { hire, NINE_AM } from '../support/floor.ts';
import { addReports } from '../support/reports.ts';
import { sorter } from './sorting.ts';

const anotherProcess = (db: Db) => similarStore(db, engineStore(db));

async function filed() {
  const db = await freshDatabase();
  const priya = await hire(db, { name: 'Priya' });
  await addReports(
    db,
    ['Order lookup is slow', 'Refund came late', 'Refund took weeks'].map((summary) => ({ summary, reporterId: priya.id })),
  );
  return { db, priya, owner: sorter(db, priya.id), similar: anotherProcess(db) };
}

const names = (found: { name: string }[]) => found.map(({ name }) => name);

test('what another process files, renames, merges or takes back is known at the next question', async () => {
  const { db, owner, similar } = await filed();
  const ask = async () => names(await similar.similarTo({ text: 'late refunds' }, { limit: 5 }));
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

test('words that were withdrawn are not shown, and are again when they are put back', async () => {
  const { db, priya, owner, similar } = await filed();
  const refunds = await owner.fileNew(2, 'Refunds');
  await owner.file(3, refunds);
  const nearest = async () => (await similar.similarTo({ text: 'refund came late' }, { limit: 1 }))[0]?.nearest?.reportId;
  expect(await nearest()).toBe(2);
  await reportStore(db).withdraw(2, priya.id, NINE_AM);
  expect(await nearest()).toBe(3);
  await reportStore(db).restore(2, priya.id, NINE_AM);
  expect(await nearest()).toBe(2);
});

test('many texts are answered as each would be alone', async () => {
  const { owner, similar } = await filed();
  await owner.fileNew(1, 'Lookup');
  await owner.fileNew(2, 'Refunds');
  const asked = ['refund', 'nothing', 'order'].map((text) => ({ text }));
  const each = await similar.similarToEach(asked, { limit: 2 });
  expect(each.map(names)).toEqual([['Refunds'], [], ['Lookup']]);
  expect(names(await similar.neighboursOf(1, 5))).not.toContain('Lookup');
});

test('why a theme was chosen is what the engine had to say for it', async () => {
  const { owner, similar } = await filed();
  const refunds = await owner.fileNew(2, 'Refunds');
  expect(await similar.reasonsFor(3, refunds)).toMatchObject({ place: 1, words: ['refund'], nearestReportId: 2 });
  expect(await similar.reasonsFor(1, refunds)).toMatchObject({ place: expect.anything(), words: [] });
});
