import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { Db } from '../../src/database/open.ts';
import { importCommand } from '../../src/friction/import-command.ts';
import { importStore } from '../../src/friction/import-store.ts';
import { importReports } from '../../src/friction/import-work.ts';
import { freshDatabase } from '../support/database.ts';
import { fileOf, listen, sharedFile } from '../support/files.ts';
import { hire, NINE_AM, openFloor } from '../support/floor.ts';
import { addQueue } from '../support/friction.ts';

const withoutDigits = (text: string) => text.replace(/\b\d{4} ?\d{4}\b/g, '[number]');

async function bring(db: Db, content: string | Uint8Array, args: string[] = []) {
  const { io, said } = listen();
  const code = await importCommand([fileOf(content), ...args], io, db, withoutDigits, []);
  return { code, ...said, summary: JSON.parse(said.out) };
}

const reportsOf = (db: Db) => db.selectFrom('reports').selectAll().orderBy('id').execute();

test('lines become reports, cleaned, with their date, reporter and queue', async () => {
  const db = await freshDatabase();
  const queueId = await addQueue(db, 'Orders');
  const content = 'date,text,agent,team\n22-04-15,"Card 4111 1111\r\n refused",Zoë 98765432,orders\n';
  expect(await bring(db, content, ['--reporter', 'agent', '--queue', 'team'])).toMatchObject({ code: 0 });
  const row = { summary: 'Card [number]\nrefused', reporterName: 'Zoë [number]', queueId, source: 'import' };
  expect(await reportsOf(db)).toMatchObject([{ ...row, happenedAt: '2015-04-22T12:00:00.000Z', reporterId: null }]);
});

test('one queue for all, by its name', async () => {
  const db = await freshDatabase();
  const queueId = await addQueue(db, 'Orders');
  await bring(db, 'text\nslow\n', ['--queue', 'orders']);
  expect(await reportsOf(db)).toMatchObject([{ queueId, happenedAt: NINE_AM.toISOString() }]);
  await expect(bring(db, 'text\nslow\n', ['--queue', 'Ordres'])).rejects.toThrow('The queues are: Orders');
});

test('the same file again adds nothing; the same words twice in one file are two', async () => {
  const db = await freshDatabase();
  const content = 'text\nslow\nslow\nrude\n';
  expect((await bring(db, content)).summary).toMatchObject({ taken: 3, alreadyThere: 0 });
  expect((await bring(db, content)).summary).toMatchObject({ taken: 0, alreadyThere: 3 });
  expect((await bring(db, `${content}slow\n`)).summary).toMatchObject({ taken: 1, alreadyThere: 3 });
});

test('the same file read with other options, or cleaned for other countries, adds nothing', async () => {
  const db = await freshDatabase();
  await addQueue(db, 'Orders');
  const content = 'text,agent,team,seen\nslow 2222 3333,Zoë,orders,2015-04-22\nslow 2222 3333,Zoë,orders,2015-04-22\nrude,,,\n';
  expect((await bring(db, content)).summary).toMatchObject({ taken: 3 });
  for (const args of [
    ['--reporter', 'agent'],
    ['--queue', 'team'],
    ['--queue', 'Orders'],
    ['--date', 'seen'],
    ['--text', 'agent'],
  ])
    expect((await bring(db, content, args)).summary).toMatchObject({ taken: 0 });
  const { io } = listen();
  await importCommand([fileOf(content)], io, db, (text) => text, []);
  expect(await reportsOf(db)).toHaveLength(3);
});

test('undone and read with other options, the reports come back as they are read now', async () => {
  const db = await freshDatabase();
  const priya = await hire(db, { name: 'Priya' });
  const { summary } = await bring(db, 'text,agent,seen\nslow,Zoë,2015-04-22\n', ['--text', 'agent']);
  await importStore(db).undo(summary.importId, priya.id, NINE_AM);
  await bring(db, 'text,agent,seen\nslow,Zoë,2015-04-22\n', ['--reporter', 'agent', '--date', 'seen']);
  const row = { summary: 'slow', searchText: 'slow', reporterName: 'Zoë', happenedAt: '2015-04-22T12:00:00.000Z' };
  expect(await reportsOf(db)).toMatchObject([{ ...row, withdrawnAt: null }]);
});

test('a file’s name is cleaned like its texts', async () => {
  const db = await freshDatabase();
  const { io } = listen();
  await importCommand([fileOf('text\nslow\n', 'from 2222 3333\n.csv')], io, db, withoutDigits, []);
  expect(await importStore(db).list(undefined)).toMatchObject([{ fileName: 'from [number] .csv' }]);
});

test('what is quoted of a refused line, and a long name, are cleaned before they are cut', async () => {
  const db = await freshDatabase();
  const [before, name] = ['x'.repeat(34), 'n'.repeat(195)];
  const content = `text,date,agent\nslow,${before} 2222 3333,\nrude,,${name} 2222 3333\n`;
  const { summary } = await bring(db, content, ['--date', 'date', '--reporter', 'agent']);
  expect((await importStore(db).listRefusals(summary.importId))[0]?.reason).toContain(`“${before} [number]”`);
  expect((await reportsOf(db))[0]?.reporterName).toBe(`${name} [num`);
});

test('two imports of one file at once take each line once', async () => {
  const db = await freshDatabase();
  const content = `text\n${Array.from({ length: 1_200 }, (_, n) => `line ${n}`).join('\n')}\n`;
  const both = await Promise.all([bring(db, content), bring(db, content)]);
  expect(both[0]!.summary.taken + both[1]!.summary.taken).toBe(1_200);
  expect(await reportsOf(db)).toHaveLength(1_200);
});

test('what cannot be taken is refused with its line and reason, and the rest is taken', async () => {
  const db = await freshDatabase();
  await addQueue(db, 'Orders');
  const long = 'a'.repeat(5_001);
  const lines = ['slow,2015-04-22,orders', ',2015-04-22,', `${long},,`, 'a,soon,', 'b,2999-01-01,', 'c,,Sales', 'd,,,e'];
  const { code, summary, err } = await bring(db, `text,date,queue\n${lines.join('\n')}\n`, [
    '--queue',
    'queue',
    '--date',
    'date',
  ]);
  expect([code, summary.taken, summary.refused]).toEqual([1, 1, 6]);
  expect(err).toContain('1 with too long a text');
  const refused = await importStore(db).listRefusals(summary.importId);
  expect(refused.map(({ line }) => line)).toEqual([3, 4, 5, 6, 7, 8]);
  expect(refused[1]?.reason).toBe('5001 characters; 5000 is the most');
});

/** What looks like chance and is the same each time. */
const noise = (blocks: number) =>
  Buffer.concat(Array.from({ length: blocks }, (_, n) => createHash('sha512').update(`${n}`).digest()));

test.each([
  ['random bytes', noise(47)],
  ['many of them', noise(3_000)],
  ['an archive', gzipSync(Buffer.from(noise(40).toString('hex')))],
])('%s are no text: a sentence, and nothing is stored', async (_what, bytes) => {
  const db = await freshDatabase();
  await expect(bring(db, bytes)).rejects.toThrow('save it as CSV');
  expect(await reportsOf(db)).toEqual([]);
  expect(await db.selectFrom('imports').selectAll().execute()).toEqual([]);
});

test('hostile texts are stored as text', async () => {
  const db = await freshDatabase();
  const { summary } = await bring(db, `text\n"a\u0000b\u0007"\n'); drop table reports; --\n<script>\n\u202Eevil\n=1+1\n`);
  expect(summary).toMatchObject({ taken: 5, refused: 0 });
  expect((await reportsOf(db))[0]?.summary).toBe('a b');
});

test('killed in the middle and run again, all is there once', async () => {
  const db = await freshDatabase();
  const content = `text\n${Array.from({ length: 1_300 }, (_, n) => `line ${n}`).join('\n')}\n`;
  const store = importStore(db);
  const takeBatch = store.takeBatch;
  let batches = 0;
  store.takeBatch = (...given) => (++batches > 2 ? Promise.reject(new Error('killed')) : takeBatch(...given));
  const once = { file: fileOf(content), asked: {}, clean: (text: string) => text, now: () => NINE_AM };
  await expect(importReports({ ...once, store })).rejects.toThrow('killed');
  expect(await reportsOf(db)).toHaveLength(1_000);
  expect(await importReports({ ...once, store: importStore(db) })).toMatchObject({ taken: 300, alreadyThere: 1_000 });
});

test('undone, its reports count nowhere; the file again takes them anew', async () => {
  const db = await freshDatabase();
  const priya = await hire(db, { name: 'Priya' });
  const { summary } = await bring(db, 'text\nslow\nrude\n');
  const store = importStore(db);
  await Promise.all([1, 2, 3].map(() => store.undo(summary.importId, priya.id, NINE_AM)));
  expect((await reportsOf(db)).every(({ withdrawnAt }) => withdrawnAt)).toBe(true);
  const again = (await bring(db, 'text\nslow\nrude\nlate\n')).summary;
  expect(again).toMatchObject({ taken: 3, alreadyThere: 0 });
  expect((await reportsOf(db)).map((row) => [row.withdrawnAt, row.importId])).toEqual(Array(3).fill([null, again.importId]));
  expect(await db.selectFrom('events').where('action', '=', 'import.undone').select('id').execute()).toHaveLength(1);
});

test('undone while it runs, it takes nothing more', async () => {
  const db = await freshDatabase();
  const priya = await hire(db, { name: 'Priya' });
  const store = importStore(db);
  const id = await store.begin('a.csv', null, NINE_AM);
  await store.undo(id, priya.id, NINE_AM);
  expect(await store.takeBatch(id, [], [], NINE_AM)).toBeUndefined();
});

test('owners see what came, why lines were refused, undo it and bring it back', async () => {
  const floor = await openFloor();
  const { summary } = await bring(floor.db, 'text,date\nslow,2015-01-01\n,2015-01-01\n');
  const priya = await floor.as(floor.priya);
  const path = `/imports/${summary.importId}`;
  expect((await priya.get('/imports')).text).toContain('complaints.csv');
  expect((await priya.get(path)).text).toContain('is empty');
  expect((await priya.get(`${path}/refused.csv`)).text).toContain('3,The column');
  expect((await priya.post(`${path}/undoing`)).status).toBe(303);
  expect((await priya.get('/reports')).text).not.toContain('slow');
  await priya.post(`${path}/redoing`);
  expect((await priya.get('/reports')).text).toContain('slow');
});

test('nobody else sees or undoes an import; an unknown one is none', async () => {
  const floor = await openFloor();
  const { summary } = await bring(floor.db, 'text\nslow\n');
  const path = `/imports/${summary.importId}`;
  for (const who of [floor.asha, floor.carmen, floor.ada, floor.omar]) {
    const agent = await floor.as(who);
    for (const seen of ['/imports', path, `${path}/refused.csv`]) expect((await agent.get(seen)).status).toBe(403);
    for (const done of ['undoing', 'redoing']) expect((await agent.post(`${path}/${done}`)).status).toBe(403);
  }
  const priya = await floor.as(floor.priya);
  for (const id of ['99', 'x', '0']) expect((await priya.get(`/imports/${id}`)).status).toBe(404);
  const people = { kind: 'people', fileName: 'p.csv', importedAt: NINE_AM.toISOString() } as const;
  const { id } = await floor.db.insertInto('imports').values(people).returning('id').executeTakeFirstOrThrow();
  expect((await priya.post(`/imports/${id}/undoing`)).status).toBe(404);
});

const [comcast, banking] = [sharedFile('complaints/comcast.csv'), sharedFile('complaints/banking77_train.csv')];

if (!comcast || !banking)
  test('the shared complaint files are absent here, so they are not tried', () => expect(comcast).toBeUndefined());
else
  test('2,224 real complaints with dates and 10,003 real questions are taken, and again add nothing', async () => {
    const db = await freshDatabase();
    const take = async (file: string) => {
      const { io, said } = listen();
      await importCommand([file], io, db, withoutDigits, []);
      return JSON.parse(said.out);
    };
    expect(await take(comcast)).toMatchObject({ taken: 2_224, refused: 0 });
    expect(await take(banking)).toMatchObject({ taken: 10_003, refused: 0 });
    expect(await take(comcast)).toMatchObject({ taken: 0, alreadyThere: 2_224 });
    const first = await db.selectFrom('reports').select('happenedAt').orderBy('id').limit(1).executeTakeFirstOrThrow();
    expect(first.happenedAt).toBe('2015-04-22T12:00:00.000Z');
  });
