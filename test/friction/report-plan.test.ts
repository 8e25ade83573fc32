import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { onPostgres } from '../../src/database/columns.ts';
import type { Db } from '../../src/database/open.ts';
import { readFilter } from '../../src/friction/report-filter.ts';
import { listQuery } from '../../src/friction/report-list-store.ts';
import { freshDatabase } from '../support/database.ts';
import { NINE_AM } from '../support/floor.ts';

/** SQLite's plan as one text; on PostgreSQL there is no plan worth reading for a table of this size. */
async function planOf(db: Db, query: { compile: () => { sql: string; parameters: readonly unknown[] } }) {
  const { sql: text, parameters } = query.compile();
  const pieces = text.split('?');
  const asked = parameters.reduce(
    (said, value, n) => sql`${said}${sql.val(value)}${sql.raw(pieces[n + 1]!)}`,
    sql`${sql.raw(pieces[0]!)}`,
  );
  const { rows } = await sql<{ detail: string }>`explain query plan ${asked}`.execute(db);
  return rows.map(({ detail }) => detail).join('\n');
}

const after = { at: NINE_AM.toISOString(), id: 42 };

test.each([
  ['the newest', {}, undefined, 'reports_by_time'],
  ['an older page', {}, after, 'reports_by_time'],
  ['words', { q: 'card' }, after, 'reports_by_time'],
  ['the unsorted', { unsorted: 'yes' }, undefined, 'reports_by_time'],
  ['a number', { q: '#42' }, undefined, 'INTEGER PRIMARY KEY'],
])('%s are read by an index, and no whole table is', async (_what, query, place, index) => {
  const db = await freshDatabase();
  if (onPostgres(db)) return;
  const plan = await planOf(db, listQuery(db, readFilter(query), 1, place, 50));
  expect(plan).toContain(index);
  expect(plan).not.toMatch(/SCAN (reports|themes|queues|people)(?! USING)/);
});

test.each([
  ['an import', { import: '3' }, 'reports_of_import'],
  ['a queue', { queue: '3' }, 'reports_of_queue'],
  ['a shift', { shift: '3' }, 'reports_of_shift'],
  ['a theme', { theme: '3' }, 'reports_of_theme'],
  ['me', { reporter: 'me' }, 'reports_of_reporter'],
])('the reports of %s are found by its index or in the order of time', async (_what, query, index) => {
  const db = await freshDatabase();
  if (onPostgres(db)) return;
  const plan = await planOf(db, listQuery(db, readFilter(query), 1, undefined, 50));
  expect(plan).toMatch(new RegExp(`${index}|reports_by_time`));
});
