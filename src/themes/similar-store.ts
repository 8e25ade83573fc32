import { setImmediate as breathe } from 'node:timers/promises';
import type { Db } from '../database/open.ts';
import { type Match, newMatcher } from './matching.ts';

export type SimilarStore = ReturnType<typeof similarStore>;

/** A theme like a text: its number and name, the words they share, and its report that is most like it. */
export interface Similar {
  id: number;
  name: string;
  words: string[];
  nearest: { reportId: number; summary: string } | null;
}

/** Moves whose number is this much lower than the last seen are read again: a transaction may commit after one that began later. */
const OVERLAP = 500;
const ROWS_AT_ONCE = 500;

/**
 * Themes that a text resembles, from an index in this process. Before each answer it reads what any process has filed, merged,
 * renamed or added since, so that a theme made next door is suggested at once. Withdrawn words are never shown.
 */
export function similarStore(db: Db) {
  const matcher = newMatcher();
  let seen: { themes: string; filingId: number } | undefined;
  let names = new Map<number, string>();
  let updating: Promise<void> | undefined;

  const upToDate = () => {
    updating ??= update().finally(() => {
      updating = undefined;
    });
    return updating;
  };

  async function update() {
    const version = await readVersion(db);
    if (version.themes !== seen?.themes) await readThemes();
    if (!seen) await readEverything();
    else if (version.filingId !== seen.filingId) await readMoves(seen.filingId - OVERLAP);
    seen = version;
  }

  async function readThemes() {
    const themes = await db.selectFrom('themes').select(['id', 'name', 'rootId']).execute();
    names = new Map(themes.map(({ id, name }) => [id, name]));
    for (const { id, name } of themes) matcher.putName(id, name);
    matcher.countTogether(new Map(themes.map(({ id, rootId }) => [id, rootId ?? id])));
  }

  async function readEverything() {
    for (let after = 0; ; ) {
      const reports = await texts(db).where('id', '>', after).where('themeId', 'is not', null).limit(ROWS_AT_ONCE).execute();
      for (const report of reports) take(report);
      if (reports.length < ROWS_AT_ONCE) return;
      after = reports.at(-1)!.id;
      await breathe();
    }
  }

  async function readMoves(after: number) {
    const moved = db.selectFrom('filings').where('filings.id', '>', after).select('reportId');
    for (const report of await texts(db).where('id', 'in', moved).execute()) take(report);
  }

  function take(report: Awaited<ReturnType<ReturnType<typeof texts>['execute']>>[number]) {
    if (report.themeId === null || report.withdrawnAt !== null) return matcher.removeReport(report.id);
    matcher.putReport(report.id, report.themeId, `${report.summary}\n${report.customerWords ?? ''}`);
  }

  const named = async (matches: Match[]): Promise<Similar[]> => {
    const nearest = await db
      .selectFrom('reports')
      .where('id', 'in', [0, ...matches.flatMap(({ nearestId }) => nearestId ?? [])])
      .where('withdrawnAt', 'is', null)
      .select(['id', 'summary'])
      .execute();
    const summaries = new Map(nearest.map(({ id, summary }) => [id, summary]));
    return matches.map(({ id, words, nearestId }) => {
      const summary = nearestId === null ? undefined : summaries.get(nearestId);
      if (nearestId !== null && summary === undefined) matcher.removeReport(nearestId);
      return {
        id,
        name: names.get(id) ?? `Theme ${id}`,
        words,
        nearest: summary === undefined ? null : { reportId: nearestId!, summary },
      };
    });
  };

  return {
    /** The themes a text resembles, best first: at most `limit`. */
    async similarTo(text: string, { limit }: { limit: number }): Promise<Similar[]> {
      await upToDate();
      return named(matcher.rank(text, limit));
    },

    /** The same for each of many texts, in two queries for all of them. */
    async similarToEach(texts: readonly string[], { limit }: { limit: number }): Promise<Similar[][]> {
      await upToDate();
      const ranked = texts.map((text) => matcher.rank(text, limit));
      const found = await named(ranked.flat());
      return ranked.map((matches) => found.splice(0, matches.length));
    },

    /** The themes that a theme resembles, itself left out. */
    async neighboursOf(rootId: number, limit: number): Promise<Similar[]> {
      await upToDate();
      const matches = matcher.rank(matcher.tellingText(rootId), limit + 1);
      return named(matches.filter(({ id }) => id !== rootId).slice(0, limit));
    },
  };
}

const texts = (db: Db) =>
  db.selectFrom('reports').select(['id', 'themeId', 'summary', 'customerWords', 'withdrawnAt']).orderBy('id');

/** Changes whenever a theme is added, renamed or merged, and whenever a report moves. */
async function readVersion(db: Db) {
  const themes = await db
    .selectFrom('themes')
    .select((e) => [e.fn.countAll<number>().as('count'), e.fn.sum<number>('touched').as('touched')])
    .executeTakeFirstOrThrow();
  const moves = await db
    .selectFrom('filings')
    .select((e) => e.fn.max('id').as('last'))
    .executeTakeFirst();
  return { themes: `${themes.count} ${themes.touched}`, filingId: moves?.last ?? 0 };
}
