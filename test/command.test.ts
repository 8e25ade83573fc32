import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { readArguments, withDatabase } from '../src/command.ts';
import { backUp } from '../src/database/backup-command.ts';
import { redactCommand } from '../src/friction/redact-command.ts';
import { addPersonCommand } from '../src/people/people-command.ts';
import { freshDatabase } from './support/database.ts';
import { fileOf, folder, listen } from './support/files.ts';
import { hire } from './support/floor.ts';

test('words and options are read, whichever comes first', () => {
  const read = readArguments(['--text', 'a', 'file', '--date=b'], ['FILE'], ['text', 'date']);
  expect(read).toEqual({ words: ['file'], options: { text: 'a', date: 'b' } });
});

test.each([
  [[], 'Say FILE too'],
  [['a', 'b'], '“b” is one word too many'],
  [['a', '--colour', 'red'], '--colour'],
  [['a', '--text'], '--text'],
])('%j is answered with a sentence', (args, says) => {
  expect(() => readArguments(args, ['FILE'], ['text'])).toThrow(says);
});

test('a text file is printed cleaned, line by line', async () => {
  const { io, said } = listen();
  const file = fileOf('one 1\r\n\ntwo 2\nlast 3', 'notes.txt');
  expect(await redactCommand([file], io, (line) => line.replace(/\d/, '[number]'))).toBe(0);
  expect(said).toEqual({ out: 'one [number]\n\ntwo [number]\nlast [number]\n', err: '' });
});

test.each([
  ['nowhere.txt', 'There is no file'],
  ['.', 'is a folder'],
])('redacting %s is refused', async (name, says) => {
  await expect(redactCommand([join(folder(), name)], listen().io, String)).rejects.toThrow(says);
});

test('somebody is added with roles, department and zone', async () => {
  const db = await freshDatabase();
  const { io, said } = listen();
  const args = ['add', 'Zoe@Example.com', 'Zoë Ångström', '--roles', 'csr, leader', '--time-zone', 'Europe/Oslo'];
  expect(await addPersonCommand(args, io, db)).toBe(0);
  const person = { email: 'zoe@example.com', name: 'Zoë Ångström', roles: ['csr', 'leader'], timeZone: 'Europe/Oslo' };
  expect(JSON.parse(said.out)).toMatchObject(person);
  expect(await db.selectFrom('roles').select('role').orderBy('role').execute()).toEqual([{ role: 'csr' }, { role: 'leader' }]);
});

test.each([
  [['remove', 'a@example.com', 'A'], 'is no command'],
  [['add', 'a', 'A'], 'is no e-mail address'],
  [['add', 'a@example.com', ' '], 'the name people know'],
  [['add', 'a@example.com', 'A\u0000'], 'the name people know'],
  [['add', 'a@example.com', 'A', '--roles', 'king'], 'There is no role “king”'],
  [['add', 'a@example.com', 'A', '--time-zone', 'Moon'], 'is no time zone'],
  [['add', 'asha@example.com', 'Asha'], 'belongs to Asha already'],
])('%j adds nobody', async (args, says) => {
  const db = await freshDatabase();
  await hire(db, { name: 'Asha' });
  await expect(addPersonCommand(args, listen().io, db)).rejects.toThrow(says);
  expect(await db.selectFrom('people').select('id').execute()).toHaveLength(1);
});

test('a backup made while people write is whole', async () => {
  const path = folder();
  const { io, said } = listen({ DATABASE_URL: join(path, 'live.sqlite') });
  await withDatabase(io, async (db) => {
    await hire(db, { name: 'Asha' });
    expect(await backUp([join(path, 'copy.sqlite')], io)).toBe(0);
    await hire(db, { name: 'Ben' });
  });
  expect(said.err).toContain('checked copy');
  const copy = new SQLite(join(path, 'copy.sqlite'), { readonly: true });
  expect(copy.prepare('select name from people').all()).toEqual([{ name: 'Asha' }]);
  copy.close();
});

test('a backup never overwrites, and says what to use on PostgreSQL', async () => {
  const path = folder();
  const live = listen({ DATABASE_URL: join(path, 'live.sqlite') }).io;
  await expect(backUp([join(path, 'a')], live)).rejects.toThrow('There is no database');
  expect(existsSync(join(path, 'a'))).toBe(false);
  for (const name of ['live.sqlite', 'taken']) writeFileSync(join(path, name), '');
  await expect(backUp([join(path, 'taken')], live)).rejects.toThrow('is there already');
  const postgres = listen({ DATABASE_URL: 'postgres://nobody@nowhere/none' }).io;
  await expect(backUp([join(path, 'a')], postgres)).rejects.toThrow('pg_dump');
});
