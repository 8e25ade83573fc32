import { type Kysely, sql } from 'kysely';
import { required, requiredTo, to } from '../../src/database/columns.ts';

export async function up(db: Kysely<never>) {
  await db.schema.alterTable('filings').addColumn('belief', 'double precision').execute();
  await db.schema.createIndex('filings_believed').on('filings').column('id').where(sql.ref('belief'), 'is not', null).execute();
  await db.schema
    .createIndex('filings_by_gate_at')
    .on('filings')
    .column('filed_at')
    .where(sql.ref('made_by'), '=', sql.lit('gate'))
    .execute();

  await db.schema
    .createTable('filing_checks')
    .addColumn('filing_id', 'integer', (column) => column.primaryKey().references('filings.id'))
    .addColumn('checked_at', 'text', required)
    .addColumn('checked_by', 'integer', requiredTo('people.id'))
    .execute();
  await db.schema.createIndex('filing_checks_by').on('filing_checks').column('checked_by').execute();

  await db.schema
    .createTable('gate_holds')
    .addColumn('report_id', 'integer', (column) => column.primaryKey().references('reports.id'))
    .addColumn('theme_id', 'integer', to('themes.id'))
    .addColumn('held_at', 'text', required)
    .execute();
  await db.schema.createIndex('gate_holds_theme').on('gate_holds').column('theme_id').execute();
}
