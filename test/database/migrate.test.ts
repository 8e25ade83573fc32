import { expect, onTestFinished, test } from 'vitest';
import { migrate } from '../../src/database/migrate.ts';
import { openDatabase } from '../../src/database/open.ts';
import { freshSchema } from '../support/schema.ts';

test('an empty database is migrated, and migrating again changes nothing', async () => {
  const db = openDatabase(await emptyDatabase());
  onTestFinished(() => db.destroy());
  await migrate(db);
  await migrate(db);
  expect(await db.selectFrom('people').selectAll().execute()).toEqual([]);
});

async function emptyDatabase() {
  const url = process.env.TEST_DATABASE_URL;
  return url ? (await freshSchema(url)).address : ':memory:';
}
