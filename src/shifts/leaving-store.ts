import { recordEvent } from '../database/events.ts';
import type { Db, Tx } from '../database/open.ts';
import { takeOff } from './line-store.ts';
import { type LockedShift, lockShift } from './lock-store.ts';
import { noLongerHosting } from './notices.ts';
import type { Actor } from './seating.ts';
import { recipient, tell, toldShift } from './told-store.ts';

/** What somebody who left had in shifts ahead: seats and places in lines, and shifts they hosted. */
export interface Left {
  places: number;
  hosted: number;
}

export type LeavingStore = ReturnType<typeof leavingStore>;

const BOUND = ['confirmed', 'waitlisted', 'offered'] as const;

export const leavingStore = (db: Db) => {
  /** Gives back what this person has in every shift that has not begun, a transaction a shift. Twice is once. */
  const leaveAll = async (personId: number, by: number, now: Date): Promise<Left> => {
    const left = { places: 0, hosted: 0 };
    for (const shiftId of await listAhead(db, personId, now)) {
      const { seated, hosted } = await leave(db, shiftId, personId, by, now);
      left.places += Number(seated);
      left.hosted += Number(hosted);
    }
    return left;
  };

  return {
    leaveAll,

    /** The same for everybody who was deactivated: who signed up in that very moment, or left before this was done for them. */
    async leaveForGone(now: Date) {
      for (const { id, deactivatedBy } of await listGone(db, now)) await leaveAll(id, deactivatedBy ?? id, now);
    },
  };
};

const leave = (db: Db, shiftId: number, personId: number, by: number, now: Date) =>
  db.transaction().execute(async (tx) => {
    const shift = await lockShift(tx, shiftId);
    if (!shift || shift.cancelledAt || shift.startsAt <= now.toISOString()) return { seated: false, hosted: false };
    const actor = await tx.selectFrom('people').where('id', '=', by).select(['id', 'name']).executeTakeFirstOrThrow();
    const signUp = await findPlace(tx, shiftId, personId);
    if (signUp) await takeOff(tx, shift, signUp, actor, now);
    return { seated: signUp !== undefined, hosted: await stopHosting(tx, shift, personId, actor, now) };
  });

const findPlace = (tx: Tx, shiftId: number, personId: number) =>
  tx
    .selectFrom('signUps')
    .innerJoin('people', 'people.id', 'signUps.personId')
    .where('shiftId', '=', shiftId)
    .where('personId', '=', personId)
    .where('state', 'in', BOUND)
    .select(['signUps.id', 'personId', 'state', 'people.name'])
    .executeTakeFirst();

async function stopHosting(tx: Tx, shift: LockedShift, personId: number, actor: Actor, now: Date) {
  const gone = await tx
    .deleteFrom('shiftBuddies')
    .where('shiftId', '=', shift.id)
    .where('personId', '=', personId)
    .executeTakeFirst();
  if (gone.numDeletedRows === 0n) return false;
  const person = await recipient(tx, personId);
  const event = {
    action: 'shift.lost-buddy',
    subject: 'shift',
    subjectId: shift.id,
    actorId: actor.id,
    detail: person.name,
  } as const;
  await recordEvent(tx, event, now);
  const told = await toldShift(tx, shift);
  await tell(tx, 'not-hosting', told, noLongerHosting(told, person, now), now);
  return true;
}

/** In the order of their numbers. */
async function listAhead(db: Db, personId: number, now: Date): Promise<number[]> {
  const seated = ahead(db, now)
    .innerJoin('signUps', 'signUps.shiftId', 'shifts.id')
    .where('signUps.personId', '=', personId)
    .where('signUps.state', 'in', BOUND)
    .select('shifts.id');
  const hosted = ahead(db, now)
    .innerJoin('shiftBuddies', 'shiftBuddies.shiftId', 'shifts.id')
    .where('shiftBuddies.personId', '=', personId)
    .select('shifts.id');
  const rows = await seated.union(hosted).orderBy('id').execute();
  return rows.map(({ id }) => id);
}

function listGone(db: Db, now: Date) {
  const seated = ahead(db, now)
    .innerJoin('signUps', 'signUps.shiftId', 'shifts.id')
    .innerJoin('people', 'people.id', 'signUps.personId')
    .where('signUps.state', 'in', BOUND)
    .where('people.deactivatedAt', 'is not', null)
    .select(['people.id', 'people.deactivatedBy']);
  const hosting = ahead(db, now)
    .innerJoin('shiftBuddies', 'shiftBuddies.shiftId', 'shifts.id')
    .innerJoin('people', 'people.id', 'shiftBuddies.personId')
    .where('people.deactivatedAt', 'is not', null)
    .select(['people.id', 'people.deactivatedBy']);
  return seated.union(hosting).execute();
}

const ahead = (db: Db, now: Date) =>
  db.selectFrom('shifts').where('shifts.startsAt', '>', now.toISOString()).where('shifts.cancelledAt', 'is', null);
