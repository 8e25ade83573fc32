import { logAdded } from '../../src/database/grouping-log.ts';
import type { Db } from '../../src/database/open.ts';
import type { NewQueue } from '../../src/queue/queue.ts';
import { queueStore } from '../../src/queue/store.ts';
import type { Mode } from '../../src/shifts/shift.ts';
import { NINE_AM } from './floor.ts';
import { ORDERS } from './orders.ts';

export const addQueue = (db: Db, given: Partial<NewQueue> = {}) => queueStore(db).add({ ...ORDERS, ...given }, null, NINE_AM);

export async function addTheme(db: Db, name: string): Promise<number> {
  const { id } = await db
    .insertInto('themes')
    .values({ name, addedAt: NINE_AM.toISOString() })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db.updateTable('themes').set({ rootId: id }).where('id', '=', id).execute();
  return id;
}

interface Sitting {
  queueId: number;
  leaderId: number;
  mode?: Mode;
  /** Calls the leader saw, and in how many of them (the first ones) they met the theme. */
  calls: number;
  met: number;
  themeId: number;
  secondsLost?: number;
  at?: string;
}

/** A shift that one leader sat, with its calls and what they met. */
export async function sit(
  db: Db,
  { queueId, leaderId, mode = 'shadow', calls, met, themeId, secondsLost = 40, at = '2026-02-23T10:00:00.000Z' }: Sitting,
) {
  const endsAt = new Date(Date.parse(at) + 2 * 3_600_000).toISOString();
  const row = { queueId, mode, startsAt: at, endsAt, signUpClosesAt: at, seats: 1, place: '', note: '', addedAt: at };
  const { id: shiftId } = await db.insertInto('shifts').values(row).returning('id').executeTakeFirstOrThrow();
  const callIds = [];
  for (let n = 0; n < calls; n++) {
    const call = { shiftId, personId: leaderId, clientKey: crypto.randomUUID(), startedAt: at, endedAt: endsAt };
    callIds.push((await db.insertInto('calls').values(call).returning('id').executeTakeFirstOrThrow()).id);
  }
  for (const callId of callIds.slice(0, met))
    await addReport(db, {
      source: 'leader',
      themeId,
      queueId,
      shiftId,
      callId,
      reporterId: leaderId,
      secondsLost,
      happenedAt: at,
    });
  return { shiftId, callIds };
}

interface Said {
  source: 'leader' | 'csr' | 'import';
  themeId?: number | null;
  queueId?: number | null;
  shiftId?: number;
  callId?: number;
  reporterId?: number | null;
  secondsLost?: number | null;
  timesPerWeek?: number | null;
  summary?: string;
  stage?: 'look up' | 'wait';
  happenedAt?: string;
}

export async function addReport(
  db: Db,
  { happenedAt = NINE_AM.toISOString(), summary = 'Order search is slow', ...said }: Said,
): Promise<number> {
  const report = {
    kind: 'friction' as const,
    summary,
    searchText: summary.toLowerCase(),
    happenedAt,
    reportedAt: happenedAt,
    ...said,
  };
  const { id } = await db.insertInto('reports').values(report).returning('id').executeTakeFirstOrThrow();
  const filing = { reportId: id, toId: said.themeId ?? null, how: 'sorted' as const, filedAt: happenedAt };
  if (said.themeId) await db.insertInto('filings').values(filing).execute();
  await db.transaction().execute((tx) => logAdded(tx, [id]));
  return id;
}
