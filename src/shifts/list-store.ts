import { expressionBuilder, sql } from 'kysely';
import type { Db } from '../database/open.ts';
import type { Tables } from '../database/tables.ts';
import { type Binding, type Listed, type ListQuery, mayTake, type Place } from './list.ts';
import { HOLDERS, type SignUpState } from './seating.ts';
import { LONGEST_HOURS } from './shift.ts';

export type ListStore = ReturnType<typeof listStore>;

const HOUR = 3_600_000;

/** Two queries for a page of shifts, one for what binds its reader, one for the queues to choose from: however many there are. */
export const listStore = (db: Db) => ({
  async listShifts(query: ListQuery, now: Date, limit: number): Promise<Listed[]> {
    const shifts = await listPage(db, query, now, limit);
    const ids = shifts.map(({ id }) => id);
    const buddies = new Map<number, string[]>(ids.map((id) => [id, []]));
    for (const { shiftId, name } of await listBuddies(db, ids)) buddies.get(shiftId)?.push(name);
    return shifts.map((shift) => ({ ...shift, buddies: buddies.get(shift.id) ?? [] }));
  },

  /** What binds this person from now on, and every shift they attended. */
  listBindings: (personId: number, now: Date): Promise<Binding[]> =>
    seatsOf(db, personId, now)
      .unionAll(hostedBy(db, personId, now))
      .execute(),

  listQueues: () => db.selectFrom('queues').where('retiredAt', 'is', null).select(['id', 'name']).orderBy('name').execute(),
});

function listPage(db: Db, { view, personId, seesAll, queueId, mode, after }: ListQuery, now: Date, limit: number) {
  const at = now.toISOString();
  const past = view === 'past';
  let shifts = withSeats(db, personId);
  shifts = past
    ? shifts.where('shifts.startsAt', '<', at).where('shifts.endsAt', '<=', at)
    : shifts
        .where('shifts.startsAt', '>', begunAtMost(now))
        .where('shifts.endsAt', '>', at)
        .where('shifts.cancelledAt', 'is', null);
  if (mayTake(view)) shifts = shifts.where('shifts.startsAt', '>', at).where('shifts.signUpClosesAt', '>', at);
  if (view === 'mine') shifts = shifts.where(sitsIn(personId));
  if (view === 'hosting') shifts = shifts.where(hosts(personId));
  if (past && !seesAll) shifts = shifts.where(of.or([sitsIn(personId), hosts(personId)]));
  if (queueId) shifts = shifts.where('shifts.queueId', '=', queueId);
  if (mode) shifts = shifts.where('shifts.mode', '=', mode);
  if (after) shifts = shifts.where(beyond(after, past ? '<' : '>'));
  const order = past ? 'desc' : 'asc';
  return shifts.orderBy('shifts.startsAt', order).orderBy('shifts.id', order).limit(limit).execute();
}

/** A shift lasts twelve hours at most, so whatever still runs began after this: the index on the start can use it. */
const begunAtMost = (now: Date) => new Date(now.getTime() - LONGEST_HOURS * HOUR - 1).toISOString();

const withSeats = (db: Db, personId: number) =>
  db
    .selectFrom('shifts')
    .innerJoin('queues', 'queues.id', 'shifts.queueId')
    .leftJoin('rungs', (join) => join.onRef('rungs.queueId', '=', 'shifts.queueId').onRef('rungs.mode', '=', 'shifts.mode'))
    .leftJoin('briefingsRead', (join) =>
      join
        .onRef('briefingsRead.queueId', '=', 'shifts.queueId')
        .onRef('briefingsRead.mode', '=', 'shifts.mode')
        .on('briefingsRead.personId', '=', personId),
    )
    .select([
      'shifts.id',
      'shifts.queueId',
      'shifts.mode',
      'startsAt',
      'endsAt',
      'signUpClosesAt',
      'seats',
      'place',
      'cancelledAt',
    ])
    .select(['queues.name as queueName', 'queues.timeZone', 'rungs.afterMode', 'briefingsRead.readAt'])
    .select(sql<number | null>`length(trim(rungs.briefing))`.as('briefingLength'))
    .select([seatsIn(HOLDERS).as('taken'), seatsIn(['waitlisted']).as('waiting')]);

const of = expressionBuilder<Tables, 'shifts'>();

const seatsIn = (states: readonly SignUpState[]) =>
  of
    .selectFrom('signUps')
    .whereRef('signUps.shiftId', '=', 'shifts.id')
    .where('signUps.state', 'in', states)
    .select((e) => e.fn.countAll<number>().as('count'))
    .$asScalar()
    .$notNull();

const sitsIn = (personId: number) =>
  of.exists(
    of
      .selectFrom('signUps')
      .whereRef('signUps.shiftId', '=', 'shifts.id')
      .where('signUps.personId', '=', personId)
      .where('signUps.state', '!=', 'cancelled')
      .select('signUps.id'),
  );

const hosts = (personId: number) =>
  of.exists(
    of
      .selectFrom('shiftBuddies')
      .whereRef('shiftBuddies.shiftId', '=', 'shifts.id')
      .where('shiftBuddies.personId', '=', personId)
      .select('shiftBuddies.personId'),
  );

const beyond = ({ startsAt, id }: Place, than: '<' | '>') =>
  of.or([of('shifts.startsAt', than, startsAt), of.and([of('shifts.startsAt', '=', startsAt), of('shifts.id', than, id)])]);

const listBuddies = async (db: Db, shiftIds: number[]) =>
  shiftIds.length === 0
    ? []
    : db
        .selectFrom('shiftBuddies')
        .innerJoin('people', 'people.id', 'shiftBuddies.personId')
        .where('shiftId', 'in', shiftIds)
        .select(['shiftId', 'people.name'])
        .orderBy('people.name')
        .execute();

const seatsOf = (db: Db, personId: number, now: Date) =>
  db
    .selectFrom('signUps')
    .innerJoin('shifts', 'shifts.id', 'signUps.shiftId')
    .where('signUps.personId', '=', personId)
    .where('shifts.cancelledAt', 'is', null)
    .where((e) =>
      e.or([
        e('signUps.state', '=', 'attended'),
        e.and([e('signUps.state', 'in', ['confirmed', 'waitlisted']), e('shifts.endsAt', '>', now.toISOString())]),
      ]),
    )
    .select(['shifts.id as shiftId', 'startsAt', 'endsAt', 'queueId', 'mode'])
    .select(sql<Binding['as']>`sign_ups.state`.as('as'));

const hostedBy = (db: Db, personId: number, now: Date) =>
  db
    .selectFrom('shiftBuddies')
    .innerJoin('shifts', 'shifts.id', 'shiftBuddies.shiftId')
    .where('shiftBuddies.personId', '=', personId)
    .where('shifts.cancelledAt', 'is', null)
    .where('shifts.endsAt', '>', now.toISOString())
    .select(['shifts.id as shiftId', 'startsAt', 'endsAt', 'queueId', 'mode'])
    .select(sql<Binding['as']>`'buddy'`.as('as'));
