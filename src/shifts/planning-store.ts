import type { Db } from '../database/open.ts';

export type PlanningStore = ReturnType<typeof planningStore>;

const MOST_BUDDIES = 300;

/** What somebody who plans a shift chooses from. */
export const planningStore = (db: Db) => ({
  listQueues: () =>
    db.selectFrom('queues').where('retiredAt', 'is', null).select(['id', 'name', 'timeZone']).orderBy('name').execute(),

  listCsrs: () =>
    db
      .selectFrom('people')
      .innerJoin('roles', 'roles.personId', 'people.id')
      .where('roles.role', '=', 'csr')
      .where('people.deactivatedAt', 'is', null)
      .select(['people.id', 'people.name', 'people.department'])
      .orderBy('people.name')
      .limit(MOST_BUDDIES)
      .execute(),

  /** Zone, weekly hours and closed days of a queue that is in use. */
  async findQueue(id: number) {
    const queue = await db
      .selectFrom('queues')
      .where('id', '=', id)
      .where('retiredAt', 'is', null)
      .select(['id', 'name', 'timeZone'])
      .executeTakeFirst();
    if (!queue) return undefined;
    const openings = await db
      .selectFrom('openingHours')
      .where('queueId', '=', id)
      .select(['weekday', 'opensAt', 'closesAt'])
      .execute();
    const closedDays = await db.selectFrom('closedDays').where('queueId', '=', id).select(['day', 'reason']).execute();
    return { ...queue, openings, closedDays };
  },
});
