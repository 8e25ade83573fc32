import { fixStore } from '../../src/backlog/fix-store.ts';
import type { Db } from '../../src/database/open.ts';
import { randomFrom } from '../../src/demo/chance.ts';
import { personStore } from '../../src/people/person-store.ts';
import { sessionStore } from '../../src/people/session-store.ts';
import { queueStore } from '../../src/queue/store.ts';
import { ORDERS } from '../support/orders.ts';
import { type Made, reportRow, shiftRow, themeRow } from './rows.ts';

export interface Size {
  shifts: number;
  reports: number;
  themes: number;
  fixes: number;
}

export interface Organisation {
  /** Signs in somebody who is everything at once: leader, CSR, owner and administrator. */
  cookie: string;
  /** A shift that runs now, in which that somebody has a seat. */
  runningShiftId: number;
}

const BATCH = 500;
const LEADERS = 40;
const ROLES = ['leader', 'csr', 'owner', 'administrator'] as const;

/** An organisation of a given size, made row by row from a seed. */
export async function fillOrganisation(db: Db, size: Size, now: Date): Promise<Organisation> {
  const meId = await addPerson(db, 'Bench', ROLES, now);
  const leaderIds = [];
  for (let n = 0; n < LEADERS; n++) leaderIds.push(await addPerson(db, `Leader ${n}`, ['leader', 'csr'], now));
  const queueIds = [];
  for (const name of ['Orders', 'Delivery', 'Billing']) queueIds.push(await queueStore(db).add({ ...ORDERS, name }, null, now));
  const made: Made = { meId, leaderIds, queueIds, themeIds: [], calls: [], random: randomFrom(7), now };

  const shiftIds = await addShifts(db, size.shifts, made);
  made.calls = await addCalls(db, Math.min(4_000, size.reports), shiftIds, made);
  made.themeIds = await addThemes(db, size.themes, made);
  await insertAll(
    Array.from({ length: size.reports }, (_, n) => reportRow(n, made)),
    (rows) => db.insertInto('reports').values(rows).returning('id').execute(),
  );
  for (let n = 0; n < size.fixes; n++) {
    const fix = { title: `Mend ${n}`, effortDays: 1 + (n % 9), themeIds: [made.themeIds[n % made.themeIds.length]!] };
    await fixStore(db).propose(fix, meId, now);
  }
  return {
    cookie: `session=${await sessionStore(db).start(meId, 'Bench', now)}`,
    runningShiftId: await addRunningShift(db, made),
  };
}

function addPerson(db: Db, name: string, roles: readonly (typeof ROLES)[number][], now: Date) {
  const email = `${name.toLowerCase().replace(' ', '')}@example.com`;
  return personStore(db).add({ name, email, department: 'Care', timeZone: 'Europe/London', roles }, null, now);
}

async function addShifts(db: Db, count: number, made: Made): Promise<number[]> {
  const { leaderIds, now } = made;
  const shifts = Array.from({ length: count }, (_, n) => shiftRow(n, made));
  const ids = await insertAll(shifts, (rows) => db.insertInto('shifts').values(rows).returning('id').execute());
  const seats = ids.flatMap((shiftId) =>
    [0, 1].map((placeInLine) => ({
      shiftId,
      personId: leaderIds[(shiftId + placeInLine) % leaderIds.length]!,
      state: 'confirmed' as const,
      placeInLine,
      changedAt: now.toISOString(),
    })),
  );
  await insertAll(seats, (rows) => db.insertInto('signUps').values(rows).returning('id').execute());
  const buddies = ids.map((shiftId) => ({ shiftId, personId: leaderIds[shiftId % 7]! }));
  await insertAll(buddies, (rows) => db.insertInto('shiftBuddies').values(rows).returning('shiftId as id').execute());
  return ids;
}

async function addRunningShift(db: Db, made: Made): Promise<number> {
  const running = { ...shiftRow(1, made), ...during(made.now, -0.5, 1.5), mode: 'shadow' as const };
  const { id } = await db.insertInto('shifts').values(running).returning('id').executeTakeFirstOrThrow();
  const seat = { shiftId: id, personId: made.meId, state: 'confirmed' as const, placeInLine: 0, changedAt: running.addedAt };
  await db.insertInto('signUps').values(seat).execute();
  return id;
}

function during(now: Date, from: number, until: number) {
  const iso = (hours: number) => new Date(now.getTime() + hours * 3_600_000).toISOString();
  return { startsAt: iso(from), endsAt: iso(until), signUpClosesAt: iso(from) };
}

async function addCalls(db: Db, count: number, shiftIds: number[], { leaderIds, now, random }: Made): Promise<Made['calls']> {
  const observed = shiftIds.filter((_, n) => n % 2 && n % 3);
  const calls = Array.from({ length: count }, (_, n) => ({
    shiftId: observed[Math.floor(random() * observed.length)]!,
    personId: leaderIds[n % leaderIds.length]!,
    clientKey: `call-${n}`,
    startedAt: now.toISOString(),
    endedAt: now.toISOString(),
  }));
  const ids = await insertAll(calls, (rows) => db.insertInto('calls').values(rows).returning('id').execute());
  return calls.map(({ shiftId, personId }, n) => ({ id: ids[n]!, shiftId, personId }));
}

async function addThemes(db: Db, count: number, made: Made): Promise<number[]> {
  const themes = Array.from({ length: count }, (_, n) => themeRow(n, made));
  const ids = await insertAll(themes, (rows) => db.insertInto('themes').values(rows).returning('id').execute());
  await db
    .updateTable('themes')
    .set((e) => ({ rootId: e.ref('id') }))
    .execute();
  return ids;
}

async function insertAll<Row>(rows: Row[], insert: (rows: Row[]) => Promise<{ id: number }[]>): Promise<number[]> {
  const ids = [];
  for (let from = 0; from < rows.length; from += BATCH)
    ids.push(...(await insert(rows.slice(from, from + BATCH))).map((row) => row.id));
  return ids;
}
