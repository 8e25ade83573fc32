import { type Kysely, sql } from 'kysely';
import { atLeast, countFromZero, number, required, requiredOneOf, requiredTo, to } from '../../src/database/columns.ts';

export async function up(db: Kysely<never>) {
  await widenQueues(db);
  await addHistory(db);
  await addStaffing(db);
  await addForecasts(db);
}

/** Until somebody says otherwise or enough callers have hung up, patience is the product's guess of two minutes. */
async function widenQueues(db: Kysely<never>) {
  const more: [string, Parameters<ReturnType<typeof db.schema.alterTable>['addColumn']>[2]][] = [
    ['patience_seconds', (column) => column.notNull().defaultTo(120).check(sql`patience_seconds between 1 and 86400`)],
    ['patience_set_by', to('people.id')],
    ['shrinkage_percent', (column) => column.notNull().defaultTo(0).check(sql`shrinkage_percent between 0 and 90`)],
  ];
  for (const [name, build] of more) await db.schema.alterTable('queues').addColumn(name, 'integer', build).execute();
  await db.schema.alterTable('queues').addColumn('interval_seconds', 'integer', atLeast('interval_seconds', 60)).execute();
  for (const name of ['holidays', 'forecast_problem'])
    await db.schema
      .alterTable('queues')
      .addColumn(name, 'text', (column) => column.notNull().defaultTo(''))
      .execute();
  await db.schema.alterTable('queues').addColumn('forecast_at', 'text').execute();
}

async function addHistory(db: Kysely<never>) {
  await db.schema
    .createTable('history_imports')
    .addColumn('import_id', 'integer', (column) => column.primaryKey().references('imports.id'))
    .addColumn('queue_id', 'integer', to('queues.id'))
    .addColumn('state', 'text', requiredOneOf('state', ['looked at', 'running', 'done', 'refused']))
    .addColumn('file', 'text', required)
    .addColumn('choice', 'text', required)
    .addColumn('started_at', 'text')
    .addColumn('lines_read', 'integer', countFromZero)
    .addColumn('outcome', 'text')
    .execute();

  await db.schema
    .createTable('history_parts')
    .addColumn('import_id', 'integer', requiredTo('imports.id'))
    .addColumn('queue_id', 'integer', requiredTo('queues.id'))
    .addColumn('intervals', 'integer', required)
    .addColumn('offered', 'bigint', required)
    .addColumn('first_at', 'text', required)
    .addColumn('last_at', 'text', required)
    .addPrimaryKeyConstraint('one_part_a_queue', ['import_id', 'queue_id'])
    .execute();
  await db.schema.createIndex('history_of_queue').on('history_parts').columns(['queue_id', 'import_id']).execute();

  await db.schema
    .createTable('intervals')
    .addColumn('queue_id', 'integer', requiredTo('queues.id'))
    .addColumn('starts_at', 'text', required)
    .addColumn('seconds', 'integer', (column) => atLeast('seconds', 60)(column.notNull()))
    .addColumn('offered', 'bigint', (column) => atLeast('offered', 0)(column.notNull()))
    .addColumn('answered', 'bigint')
    .addColumn('abandoned', 'bigint')
    .addColumn('answered_in_time', 'bigint')
    .addColumn('answered_wait_seconds', 'bigint')
    .addColumn('abandoned_wait_seconds', 'bigint')
    .addColumn('handle_seconds', 'bigint')
    .addColumn('import_id', 'integer', to('imports.id'))
    .addPrimaryKeyConstraint('one_interval_a_start', ['queue_id', 'starts_at'])
    .execute();

  await db.schema
    .createTable('named_events')
    .addColumn('id', 'integer', number(db))
    .addColumn('queue_id', 'integer', requiredTo('queues.id'))
    .addColumn('name', 'text', required)
    .addColumn('from_local', 'text', required)
    .addColumn('until_local', 'text', required)
    .addColumn('uplift', 'double precision')
    .addColumn('occasions', 'integer', countFromZero)
    .addColumn('added_at', 'text', required)
    .addColumn('added_by', 'integer', to('people.id'))
    .addColumn('removed_at', 'text')
    .addColumn('removed_by', 'integer', to('people.id'))
    .addCheckConstraint('event_ends_after_start', sql`until_local > from_local`)
    .execute();
  await db.schema.createIndex('events_of_queue').on('named_events').columns(['queue_id', 'from_local']).execute();
}

async function addStaffing(db: Kysely<never>) {
  await db.schema
    .createTable('staffed_intervals')
    .addColumn('queue_id', 'integer', requiredTo('queues.id'))
    .addColumn('starts_at', 'text', required)
    .addColumn('agents', 'integer', (column) => atLeast('agents', 0)(column.notNull()))
    .addColumn('import_id', 'integer', to('imports.id'))
    .addPrimaryKeyConstraint('staffed_once', ['queue_id', 'starts_at'])
    .execute();

  await db.schema
    .createTable('staffing_patterns')
    .addColumn('id', 'integer', number(db))
    .addColumn('queue_id', 'integer', requiredTo('queues.id'))
    .addColumn('weekday', 'integer', (column) => column.notNull().check(sql`weekday between 1 and 7`))
    .addColumn('from_clock', 'text', required)
    .addColumn('until_clock', 'text', required)
    .addColumn('agents', 'integer', (column) => atLeast('agents', 0)(column.notNull()))
    .addCheckConstraint('pattern_ends_after_start', sql`until_clock > from_clock`)
    .execute();
  await db.schema.createIndex('patterns_of_queue').on('staffing_patterns').column('queue_id').execute();
}

/** What is to come: kept when it has passed, so that a forecast can be held against what came. */
async function addForecasts(db: Kysely<never>) {
  let table = db.schema
    .createTable('forecasts')
    .addColumn('queue_id', 'integer', requiredTo('queues.id'))
    .addColumn('starts_at', 'text', required)
    .addColumn('seconds', 'integer', required)
    .addColumn('known_until', 'text', required);
  for (const name of ['calls', 'low', 'high'] as const)
    table = table.addColumn(name, 'double precision', required) as unknown as typeof table;
  for (const name of ['required', 'scheduled', 'staffed'] as const)
    table = table.addColumn(name, 'integer') as unknown as typeof table;
  for (const name of ['wait_now', 'hang_up_now', 'wait_with_more', 'hang_up_with_more', 'wait_saved', 'hang_ups_saved'] as const)
    table = table.addColumn(name, 'double precision') as unknown as typeof table;
  await table.addPrimaryKeyConstraint('one_forecast_a_start', ['queue_id', 'starts_at']).execute();
}
