import type { Kysely } from 'kysely';
import { countFromZero, number, required, to } from '../../src/database/columns.ts';

export async function up(db: Kysely<never>) {
  await db.schema
    .createTable('notices')
    .addColumn('id', 'integer', number(db))
    .addColumn('cause', 'text', (column) => column.notNull().unique())
    .addColumn('person_id', 'integer', to('people.id'))
    .addColumn('recipient', 'text', required)
    .addColumn('subject', 'text', required)
    .addColumn('body', 'text', required)
    .addColumn('calendar', 'text')
    .addColumn('message_id', 'text', (column) => column.notNull().unique())
    .addColumn('created_at', 'text', required)
    .addColumn('due_at', 'text', required)
    .addColumn('leased_until', 'text')
    .addColumn('attempts', 'integer', countFromZero)
    .addColumn('last_problem', 'text')
    .addColumn('sent_at', 'text')
    .addColumn('given_up_at', 'text')
    .execute();
  await db.schema.createIndex('notices_due').on('notices').columns(['sent_at', 'given_up_at', 'due_at']).execute();
  await db.schema.createIndex('notices_of_person').on('notices').columns(['person_id', 'id']).execute();

  await db.schema
    .createTable('jobs')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('due_at', 'text', required)
    .addColumn('leased_until', 'text')
    .addColumn('last_finished_at', 'text')
    .addColumn('last_problem', 'text')
    .execute();
}
