import type { Kysely } from 'kysely';
import { countFromZero, number, required, requiredOneOf, requiredTo, to } from '../../src/database/columns.ts';

export async function up(db: Kysely<never>) {
  await db.schema
    .createTable('people')
    .addColumn('id', 'integer', number(db))
    .addColumn('name', 'text', required)
    .addColumn('email', 'text', (column) => column.notNull().unique())
    .addColumn('department', 'text', required)
    .addColumn('time_zone', 'text', required)
    .addColumn('added_at', 'text', required)
    .addColumn('added_by', 'integer', to('people.id'))
    .addColumn('deactivated_at', 'text')
    .addColumn('deactivated_by', 'integer', to('people.id'))
    .addColumn('touched', 'integer', countFromZero)
    .execute();

  await db.schema
    .createTable('roles')
    .addColumn('person_id', 'integer', requiredTo('people.id'))
    .addColumn('role', 'text', requiredOneOf('role', ['leader', 'csr', 'owner', 'administrator']))
    .addPrimaryKeyConstraint('one_role_each', ['person_id', 'role'])
    .execute();

  await db.schema
    .createTable('sign_in_links')
    .addColumn('token_hash', 'text', (column) => column.primaryKey())
    .addColumn('person_id', 'integer', requiredTo('people.id'))
    .addColumn('issued_at', 'text', required)
    .addColumn('expires_at', 'text', required)
    .addColumn('used_at', 'text')
    .execute();
  await db.schema.createIndex('links_of_person').on('sign_in_links').column('person_id').execute();

  await db.schema
    .createTable('sign_in_requests')
    .addColumn('id', 'integer', number(db))
    .addColumn('email_hash', 'text', required)
    .addColumn('client_hash', 'text', required)
    .addColumn('at', 'text', required)
    .execute();
  await db.schema.createIndex('requests_by_email').on('sign_in_requests').columns(['email_hash', 'at']).execute();
  await db.schema.createIndex('requests_by_client').on('sign_in_requests').columns(['client_hash', 'at']).execute();

  await db.schema
    .createTable('sessions')
    .addColumn('id', 'integer', number(db))
    .addColumn('token_hash', 'text', (column) => column.notNull().unique())
    .addColumn('person_id', 'integer', requiredTo('people.id'))
    .addColumn('device', 'text', required)
    .addColumn('started_at', 'text', required)
    .addColumn('seen_at', 'text', required)
    .addColumn('ended_at', 'text')
    .execute();
  await db.schema.createIndex('sessions_of_person').on('sessions').columns(['person_id', 'ended_at']).execute();

  await db.schema
    .createTable('settings')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('value', 'text', required)
    .addColumn('changed_at', 'text', required)
    .addColumn('changed_by', 'integer', to('people.id'))
    .execute();

  await db.schema
    .createTable('events')
    .addColumn('id', 'integer', number(db))
    .addColumn('action', 'text', required)
    .addColumn('subject', 'text', required)
    .addColumn('subject_id', 'integer', required)
    .addColumn('actor_id', 'integer', to('people.id'))
    .addColumn('at', 'text', required)
    .addColumn('detail', 'text')
    .execute();
  await db.schema.createIndex('events_of_subject').on('events').columns(['subject', 'subject_id', 'id']).execute();
  await db.schema.createIndex('events_of_actor').on('events').columns(['actor_id', 'id']).execute();
}
