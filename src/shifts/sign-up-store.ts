import { recordEvent } from '../database/events.ts';
import type { Db, Tx } from '../database/open.ts';
import { may, type Person } from '../people/person.ts';
import { commitmentsOf } from './commitment-store.ts';
import { readinessOf } from './ladder-store.ts';
import { countTaken, takeOff } from './line-store.ts';
import { type LockedShift, lockPeople, lockShift, lockShiftOf } from './lock-store.ts';
import { confirmed, waitlisted } from './notices.ts';
import { type Attendance, giveBack, type Marking, mark, type Return, type Seating, type SignUpState, seat } from './seating.ts';
import { tell, toldShift } from './told-store.ts';

export type SignUpStore = ReturnType<typeof signUpStore>;

export const signUpStore = (db: Db) => ({
  /** Undefined: there is no such shift. A refusal changes nothing. */
  signUp: (shiftId: number, person: Person, now: Date): Promise<Seating | undefined> =>
    db.transaction().execute(async (tx) => {
      const shift = await lockShift(tx, shiftId);
      if (!shift) return undefined;
      await lockPeople(tx, [person.id]);

      const seating = seat(shift, await countTaken(tx, shiftId), await candidate(tx, shift, person), now);
      if (seating.seated) await take(tx, shift, person, seating.state, now);
      return seating;
    }),

  /** Gives a seat or a place in line back: one’s own, or an owner’s word about somebody’s. Undefined: nothing of the actor’s. */
  cancel: (signUpId: number, actor: Person, now: Date): Promise<Return | undefined> =>
    db.transaction().execute(async (tx) => {
      const shift = await lockShiftOf(tx, signUpId);
      const signUp = shift && (await findSignUp(tx, signUpId));
      if (!signUp || (signUp.personId !== actor.id && !may.planShifts(actor))) return undefined;

      const answer = giveBack(shift, signUp.state, now);
      if (answer !== 'given back') return answer;
      await takeOff(tx, shift, signUp, actor, now);
      return answer;
    }),

  /** Said by an owner or a buddy of the shift once it has begun, and corrected by saying it again. Undefined: no such sign-up. */
  markAttendance: (signUpId: number, attendance: Attendance, actorId: number, now: Date): Promise<Marking | undefined> =>
    db.transaction().execute(async (tx) => {
      const shift = await lockShiftOf(tx, signUpId);
      const signUp = shift && (await findSignUp(tx, signUpId));
      if (!signUp) return undefined;

      const answer = mark(shift, signUp.state, attendance, now);
      if (answer !== 'marked') return answer;
      await change(tx, signUpId, attendance, actorId, now);
      await record(tx, attendance, shift.id, actorId, signUp.name, now);
      return answer;
    }),

  shiftOf: async (signUpId: number): Promise<number | undefined> =>
    (await db.selectFrom('signUps').where('id', '=', signUpId).select('shiftId').executeTakeFirst())?.shiftId,
});

async function candidate(tx: Tx, shift: LockedShift, person: Person) {
  const commitments = await commitmentsOf(tx, [person.id], shift.startsAt, shift.endsAt);
  return { leads: may.signUp(person), commitments, readiness: await readinessOf(tx, shift, person.id) };
}

/** Whoever comes back after cancelling goes to the end of the line; whoever gets a seat leaves it. */
async function take(tx: Tx, shift: LockedShift, person: Person, state: 'confirmed' | 'waitlisted', now: Date) {
  const { place } = await tx
    .selectFrom('signUps')
    .where('shiftId', '=', shift.id)
    .select((e) => e.fn.coalesce(e.fn.max('placeInLine'), e.lit(0)).as('place'))
    .executeTakeFirstOrThrow();
  const row = { state, placeInLine: place + 1, changedAt: now.toISOString(), changedBy: person.id };
  await tx
    .insertInto('signUps')
    .values({ shiftId: shift.id, personId: person.id, ...row })
    .onConflict((conflict) => conflict.columns(['shiftId', 'personId']).doUpdateSet(row))
    .execute();
  await record(tx, state, shift.id, person.id, null, now);

  const told = await toldShift(tx, shift);
  const letter =
    state === 'confirmed' ? confirmed(told, person, now) : waitlisted(told, person, await countWaiting(tx, shift.id));
  await tell(tx, state, told, letter, now);
}

async function countWaiting(tx: Tx, shiftId: number): Promise<number> {
  const { waiting } = await tx
    .selectFrom('signUps')
    .where('shiftId', '=', shiftId)
    .where('state', '=', 'waitlisted')
    .select((e) => e.fn.countAll<number>().as('waiting'))
    .executeTakeFirstOrThrow();
  return waiting;
}

const findSignUp = (tx: Tx, signUpId: number) =>
  tx
    .selectFrom('signUps')
    .innerJoin('people', 'people.id', 'signUps.personId')
    .where('signUps.id', '=', signUpId)
    .select(['signUps.id', 'personId', 'state', 'people.name'])
    .executeTakeFirst();

const change = (tx: Tx, signUpId: number, state: SignUpState, changedBy: number, now: Date) =>
  tx.updateTable('signUps').set({ state, changedAt: now.toISOString(), changedBy }).where('id', '=', signUpId).execute();

const record = (tx: Tx, what: SignUpState, shiftId: number, actorId: number, detail: string | null, now: Date) =>
  recordEvent(tx, { action: `sign-up.${what}`, subject: 'shift', subjectId: shiftId, actorId, detail }, now);
