import type { Db } from '../database/open.ts';
import type { Topic } from './topic.ts';

export type TopicStore = ReturnType<typeof topicStore>;

const THEMES_OFFERED = 1_000;
const DECISIONS_SHOWN = 50;

export const topicStore = (db: Db) => ({
  /** Every topic with its mapping in force. */
  listTopics: async (): Promise<Topic[]> => (await selectTopics(db).orderBy('signalTopics.id').execute()).map(topicIn),

  findTopic: async (id: number): Promise<Topic | undefined> => {
    const row = await selectTopics(db).where('signalTopics.id', '=', id).executeTakeFirst();
    return row && topicIn(row);
  },

  listSources: () => db.selectFrom('signalSources').select(['id', 'name']).orderBy('name').execute(),

  /** Names to choose from: themes that count for themselves and hold a report. */
  listThemeNames: async (): Promise<string[]> => {
    const themes = await db
      .selectFrom('themes')
      .whereRef('rootId', '=', 'id')
      .where((e) =>
        e.exists(
          e
            .selectFrom('themes as part')
            .innerJoin('reports', 'reports.themeId', 'part.id')
            .whereRef('part.rootId', '=', 'themes.id')
            .where('withdrawnAt', 'is', null)
            .select('reports.id'),
        ),
      )
      .select('name')
      .orderBy('name')
      .limit(THEMES_OFFERED)
      .execute();
    return themes.map(({ name }) => name);
  },

  findTheme: (id: number) => db.selectFrom('themes').where('id', '=', id).select(['id', 'name']).executeTakeFirst(),

  /** Topics that an import said something of. */
  listIdsOfImport: async (importId: number): Promise<Set<number>> => {
    const rows = await db.selectFrom('signals').where('importId', '=', importId).select('topicId').distinct().execute();
    return new Set(rows.map(({ topicId }) => topicId));
  },

  /** Everything that was ever said of some topics, with the import that said it; `who` brought or sent it. */
  listSaid: (topicIds: readonly number[]) =>
    db
      .selectFrom('signals')
      .innerJoin('imports', 'imports.id', 'signals.importId')
      .leftJoin('people', 'people.id', 'imports.importedBy')
      .leftJoin('apiTokens', 'apiTokens.id', 'imports.tokenId')
      .where('topicId', 'in', [0, ...topicIds])
      .select(['signals.id', 'topicId', 'fromDay as from', 'untilDay as until', 'mentions', 'importId', 'importedAt', 'undoneAt'])
      .select((e) => e.fn.coalesce('people.name', 'apiTokens.name').as('who'))
      .orderBy('signals.id')
      .execute(),

  /** The decisions about a topic, newest first, those taken back among them. */
  listDecisions: (topicId: number) =>
    db
      .selectFrom('signalMappings')
      .leftJoin('themes', 'themes.id', 'signalMappings.themeId')
      .leftJoin('people', 'people.id', 'mappedBy')
      .leftJoin('people as undoer', 'undoer.id', 'undoneBy')
      .where('topicId', '=', topicId)
      .select(['signalMappings.id', 'themeId', 'themes.name as themeName', 'mappedAt', 'undoneAt'])
      .select(['people.name as by', 'undoer.name as undoneBy'])
      .orderBy('signalMappings.id', 'desc')
      .limit(DECISIONS_SHOWN)
      .execute(),
});

const selectTopics = (db: Db) =>
  db
    .selectFrom('signalTopics')
    .innerJoin('signalSources', 'signalSources.id', 'sourceId')
    .leftJoin('signalMappings as mapping', (join) =>
      join.onRef('mapping.topicId', '=', 'signalTopics.id').on('mapping.id', 'in', mappingsInForce(db)),
    )
    .leftJoin('themes', 'themes.id', 'mapping.themeId')
    .leftJoin('themes as root', 'root.id', 'themes.rootId')
    .leftJoin('people', 'people.id', 'mapping.mappedBy')
    .select(['signalTopics.id', 'signalTopics.name', 'sourceId', 'signalSources.name as source'])
    .select(['mapping.id as mappingId', 'mapping.themeId', 'root.id as rootId', 'root.name as themeName'])
    .select(['mapping.mappedAt', 'people.name as by']);

/** Each topic's newest that is not undone. */
const mappingsInForce = (db: Db) =>
  db
    .selectFrom('signalMappings')
    .where('undoneAt', 'is', null)
    .select((e) => e.fn.max('id').as('id'))
    .groupBy('topicId');

type Row = Awaited<ReturnType<ReturnType<typeof selectTopics>['execute']>>[number];

const topicIn = ({ id, name, sourceId, source, mappingId, themeId, rootId, themeName, mappedAt, by }: Row): Topic => ({
  ...{ id, name, sourceId, source },
  mapping: mappingId === null ? null : { id: mappingId, themeId, rootId, themeName, mappedAt: mappedAt!, by },
});
