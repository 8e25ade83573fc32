import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { freshDatabase } from '../support/database.ts';

test('a name in code is written in snake case, and comes back as it was', async () => {
  const db = await freshDatabase();
  const query = db.selectFrom('shifts as oneShift').select(['oneShift.startsAt', 'oneShift.id as shiftId']);
  expect(query.compile().sql).toBe('select "one_shift"."starts_at", "one_shift"."id" as "shift_id" from "shifts" as "one_shift"');

  const { rows } = await sql`select 1 as starts_at, 'kept_as_it_is' as plain, null as seconds_lost`.execute(db);
  expect(rows).toEqual([{ startsAt: 1, plain: 'kept_as_it_is', secondsLost: null }]);
});

test('a quotation mark in a name stays inside the name', async () => {
  const db = await freshDatabase();
  expect(sql`${sql.id('a"; drop table "shifts')}`.compile(db).sql).toBe('"a""; drop table ""shifts"');
});

test('no rows stay no rows', async () => {
  const db = await freshDatabase();
  expect(await db.selectFrom('shifts').selectAll().execute()).toEqual([]);
});
