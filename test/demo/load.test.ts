import { expect, onTestFinished, test } from 'vitest';
import { returnStore } from '../../src/backlog/return-store.ts';
import { migrate } from '../../src/database/migrate.ts';
import { openDatabase } from '../../src/database/open.ts';
import { prepareDemo, refuseDemo, WrongDatabase, welcomeToDemo } from '../../src/demo/demo-welcome.ts';
import { EMPTIED_TABLES } from '../../src/demo/load-store.ts';
import { DEMO_TABLES } from '../../src/demo/tables.ts';
import { engineStore } from '../../src/themes/engine-store.ts';
import { mergeStore } from '../../src/themes/merge-store.ts';
import { proposalStore } from '../../src/themes/proposal-store.ts';
import { findProposals } from '../../src/themes/proposal-work.ts';
import { freshDatabase } from '../support/database.ts';
import { hire, NINE_AM } from '../support/floor.ts';

const later = (hours: number) => new Date(NINE_AM.getTime() + hours * 3_600_000);
const people = async (db: Awaited<ReturnType<typeof freshDatabase>>) =>
  (await db.selectFrom('people').select('name').execute()).map(({ name }) => name);

test('the seeds load, and new rows are numbered behind them', async () => {
  const db = await freshDatabase();
  expect(await prepareDemo(db, NINE_AM)).toBe('loaded');
  const last = (await people(db)).length;
  expect((await hire(db, { name: 'Somebody new' })).id).toBe(last + 1);
  expect(await db.selectFrom('fixes').select('id').execute()).toHaveLength(12);
});

test.each(['2026-03-02T09:00:00.000Z', '2026-11-22T02:10:00.000Z', '2027-07-01T22:30:00.000Z'])(
  'told at %s, one fix that shipped is coming back, by leaders and CSRs',
  async (moment) => {
    const db = await freshDatabase();
    await prepareDemo(db, new Date(moment));
    const returns = await returnStore(db).list();
    expect(returns.map(({ title }) => title)).toEqual(['The depot tells the customer before the window ends']);
    const sources = (await returnStore(db).listLast(returns[0]!)).map(({ source }) => source);
    expect(sources).toEqual(expect.arrayContaining(['leader', 'csr']));
  },
);

test('a night proposes something, and never to merge what was split there', async () => {
  const db = await freshDatabase();
  await prepareDemo(db, NINE_AM);
  const { fromId, newId } = await db.selectFrom('splits').select(['fromId', 'newId']).executeTakeFirstOrThrow();
  expect(await mergeStore(db).merge(newId, fromId, 1, NINE_AM)).toMatchObject({ verdict: 'kept apart' });
  await findProposals(proposalStore(db), engineStore(db), NINE_AM);
  const proposed = await proposalStore(db).list(50);
  expect(proposed.length).toBeGreaterThan(0);
  expect(proposed.filter(({ otherId }) => otherId === fromId || otherId === newId)).toEqual([]);
});

test('it stays for a day, with what visitors changed, and is told anew afterwards', async () => {
  const db = await freshDatabase();
  await prepareDemo(db, NINE_AM);
  await hire(db, { name: 'A visitor' });
  expect(await prepareDemo(db, later(23))).toBe('kept');
  expect(await people(db)).toContain('A visitor');
  expect(await prepareDemo(db, later(24))).toBe('loaded');
  expect(await people(db)).not.toContain('A visitor');
});

test('a database with real people is left alone', async () => {
  const db = await freshDatabase();
  await hire(db, { name: 'Asha' });
  await expect(prepareDemo(db, NINE_AM)).rejects.toThrow(WrongDatabase);
  await expect(prepareDemo(db, NINE_AM)).rejects.toThrow(/without --demo/);
  expect(await people(db)).toEqual(['Asha']);
});

test('real work does not start on the demonstration', async () => {
  const db = await freshDatabase();
  await refuseDemo(db);
  await prepareDemo(db, NINE_AM);
  await expect(refuseDemo(db)).rejects.toThrow(/DATABASE_URL/);
});

test('the start says where it is and who can sign in', async () => {
  const said = await welcomeToDemo({ db: await freshDatabase(), now: () => NINE_AM, baseUrl: 'http://localhost:3000' });
  expect(said).toContain('http://localhost:3000');
  expect(said).toContain('Priya Raghunathan · Program owner, Leader');
  expect(said).toContain('渡辺 結衣');
});

test('no table is forgotten when the demo is told anew', async () => {
  const db = openDatabase(':memory:');
  onTestFinished(() => db.destroy());
  await migrate(db);
  const known = [...DEMO_TABLES, ...EMPTIED_TABLES, 'groupingLog'].map((name) =>
    name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
  );
  const there = (await db.introspection.getTables()).map(({ name }) => name).filter((name) => !/migration|^sqlite/.test(name));
  expect([...new Set(there)].filter((name) => !known.includes(name))).toEqual([]);
});
