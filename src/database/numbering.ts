import { type Kysely, sql } from 'kysely';
import { onPostgres } from './columns.ts';
import type { Db, Tx } from './open.ts';

/** Tables whose rows carry no number of their own. */
const WITHOUT_NUMBER = new Set([
  'roles',
  'settings',
  'openingHours',
  'closedDays',
  'rungs',
  'briefingsRead',
  'shiftBuddies',
  'debriefs',
  'importRefusals',
  'fixThemes',
  'intervals',
]);

/** After rows came with their numbers, new ones go on behind them. SQLite does so by itself. */
export async function continueNumbering(db: Db | Tx, tables: readonly string[]) {
  if (!onPostgres(db as unknown as Kysely<never>)) return;
  for (const table of tables.filter((name) => !WITHOUT_NUMBER.has(name))) {
    const name = table.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    await sql`select setval(pg_get_serial_sequence(${name}, 'id'), (select coalesce(max(id), 0) + 1 from ${sql.table(name)}), false)`.execute(
      db,
    );
  }
}
