import { recordEvent } from '../database/events.ts';
import type { Db, Tx } from '../database/open.ts';
import { commitmentsOf } from './commitment-store.ts';
import { keyOf, madeBefore } from './form-key-store.ts';
import { countTaken, fillSeats } from './line-store.ts';
import { type LockedShift, lockPeople, lockShift } from './lock-store.ts';
import { hosting, noLongerHosting, type Recipient, shiftCancelled, shiftMoved } from './notices.ts';
import { type Busy, mayChange, type Plan, type PlanRefusal, whoIsBusy } from './plan.ts';
import { HOLDERS } from './seating.ts';
import { hostsOf, tell, toldShift } from './told-store.ts';

export type ShiftStore = ReturnType<typeof shiftStore>;
export type Planned = { ok: true; ids: number[] } | { ok: false; why: PlanRefusal };

export const shiftStore = (db: Db) => ({
  /**
   * One shift or a series of them: all, or none and why. The same form saying the same again answers what it made and makes nothing;
   * said differently (one goes back, chooses another day and sends it once more) it is another plan.
   */
  create: (plans: readonly Plan[], actorId: number | null, now: Date, formKey?: string): Promise<Planned> =>
    db.transaction().execute(async (tx) => {
      const buddyIds = plans.flatMap((plan) => plan.buddyIds);
      await lockPeople(tx, actorId === null ? buddyIds : [...buddyIds, actorId]);
      const keys = plans.map((_plan, number) => (formKey ? keyOf(formKey, plans, number) : null));
      const made = await madeBefore(tx, keys);
      if (made.length) return { ok: true, ids: made };
      const why = await refused(tx, plans, buddyIds);
      if (why) return { ok: false, why };

      const ids: number[] = [];
      for (const [number, plan] of plans.entries()) ids.push(await insert(tx, { ...plan, formKey: keys[number]! }, actorId, now));
      return { ok: true, ids };
    }),

  /** Undefined: no such shift. Whoever is seated, waits or hosts is told when time, place or buddy change. */
  edit: (shiftId: number, plan: Plan, actorId: number, now: Date): Promise<Planned | undefined> =>
    db.transaction().execute(async (tx) => {
      const was = await lockShift(tx, shiftId);
      if (!was) return undefined;
      const [signedUp, hosts] = [await listSignedUp(tx, shiftId), await hostsOf(tx, shiftId)];
      const bound = [...signedUp.map(({ id }) => id), ...plan.buddyIds];
      await lockPeople(tx, [...bound, ...hosts.map(({ id }) => id)]);
      const taken = await countTaken(tx, shiftId);
      const why =
        mayChange(was, plan, { taken, signedUp: signedUp.length }, now) ??
        plan.buddyIds.flatMap((id) => signedUp.filter((person) => person.id === id)).map(hostsAndSits)[0] ??
        (await refused(tx, [plan], bound, shiftId));
      if (why) return { ok: false, why };

      await change(tx, was, plan, { signedUp, hosts }, actorId, now);
      return { ok: true, ids: [shiftId] };
    }),

  /** Everybody seated, waiting or hosting is told why. False when it was cancelled before or has begun. */
  cancel: (shiftId: number, reason: string, actorId: number, now: Date): Promise<boolean | undefined> =>
    db.transaction().execute(async (tx) => {
      const shift = await lockShift(tx, shiftId);
      if (!shift) return undefined;
      if (shift.cancelledAt || shift.startsAt <= now.toISOString()) return false;

      const told = await toldShift(tx, shift);
      const everybody = [...(await listSignedUp(tx, shiftId)), ...(await hostsOf(tx, shiftId))];
      for (const person of everybody) await tell(tx, 'cancelled', told, shiftCancelled(told, person, reason, now), now);
      const at = now.toISOString();
      await tx
        .updateTable('signUps')
        .set({ state: 'cancelled', changedAt: at, changedBy: actorId })
        .where('shiftId', '=', shiftId)
        .where('state', 'in', ['confirmed', 'waitlisted', 'offered'])
        .execute();
      await tx
        .updateTable('shifts')
        .set({ cancelledAt: at, cancelledBy: actorId, cancelReason: reason })
        .where('id', '=', shiftId)
        .execute();
      await record(tx, 'shift.cancelled', shiftId, actorId, reason, now);
      return true;
    }),
});

/** Nobody is at two places: not the buddies, not whoever is signed up when a shift moves. */
async function refused(tx: Tx, plans: readonly Plan[], personIds: number[], exceptShiftId = 0) {
  const everyBuddy = [...new Set(plans.flatMap((plan) => plan.buddyIds))];
  if (everyBuddy.length && (await countCsrs(tx, everyBuddy)) < everyBuddy.length) return { why: 'not a CSR' } as const;
  const from = plans.map((plan) => plan.startsAt).toSorted()[0]!;
  const until = plans
    .map((plan) => plan.endsAt)
    .toSorted()
    .at(-1)!;
  const others = (await commitmentsOf(tx, personIds, from, until)).filter(({ shiftId }) => shiftId !== exceptShiftId);
  const busy = plans.flatMap((plan) => whoIsBusy(plan, others));
  return busy.length ? ({ why: 'busy', busy: await named(tx, busy) } as const) : undefined;
}

async function insert(
  tx: Tx,
  { buddyIds, ...plan }: Plan & { formKey: string | null },
  actorId: number | null,
  now: Date,
): Promise<number> {
  const shift = await tx
    .insertInto('shifts')
    .values({ ...plan, addedAt: now.toISOString(), addedBy: actorId })
    .returningAll()
    .executeTakeFirstOrThrow();
  await setBuddies(tx, shift.id, buddyIds);
  await record(tx, 'shift.planned', shift.id, actorId, null, now);
  await tellHosts(tx, shift, [], now);
  return shift.id;
}

async function change(
  tx: Tx,
  was: LockedShift,
  { buddyIds, ...plan }: Plan,
  { signedUp, hosts }: { signedUp: SignedUp[]; hosts: Recipient[] },
  actorId: number,
  now: Date,
) {
  const before = await toldShift(tx, was);
  const shift = await tx.updateTable('shifts').set(plan).where('id', '=', was.id).returningAll().executeTakeFirstOrThrow();
  await setBuddies(tx, shift.id, buddyIds);
  const moved = was.startsAt !== plan.startsAt || was.endsAt !== plan.endsAt || was.place !== plan.place;
  await record(tx, moved ? 'shift.moved' : 'shift.changed', shift.id, actorId, null, now);
  await tellHosts(tx, shift, hosts, now, moved ? before : undefined);
  if (moved) {
    const told = await toldShift(tx, shift);
    for (const person of signedUp)
      await tell(tx, 'moved', told, shiftMoved(told, before, person, person.state !== 'waitlisted', now), now);
  }
  if (moved || plan.seats > was.seats) await fillSeats(tx, shift, now);
}

/** New buddies are invited, former ones uninvited, those who stay hear of a move. */
async function tellHosts(
  tx: Tx,
  shift: LockedShift,
  before: Recipient[],
  now: Date,
  was?: Awaited<ReturnType<typeof toldShift>>,
) {
  const told = await toldShift(tx, shift);
  const hosts = await hostsOf(tx, shift.id);
  const isIn = (people: Recipient[], person: Recipient) => people.some(({ id }) => id === person.id);
  for (const person of hosts) {
    if (!isIn(before, person)) await tell(tx, 'hosting', told, hosting(told, person, now), now);
    else if (was) await tell(tx, 'moved', told, shiftMoved(told, was, person, true, now), now);
  }
  for (const person of before)
    if (!isIn(hosts, person)) await tell(tx, 'not-hosting', told, noLongerHosting(told, person, now), now);
}

async function setBuddies(tx: Tx, shiftId: number, buddyIds: readonly number[]) {
  await tx.deleteFrom('shiftBuddies').where('shiftId', '=', shiftId).execute();
  const rows = [...new Set(buddyIds)].map((personId) => ({ shiftId, personId }));
  if (rows.length) await tx.insertInto('shiftBuddies').values(rows).execute();
}

type SignedUp = Awaited<ReturnType<typeof listSignedUp>>[number];

const listSignedUp = (tx: Tx, shiftId: number) =>
  tx
    .selectFrom('signUps')
    .innerJoin('people', 'people.id', 'signUps.personId')
    .where('shiftId', '=', shiftId)
    .where('state', 'in', [...HOLDERS, 'waitlisted'])
    .select(['people.id', 'people.name', 'people.email', 'people.timeZone', 'state'])
    .orderBy('people.name')
    .execute();

async function countCsrs(tx: Tx, personIds: number[]): Promise<number> {
  const { csrs } = await tx
    .selectFrom('roles')
    .innerJoin('people', 'people.id', 'roles.personId')
    .where('role', '=', 'csr')
    .where('personId', 'in', personIds)
    .where('people.deactivatedAt', 'is', null)
    .select((e) => e.fn.countAll<number>().as('csrs'))
    .executeTakeFirstOrThrow();
  return csrs;
}

async function named(tx: Tx, busy: Omit<Busy, 'name'>[]): Promise<Busy[]> {
  const ids = busy.map(({ personId }) => personId);
  const people = await tx.selectFrom('people').where('id', 'in', ids).select(['id', 'name']).execute();
  return busy.map((one) => ({ ...one, name: people.find(({ id }) => id === one.personId)?.name ?? 'Somebody' }));
}

const hostsAndSits = ({ name }: { name: string }): PlanRefusal => ({ why: 'sits in it', name });

const record = (tx: Tx, action: string, shiftId: number, actorId: number | null, detail: string | null, now: Date) =>
  recordEvent(tx, { action, subject: 'shift', subjectId: shiftId, actorId, detail }, now);
