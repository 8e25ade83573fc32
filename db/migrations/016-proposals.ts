import type { Kysely } from 'kysely';
import { number, oneOf, required, requiredOneOf, requiredTo, to } from '../../src/database/columns.ts';

export async function up(db: Kysely<never>) {
  await db.schema
    .createTable('proposals')
    .addColumn('id', 'integer', number(db))
    .addColumn('kind', 'text', requiredOneOf('kind', ['merge', 'split']))
    .addColumn('theme_id', 'integer', requiredTo('themes.id'))
    .addColumn('other_id', 'integer', to('themes.id'))
    .addColumn('score', 'real', required)
    .addColumn('shown', 'text', required)
    .addColumn('proposed_at', 'text', required)
    .addColumn('decided_at', 'text')
    .addColumn('decided_by', 'integer', to('people.id'))
    .addColumn('decision', 'text', oneOf('decision', ['done', 'dismissed']))
    .execute();
  await db.schema.createIndex('proposals_open').on('proposals').columns(['decided_at', 'score']).execute();
  await db.schema.createIndex('proposals_of_theme').on('proposals').column('theme_id').execute();
}
