import type { Db } from '../database/open.ts';
import type { EngineStore } from './engine-store.ts';
import { mostCentral, tellingStems, writtenForms } from './grouping/keywords.ts';
import type { Matching } from './grouping/matching.ts';
import { languageOf } from './grouping/words-in-common.ts';
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
    const texts = await textsOf(db, matching, reportIds.slice(0, REPORTS_READ));
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
    return writtenForms(tellingStems(matching, ids, KEYWORDS), await textsOf(db, matching, ids));
  },
});

/** Texts in the order of their numbers, each in the language that the engine has read it in. */
async function textsOf(db: Db, matching: Matching, ids: readonly number[]) {
  if (ids.length === 0) return [];
  const reports = await db
    .selectFrom('reports')
    .where('id', 'in', ids)
    .select(['id', 'summary', 'customerWords'])
    .orderBy('id')
    .execute();
  return reports.map(({ id, summary, customerWords }) => {
    const text = `${summary}\n${customerWords ?? ''}`;
    return { id, summary, text, language: languageOf(matching, { id, text }) };
  });
}
