import { join } from 'node:path';
import { expect, test } from 'vitest';
import { main } from '../src/cli.ts';
import { withDatabase } from '../src/command.ts';
import { fileOf, folder, listen } from './support/files.ts';

/** The command line on a database file of its own. */
function commandLine() {
  const { io, said } = listen({ DATABASE_URL: join(folder(), 'cli.sqlite') });
  return { io, said, run: (...args: string[]) => main(args, io) };
}

test('help lists every command, in words', async () => {
  const { run, said } = commandLine();
  expect(await run()).toBe(0);
  for (const name of ['import-reports', 'redact', 'people add', 'backup']) expect(said.err).toContain(`cli -- ${name}`);
  expect(said.out).toBe('');
});

test.each([
  [['fly'], 'There is no command “fly”'],
  [['toString'], 'There is no command “toString”'],
  [['import-reports'], 'Say FILE.csv too'],
  [['import-reports', 'nowhere.csv'], 'There is no file nowhere.csv'],
  [['import-reports', 'a.csv', '--colour', 'red'], '--colour'],
  [['people', 'add', 'x', 'X'], 'is no e-mail address'],
  [['backup'], 'Say FILE too'],
  [['redact'], 'Say FILE too'],
])('%j is a sentence and exit code 2', async (args, says) => {
  const { run, said } = commandLine();
  expect(await run(...args)).toBe(2);
  expect(said.err).toContain(says);
  expect(said.out).toBe('');
});

test('a wrong setting is named', async () => {
  const { io, said } = listen({ DATABASE_URL: 'mysql://x' });
  expect(await main(['import-reports', fileOf('text\nslow\n')], io)).toBe(2);
  expect(said.err).toContain('DATABASE_URL');
});

test('what is imported is cleaned before it is stored', async () => {
  const { run, io, said } = commandLine();
  const file = fileOf('text\nMy card 4111 1111 1111 1111 was refused\n');
  expect(await run('import-reports', file)).toBe(0);
  expect(JSON.parse(said.out)).toMatchObject({ taken: 1 });
  const rows = await withDatabase(io, (db) => db.selectFrom('reports').select(['summary', 'searchText']).execute());
  expect(JSON.stringify(rows)).not.toContain('4111');
  expect(await run('redact', file)).toBe(0);
  expect(said.out).not.toContain('4111');
});
