import type { Kysely } from 'kysely';

/** When whoever reads a file of call history was last heard of: without a word for long, it was stopped. */
export async function up(db: Kysely<never>) {
  await db.schema.alterTable('history_imports').addColumn('heard_at', 'text').execute();
}
