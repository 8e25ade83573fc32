import { type CompiledQuery, sql } from 'kysely';
import { expect, test } from 'vitest';
import { onPostgres } from '../../src/database/columns.ts';
import type { Db } from '../../src/database/open.ts';
import { addressOf, readPlace, readQuery } from '../../src/shifts/list.ts';
import { listStore } from '../../src/shifts/list-store.ts';
import { NINE_AM, openFloor } from '../support/floor.ts';
import { addQueue, planShift } from '../support/planned.ts';

/** The same database, noting down every query it is asked. */
function listening(db: Db) {
  const asked: CompiledQuery[] = [];
  const executor = db.getExecutor();
  const { executeQuery } = executor;
  executor.executeQuery = ((query: CompiledQuery, ...rest: []) => {
    asked.push(query);
    return executeQuery.call(executor, query, ...rest);
  }) as typeof executeQuery;
  return asked;
}

test('a page of the list asks the same few questions however many shifts there are', async () => {
  const { db, asha, carmen } = await openFloor();
  const queueId = await addQueue(db);
  for (let n = 1; n <= 9; n++)
    await planShift(db, {
      queueId,
      startsAt: `2026-04-0${n}T10:00:00.000Z`,
      endsAt: `2026-04-0${n}T11:00:00.000Z`,
      buddyIds: [carmen.id],
    });
  const asked = listening(db);
  await listStore(db).listShifts(readQuery({}, asha), NINE_AM, 51);
  await listStore(db).listBindings(asha.id, NINE_AM);
  await listStore(db).listQueues();
  expect(asked).toHaveLength(4);
});

test('on SQLite, the list walks along an index and scans no table of people’s doings', async () => {
  const { db, asha } = await openFloor();
  if (onPostgres(db as never)) return;
  const asked = listening(db);
  await listStore(db).listShifts(readQuery({}, asha), NINE_AM, 51);
  await listStore(db).listBindings(asha.id, NINE_AM);
  const plans = [];
  for (const query of asked.slice(0, 2)) plans.push(...(await explain(db, query)));
  expect(plans.join('\n')).toContain('shifts_by_start');
  expect(plans.filter((step) => /SCAN (sign_ups|shift_buddies|shifts|people)\b/.test(step))).toEqual([]);
});

async function explain(db: Db, { sql: text, parameters }: CompiledQuery) {
  const parts = text.split('?');
  const query = sql.join(
    parts.map((part, n) => (n < parameters.length ? sql`${sql.raw(part)}${parameters[n]}` : sql.raw(part))),
    sql.raw(''),
  );
  const { rows } = await sql<{ detail: string }>`explain query plan ${query}`.execute(db);
  return rows.map(({ detail }) => detail);
}

test('an address carries the filters on, and the place in the list only when asked', async () => {
  const { asha } = await openFloor();
  const query = readQuery({ view: 'open', queue: '3', mode: 'live', after: '2026-03-03T14:00:00.000Z_12' }, asha);
  expect(addressOf(query)).toBe('/shifts?view=open&queue=3&mode=live');
  expect(query.after).toEqual({ startsAt: '2026-03-03T14:00:00.000Z', id: 12 });
  expect(readPlace("2026-03-03T14:00:00.000Z_1' or 1=1")).toBeUndefined();
});
