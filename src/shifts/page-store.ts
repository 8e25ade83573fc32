import type { Db } from '../database/open.ts';

export type PageStore = ReturnType<typeof pageStore>;
export type ShownShift = NonNullable<Awaited<ReturnType<PageStore['findShift']>>>;

const MOST_EVENTS = 100;

/** What the page of one shift shows. */
export const pageStore = (db: Db) => ({
  findShift: (id: number) =>
    db
      .selectFrom('shifts')
      .innerJoin('queues', 'queues.id', 'shifts.queueId')
      .where('shifts.id', '=', id)
      .selectAll('shifts')
      .select(['queues.name as queueName', 'queues.timeZone'])
      .executeTakeFirst(),

  listBuddies: (shiftId: number) =>
    db
      .selectFrom('shiftBuddies')
      .innerJoin('people', 'people.id', 'shiftBuddies.personId')
      .where('shiftId', '=', shiftId)
      .select(['people.id', 'people.name'])
      .orderBy('people.name')
      .execute(),

  /** Who has a seat, then who waits, first come first; whoever gave their place back is not listed. */
  listSignUps: (shiftId: number) =>
    db
      .selectFrom('signUps')
      .innerJoin('people', 'people.id', 'signUps.personId')
      .where('shiftId', '=', shiftId)
      .where('state', '!=', 'cancelled')
      .select(['signUps.id', 'personId', 'state', 'people.name', 'people.department'])
      .orderBy('placeInLine')
      .execute(),

  listEvents: (shiftId: number) =>
    db
      .selectFrom('events')
      .leftJoin('people', 'people.id', 'events.actorId')
      .where('subject', '=', 'shift')
      .where('subjectId', '=', shiftId)
      .select(['action', 'at', 'detail', 'people.name'])
      .orderBy('events.id', 'desc')
      .limit(MOST_EVENTS)
      .execute(),

  findPause: (shiftId: number) =>
    db
      .selectFrom('shiftPauses')
      .innerJoin('people', 'people.id', 'shiftPauses.pausedBy')
      .where('shiftId', '=', shiftId)
      .where('resumedAt', 'is', null)
      .select(['reason', 'pausedAt', 'people.name'])
      .executeTakeFirst(),
});
