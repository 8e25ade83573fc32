import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { migrate } from '../../src/database/migrate.ts';
import { openDatabase } from '../../src/database/open.ts';

test('an empty database is migrated, and migrating again changes nothing', async () => {
  const db = openDatabase(await emptyDatabase());
  onTestFinished(() => db.destroy());
  await migrate(db);
  await migrate(db);
  expect(await db.selectFrom('people').selectAll().execute()).toEqual([]);
});

async function emptyDatabase() {
  const url = process.env.TEST_DATABASE_URL;
  if (!url) return ':memory:';
  const schema = `m${randomUUID().replaceAll('-', '')}`;
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  await admin.query(`create schema ${schema}`);
  onTestFinished(async () => {
    await admin.query(`drop schema ${schema} cascade`);
    await admin.end();
  });
  return `${url}?options=-csearch_path%3D${schema}`;
}
