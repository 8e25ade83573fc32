import { execFile } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { migrate } from '../../src/database/migrate.ts';
import { openDatabase } from '../../src/database/open.ts';

test('transactions that read before they write are not refused while other processes write', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'locks-')), 'x.sqlite');
  const db = openDatabase(file);
  onTestFinished(() => db.destroy());
  await migrate(db);
  const child = () =>
    promisify(execFile)(process.execPath, ['--import', 'tsx', 'test/once/lock-child.ts', file], { timeout: 25_000 });
  const refused = (await Promise.all([child(), child(), child()])).map(({ stdout }) => stdout);
  expect(refused).toEqual(['0', '0', '0']);
  expect(await db.selectFrom('themes').select('id').execute()).toHaveLength(300);
});
