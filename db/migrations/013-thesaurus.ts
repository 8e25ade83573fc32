import { type Kysely, sql } from 'kysely';
import { countFromZero, number, required, requiredOneOf, requiredTo, to } from '../../src/database/columns.ts';

const STANDINGS = ['on', 'off', 'removed'];
const CHANGES = ['added', 'changed', 'switched off', 'switched on', 'removed', 'undone'];

export async function up(db: Kysely<never>) {
  await db.schema
    .createTable('thesaurus_entries')
    .addColumn('id', 'integer', number(db))
    .addColumn('draft_key', 'text', (column) => column.unique())
    .addColumn('words', 'text', required)
    .addColumn('standing', 'text', requiredOneOf('standing', STANDINGS))
    .addColumn('touched', 'integer', countFromZero)
    .execute();

  await db.schema
    .createTable('thesaurus_changes')
    .addColumn('id', 'integer', number(db))
    .addColumn('entry_id', 'integer', requiredTo('thesaurus_entries.id'))
    .addColumn('what', 'text', requiredOneOf('what', CHANGES))
    .addColumn('words_before', 'text')
    .addColumn('standing_before', 'text')
    .addColumn('words', 'text', required)
    .addColumn('standing', 'text', requiredOneOf('standing', STANDINGS))
    .addColumn('undoes_id', 'integer', (column) => column.unique().references('thesaurus_changes.id'))
    .addColumn('changed_at', 'text', required)
    .addColumn('changed_by', 'integer', to('people.id'))
    .execute();
  await db.schema.createIndex('thesaurus_changes_of_entry').on('thesaurus_changes').columns(['entry_id', 'id']).execute();

  await db.schema
    .createTable('thesaurus_answers')
    .addColumn('id', 'integer', number(db))
    .addColumn('pair', 'text', required)
    .addColumn('answer', 'text', requiredOneOf('answer', ['no', 'entry']))
    .addColumn('words', 'text', required)
    .addColumn('said_at', 'text', required)
    .addColumn('said_by', 'integer', to('people.id'))
    .addColumn('undone_at', 'text')
    .addColumn('undone_by', 'integer', to('people.id'))
    .execute();
  await db.schema
    .createIndex('one_answer_a_pair')
    .on('thesaurus_answers')
    .column('pair')
    .unique()
    .where(sql.ref('undone_at'), 'is', null)
    .execute();
}
