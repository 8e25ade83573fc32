import { expect, test } from 'vitest';
import { wordingOf } from '../../src/friction/wording.ts';
import { engineStore } from '../../src/themes/engine-store.ts';
import { writingStore } from '../../src/themes/writing-store.ts';
import { freshDatabase } from '../support/database.ts';
import { addQueue, addReport, addTheme } from '../support/scene.ts';

async function open() {
  const db = await freshDatabase();
  const [orders, billing] = [await addQueue(db), await addQueue(db, { name: 'Billing' })];
  const add = (themeId: number, queueId: number, summary: string) => addReport(db, { source: 'csr', themeId, queueId, summary });
  const writing = writingStore(db, engineStore(db));
  const names = async (written: Parameters<typeof wordingOf>[0]) =>
    (await writing.similarTo(wordingOf(written))).map(({ name }) => name);
  return { db, orders, billing, add, writing, names };
}

test('a queue that has never met it hides no theme that the words name', async () => {
  const { db, orders, billing, add, names } = await open();
  const [refunds, lookup] = [await addTheme(db, 'Refunds'), await addTheme(db, 'Lookup')];
  for (const words of ['takes weeks', 'came late', 'is missing', 'was promised']) await add(refunds, billing, `Refund ${words}`);
  for (const words of ['takes long', 'is slow', 'hangs', 'finds nothing']) await add(lookup, orders, `Order lookup ${words}`);
  expect((await names({ summary: 'Refund takes weeks again', queueId: orders })).slice(0, 2).toSorted()).toContain('Refunds');
  expect((await names({ summary: 'Refund takes weeks again', queueId: billing }))[0]).toBe('Refunds');
});

test('the words are read in the language of their queue', async () => {
  const { db, orders, add, names } = await open();
  await db.updateTable('queues').set({ language: 'german' }).where('id', '=', orders).execute();
  await add(await addTheme(db, 'Rückgaben'), orders, 'Rückgaben dauern');
  const { words } = (
    await writingStore(db, engineStore(db)).similarTo(wordingOf({ summary: 'die Rückgabe', queueId: orders }))
  )[0]!;
  expect(words).toEqual(['rückgabe']);
  expect(await names({ summary: 'die Rückgabe', queueId: orders })).toEqual(['Rückgaben']);
});

test('why a theme was joined is what was shown of it', async () => {
  const { db, orders, billing, add, writing } = await open();
  const refunds = await addTheme(db, 'Refunds');
  const id = await add(refunds, billing, 'Refund came late');
  const wording = wordingOf({ summary: 'late refund', queueId: orders });
  const [shown] = await writing.similarTo(wording);
  expect(await writing.reasonsFor(wording, refunds)).toMatchObject({ place: 1, words: shown!.words, nearestReportId: id });
  expect(await writing.reasonsFor(wording, 999)).toMatchObject({ place: null, words: [], nearestReportId: null });
});
