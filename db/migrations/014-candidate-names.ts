import type { Kysely } from 'kysely';

/** Names given so far were chosen by humans. No foreign key: reports point at themes, and of a circle neither could be emptied first. */
export async function up(db: Kysely<never>) {
  await db.schema.alterTable('themes').addColumn('named_after', 'integer').execute();
}
