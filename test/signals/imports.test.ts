import { expect, test } from 'vitest';
import type { Db } from '../../src/database/open.ts';
import { importStore } from '../../src/friction/import-store.ts';
import { figureStore } from '../../src/signals/figure-store.ts';
import { importSignalsCommand } from '../../src/signals/import-signals-command.ts';
import { withStates } from '../../src/signals/said.ts';
import { signalImportStore } from '../../src/signals/signal-import-store.ts';
import { importSignals } from '../../src/signals/signal-import-work.ts';
import { topicStore } from '../../src/signals/topic-store.ts';
import { freshDatabase } from '../support/database.ts';
import { fileOf, listen } from '../support/files.ts';
import { hire, NINE_AM, openFloor } from '../support/floor.ts';
import { bringSignals, topicNamed } from '../support/signals.ts';

/** What is in force of a topic: `7 in 2026-02-23` for each period. */
async function inForce(db: Db, name: string) {
  const said = withStates(await topicStore(db).listSaid([(await topicNamed(db, name)).id]));
  const standing = said.filter(({ state }) => state === 'counted' || state === 'overlapped');
  return standing.map(({ mentions, from }) => `${mentions} in ${from}`);
}

test('a file is taken, cleaned, and again it changes nothing', async () => {
  const db = await freshDatabase();
  const lines = ['Order status,"1,240",2026-W09', 'Order status,900,2026-W08', 'Late,7,2026-02'];
  expect(await bringSignals(db, lines)).toMatchObject({ code: 0, summary: { taken: 3, alreadyThere: 0, refused: 0 } });
  const before = await db.selectFrom('signals').selectAll().orderBy('id').execute();
  expect(await bringSignals(db, lines)).toMatchObject({ code: 0, summary: { taken: 0, alreadyThere: 3, refused: 0 } });
  expect(await db.selectFrom('signals').selectAll().orderBy('id').execute()).toEqual(before);
  expect(await inForce(db, 'Order status')).toEqual(['1240 in 2026-02-23', '900 in 2026-02-16']);
});

test('capitals and spaces make no new topic, another source does', async () => {
  const db = await freshDatabase();
  await bringSignals(db, ['Order status,5,2026-W09']);
  await bringSignals(db, ['ORDER  STATUS,6,2026-W08'], ['--source', 'gong']);
  await bringSignals(db, ['Order status,7,2026-W09'], ['--source', 'Voices']);
  const topics = await topicStore(db).listTopics();
  expect(topics.map(({ name, source }) => `${name} of ${source}`)).toEqual(['Order status of Gong', 'Order status of Voices']);
});

test('a corrected count replaces the earlier one, with a who and a when; the earlier one stays on record', async () => {
  const floor = await openFloor();
  const priya = await floor.as(floor.priya);
  const file = Buffer.from('Topic,Count,Period,Source\nLate,10,2026-W09,Gong\n');
  await priya.post('/signals/imports').attach('file', file, 'topics.csv');
  floor.at('2026-03-02T10:00:00.000Z');
  await priya.post('/signals/imports').attach('file', Buffer.from(String(file).replace('10', '12')), 'topics.csv');
  const said = withStates(await topicStore(floor.db).listSaid([1]));
  expect(said.map(({ mentions, state, who, importedAt }) => [mentions, state, who, importedAt])).toEqual([
    [12, 'counted', 'Priya', '2026-03-02T10:00:00.000Z'],
    [10, 'corrected', 'Priya', NINE_AM.toISOString()],
  ]);
});

test('undoing an import restores what was before it, whatever the order; bringing it back restores that too', async () => {
  const db = await freshDatabase();
  const priya = await hire(db, { name: 'Priya' });
  const { undo, redo } = importStore(db);
  const ids: number[] = [];
  for (const count of [10, 12, 15]) ids.push((await bringSignals(db, [`Late,${count},2026-W09`])).summary.importId);
  const [first, second, third] = ids as [number, number, number];
  await undo(second, priya.id, NINE_AM);
  expect(await inForce(db, 'Late')).toEqual(['15 in 2026-02-23']);
  await undo(third, priya.id, NINE_AM);
  expect(await inForce(db, 'Late')).toEqual(['10 in 2026-02-23']);
  await redo(second, priya.id, NINE_AM);
  expect(await inForce(db, 'Late')).toEqual(['12 in 2026-02-23']);
  for (const id of [first, second, second]) await undo(id, priya.id, NINE_AM);
  expect(await inForce(db, 'Late')).toEqual([]);
  await redo(third, priya.id, NINE_AM);
  expect(await inForce(db, 'Late')).toEqual(['15 in 2026-02-23']);
});

test('after an undo the same file is taken anew, and an earlier count may be said again', async () => {
  const db = await freshDatabase();
  const priya = await hire(db, { name: 'Priya' });
  const { summary } = await bringSignals(db, ['Late,10,2026-W09']);
  await importStore(db).undo(summary.importId, priya.id, NINE_AM);
  expect((await bringSignals(db, ['Late,10,2026-W09'])).summary.taken).toBe(1);
  await bringSignals(db, ['Late,11,2026-W09']);
  expect((await bringSignals(db, ['Late,10,2026-W09'])).summary.taken).toBe(1);
  expect(await inForce(db, 'Late')).toEqual(['10 in 2026-02-23']);
});

test('figures follow every import and undo, also of another process', async () => {
  const db = await freshDatabase();
  const priya = await hire(db, { name: 'Priya' });
  const { figures } = figureStore(db);
  const mentions = async () => [...(await figures()).values()].map((topic) => topic.mentions);
  expect(await mentions()).toEqual([]);
  const { summary } = await bringSignals(db, ['Late,10,2026-W09', 'Late,5,2026-W08', 'Lost,1,2026-W09']);
  expect(await mentions()).toEqual([15, 1]);
  await bringSignals(db, ['Late,20,2026-W09']);
  expect(await mentions()).toEqual([25, 1]);
  await importStore(db).undo(summary.importId, priya.id, NINE_AM);
  expect(await mentions()).toEqual([20]);
  await importStore(db).redo(summary.importId, priya.id, NINE_AM);
  expect(await mentions()).toEqual([25, 1]);
});

test('two imports of one file at once take each count once', async () => {
  const db = await freshDatabase();
  const lines = Array.from({ length: 700 }, (_, n) => `Topic ${n % 70},${n},2026-0${1 + (n % 2)}-${10 + Math.floor(n / 70)}`);
  const both = await Promise.all([bringSignals(db, lines), bringSignals(db, lines)]);
  expect(both[0].summary.taken + both[1].summary.taken).toBe(700);
  expect(await db.selectFrom('signals').select('id').execute()).toHaveLength(700);
});

test('two files that name the same sources in another order do not wait for each other for ever', async () => {
  const db = await freshDatabase();
  const topics = Array.from({ length: 40 }, (_, n) => n);
  const lines = (sources: string[]) => sources.flatMap((source) => topics.map((n) => `T${n},${n},2026-W09,${source}`));
  const bring = async (sources: string[]) => {
    const { io } = listen();
    const file = fileOf(`Topic,Count,Period,Source\n${lines(sources).join('\n')}\n`);
    return importSignalsCommand([file], io, db, (text) => text);
  };
  expect(await Promise.all([bring(['A', 'B', 'C']), bring(['C', 'B', 'A']), bring(['B', 'A', 'C'])])).toEqual([0, 0, 0]);
  expect(await db.selectFrom('signals').select('id').execute()).toHaveLength(120);
});

test('undone while it runs, it takes nothing more', async () => {
  const db = await freshDatabase();
  const priya = await hire(db, { name: 'Priya' });
  const store = signalImportStore(db);
  const id = await store.begin('a.csv', null, NINE_AM);
  await importStore(db).undo(id, priya.id, NINE_AM);
  const late = { source: 'Gong', topic: 'Late', mentions: 1, period: { from: '2026-02-23', until: '2026-03-01' } };
  expect(await store.takeBatch(id, [late], [])).toBeUndefined();
  expect(await db.selectFrom('signals').selectAll().execute()).toEqual([]);
});

test('killed in the middle and run again, all is there once', async () => {
  const db = await freshDatabase();
  const lines = Array.from({ length: 1_300 }, (_, n) => `Topic ${n},1,2026-W09`);
  const file = fileOf(`Topic,Count,Period\n${lines.join('\n')}\n`);
  const store = signalImportStore(db);
  const { takeBatch } = store;
  let batches = 0;
  store.takeBatch = (...given) => (++batches > 2 ? Promise.reject(new Error('killed')) : takeBatch(...given));
  const once = { file, asked: { source: 'Gong' }, clean: (text: string) => text, now: () => NINE_AM };
  await expect(importSignals({ ...once, store })).rejects.toThrow('killed');
  expect(await importSignals({ ...once, store: signalImportStore(db) })).toMatchObject({ taken: 300, alreadyThere: 1_000 });
});

test.each([
  ['semicolons and a BOM', '\ufeffTopic;Count;Week;Source\nLate;1.240;2026-W09;Gong\n'],
  ['tabs', 'Topic\tCount\tWeek\tSource\nLate\t1,240\t2026-W09\tGong\n'],
  ['a spreadsheet’s first line', 'sep=;\r\nTopic;Count;Week;Source\r\nLate;1240;2026-W09;Gong\r\n'],
  ['a title above', 'Topics of the week\n\nTopic;Count;Week;Source\nLate;1 240;2026-W09;Gong\n'],
  ['UTF-16', Buffer.from('\ufeffTopic;Count;Week;Source\r\nLate;1240;2026-W09;Gong\r\n', 'utf16le')],
  ['quotes and commas', '"Topic","Count","Week","Source"\n"Late","1,240","2026-W09","Gong"\n'],
])('%s are read', async (_what, content) => {
  const db = await freshDatabase();
  const { io, said } = listen();
  expect(await importSignalsCommand([fileOf(content)], io, db, (text) => text)).toBe(0);
  expect(await inForce(db, 'Late')).toEqual(['1240 in 2026-02-23']);
  expect(said.err).toContain('The topic is in “Topic”');
});

test.each([
  ['no such file', ['/nowhere.csv'], 'There is no file'],
  ['an unknown order', ['x.csv', '--dates', 'year-first'], 'Write --dates day-first'],
  ['an unknown option', ['x.csv', '--theme', '7'], 'Unknown option'],
  ['no file', [], 'Say FILE.csv too'],
])('%s is a sentence', async (_what, args, says) => {
  const { io } = listen();
  await expect(importSignalsCommand(args, io, await freshDatabase(), (text) => text)).rejects.toThrow(says);
});

test('a picture is no table, and nothing is stored', async () => {
  const db = await freshDatabase();
  const bytes = Buffer.from(Array.from({ length: 4_000 }, (_, n) => (n * 7919) % 256));
  const { io } = listen();
  await expect(importSignalsCommand([fileOf(bytes)], io, db, (text) => text)).rejects.toThrow('save it as CSV');
  expect(await db.selectFrom('imports').selectAll().execute()).toEqual([]);
});

test('what is refused is listed with its line, and the rest is taken', async () => {
  const db = await freshDatabase();
  const { code, summary, err } = await bringSignals(db, ['Late,1,2026-W09', 'Late,some,2026-W08', 'Total,9,2026-W09']);
  expect([code, summary.taken, summary.refused]).toEqual([1, 1, 2]);
  expect(err).toContain(`/imports/${summary.importId}`);
  expect(await importStore(db).listRefusals(summary.importId)).toEqual([
    { line: 3, reason: '“some” is no count: write a whole number like 1240, 0 or more' },
    { line: 4, reason: '“Total” is a sum over topics and no topic: leave this line out' },
  ]);
});

test('owners bring in a file on the page, see what came, undo it and bring it back', async () => {
  const floor = await openFloor();
  const priya = await floor.as(floor.priya);
  expect((await priya.get('/signals/import')).text).toContain('Topic,Calls,Week,Tool');
  const file = Buffer.from('Topic,Count,Period\nLate 4111 1111 1111 1111,3,2026-W09\nLost,x,2026-W09\n');
  const sent = await priya.post('/signals/imports').attach('file', file, 'week 9.csv').field('source', 'Gong');
  expect([sent.status, sent.headers.location]).toEqual([303, '/imports/1']);
  const shown = (await priya.get('/imports/1')).text;
  expect(shown).toContain('href="/signals?import=1&amp;state=unmapped">Say which themes');
  for (const words of ['week 9.csv', 'by Priya', '“x” is no count', 'href="/signals?import=1"']) expect(shown).toContain(words);
  expect((await priya.get('/signals?import=1')).text).toContain('Late [card number]');
  await priya.post('/imports/1/undoing');
  const undone = (await priya.get('/imports/1')).text;
  expect(undone).toContain('what was said before it counts again');
  expect(undone).not.toContain('Say which themes');
  expect((await priya.get('/signals')).text).toContain('No signals yet');
  await priya.post('/imports/1/redoing');
  expect((await priya.get('/signals')).text).toContain('Late [card number]');
});

test.each([
  [{}, 'No column says which tool counted'],
  [{ source: 'Gong', topic: 'Label' }, 'There is no column “Label”'],
  [{ source: 'Gong', dates: 'year first' }, 'Choose which comes first'],
])('on the page %j is refused, what was typed stays, and nothing is taken', async (fields, says) => {
  const floor = await openFloor();
  const refused = await (await floor.as(floor.priya))
    .post('/signals/imports')
    .attach('file', Buffer.from('Topic,Count,Period\nLate,1,2026-W09\n'), 'a.csv')
    .field(fields as Record<string, string>);
  expect(refused.status).toBe(422);
  expect(refused.text).toContain(says);
  if ('source' in fields) expect(refused.text).toContain('value="Gong"');
  expect(await floor.db.selectFrom('imports').select('id').execute()).toEqual([]);
});

test('nobody else brings signals in; no file, and too large a one, are said', async () => {
  const floor = await openFloor();
  for (const who of [floor.asha, floor.carmen, floor.ada, floor.omar]) {
    const agent = await floor.as(who);
    expect((await agent.get('/signals/import')).status).toBe(403);
    expect((await agent.post('/signals/imports').attach('file', Buffer.from('x'), 'a.csv')).status).toBe(403);
  }
  expect((await floor.anybody().get('/signals/import')).status).toBe(303);
  const priya = await floor.as(floor.priya);
  const none = await priya.post('/signals/imports').field('source', 'Gong');
  expect([none.status, none.text.includes('Choose the CSV file first')]).toEqual([422, true]);
  const large = await priya.post('/signals/imports').attach('file', Buffer.alloc(20_100_000, 'a'), 'a.csv');
  expect(large.status).toBe(413);
});
