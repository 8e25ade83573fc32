import { expressionBuilder, sql } from 'kysely';
import { compiledOnce } from '../database/compiled.ts';
import type { Db } from '../database/open.ts';
import type { Tables } from '../database/tables.ts';
import { type Binding, type Listed, type ListQuery, mayTake, type Place, type View } from './list.ts';
import { HOLDERS, type SignUpState } from './seating.ts';
import { LONGEST_HOURS, type Mode } from './shift.ts';

export type ListStore = ReturnType<typeof listStore>;

const HOUR = 3_600_000;

/** Two queries for a page of shifts, one for what binds its reader, one for the queues to choose from: however many there are. */
export const listStore = (db: Db) => {
  const listPage = compiledOnce(db, (values: PageValues, shape: PageShape) => pageOf(db, values, shape));
  const buddiesOf = compiledOnce(db, (ids: Record<string, number>, count: number) => buddies(db, ids, count));
  const bindingsOf = compiledOnce(db, ({ personId, at }: { personId: number; at: string }) =>
    seatsOf(db, personId, at).unionAll(hostedBy(db, personId, at)),
  );
  const queues = compiledOnce(db, () =>
    db.selectFrom('queues').where('retiredAt', 'is', null).select(['id', 'name']).orderBy('name'),
  );

  return {
    async listShifts(query: ListQuery, now: Date, limit: number): Promise<Listed[]> {
      const shifts = await listPage(...asked(query, now, limit));
      const ids = shifts.map(({ id }) => id);
      const named = new Map<number, string[]>(ids.map((id) => [id, []]));
      const found = ids.length ? await buddiesOf(Object.fromEntries(ids.entries()), ids.length) : [];
      for (const { shiftId, name } of found) named.get(shiftId)?.push(name);
      return shifts.map((shift) => ({ ...shift, buddies: named.get(shift.id) ?? [] }));
    },

    /** What binds this person from now on, and every shift they attended. */
    listBindings: (personId: number, now: Date): Promise<Binding[]> => bindingsOf({ personId, at: now.toISOString() }),

    listQueues: () => queues({}),
  };
};

interface PageValues {
  personId: number;
  at: string;
  begunAfter: string;
  queueId: number;
  mode: Mode;
  afterStart: string;
  afterId: number;
  limit: number;
}

/** What decides which conditions a page of the list has. */
interface PageShape {
  view: View;
  seesAll: boolean;
  ofQueue: boolean;
  ofMode: boolean;
  further: boolean;
}

function asked({ view, personId, seesAll, queueId, mode, after }: ListQuery, now: Date, limit: number): [PageValues, PageShape] {
  const times = { at: now.toISOString(), begunAfter: begunAtMost(now) };
  const beyond = { afterStart: after?.startsAt ?? '', afterId: after?.id ?? 0 };
  const shape = { view, seesAll, ofQueue: queueId > 0, ofMode: mode !== undefined, further: after !== undefined };
  return [{ personId, queueId, mode: mode ?? 'listen', limit, ...times, ...beyond }, shape];
}

function pageOf(db: Db, values: PageValues, { view, seesAll, ofQueue, ofMode, further }: PageShape) {
  const { personId, at, begunAfter, queueId, mode, afterStart, afterId, limit } = values;
  const past = view === 'past';
  let shifts = withSeats(db, personId);
  shifts = past
    ? shifts.where('shifts.startsAt', '<', at).where('shifts.endsAt', '<=', at)
    : shifts.where('shifts.startsAt', '>', begunAfter).where('shifts.endsAt', '>', at).where('shifts.cancelledAt', 'is', null);
  if (mayTake(view)) shifts = shifts.where('shifts.startsAt', '>', at).where('shifts.signUpClosesAt', '>', at);
  if (view === 'mine') shifts = shifts.where(sitsIn(personId));
  if (view === 'hosting') shifts = shifts.where(hosts(personId));
  if (past && !seesAll) shifts = shifts.where(of.or([sitsIn(personId), hosts(personId)]));
  if (ofQueue) shifts = shifts.where('shifts.queueId', '=', queueId);
  if (ofMode) shifts = shifts.where('shifts.mode', '=', mode);
  if (further) shifts = shifts.where(beyond({ startsAt: afterStart, id: afterId }, past ? '<' : '>'));
  const order = past ? 'desc' : 'asc';
  return shifts.orderBy('shifts.startsAt', order).orderBy('shifts.id', order).limit(limit);
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

const buddies = (db: Db, ids: Record<string, number>, count: number) =>
  db
    .selectFrom('shiftBuddies')
    .innerJoin('people', 'people.id', 'shiftBuddies.personId')
    .where(
      'shiftId',
      'in',
      Array.from({ length: count }, (_, place) => ids[place]!),
    )
    .select(['shiftId', 'people.name'])
    .orderBy('people.name');

const seatsOf = (db: Db, personId: number, at: string) =>
  db
    .selectFrom('signUps')
    .innerJoin('shifts', 'shifts.id', 'signUps.shiftId')
    .where('signUps.personId', '=', personId)
    .where('shifts.cancelledAt', 'is', null)
    .where((e) =>
      e.or([
        e('signUps.state', '=', 'attended'),
        e.and([e('signUps.state', 'in', ['confirmed', 'waitlisted']), e('shifts.endsAt', '>', at)]),
      ]),
    )
    .select(['shifts.id as shiftId', 'startsAt', 'endsAt', 'queueId', 'mode'])
    .select(sql<Binding['as']>`sign_ups.state`.as('as'));

const hostedBy = (db: Db, personId: number, at: string) =>
  db
    .selectFrom('shiftBuddies')
    .innerJoin('shifts', 'shifts.id', 'shiftBuddies.shiftId')
    .where('shiftBuddies.personId', '=', personId)
    .where('shifts.cancelledAt', 'is', null)
    .where('shifts.endsAt', '>', at)
    .select(['shifts.id as shiftId', 'startsAt', 'endsAt', 'queueId', 'mode'])
    .select(sql<Binding['as']>`'buddy'`.as('as'));
