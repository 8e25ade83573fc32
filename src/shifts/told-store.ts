import type { Tx } from '../database/open.ts';
import { queueNotice } from '../database/outbox.ts';
import type { LockedShift } from './lock-store.ts';
import type { Letter, Recipient, ToldShift } from './notices.ts';

const NOBODY = { name: 'Shadow Shift', email: 'shadow-shift@localhost' };

/** What a mail about this shift needs to know. */
export async function toldShift(tx: Tx, shift: LockedShift): Promise<ToldShift> {
  const queue = await tx
    .selectFrom('queues')
    .where('queues.id', '=', shift.queueId)
    .leftJoin('people', (join) => join.on('people.id', '=', shift.addedBy ?? 0))
    .select(['queues.name as queueName', 'queues.timeZone', 'people.name', 'people.email'])
    .executeTakeFirstOrThrow();
  const buddies = await hostsOf(tx, shift.id);
  return {
    ...shift,
    version: shift.touched,
    queueName: queue.queueName,
    timeZone: queue.timeZone,
    buddies: buddies.map(({ name }) => name),
    organizer: queue.name && queue.email ? { name: queue.name, email: queue.email } : NOBODY,
  };
}

export const hostsOf = (tx: Tx, shiftId: number): Promise<Recipient[]> =>
  tx
    .selectFrom('shiftBuddies')
    .innerJoin('people', 'people.id', 'shiftBuddies.personId')
    .where('shiftId', '=', shiftId)
    .where('people.deactivatedAt', 'is', null)
    .select(['people.id', 'people.name', 'people.email', 'people.timeZone'])
    .orderBy('people.name')
    .execute();

export const recipient = (tx: Tx, personId: number): Promise<Recipient> =>
  tx.selectFrom('people').where('id', '=', personId).select(['id', 'name', 'email', 'timeZone']).executeTakeFirstOrThrow();

/** One mail a change, kind and person: the version of the shift makes the cause unique. */
export const tell = (tx: Tx, kind: string, shift: ToldShift, letter: Letter, now: Date) =>
  queueNotice(tx, { ...letter, cause: `shift.${kind}:${shift.id}:${letter.personId}:${shift.version}` }, now);
