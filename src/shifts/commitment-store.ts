import { sql } from 'kysely';
import type { Db, Tx } from '../database/open.ts';
import type { Commitment } from './seating.ts';

export type CommitmentOf = Commitment & { personId: number };

const FAR = '9999';

/** What binds these people between two instants: seats, places in lines, and shifts they host; cancelled shifts bind nobody. */
export function commitmentsOf(db: Db | Tx, personIds: readonly number[], from: string, until = FAR): Promise<CommitmentOf[]> {
  if (personIds.length === 0) return Promise.resolve([]);
  const signedUp = db
    .selectFrom('signUps')
    .innerJoin('shifts', 'shifts.id', 'signUps.shiftId')
    .where('signUps.personId', 'in', personIds)
    .where('signUps.state', 'in', ['confirmed', 'waitlisted'])
    .where('shifts.cancelledAt', 'is', null)
    .where('shifts.endsAt', '>', from)
    .where('shifts.startsAt', '<', until)
    .select(['signUps.personId', 'shiftId', 'startsAt', 'endsAt', sql<Commitment['as']>`sign_ups.state`.as('as')]);
  const hosted = db
    .selectFrom('shiftBuddies')
    .innerJoin('shifts', 'shifts.id', 'shiftBuddies.shiftId')
    .where('shiftBuddies.personId', 'in', personIds)
    .where('shifts.cancelledAt', 'is', null)
    .where('shifts.endsAt', '>', from)
    .where('shifts.startsAt', '<', until)
    .select(['shiftBuddies.personId', 'shiftId', 'startsAt', 'endsAt', sql<Commitment['as']>`'buddy'`.as('as')]);
  return signedUp.unionAll(hosted).execute();
}
