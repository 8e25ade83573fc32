import { type Kysely, sql } from 'kysely';
import { atLeast, countFromZero, number, oneOf, required, requiredOneOf, requiredTo, to } from '../../src/database/columns.ts';

const STAGES = [
  'find',
  'contact',
  'wait',
  'identify',
  'explain',
  'look up',
  'decide',
  'resolve',
  'schedule',
  'deliver',
  'follow up',
];
const LAYERS = ['people', 'process', 'policy', 'technology', 'data'];

export async function up(db: Kysely<never>) {
  await db.schema
    .createTable('themes')
    .addColumn('id', 'integer', number(db))
    .addColumn('name', 'text', required)
    .addColumn('layer', 'text', oneOf('layer', LAYERS))
    .addColumn('root_id', 'integer', to('themes.id'))
    .addColumn('added_at', 'text', required)
    .addColumn('added_by', 'integer', to('people.id'))
    .addColumn('touched', 'integer', countFromZero)
    .execute();
  await db.schema.createIndex('themes_by_root').on('themes').column('root_id').execute();

  await db.schema
    .createTable('merges')
    .addColumn('id', 'integer', number(db))
    .addColumn('theme_id', 'integer', requiredTo('themes.id'))
    .addColumn('into_id', 'integer', requiredTo('themes.id'))
    .addColumn('merged_at', 'text', required)
    .addColumn('merged_by', 'integer', to('people.id'))
    .addColumn('undone_at', 'text')
    .addColumn('undone_by', 'integer', to('people.id'))
    .addCheckConstraint('not_into_itself', sql`theme_id <> into_id`)
    .execute();
  await db.schema
    .createIndex('merged_once')
    .on('merges')
    .column('theme_id')
    .unique()
    .where('undone_at' as never, 'is', null)
    .execute();
  await db.schema.createIndex('merges_into').on('merges').column('into_id').execute();

  await db.schema
    .createTable('splits')
    .addColumn('id', 'integer', number(db))
    .addColumn('from_id', 'integer', requiredTo('themes.id'))
    .addColumn('new_id', 'integer', requiredTo('themes.id'))
    .addColumn('split_at', 'text', required)
    .addColumn('split_by', 'integer', to('people.id'))
    .addColumn('undone_at', 'text')
    .addColumn('undone_by', 'integer', to('people.id'))
    .execute();
  await db.schema.createIndex('splits_from').on('splits').column('from_id').execute();
  await db.schema.createIndex('splits_new').on('splits').column('new_id').execute();

  await db.schema
    .createTable('imports')
    .addColumn('id', 'integer', number(db))
    .addColumn('kind', 'text', requiredOneOf('kind', ['people', 'reports', 'history', 'staffing', 'signals']))
    .addColumn('file_name', 'text', required)
    .addColumn('imported_at', 'text', required)
    .addColumn('imported_by', 'integer', to('people.id'))
    .addColumn('taken', 'integer', countFromZero)
    .addColumn('doubled', 'integer', countFromZero)
    .addColumn('refused', 'integer', countFromZero)
    .addColumn('finished_at', 'text')
    .addColumn('undone_at', 'text')
    .addColumn('undone_by', 'integer', to('people.id'))
    .execute();

  await db.schema
    .createTable('import_refusals')
    .addColumn('import_id', 'integer', requiredTo('imports.id'))
    .addColumn('line', 'integer', required)
    .addColumn('reason', 'text', required)
    .addPrimaryKeyConstraint('one_refusal_a_line', ['import_id', 'line'])
    .execute();

  await db.schema
    .createTable('reports')
    .addColumn('id', 'integer', number(db))
    .addColumn('kind', 'text', requiredOneOf('kind', ['friction', 'delight']))
    .addColumn('source', 'text', requiredOneOf('source', ['leader', 'csr', 'import']))
    .addColumn('summary', 'text', required)
    .addColumn('search_text', 'text', required)
    .addColumn('customer_words', 'text')
    .addColumn('stage', 'text', oneOf('stage', STAGES))
    .addColumn('layer', 'text', oneOf('layer', LAYERS))
    .addColumn('tool', 'text')
    .addColumn('seconds_lost', 'integer', atLeast('seconds_lost', 0))
    .addColumn('seconds_measured', 'integer', countFromZero)
    .addColumn('severity', 'integer', (column) => column.check(sql`severity between 1 and 3`))
    .addColumn('times_per_week', 'integer', atLeast('times_per_week', 0))
    .addColumn('queue_id', 'integer', to('queues.id'))
    .addColumn('shift_id', 'integer', to('shifts.id'))
    .addColumn('call_id', 'integer', to('calls.id'))
    .addColumn('reporter_id', 'integer', to('people.id'))
    .addColumn('reporter_name', 'text')
    .addColumn('receipt_hash', 'text', (column) => column.unique())
    .addColumn('client_key', 'text', (column) => column.unique())
    .addColumn('import_id', 'integer', to('imports.id'))
    .addColumn('happened_at', 'text', required)
    .addColumn('reported_at', 'text', required)
    .addColumn('theme_id', 'integer', to('themes.id'))
    .addColumn('filed_at', 'text')
    .addColumn('filed_by', 'integer', to('people.id'))
    .addColumn('set_aside_at', 'text')
    .addColumn('withdrawn_at', 'text')
    .execute();
  await db.schema.createIndex('reports_of_theme').on('reports').columns(['theme_id', 'id']).execute();
  await db.schema
    .createIndex('reports_unsorted')
    .on('reports')
    .columns(['source', 'id'])
    .where(sql.ref('theme_id'), 'is', null)
    .where(sql.ref('set_aside_at'), 'is', null)
    .where(sql.ref('withdrawn_at'), 'is', null)
    .execute();
  await db.schema
    .createIndex('nameless_taken_back')
    .on('reports')
    .column('receipt_hash')
    .where(sql.ref('withdrawn_at'), 'is not', null)
    .execute();
  await db.schema.createIndex('reports_by_time').on('reports').columns(['happened_at', 'id']).execute();
  await db.schema.createIndex('reports_of_reporter').on('reports').columns(['reporter_id', 'id']).execute();
  await db.schema.createIndex('reports_of_shift').on('reports').column('shift_id').execute();
  await db.schema.createIndex('reports_of_call').on('reports').column('call_id').execute();
  await db.schema.createIndex('reports_of_queue').on('reports').column('queue_id').execute();
  await db.schema.createIndex('reports_of_import').on('reports').column('import_id').execute();

  await db.schema
    .createTable('filings')
    .addColumn('id', 'integer', number(db))
    .addColumn('report_id', 'integer', requiredTo('reports.id'))
    .addColumn('from_id', 'integer', to('themes.id'))
    .addColumn('to_id', 'integer', to('themes.id'))
    .addColumn('how', 'text', requiredOneOf('how', ['sorted', 'joined', 'split', 'undone']))
    .addColumn('split_id', 'integer', to('splits.id'))
    .addColumn('batch_id', 'integer', to('filings.id'))
    .addColumn('undoes_id', 'integer', (column) => column.unique().references('filings.id'))
    .addColumn('filed_at', 'text', required)
    .addColumn('filed_by', 'integer', to('people.id'))
    .execute();
  await db.schema.createIndex('filings_of_report').on('filings').columns(['report_id', 'id']).execute();
  await db.schema.createIndex('filings_of_batch').on('filings').column('batch_id').execute();
  await db.schema.createIndex('filings_by_person').on('filings').columns(['filed_by', 'id']).execute();
  await db.schema.createIndex('filings_of_split').on('filings').column('split_id').execute();

  await db.schema
    .createTable('me_toos')
    .addColumn('id', 'integer', number(db))
    .addColumn('theme_id', 'integer', requiredTo('themes.id'))
    .addColumn('person_id', 'integer', requiredTo('people.id'))
    .addColumn('queue_id', 'integer', to('queues.id'))
    .addColumn('seconds_lost', 'integer', atLeast('seconds_lost', 0))
    .addColumn('times_per_week', 'integer', atLeast('times_per_week', 0))
    .addColumn('said_at', 'text', required)
    .addColumn('withdrawn_at', 'text')
    .addUniqueConstraint('one_me_too_each', ['theme_id', 'person_id'])
    .execute();
  await db.schema.createIndex('me_toos_of_person').on('me_toos').column('person_id').execute();

  await db.schema
    .createTable('anonymous_allowances')
    .addColumn('key_hash', 'text', (column) => column.primaryKey())
    .addColumn('day', 'text', required)
    .addColumn('used', 'integer', countFromZero)
    .execute();
}
