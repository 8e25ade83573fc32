import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Db } from '../../src/database/open.ts';
import type { Person } from '../../src/people/person.ts';
import { overlap } from '../../src/shifts/shift.ts';
import { signUpStore } from '../../src/shifts/sign-up-store.ts';
import { shiftStore } from '../../src/shifts/store.ts';
import { hire, NINE_AM, openFloor } from '../support/floor.ts';
import { addQueue, planOf, planShift } from '../support/planned.ts';

/** Two that overlap and one apart; the first begins 24 hours on, so that the steps cross the 12-hour line and the start. */
const TIMES = [
  { startsAt: '2026-03-03T09:00:00.000Z', endsAt: '2026-03-03T11:00:00.000Z' },
  { startsAt: '2026-03-03T10:00:00.000Z', endsAt: '2026-03-03T12:00:00.000Z' },
  { startsAt: '2026-03-04T10:00:00.000Z', endsAt: '2026-03-04T12:00:00.000Z' },
];

const step = fc.record({
  what: fc.constantFrom('sign up', 'sign up', 'sign up', 'give back', 'give back', 'attendance', 'seats', 'cancel shift'),
  who: fc.nat(4),
  shift: fc.nat(2),
  number: fc.integer({ min: 1, max: 3 }),
  hoursLater: fc.constantFrom(0, 0, 0, 0, 1, 5),
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

const runs = process.env.TEST_DATABASE_URL ? 8 : 60;

test('no order of sign-ups, cancellations, attendance and changes by anybody breaks a rule', async () => {
  const floor = await openFloor();
  const leaders = [floor.asha, floor.ben];
  for (const name of ['Cleo', 'Dan', 'Eve']) leaders.push(await hire(floor.db, { name, roles: ['leader'] }));
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), (steps) => play(floor.db, leaders, floor.priya, steps)),
    { numRuns: runs },
  );
});

async function play(db: Db, leaders: Person[], owner: Person, steps: Step[]) {
  for (const table of ['notices', 'events', 'signUps', 'shiftBuddies', 'shifts', 'queues'] as const)
    await db.deleteFrom(table).execute();
  const queueId = await addQueue(db);
  const shiftIds = [];
  for (const times of TIMES) shiftIds.push(await planShift(db, { queueId, seats: 1, ...times }));
  let now = NINE_AM;
  for (const one of steps) {
    now = new Date(now.getTime() + one.hoursLater * 3_600_000);
    await act(db, { ...one, person: leaders[one.who]!, shiftId: shiftIds[one.shift]!, owner, queueId }, now);
    await check(db, shiftIds, now);
  }
}

type Act = Step & { person: Person; owner: Person; shiftId: number; queueId: number };

async function act(db: Db, { what, who, shift, person, owner, shiftId, queueId, number }: Act, now: Date) {
  const signUps = signUpStore(db);
  const mine = await db
    .selectFrom('signUps')
    .where('shiftId', '=', shiftId)
    .where('personId', '=', person.id)
    .select('id')
    .executeTakeFirst();
  if (what === 'sign up') await signUps.signUp(shiftId, person, now);
  if (what === 'give back' && mine) await signUps.cancel(mine.id, who % 2 ? person : owner, now);
  if (what === 'attendance' && mine) await signUps.markAttendance(mine.id, 'missed', owner.id, now);
  if (what === 'cancel shift' && number === 1) await shiftStore(db).cancel(shiftId, 'Too few', owner.id, now);
  if (what === 'seats') await shiftStore(db).edit(shiftId, planOf({ queueId, ...TIMES[shift], seats: number }), owner.id, now);
}

async function check(db: Db, shiftIds: number[], now: Date) {
  const rows = await db
    .selectFrom('signUps')
    .innerJoin('shifts', 'shifts.id', 'signUps.shiftId')
    .selectAll('signUps')
    .select(['seats', 'startsAt', 'endsAt', 'cancelledAt'])
    .execute();
  for (const id of shiftIds) {
    const here = rows.filter(({ shiftId }) => shiftId === id);
    const held = here.filter(({ state }) => state !== 'waitlisted' && state !== 'cancelled');
    const waiting = here.filter(({ state }) => state === 'waitlisted');
    const [shift] = here;
    expect(held.length).toBeLessThanOrEqual(shift?.seats ?? 0);
    expect(new Set(here.map(({ personId }) => personId)).size).toBe(here.length);
    expect(new Set(here.map(({ placeInLine }) => placeInLine)).size).toBe(here.length);
    const early = shift && Date.parse(shift.startsAt) - now.getTime() >= 12 * 3_600_000;
    if (early && waiting.length) expect(held.length, 'nobody waits beside a free seat').toBe(shift.seats);
    if (shift?.cancelledAt) expect(held.length + waiting.length, 'a cancelled shift holds nobody').toBe(0);
  }
  const confirmed = rows.filter(({ state }) => state === 'confirmed');
  for (const one of confirmed)
    for (const other of confirmed)
      if (one.id !== other.id && one.personId === other.personId) expect(overlap(one, other)).toBe(false);
}

test('the line is first come, first served, whatever happens before the 12-hour line', async () => {
  const { db, asha, ben, priya } = await openFloor();
  const queueId = await addQueue(db);
  const leaders = [asha, ben];
  for (const name of ['Cleo', 'Dan', 'Eve']) leaders.push(await hire(db, { name, roles: ['leader'] }));
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.boolean(), fc.nat(4)), { maxLength: 25 }), async (steps) => {
      for (const table of ['signUps', 'shifts'] as const) await db.deleteFrom(table).execute();
      const shiftId = await planShift(db, { queueId, seats: 2 });
      const expected: string[] = [];
      for (const [comes, who] of steps) {
        const { name } = leaders[who]!;
        const mine = await db.selectFrom('signUps').where('personId', '=', leaders[who]!.id).select('id').executeTakeFirst();
        if (comes) await signUpStore(db).signUp(shiftId, leaders[who]!, NINE_AM);
        else if (mine) await signUpStore(db).cancel(mine.id, priya, NINE_AM);
        if (comes && !expected.includes(name)) expected.push(name);
        if (!comes && expected.includes(name)) expected.splice(expected.indexOf(name), 1);
      }
      expect(await inOrder(db)).toEqual(expected.map((name, place) => `${name} ${place < 2 ? 'confirmed' : 'waitlisted'}`));
    }),
    { numRuns: runs },
  );
});

async function inOrder(db: Db) {
  const rows = await db
    .selectFrom('signUps')
    .innerJoin('people', 'people.id', 'personId')
    .where('state', '!=', 'cancelled')
    .select(['name', 'state'])
    .orderBy('placeInLine')
    .execute();
  return rows.map(({ name, state }) => `${name} ${state}`);
}
