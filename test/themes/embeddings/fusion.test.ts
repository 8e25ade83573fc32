import { expect, test } from 'vitest';
import type { Db } from '../../../src/database/open.ts';
import { type Embed, TextsDeclined } from '../../../src/themes/embeddings/embedder.ts';
import { embedMissing } from '../../../src/themes/embeddings/embedding-work.ts';
import { vectorStore } from '../../../src/themes/embeddings/vector-store.ts';
import { engineStore } from '../../../src/themes/engine-store.ts';
import { saveState } from '../../../src/themes/grouping/state.ts';
import { quantised } from '../../../src/themes/grouping/vectors.ts';
import { similarStore } from '../../../src/themes/similar-store.ts';
import { freshDatabase } from '../../support/database.ts';
import { hire, NINE_AM } from '../../support/floor.ts';
import { addReports } from '../../support/reports.ts';
import { sorter } from '../sorting.ts';

/** A model that knows of money, of parcels, and of nothing else. */
const direction = (text: string) =>
  /refund|money|cash/i.test(text) ? [1, 0, 0.1] : /parcel|van/i.test(text) ? [0, 1, 0.1] : [0.1, 0.1, 1];
const embed: Embed = async (texts) => texts.map(direction);
const still = () => 0;

async function embedded() {
  const db = await freshDatabase();
  const owner = sorter(db, (await hire(db, { name: 'Priya' })).id);
  await addReports(
    db,
    ['Refund came late', 'Refund took weeks', 'Parcel lost', 'The van was late'].map((summary) => ({ summary })),
  );
  const refunds = await owner.fileNew(1, 'Refunds');
  const parcels = await owner.fileNew(3, 'Parcels');
  expect(await embedMissing(vectorStore(db), embed, 'm', still)).toBe(4);
  await owner.file(2, refunds);
  return { db, owner, refunds, parcels };
}

const first = async (db: Db, text: string, vector?: Int8Array) =>
  (await similarStore(db, engineStore(db), async () => vector).similarTo({ text }, { limit: 1 }))[0]?.name;

test('a text without a word in common finds its theme by what it means', async () => {
  const { db } = await embedded();
  expect(await first(db, 'Customer wants cash back')).toBeUndefined();
  expect(await first(db, 'Customer wants cash back', quantised(direction('cash')))).toBe('Refunds');
  expect(await first(db, 'Customer wants cash back', quantised([1, 2]))).toBeUndefined();
});

test('a stored report is ranked by its own vector', async () => {
  const { db } = await embedded();
  const [found] = await similarStore(db, engineStore(db)).similarTo({ id: 4, text: 'The van was late' }, { limit: 1 });
  expect(found?.name).toBe('Parcels');
});

test('every process comes to the same state, and asking again finds nothing missing', async () => {
  const { db, owner, parcels } = await embedded();
  const early = engineStore(db);
  await early.keep(NINE_AM, 1);
  await owner.file(4, parcels);
  expect(await embedMissing(vectorStore(db), embed, 'm', still)).toBe(0);
  const states = [await early.whole(), await engineStore(db).whole()].map(({ matching }) => JSON.stringify(saveState(matching)));
  expect(states[0]).toBe(states[1]);
});

test('an endpoint that fails keeps what came before, and the rest waits', async () => {
  const { db } = await embedded();
  await addReports(
    db,
    Array.from({ length: 40 }, (_, n) => ({ summary: `Cash ${n}` })),
  );
  let calls = 0;
  const failing: Embed = async (texts, patience) => {
    if (calls++ > 0) throw new Error('EMBEDDINGS_URL answered 500');
    return embed(texts, patience);
  };
  await expect(embedMissing(vectorStore(db), failing, 'm', still)).rejects.toThrow('500');
  expect(await vectorStore(db).listMissing('m', 100)).toHaveLength(8);
  expect(await first(db, 'refund')).toBe('Refunds');
});

const declining =
  (declined: RegExp): Embed =>
  async (texts, patience) => {
    if (texts.some((text) => declined.test(text))) throw new TextsDeclined('EMBEDDINGS_URL answered 413');
    return embed(texts, patience);
  };

test('a text that the endpoint declines keeps no other from its vector, and is asked for again', async () => {
  const { db } = await embedded();
  await addReports(
    db,
    Array.from({ length: 40 }, (_, n) => ({ summary: `Cash ${n}` })),
  );
  expect(await embedMissing(vectorStore(db), declining(/Cash (3|33|39)$/), 'm', still)).toBe(37);
  const left = await vectorStore(db).listMissing('m', 100);
  expect(left.map(({ summary }) => summary)).toEqual(['Cash 39', 'Cash 33', 'Cash 3']);
  await expect(embedMissing(vectorStore(db), declining(/Cash/), 'm', still)).rejects.toThrow('413');
  expect(await embedMissing(vectorStore(db), embed, 'm', still)).toBe(3);
});

test('an endpoint that takes its time leaves the rest for the next run after a minute, so that mail goes out', async () => {
  const { db } = await embedded();
  await addReports(
    db,
    Array.from({ length: 200 }, (_, n) => ({ summary: `Cash ${n}` })),
  );
  let passed = 0;
  const slow = (inner: Embed): Embed => {
    return (texts, patience) => {
      passed += 15_000;
      return inner(texts, patience);
    };
  };
  expect(await embedMissing(vectorStore(db), slow(embed), 'm', () => passed)).toBe(4 * 32);
  passed = 0;
  expect(await embedMissing(vectorStore(db), slow(declining(/Cash 70/)), 'm', () => passed)).toBe(2);
});

test('another model takes the place of the first', async () => {
  const { db } = await embedded();
  expect(await embedMissing(vectorStore(db), async (texts) => texts.map(() => [1, 0]), 'other', still)).toBe(4);
  const { matching } = await engineStore(db).whole();
  expect(matching.vectors).toMatchObject({ model: 'other', size: 2 });
});
