import type { Db } from '../../src/database/open.ts';
import type { Person } from '../../src/people/person.ts';
import { queueStore } from '../../src/queue/store.ts';
import type { SignUpState } from '../../src/shifts/seating.ts';
import type { Mode } from '../../src/shifts/shift.ts';

const MINUTE = 60_000;

interface Floor {
  db: Db;
  now: () => Date;
  carmen: Person;
}

interface Wanted {
  mode?: Mode;
  queue?: string;
  /** Minutes from now. */
  startsIn?: number;
  lasts?: number;
  state?: SignUpState;
}

/** A shift beside Carmen in which `person` has a seat: by default one that began half an hour ago and lasts two hours. */
export async function seat(
  floor: Floor,
  person: Person,
  { mode = 'shadow', queue = 'Orders', startsIn = -30, lasts = 120, state = 'confirmed' }: Wanted = {},
) {
  const startsAt = new Date(floor.now().getTime() + startsIn * MINUTE).toISOString();
  const endsAt = new Date(Date.parse(startsAt) + lasts * MINUTE).toISOString();
  const queueId = await queueNamed(floor, queue);
  const { id } = await floor.db
    .insertInto('shifts')
    .values({ queueId, mode, startsAt, endsAt, signUpClosesAt: startsAt, seats: 3, place: 'Desk 4', note: '', addedAt: startsAt })
    .returning('id')
    .executeTakeFirstOrThrow();
  await floor.db.insertInto('shiftBuddies').values({ shiftId: id, personId: floor.carmen.id }).execute();
  await addSeat(floor, id, person, state);
  return { id, queueId, startsAt, endsAt };
}

export const addSeat = ({ db, now }: Floor, shiftId: number, person: Person, state: SignUpState = 'confirmed') =>
  db
    .insertInto('signUps')
    .values({ shiftId, personId: person.id, state, placeInLine: 1, changedAt: now().toISOString() })
    .execute();

export const pause = ({ db, now, carmen }: Floor, shiftId: number, reason = 'The queue is hot.') =>
  db.insertInto('shiftPauses').values({ shiftId, reason, pausedAt: now().toISOString(), pausedBy: carmen.id }).execute();

async function queueNamed({ db, now }: Floor, name: string): Promise<number> {
  const known = await db.selectFrom('queues').where('name', '=', name).select('id').executeTakeFirst();
  if (known) return known.id;
  const settings = { targetPercent: 80, targetSeconds: 20, callsPerWeek: 1200, handleSeconds: 300, costPerHourMinor: 4200 };
  const rest = { timeZone: 'Europe/London', currency: 'EUR', language: 'english' as const, hours: [], closedDays: [], rungs: [] };
  return queueStore(db).add({ name, ...settings, ...rest }, null, now());
}
