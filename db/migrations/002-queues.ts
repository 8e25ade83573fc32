import { type Kysely, sql } from 'kysely';
import { atLeast, countFromZero, number, oneOf, required, requiredOneOf, requiredTo, to } from '../../src/database/columns.ts';

const MODES = ['listen', 'simulated', 'shadow', 'live'];

export async function up(db: Kysely<never>) {
  await db.schema
    .createTable('queues')
    .addColumn('id', 'integer', number(db))
    .addColumn('name', 'text', (column) => column.notNull().unique())
    .addColumn('time_zone', 'text', required)
    .addColumn('target_percent', 'integer', (column) => column.notNull().check(sql`target_percent between 1 and 100`))
    .addColumn('target_seconds', 'integer', (column) => atLeast('target_seconds', 0)(column.notNull()))
    .addColumn('calls_per_week', 'integer', (column) => atLeast('calls_per_week', 0)(column.notNull()))
    .addColumn('handle_seconds', 'integer', (column) => atLeast('handle_seconds', 1)(column.notNull()))
    .addColumn('cost_per_hour_minor', 'integer', (column) => atLeast('cost_per_hour_minor', 0)(column.notNull()))
    .addColumn('currency', 'text', required)
    .addColumn('added_at', 'text', required)
    .addColumn('added_by', 'integer', to('people.id'))
    .addColumn('retired_at', 'text')
    .addColumn('touched', 'integer', countFromZero)
    .execute();

  await db.schema
    .createTable('opening_hours')
    .addColumn('queue_id', 'integer', requiredTo('queues.id'))
    .addColumn('weekday', 'integer', (column) => column.notNull().check(sql`weekday between 1 and 7`))
    .addColumn('opens_at', 'text', required)
    .addColumn('closes_at', 'text', required)
    .addPrimaryKeyConstraint('one_opening_a_day', ['queue_id', 'weekday'])
    .execute();

  await db.schema
    .createTable('closed_days')
    .addColumn('queue_id', 'integer', requiredTo('queues.id'))
    .addColumn('day', 'text', required)
    .addColumn('reason', 'text', required)
    .addPrimaryKeyConstraint('closed_once_a_day', ['queue_id', 'day'])
    .execute();

  await db.schema
    .createTable('rungs')
    .addColumn('queue_id', 'integer', requiredTo('queues.id'))
    .addColumn('mode', 'text', requiredOneOf('mode', MODES))
    .addColumn('briefing', 'text', required)
    .addColumn('after_mode', 'text', oneOf('after_mode', MODES))
    .addPrimaryKeyConstraint('one_rung_a_mode', ['queue_id', 'mode'])
    .execute();

  await db.schema
    .createTable('briefings_read')
    .addColumn('queue_id', 'integer', requiredTo('queues.id'))
    .addColumn('mode', 'text', requiredOneOf('mode', MODES))
    .addColumn('person_id', 'integer', requiredTo('people.id'))
    .addColumn('read_at', 'text', required)
    .addPrimaryKeyConstraint('read_once', ['person_id', 'queue_id', 'mode'])
    .execute();
}
