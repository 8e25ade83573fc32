import type { Kysely } from 'kysely';
import { onPostgres, required } from '../../src/database/columns.ts';

export async function up(db: Kysely<never>) {
  await db.schema
    .createTable('report_vectors')
    .addColumn('report_id', 'integer', (column) => column.primaryKey().references('reports.id').onDelete('cascade'))
    .addColumn('model', 'text', required)
    .addColumn('vector', onPostgres(db) ? 'bytea' : 'blob', required)
    .execute();
}
