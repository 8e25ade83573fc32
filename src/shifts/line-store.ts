import { recordEvent } from '../database/events.ts';
import type { Db, Tx } from '../database/open.ts';
import type { LockedShift } from './lock-store.ts';
import { givenBack, promoted, type Recipient, seatOpen } from './notices.ts';
import { type Actor, fill, HOLDERS, type SignUpState } from './seating.ts';
import { recipient, tell, toldShift } from './told-store.ts';

/** How many seats are held. */
export async function countTaken(tx: Db | Tx, shiftId: number): Promise<number> {
  const { taken } = await tx
    .selectFrom('signUps')
    .where('shiftId', '=', shiftId)
    .where('state', 'in', HOLDERS)
    .select((e) => e.fn.countAll<number>().as('taken'))
    .executeTakeFirstOrThrow();
  return taken;
}

/** Called when a seat may have become free: gives it to the first in line, or, near the start, tells everybody in line. */
export async function fillSeats(tx: Tx, shift: LockedShift, now: Date) {
  const line = await waiting(tx, shift.id);
  const people = new Map(line.map((person) => [person.id, person]));
  const filling = fill(shift, await countTaken(tx, shift.id), [...people.keys()], now);
  if (filling.personIds.length === 0) return;

  const told = await toldShift(tx, shift);
  for (const personId of filling.personIds) {
    const person = people.get(personId)!;
    if (filling.how === 'tell') await tell(tx, 'seat-open', told, seatOpen(told, person), now);
    else {
      await confirm(tx, shift.id, person, now);
      await tell(tx, 'promoted', told, promoted(told, person, now), now);
    }
  }
}

interface Place {
  id: number;
  personId: number;
  state: SignUpState;
  name: string;
}

/** Takes somebody, or the actor themselves, off a shift that is locked: they are told, and a seat goes on to the line. */
export async function takeOff(tx: Tx, shift: LockedShift, { id, personId, state, name }: Place, actor: Actor, now: Date) {
  const isOwn = personId === actor.id;
  await tx
    .updateTable('signUps')
    .set({ state: 'cancelled', changedAt: now.toISOString(), changedBy: actor.id })
    .where('id', '=', id)
    .execute();
  const event = { action: 'sign-up.cancelled', subject: 'shift', subjectId: shift.id, actorId: actor.id } as const;
  await recordEvent(tx, { ...event, detail: isOwn ? null : name }, now);
  const told = await toldShift(tx, shift);
  const letter = givenBack(told, await recipient(tx, personId), isOwn ? null : actor.name, now);
  await tell(tx, 'given-back', told, letter, now);
  if (state !== 'waitlisted') await fillSeats(tx, shift, now);
}

/** First come first; whoever has left, or leads no longer, is passed over. */
const waiting = (tx: Tx, shiftId: number): Promise<Recipient[]> =>
  tx
    .selectFrom('signUps')
    .innerJoin('people', 'people.id', 'signUps.personId')
    .innerJoin('roles', (join) => join.onRef('roles.personId', '=', 'people.id').on('roles.role', '=', 'leader'))
    .where('shiftId', '=', shiftId)
    .where('state', '=', 'waitlisted')
    .where('people.deactivatedAt', 'is', null)
    .orderBy('placeInLine')
    .select(['people.id', 'people.name', 'people.email', 'people.timeZone'])
    .execute();

async function confirm(tx: Tx, shiftId: number, person: Recipient, now: Date) {
  await tx
    .updateTable('signUps')
    .set({ state: 'confirmed', changedAt: now.toISOString(), changedBy: null })
    .where('shiftId', '=', shiftId)
    .where('personId', '=', person.id)
    .execute();
  const event = { action: 'sign-up.promoted', subject: 'shift', subjectId: shiftId, actorId: null, detail: person.name } as const;
  await recordEvent(tx, event, now);
}
