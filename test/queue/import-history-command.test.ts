import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Db } from '../../src/database/open.ts';
import { importHistoryCommand } from '../../src/queue/import-history-command.ts';
import { freshDatabase } from '../support/database.ts';
import { NINE_AM } from '../support/floor.ts';
import { addQueue } from '../support/scene.ts';

const folder = mkdtempSync(join(tmpdir(), 'import-history-'));

function fileOf(...lines: string[]) {
  const path = join(folder, `${crypto.randomUUID()}.csv`);
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

async function run(db: Db, ...args: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const io = { out: (text: string) => void out.push(text), err: (text: string) => void err.push(text), now: () => NINE_AM };
  const code = await importHistoryCommand(args, io, db);
  return { code, err: err.join(''), answer: JSON.parse(out.join('')) };
}

test('a good file is taken whole and answered in JSON', async () => {
  const db = await freshDatabase();
  await addQueue(db);
  const file = fileOf('start,offered', '2026-02-16 09:00,7', '2026-02-16 09:30,8');
  const { code, answer } = await run(db, file, '--queue', 'orders');
  expect(code).toBe(0);
  expect(answer).toMatchObject({ format: 'intervals', taken: 2, refused: 0, refused_lines: [] });
  expect(answer.queues).toMatchObject([{ queue: 'Orders', intervals: 2, offered: 15, first_at: '2026-02-16T09:00:00.000Z' }]);
});

test('bad lines are told with their number, the good ones are kept', async () => {
  const db = await freshDatabase();
  await addQueue(db);
  const { code, answer, err } = await run(db, fileOf('start,offered', 'soon,7', '2026-02-16 09:30,8'), '--queue', 'Orders');
  expect(code).toBe(1);
  expect(answer.taken).toBe(1);
  expect(err).toContain('Line 2: ');
});

test('an Asterisk log of another queue goes where it is told', async () => {
  const db = await freshDatabase();
  await addQueue(db);
  const call = ['1771232400|1.1|sales|NONE|ENTERQUEUE||5551|1', '1771232410|1.1|sales|SIP/1|CONNECT|10|1.2|3'];
  const other = ['1771232400|2.1|fax|NONE|ENTERQUEUE||5551|1', '1771232410|2.1|fax|SIP/1|CONNECT|10|1.2|3'];
  const { answer } = await run(db, fileOf(...call, ...other), '--queue', 'Orders', '--from', 'sales');
  expect(answer).toMatchObject({ format: 'queue_log', left_out: ['fax'], queues: [{ queue: 'Orders', offered: 1 }] });
});

test('columns can be named', async () => {
  const db = await freshDatabase();
  await addQueue(db);
  const file = fileOf('wann,wieviel', '2026-02-16 09:00,7');
  expect((await run(db, file, '--queue', 'Orders', '--columns', 'start=wann,offered=2')).answer.taken).toBe(1);
});

test.each([
  { args: [], says: 'Say the file' },
  { args: ['nowhere.csv', '--queue', 'Orders'], says: 'There is no file' },
  { args: [fileOf('start,offered'), '--queue', 'Billing'], says: 'There are: Orders' },
  { args: [fileOf('start,offered')], says: 'Say which clock' },
  { args: [fileOf('start,offered'), '--zone', 'Mars/Base'], says: 'is not known' },
  { args: [fileOf('start,offered'), '--queue', 'Orders', '--interval', '7'], says: '--interval takes' },
  { args: [fileOf('start,offered'), '--queue', 'Orders', '--kind', 'poem'], says: '--kind takes' },
  { args: [fileOf('start,offered'), '--queue', 'Orders', '--dates', 'year'], says: '--dates takes' },
  { args: [fileOf('start,offered'), '--zone', 'UTC', '--from', 'a'], says: '--from needs --queue' },
  { args: [fileOf('start,offered'), '--queue', 'Orders', '--columns', 'shoe=2'], says: '--columns takes pairs' },
  { args: [fileOf('start,offered'), '--poem', 'x'], says: 'poem' },
])('$says', async ({ args, says }) => {
  const db = await freshDatabase();
  await addQueue(db);
  await expect(run(db, ...args)).rejects.toThrow(says);
});
