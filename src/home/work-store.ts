import type { Db } from '../database/open.ts';

export type WorkStore = ReturnType<typeof workStore>;

const PARTS_SHOWN = 20;
const THEMES_PRICED = 200;

/** What waits for somebody: parts of fixes, and an owner's decisions. Every function is one query. */
export const workStore = (db: Db) => ({
  /** The open parts somebody promised, oldest due first. */
  partsOf: (personId: number) =>
    openParts(db)
      .where('contributions.personId', '=', personId)
      .select(['contributions.id', 'fixId', 'fixes.title', 'part', 'contributions.department', 'dueOn'])
      .orderBy('dueOn')
      .orderBy('contributions.id')
      .limit(PARTS_SHOWN)
      .execute(),

  /** Open parts that were due before a day (2026-03-02), with who promised them. */
  lateParts: (day: string) =>
    openParts(db)
      .innerJoin('people', 'people.id', 'contributions.personId')
      .where('dueOn', '<', day)
      .select(['contributions.id', 'fixId', 'fixes.title', 'part', 'contributions.department', 'dueOn', 'people.name'])
      .orderBy('dueOn')
      .orderBy('contributions.id')
      .limit(PARTS_SHOWN)
      .execute(),

  /** The newest words of a customer behind each of these fixes. */
  quotesOf: (fixIds: readonly number[]) =>
    fixIds.length === 0
      ? []
      : db
          .selectFrom((e) =>
            e
              .selectFrom('fixThemes')
              .innerJoin('themes as given', 'given.id', 'fixThemes.themeId')
              .innerJoin('themes', 'themes.rootId', 'given.rootId')
              .innerJoin('reports', 'reports.themeId', 'themes.id')
              .where('fixThemes.fixId', 'in', fixIds)
              .where('reports.customerWords', 'is not', null)
              .where('reports.withdrawnAt', 'is', null)
              .select((q) => [
                'fixThemes.fixId',
                'reports.id',
                'reports.customerWords as words',
                q.fn
                  .agg<number>('row_number')
                  .over((o) => o.partitionBy('fixThemes.fixId').orderBy('reports.id', 'desc'))
                  .as('place'),
              ])
              .as('quotes'),
          )
          .where('place', '=', 1)
          .select(['fixId', 'id', 'words'])
          .execute(),

  decisions: () =>
    db
      .selectNoFrom((e) => [
        e
          .selectFrom('reports')
          .where('themeId', 'is', null)
          .where('setAsideAt', 'is', null)
          .where('withdrawnAt', 'is', null)
          .select((r) => r.fn.countAll<number>().as('count'))
          .as('unsorted'),
        e
          .selectFrom('fixes')
          .where('state', '=', 'proposed')
          .select((f) => f.fn.countAll<number>().as('count'))
          .as('proposed'),
        e
          .selectFrom('fixes')
          .where('state', '=', 'shipped')
          .select((f) => f.fn.countAll<number>().as('count'))
          .as('shipped'),
        e
          .selectFrom('fixes')
          .where('state', '=', 'regressed')
          .select((f) => f.fn.countAll<number>().as('count'))
          .as('regressed'),
        e
          .selectFrom('signalTopics')
          .where((t) =>
            t.exists(
              t
                .selectFrom('signals')
                .innerJoin('imports', 'imports.id', 'signals.importId')
                .whereRef('signals.topicId', '=', 'signalTopics.id')
                .where('imports.undoneAt', 'is', null)
                .select('signals.id'),
            ),
          )
          .where((t) =>
            t.not(
              t.exists(
                t
                  .selectFrom('signalMappings')
                  .whereRef('signalMappings.topicId', '=', 'signalTopics.id')
                  .where('undoneAt', 'is', null)
                  .select('signalMappings.id'),
              ),
            ),
          )
          .select((t) => t.fn.countAll<number>().as('count'))
          .as('topics'),
      ])
      .executeTakeFirstOrThrow(),

  /** The themes with the most reports, each with the name it counts under: those worth pricing. */
  busiestThemes: () =>
    db
      .selectFrom('reports')
      .innerJoin('themes as filed', 'filed.id', 'reports.themeId')
      .innerJoin('themes', 'themes.id', 'filed.rootId')
      .where('reports.kind', '=', 'friction')
      .where('reports.withdrawnAt', 'is', null)
      .groupBy(['themes.id', 'themes.name'])
      .select((e) => ['themes.id', 'themes.name', e.fn.countAll<number>().as('reports')])
      .orderBy('reports', 'desc')
      .limit(THEMES_PRICED)
      .execute(),
});

const openParts = (db: Db) =>
  db
    .selectFrom('contributions')
    .innerJoin('fixes', 'fixes.id', 'contributions.fixId')
    .where('doneAt', 'is', null)
    .where('fixes.state', 'not in', ['declined', 'verified']);
