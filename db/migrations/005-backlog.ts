import { type Kysely, sql } from 'kysely';
import { countFromZero, number, required, requiredOneOf, requiredTo, to } from '../../src/database/columns.ts';

const STATES = ['proposed', 'planned', 'testing', 'shipped', 'verified', 'declined', 'regressed'];

export async function up(db: Kysely<never>) {
  await db.schema
    .createTable('fixes')
    .addColumn('id', 'integer', number(db))
    .addColumn('title', 'text', required)
    .addColumn('state', 'text', requiredOneOf('state', STATES))
    .addColumn('owner_id', 'integer', to('people.id'))
    .addColumn('effort_days', 'double precision', (column) => column.check(sql`effort_days > 0`))
    .addColumn('will_change', 'text', required)
    .addColumn('could_worsen', 'text', required)
    .addColumn('how_tried', 'text', required)
    .addColumn('proposed_at', 'text', required)
    .addColumn('proposed_by', 'integer', to('people.id'))
    .addColumn('shipped_at', 'text')
    .addColumn('form_key', 'text', (column) => column.unique())
    .addColumn('touched', 'integer', countFromZero)
    .execute();
  await db.schema.createIndex('fixes_by_state').on('fixes').column('state').execute();
  await db.schema.createIndex('fixes_of_owner').on('fixes').column('owner_id').execute();

  await db.schema
    .createTable('fix_themes')
    .addColumn('fix_id', 'integer', requiredTo('fixes.id'))
    .addColumn('theme_id', 'integer', requiredTo('themes.id'))
    .addColumn('added_at', 'text', required)
    .addColumn('added_by', 'integer', to('people.id'))
    .addPrimaryKeyConstraint('answers_once', ['fix_id', 'theme_id'])
    .execute();
  await db.schema.createIndex('fixes_of_theme').on('fix_themes').column('theme_id').execute();

  await db.schema
    .createTable('contributions')
    .addColumn('id', 'integer', number(db))
    .addColumn('fix_id', 'integer', requiredTo('fixes.id'))
    .addColumn('department', 'text', required)
    .addColumn('person_id', 'integer', requiredTo('people.id'))
    .addColumn('part', 'text', required)
    .addColumn('due_on', 'text', required)
    .addColumn('done_at', 'text')
    .addColumn('done_by', 'integer', to('people.id'))
    .execute();
  await db.schema.createIndex('contributions_of_fix').on('contributions').column('fix_id').execute();
  await db.schema.createIndex('contributions_of_person').on('contributions').columns(['person_id', 'done_at']).execute();

  await db.schema
    .createTable('fix_steps')
    .addColumn('id', 'integer', number(db))
    .addColumn('fix_id', 'integer', requiredTo('fixes.id'))
    .addColumn('from_state', 'text')
    .addColumn('to_state', 'text', requiredOneOf('to_state', STATES))
    .addColumn('words', 'text', required)
    .addColumn('met_before', 'integer')
    .addColumn('calls_before', 'integer')
    .addColumn('met_since', 'integer')
    .addColumn('calls_since', 'integer')
    .addColumn('at', 'text', required)
    .addColumn('by_id', 'integer', to('people.id'))
    .execute();
  await db.schema.createIndex('steps_of_fix').on('fix_steps').columns(['fix_id', 'id']).execute();
}
