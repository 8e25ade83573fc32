import { type Kysely, sql } from 'kysely';
import { atLeast, countFromZero, number, oneOf, required, requiredOneOf, requiredTo, to } from '../../src/database/columns.ts';

const MODES = ['listen', 'simulated', 'shadow', 'live'];
const STATES = ['confirmed', 'waitlisted', 'offered', 'cancelled', 'attended', 'missed', 'excused'];
const OUTCOMES = ['resolved', 'follow-up', 'transferred', 'abandoned', 'unresolved'];

export async function up(db: Kysely<never>) {
  await db.schema
    .createTable('shifts')
    .addColumn('id', 'integer', number(db))
    .addColumn('queue_id', 'integer', requiredTo('queues.id'))
    .addColumn('mode', 'text', requiredOneOf('mode', MODES))
    .addColumn('starts_at', 'text', required)
    .addColumn('ends_at', 'text', required)
    .addColumn('sign_up_closes_at', 'text', required)
    .addColumn('seats', 'integer', (column) => atLeast('seats', 1)(column.notNull()))
    .addColumn('place', 'text', required)
    .addColumn('note', 'text', required)
    .addColumn('added_at', 'text', required)
    .addColumn('added_by', 'integer', to('people.id'))
    .addColumn('form_key', 'text', (column) => column.unique())
    .addColumn('cancelled_at', 'text')
    .addColumn('cancelled_by', 'integer', to('people.id'))
    .addColumn('cancel_reason', 'text')
    .addColumn('touched', 'integer', countFromZero)
    .addCheckConstraint('ends_after_start', sql`ends_at > starts_at`)
    .execute();
  await db.schema.createIndex('shifts_by_start').on('shifts').columns(['starts_at', 'id']).execute();
  await db.schema.createIndex('shifts_of_queue').on('shifts').columns(['queue_id', 'starts_at']).execute();

  await db.schema
    .createTable('shift_buddies')
    .addColumn('shift_id', 'integer', requiredTo('shifts.id'))
    .addColumn('person_id', 'integer', requiredTo('people.id'))
    .addPrimaryKeyConstraint('one_buddy_each', ['shift_id', 'person_id'])
    .execute();
  await db.schema.createIndex('shifts_of_buddy').on('shift_buddies').column('person_id').execute();

  await db.schema
    .createTable('sign_ups')
    .addColumn('id', 'integer', number(db))
    .addColumn('shift_id', 'integer', requiredTo('shifts.id'))
    .addColumn('person_id', 'integer', requiredTo('people.id'))
    .addColumn('state', 'text', requiredOneOf('state', STATES))
    .addColumn('place_in_line', 'integer', required)
    .addColumn('changed_at', 'text', required)
    .addColumn('changed_by', 'integer', to('people.id'))
    .addUniqueConstraint('one_sign_up_each', ['shift_id', 'person_id'])
    .execute();
  await db.schema.createIndex('seats_of_shift').on('sign_ups').columns(['shift_id', 'state']).execute();
  await db.schema.createIndex('sign_ups_of_person').on('sign_ups').columns(['person_id', 'state']).execute();

  await db.schema
    .createTable('shift_pauses')
    .addColumn('id', 'integer', number(db))
    .addColumn('shift_id', 'integer', requiredTo('shifts.id'))
    .addColumn('reason', 'text', required)
    .addColumn('paused_at', 'text', required)
    .addColumn('paused_by', 'integer', requiredTo('people.id'))
    .addColumn('resumed_at', 'text')
    .addColumn('resumed_by', 'integer', to('people.id'))
    .execute();
  await db.schema.createIndex('pauses_of_shift').on('shift_pauses').column('shift_id').execute();

  await db.schema
    .createTable('calls')
    .addColumn('id', 'integer', number(db))
    .addColumn('shift_id', 'integer', requiredTo('shifts.id'))
    .addColumn('person_id', 'integer', requiredTo('people.id'))
    .addColumn('client_key', 'text', (column) => column.notNull().unique())
    .addColumn('started_at', 'text', required)
    .addColumn('ended_at', 'text')
    .addColumn('reason', 'text')
    .addColumn('outcome', 'text', oneOf('outcome', OUTCOMES))
    .addColumn('withdrawn_at', 'text')
    .execute();
  await db.schema.createIndex('calls_of_shift').on('calls').columns(['shift_id', 'person_id']).execute();
  await db.schema.createIndex('calls_of_person').on('calls').column('person_id').execute();
  await db.schema.createIndex('calls_by_start').on('calls').columns(['started_at', 'id']).execute();

  await db.schema
    .createTable('debriefs')
    .addColumn('shift_id', 'integer', requiredTo('shifts.id'))
    .addColumn('person_id', 'integer', requiredTo('people.id'))
    .addColumn('met', 'text', required)
    .addColumn('would_fix', 'text', required)
    .addColumn('tell_team', 'text', required)
    .addColumn('written_at', 'text', required)
    .addPrimaryKeyConstraint('one_debrief_each', ['shift_id', 'person_id'])
    .execute();
}
