import type { Db } from '../../src/database/open.ts';
import type { Person } from '../../src/people/person.ts';
import type { Plan } from '../../src/shifts/plan.ts';
import { shiftStore } from '../../src/shifts/store.ts';
import { NINE_AM } from './floor.ts';

/** Orders, in London, without opening hours unless they are given. */
export async function addQueue(db: Db, given: Partial<{ name: string; timeZone: string }> = {}): Promise<number> {
  const { id } = await db
    .insertInto('queues')
    .values({
      name: 'Orders',
      timeZone: 'Europe/London',
      targetPercent: 80,
      targetSeconds: 20,
      callsPerWeek: 1_000,
      handleSeconds: 300,
      costPerHourMinor: 3_000,
      currency: 'GBP',
      addedAt: NINE_AM.toISOString(),
      addedBy: null,
      retiredAt: null,
      ...given,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export type PlanGiven = Partial<Plan> & { queueId: number };

/** Tuesday 3 March 2026, 14:00 to 16:00 in London; two seats; simulated, so that nobody needs to be ready or to host. */
export const planOf = (given: PlanGiven): Plan => ({
  mode: 'simulated',
  startsAt: '2026-03-03T14:00:00.000Z',
  endsAt: '2026-03-03T16:00:00.000Z',
  signUpClosesAt: given.startsAt ?? '2026-03-03T14:00:00.000Z',
  seats: 2,
  place: 'Desk 4',
  note: '',
  buddyIds: [],
  ...given,
});

export async function planShift(db: Db, given: PlanGiven, by: Person | null = null, now = NINE_AM): Promise<number> {
  const planned = await shiftStore(db).create([planOf(given)], by?.id ?? null, now);
  if (!planned.ok) throw new Error(`Not planned: ${planned.why.why}`);
  return planned.ids[0]!;
}

export const statesIn = async (db: Db, shiftId: number) => {
  const rows = await db
    .selectFrom('signUps')
    .innerJoin('people', 'people.id', 'signUps.personId')
    .where('shiftId', '=', shiftId)
    .select(['name', 'state'])
    .orderBy('placeInLine')
    .execute();
  return rows.map(({ name, state }) => `${name} ${state}`);
};

export const mailsTo = async (db: Db, person: Person) => {
  const rows = await db.selectFrom('notices').where('personId', '=', person.id).select('subject').orderBy('id').execute();
  return rows.map(({ subject }) => subject);
};
