import type { Db } from '../database/open.ts';
import type { LanguageName } from '../queue/language.ts';
import type { EngineStore } from './engine-store.ts';
import { mostCentral, tellingStems, writtenForms } from './grouping/keywords.ts';
import { nameFrom } from './theme.ts';

export type NamingStore = ReturnType<typeof namingStore>;

/** What a theme of some reports could be called until somebody finds better: the first sentence of the most central one. */
export interface Candidate {
  name: string;
  reportId: number;
}

const REPORTS_READ = 200;
const KEYWORDS = 5;

export const namingStore = (db: Db, engine: Pick<EngineStore, 'current'>) => ({
  /** A name and keywords for a new theme of these reports (one at least), as their writers put it. */
  async nameFor(reportIds: readonly number[]): Promise<{ candidate: Candidate; keywords: string[] }> {
    const matching = await engine.current();
    const texts = await textsOf(db, reportIds.slice(0, REPORTS_READ));
    const ids = texts.map(({ id }) => id);
    const central = mostCentral(matching, ids) ?? reportIds[0]!;
    const { summary = '' } = texts.find(({ id }) => id === central) ?? {};
    const keywords = writtenForms(tellingStems(matching, ids, KEYWORDS), texts);
    return { candidate: { name: nameFrom(summary), reportId: central }, keywords };
  },

  /** Words that tell what a theme is about, from its newest reports. */
  async keywordsOf(rootId: number): Promise<string[]> {
    const matching = await engine.current();
    const newest = await db
      .selectFrom('reports')
      .innerJoin('themes', 'themes.id', 'reports.themeId')
      .where('themes.rootId', '=', rootId)
      .where('reports.withdrawnAt', 'is', null)
      .select('reports.id')
      .orderBy('reports.id', 'desc')
      .limit(REPORTS_READ)
      .execute();
    const ids = newest.map(({ id }) => id);
    return writtenForms(tellingStems(matching, ids, KEYWORDS), await textsOf(db, ids));
  },
});

async function textsOf(db: Db, ids: readonly number[]) {
  if (ids.length === 0) return [];
  const reports = await db
    .selectFrom('reports')
    .leftJoin('queues', 'queues.id', 'reports.queueId')
    .where('reports.id', 'in', ids)
    .select(['reports.id', 'reports.summary', 'reports.customerWords', 'queues.language'])
    .execute();
  return reports.map(({ id, summary, customerWords, language }) => ({
    id,
    summary,
    text: `${summary}\n${customerWords ?? ''}`,
    language: (language ?? 'english') as LanguageName,
  }));
}
