import type { Db } from '../database/open.ts';
import { matches, matchesText, numberFirst } from './condition-store.ts';
import type { Query } from './query.ts';

export type SearchStore = ReturnType<typeof searchStore>;

export const MOST = 10;

/** Each search gives at most ten hits, and one more that says there are others. A hit by number comes first. */
export const searchStore = (db: Db) => ({
  findPeople: (query: Query) =>
    db
      .selectFrom('people')
      .where('deactivatedAt', 'is', null)
      .where(matches(query, 'person', 'id', ['name', 'department']))
      .select(['id', 'name', 'department'])
      .orderBy(numberFirst(query, 'id'))
      .orderBy('name')
      .orderBy('id')
      .limit(MOST + 1)
      .execute(),

  findShifts: (query: Query) =>
    db
      .selectFrom('shifts')
      .innerJoin('queues', 'queues.id', 'shifts.queueId')
      .where(matches(query, 'shift', 'shifts.id', ['queues.name', 'shifts.place', 'shifts.note', 'shifts.mode']))
      .select(['shifts.id', 'queues.name as queue', 'shifts.mode', 'startsAt', 'endsAt', 'cancelledAt'])
      .orderBy(numberFirst(query, 'shifts.id'))
      .orderBy('startsAt', 'desc')
      .orderBy('shifts.id')
      .limit(MOST + 1)
      .execute(),

  /** A theme that was merged is found by its own name, and says where it went. */
  findThemes: (query: Query) =>
    db
      .selectFrom('themes')
      .innerJoin('themes as root', 'root.id', 'themes.rootId')
      .where(matches(query, 'theme', 'themes.id', ['themes.name']))
      .select(['themes.id', 'themes.name', 'themes.rootId', 'root.name as rootName'])
      .orderBy(numberFirst(query, 'themes.id'))
      .orderBy('themes.name')
      .orderBy('themes.id')
      .limit(MOST + 1)
      .execute(),

  findFixes: (query: Query) =>
    db
      .selectFrom('fixes')
      .where(matches(query, 'fix', 'id', ['title']))
      .select(['id', 'title', 'state'])
      .orderBy(numberFirst(query, 'id'))
      .orderBy('id', 'desc')
      .limit(MOST + 1)
      .execute(),

  findReports: (query: Query) =>
    db
      .selectFrom('reports')
      .leftJoin('queues', 'queues.id', 'reports.queueId')
      .where('withdrawnAt', 'is', null)
      .where(matchesText(query, 'report', 'reports.id', 'reports.searchText'))
      .select(['reports.id', 'summary', 'kind', 'source', 'happenedAt', 'queues.name as queue'])
      .orderBy(numberFirst(query, 'reports.id'))
      .orderBy('reports.id', 'desc')
      .limit(MOST + 1)
      .execute(),
});
