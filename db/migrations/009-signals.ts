import type { Kysely } from 'kysely';
import { atLeast, countFromZero, number, required, requiredTo, to } from '../../src/database/columns.ts';

export async function up(db: Kysely<never>) {
  await db.schema
    .createTable('api_tokens')
    .addColumn('id', 'integer', number(db))
    .addColumn('name', 'text', required)
    .addColumn('token_hash', 'text', (column) => column.notNull().unique())
    .addColumn('form_key', 'text', (column) => column.unique())
    .addColumn('made_at', 'text', required)
    .addColumn('made_by', 'integer', to('people.id'))
    .addColumn('last_used_at', 'text')
    .addColumn('revoked_at', 'text')
    .addColumn('revoked_by', 'integer', to('people.id'))
    .execute();

  await db.schema.alterTable('imports').addColumn('token_id', 'integer', to('api_tokens.id')).execute();

  await db.schema
    .createTable('signal_sources')
    .addColumn('id', 'integer', number(db))
    .addColumn('name', 'text', required)
    .addColumn('key', 'text', (column) => column.notNull().unique())
    .addColumn('touched', 'integer', countFromZero)
    .execute();

  await db.schema
    .createTable('signal_topics')
    .addColumn('id', 'integer', number(db))
    .addColumn('source_id', 'integer', requiredTo('signal_sources.id'))
    .addColumn('name', 'text', required)
    .addColumn('key', 'text', required)
    .addColumn('touched', 'integer', countFromZero)
    .addUniqueConstraint('one_topic_a_source', ['source_id', 'key'])
    .execute();

  await db.schema
    .createTable('signals')
    .addColumn('id', 'integer', number(db))
    .addColumn('topic_id', 'integer', requiredTo('signal_topics.id'))
    .addColumn('from_day', 'text', required)
    .addColumn('until_day', 'text', required)
    .addColumn('mentions', 'integer', (column) => atLeast('mentions', 0)(column.notNull()))
    .addColumn('import_id', 'integer', requiredTo('imports.id'))
    .addUniqueConstraint('said_once_an_import', ['topic_id', 'from_day', 'until_day', 'import_id'])
    .execute();
  await db.schema.createIndex('signals_of_import').on('signals').column('import_id').execute();

  await db.schema
    .createTable('signal_mappings')
    .addColumn('id', 'integer', number(db))
    .addColumn('topic_id', 'integer', requiredTo('signal_topics.id'))
    .addColumn('theme_id', 'integer', to('themes.id'))
    .addColumn('mapped_at', 'text', required)
    .addColumn('mapped_by', 'integer', to('people.id'))
    .addColumn('undone_at', 'text')
    .addColumn('undone_by', 'integer', to('people.id'))
    .execute();
  await db.schema.createIndex('mappings_of_topic').on('signal_mappings').columns(['topic_id', 'id']).execute();
  await db.schema.createIndex('mappings_to_theme').on('signal_mappings').column('theme_id').execute();
  await db.schema.createIndex('mappings_by_person').on('signal_mappings').columns(['mapped_by', 'id']).execute();
}
