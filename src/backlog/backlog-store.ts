import type { Db } from '../database/open.ts';
import type { Item } from './backlog.ts';
import type { FixState } from './fix.ts';
import { groupBy } from './group-by.ts';

export type BacklogStore = ReturnType<typeof backlogStore>;

export const backlogStore = (db: Db) => ({
  /** Fixes in these states, and these others, in four queries however many they are. */
  async list(states: readonly FixState[], others: readonly number[] = []): Promise<Omit<Item, 'comingBack'>[]> {
    const fixes = await db
      .selectFrom('fixes')
      .leftJoin('people', 'people.id', 'fixes.ownerId')
      .where((e) => e.or([e('state', 'in', states), e('fixes.id', 'in', [0, ...others])]))
      .select(['fixes.id', 'title', 'state', 'effortDays', 'people.name as owner', 'proposedAt', 'shippedAt'])
      .orderBy('fixes.id')
      .execute();
    if (fixes.length === 0) return [];

    const ids = fixes.map((fix) => fix.id);
    const themes = groupBy(await themesOf(db, ids), (row) => row.fixId);
    const departments = groupBy(await departmentsOf(db, ids), (row) => row.fixId);
    const places = groupBy(
      await placesOf(
        db,
        [...themes.values()].flat().map((theme) => theme.id),
      ),
      (row) => row.themeId,
    );
    return fixes.map((fix) => ({
      ...fix,
      themes: (themes.get(fix.id) ?? []).map(({ id, name }) => ({ id, name })),
      departments: (departments.get(fix.id) ?? []).map((row) => row.department),
      places: (themes.get(fix.id) ?? []).flatMap((theme) => places.get(theme.id) ?? []),
    }));
  },

  listQueues: () => db.selectFrom('queues').select(['id', 'name']).orderBy('name').execute(),

  listDepartments: async () =>
    (await db.selectFrom('contributions').select('department').distinct().orderBy('department').execute()).map(
      (row) => row.department,
    ),

  /** Themes that a report of friction counts for, for choosing; the newest thousand. */
  listThemes: () =>
    db
      .selectFrom('themes')
      .where('id', 'in', (e) =>
        e
          .selectFrom('reports')
          .innerJoin('themes as filed', 'filed.id', 'reports.themeId')
          .where('reports.kind', '=', 'friction')
          .where('reports.withdrawnAt', 'is', null)
          .select('filed.rootId'),
      )
      .select(['id', 'name'])
      .orderBy('id', 'desc')
      .limit(1_000)
      .execute(),

  listPeople: () =>
    db
      .selectFrom('people')
      .where('deactivatedAt', 'is', null)
      .select(['id', 'name', 'department'])
      .orderBy('name')
      .orderBy('id')
      .execute(),

  /** What customers and reporters said, newest first: the words behind a fix. */
  quotesOf: (themeIds: readonly number[]) =>
    themeIds.length === 0
      ? Promise.resolve([])
      : db
          .selectFrom('reports')
          .innerJoin('themes', 'themes.id', 'reports.themeId')
          .where('themes.rootId', 'in', themeIds)
          .where('reports.withdrawnAt', 'is', null)
          .where('reports.kind', '=', 'friction')
          .select(['reports.id', 'summary', 'customerWords', 'source', 'happenedAt'])
          .orderBy((e) => e.case().when('customerWords', 'is not', null).then(0).else(1).end())
          .orderBy('reports.id', 'desc')
          .limit(4)
          .execute(),
});

const themesOf = (db: Db, fixIds: number[]) =>
  db
    .selectFrom('fixThemes')
    .innerJoin('themes as given', 'given.id', 'fixThemes.themeId')
    .innerJoin('themes', 'themes.id', 'given.rootId')
    .where('fixId', 'in', fixIds)
    .select(['fixId', 'themes.id', 'themes.name'])
    .distinct()
    .orderBy('themes.id')
    .execute();

const departmentsOf = (db: Db, fixIds: number[]) =>
  db
    .selectFrom('contributions')
    .where('fixId', 'in', fixIds)
    .select(['fixId', 'department'])
    .distinct()
    .orderBy('department')
    .execute();

async function placesOf(db: Db, themeIds: number[]) {
  if (themeIds.length === 0) return [];
  return db
    .selectFrom('reports')
    .innerJoin('themes', 'themes.id', 'reports.themeId')
    .where('themes.rootId', 'in', themeIds)
    .where('reports.withdrawnAt', 'is', null)
    .select((e) => [
      'themes.rootId as themeId',
      'reports.queueId',
      'reports.stage',
      e.fn.coalesce('reports.layer', 'themes.layer').as('layer'),
    ])
    .distinct()
    .$narrowType<{ themeId: number }>()
    .execute();
}
