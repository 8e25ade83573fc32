import type { Db } from '../database/open.ts';
import { type Look, lookOf } from './blend.ts';
import type { FindVector } from './embeddings/typed-vectors.ts';
import { type EngineStore, type ReportFacts, wordsOf } from './engine-store.ts';
import { ENGINE_VERSION } from './grouping/matching.ts';
import { type Advice, centralReportId, type Suggestion, suggest } from './grouping/suggestions.ts';
import { rootIdOf } from './grouping/undoing.ts';
import type { ReportWords } from './grouping/words.ts';
import { languageOf } from './grouping/words-in-common.ts';

export type SimilarStore = ReturnType<typeof similarStore>;

/** What somebody is writing, or has written: with a number where it is stored, so that it is not compared with itself. */
export type Asked = ReportWords & { id?: number; vector?: Int8Array | undefined };

/** A theme like a text: its number and name, the words they share, and its report that is most like it. */
export interface Similar {
  id: number;
  name: string;
  words: string[];
  nearest: { reportId: number; summary: string } | null;
  /** Belief that it is this one, 0 to 1; those of all themes add up to 1. */
  share: number;
  /** No more than a maybe: the engine rather believes that it is another, or that no theme fits. */
  weak: boolean;
}

/** Why a report went where it went, as the engine saw it when it was decided. */
export interface Reasons {
  version: string;
  /** 1 for the first suggestion; null when the theme was not among the five. */
  place: number | null;
  share: number;
  words: string[];
  nearestReportId: number | null;
  /** How sure the gate was of its first suggestion, 0 to 1; only where it would have filed the report by itself. */
  belief?: number;
}

/** Below this a theme shares too little to be worth a look, unless it shares a word. */
const LEAST_SIMILARITY = 0.05;
const LEAST_MEANING = 0.5;
const RATHER_NEW = 0.6;
const RATHER_ANOTHER = 0.6;

/** Themes that a text resembles, from the engine of this process; withdrawn words are never shown. */
export function similarStore(db: Db, engine: EngineStore, findVector: FindVector = async () => undefined) {
  return {
    /** The themes a text resembles, best first: at most `limit`, five at most. */
    async similarTo(asked: Asked, { limit }: { limit: number }): Promise<Similar[]> {
      const vector = asked.id === undefined ? await findVector(asked.text) : undefined;
      const look = lookOf(suggest(await engine.current(), { ...asked, vector }));
      return (await named(db, [worthALook(look).slice(0, limit)]))[0]!;
    },

    /** The same for each of many, in two queries for all of them. */
    async similarToEach(asked: readonly Asked[], { limit }: { limit: number }): Promise<Similar[][]> {
      const matching = await engine.current();
      return named(
        db,
        asked.map((one) => worthALook(lookOf(suggest(matching, one))).slice(0, limit)),
      );
    },

    /** The themes that a theme resembles, itself left out: those that its most central report would be filed in. */
    async neighboursOf(rootId: number, limit: number): Promise<Similar[]> {
      const matching = await engine.current();
      const central = centralReportId(matching, rootId);
      const report = central === undefined ? undefined : await findFacts(db, central);
      if (!report) return [];
      const asked = { ...wordsOf(report), language: languageOf(matching, { id: central!, text: '' }) };
      const found = worthALook(lookOf(suggest(matching, asked))).filter(({ themeId }) => rootIdOf(matching, themeId) !== rootId);
      return (await named(db, [found.slice(0, limit)]))[0]!;
    },

    /** What the engine has to say for a theme that somebody chooses for a stored report. */
    async reasonsFor(reportId: number, themeId: number | null): Promise<Reasons> {
      const matching = await engine.current();
      const report = await findFacts(db, reportId);
      if (!report) return reasonsOf(NOTHING, -1);
      const advice = suggest(matching, { id: reportId, ...wordsOf(report) });
      const rootId = themeId === null ? undefined : rootIdOf(matching, themeId);
      return reasonsOf(
        advice,
        advice.suggestions.findIndex((one) => one.themeId === rootId),
      );
    },
  };
}

export const reasonsOf = ({ suggestions, gate }: Advised, index: number): Reasons => ({
  version: ENGINE_VERSION,
  ...(gate.passes ? { belief: gate.sureness } : {}),
  place: index === -1 ? null : index + 1,
  share: Math.round((suggestions[index]?.share ?? 0) * 1000) / 1000,
  words: suggestions[index]?.wordsInCommon ?? [],
  nearestReportId: suggestions[index]?.nearestReportId ?? null,
});

export type Advised = Pick<Advice, 'suggestions' | 'gate'>;

/** Whoever writes asks no gate. */
export const SHUT = { passes: false, sureness: 0, agreed: false };
const NOTHING: Advised = { suggestions: [], gate: SHUT };

export interface Found extends Suggestion {
  weak: boolean;
}

export function worthALook({ suggestions, fresh, sureness }: Look): Found[] {
  const belief = (share: number, index: number) => (index === 0 ? sureness : share);
  return suggestions
    .map((one, index) => ({ ...one, weak: fresh >= RATHER_NEW || belief(one.share, index) < RATHER_ANOTHER }))
    .filter(
      ({ wordsInCommon, similarity, meaning }) =>
        wordsInCommon.length > 0 || similarity >= LEAST_SIMILARITY || meaning >= LEAST_MEANING,
    );
}

/** What was found, with the names and words that are shown of it: two queries for all of it. */
export async function named(db: Db, each: readonly Found[][]): Promise<Similar[][]> {
  const all = each.flat();
  const names = await namesOf(db, [...new Set(all.map(({ themeId }) => themeId))]);
  const summaries = await summariesOf(db, [...new Set(all.flatMap(({ nearestReportId }) => nearestReportId ?? []))]);
  return each.map((found) =>
    found.map(({ themeId, wordsInCommon, nearestReportId, share, weak }) => {
      const summary = summaries.get(nearestReportId ?? 0);
      const nearest = summary === undefined ? null : { reportId: nearestReportId!, summary };
      return { id: themeId, name: names.get(themeId) ?? `Theme ${themeId}`, words: wordsInCommon, nearest, share, weak };
    }),
  );
}

async function namesOf(db: Db, ids: readonly number[]): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map();
  const themes = await db.selectFrom('themes').where('id', 'in', ids).select(['id', 'name']).execute();
  return new Map(themes.map(({ id, name }) => [id, name]));
}

async function summariesOf(db: Db, ids: readonly number[]): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map();
  const reports = await db
    .selectFrom('reports')
    .where('id', 'in', ids)
    .where('withdrawnAt', 'is', null)
    .select(['id', 'summary'])
    .execute();
  return new Map(reports.map(({ id, summary }) => [id, summary]));
}

const findFacts = (db: Db, id: number): Promise<ReportFacts | undefined> =>
  db
    .selectFrom('reports')
    .where('id', '=', id)
    .select(['summary', 'customerWords', 'stage', 'layer', 'tool', 'queueId'])
    .executeTakeFirst();
