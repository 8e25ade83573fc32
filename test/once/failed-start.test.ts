import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

const SERVER = ['--import', 'tsx', 'src/server.ts'];
const folder = () => mkdtempSync(join(tmpdir(), 'start-'));
const env = (given: Record<string, string>) => ({
  PATH: process.env.PATH,
  PORT: '0',
  HOST: '127.0.0.1',
  LOG_LEVEL: 'silent',
  ...given,
});

const start = (given: Record<string, string>) =>
  spawnSync(process.execPath, SERVER, { env: env(given), encoding: 'utf8', timeout: 25_000 });

test.each([
  { says: 'PORT: Write a whole number', given: () => ({ PORT: 'abc' }) },
  { says: 'DATABASE_URL: cannot use', given: () => ({ DATABASE_URL: folder() }) },
  { says: 'DATABASE_URL: cannot use', given: () => ({ DATABASE_URL: noDatabase() }) },
  {
    says: 'DATABASE_URL: cannot use postgres://nobody:…@127.0.0.1:1/x',
    given: () => ({ DATABASE_URL: 'postgres://nobody:secret@127.0.0.1:1/x' }),
  },
])('a start that cannot be says so: $says', ({ says, given }) => {
  const { status, stderr } = start(given());
  expect(status).toBe(1);
  expect(stderr).toContain(says);
  expect(stderr).not.toMatch(/^\s+at /m);
});

test('a port that is taken is named', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void other.close());
  await new Promise((ready) => other.once('listening', ready));
  const { port } = other.address() as { port: number };
  const { status, stderr } = start({ DATABASE_URL: join(folder(), 'x.sqlite'), PORT: String(port) });
  expect([status, stderr.includes(`PORT, HOST: cannot listen on 127.0.0.1:${port}`)]).toEqual([1, true]);
});

test('two processes that start together on an empty file both come up', async () => {
  const DATABASE_URL = join(folder(), 'x.sqlite');
  const outputs = await Promise.all([1, 2].map(() => untilOpen({ DATABASE_URL })));
  for (const output of outputs) expect(output).toContain('Shadow Shift is open at');
});

function noDatabase() {
  const file = join(folder(), 'letter.txt');
  writeFileSync(file, 'Dear database, you are none. '.repeat(200));
  return file;
}

function untilOpen(given: Record<string, string>): Promise<string> {
  const child = spawn(process.execPath, SERVER, { env: env(given) });
  onTestFinished(() => void child.kill('SIGKILL'));
  return new Promise((resolve) => {
    let output = '';
    const heard = (part: Buffer) => {
      output += part.toString();
      if (output.includes('is open at')) resolve(output);
    };
    child.stdout.on('data', heard);
    child.stderr.on('data', heard);
    child.once('exit', () => resolve(output));
  });
}
