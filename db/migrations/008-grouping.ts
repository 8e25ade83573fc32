import { type Kysely, sql } from 'kysely';
import { number, oneOf, onPostgres, required, requiredOneOf, requiredTo, to } from '../../src/database/columns.ts';

const STEPS = [
  'added',
  'filed',
  'unfiled',
  'refused',
  'allowed',
  'apart',
  'together',
  'merged',
  'unmerged',
  'withdrawn',
  'restored',
  'thesaurus',
  'confirmed',
  'aside',
  'held',
  'embedded',
];

export async function up(db: Kysely<never>) {
  await db.schema
    .createTable('grouping_log')
    .addColumn('id', 'integer', (column) => column.primaryKey().check(sql`id = 1`))
    .addColumn('last', 'integer', required)
    .execute();
  await sql`insert into grouping_log (id, last) values (1, 0)`.execute(db);

  await db.schema
    .createTable('grouping_steps')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('kind', 'text', requiredOneOf('kind', STEPS))
    .addColumn('report_id', 'integer', to('reports.id'))
    .addColumn('theme_id', 'integer', to('themes.id'))
    .addColumn('other_id', 'integer', to('themes.id'))
    .addColumn('filed_by', 'text', oneOf('filed_by', ['human', 'gate', 'import']))
    .addColumn('detail', 'text')
    .execute();

  await db.schema
    .createTable('grouping_snapshots')
    .addColumn('id', 'integer', number(db))
    .addColumn('version', 'text', required)
    .addColumn('last_step', 'integer', required)
    .addColumn('started_at', 'text', required)
    .addColumn('finished_at', 'text')
    .execute();
  await db.schema
    .createTable('grouping_snapshot_parts')
    .addColumn('snapshot_id', 'integer', (column) => column.notNull().references('grouping_snapshots.id').onDelete('cascade'))
    .addColumn('part', 'integer', required)
    .addColumn('bytes', onPostgres(db) ? 'bytea' : 'blob', required)
    .addPrimaryKeyConstraint('one_part_each', ['snapshot_id', 'part'])
    .execute();

  await db.schema
    .createTable('kept_apart')
    .addColumn('id', 'integer', number(db))
    .addColumn('theme_id', 'integer', requiredTo('themes.id'))
    .addColumn('report_id', 'integer', to('reports.id'))
    .addColumn('other_id', 'integer', to('themes.id'))
    .addColumn('split_id', 'integer', to('splits.id'))
    .addColumn('said_at', 'text', required)
    .addColumn('said_by', 'integer', to('people.id'))
    .addColumn('undone_at', 'text')
    .addColumn('undone_by', 'integer', to('people.id'))
    .addCheckConstraint('of_a_report_or_a_theme', sql`(report_id is null) <> (other_id is null)`)
    .execute();
  await db.schema.createIndex('kept_apart_theme').on('kept_apart').column('theme_id').execute();
  await db.schema.createIndex('kept_apart_report').on('kept_apart').column('report_id').execute();
  await db.schema.createIndex('kept_apart_other').on('kept_apart').column('other_id').execute();
  await db.schema.createIndex('kept_apart_split').on('kept_apart').column('split_id').execute();

  await db.schema
    .alterTable('filings')
    .addColumn('made_by', 'text', (column) => column.notNull().defaultTo('human').check(sql`made_by in ('human', 'gate')`))
    .execute();
  await db.schema.alterTable('filings').addColumn('engine_version', 'text').execute();
  await db.schema.alterTable('filings').addColumn('reasons', 'text').execute();
  await db.schema
    .createIndex('filings_by_gate')
    .on('filings')
    .column('id')
    .where(sql.ref('made_by'), '=', sql.lit('gate'))
    .execute();

  await db.schema
    .alterTable('queues')
    .addColumn('language', 'text', (column) => column.notNull().defaultTo('english'))
    .execute();
}
