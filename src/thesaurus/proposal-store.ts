import { setImmediate as breathe } from 'node:timers/promises';
import { recordEvent } from '../database/events.ts';
import type { Db } from '../database/open.ts';
import type { EngineStore } from '../themes/engine-store.ts';
import { type Bridge, bestBridges, bridgesInto, bridgesOfMerge, supportOf } from '../themes/grouping/bridges.ts';
import type { Matching } from '../themes/grouping/matching.ts';
import type { Thesaurus } from '../themes/grouping/words.ts';
import { languageOf } from '../themes/grouping/words-in-common.ts';
import { writtenAs } from '../themes/grouping/written.ts';

export type ProposalStore = ReturnType<typeof proposalStore>;

/** Two words, as they are written, that may mean the same, and the decisions of people that say so. */
export interface Proposal {
  pair: string;
  words: [one: string, other: string];
  reports: { id: number; summary: string }[];
  themes: Named[];
  merged: Named[];
  /** How many decisions stand behind it. */
  support: number;
}

interface Named {
  id: number;
  name: string;
}

/** Of the newest decisions; older ones have had their turn. */
const FILINGS_READ = 500;
const MERGES_READ = 50;
const PROPOSED = 10;

/** `draft`: the entries that every installation starts with. */
export const proposalStore = (db: Db, engine: EngineStore, draft: Thesaurus) => ({
  /** What people joined although no word does it, best supported first. */
  async list(): Promise<Proposal[]> {
    const matching = await engine.current();
    const answered = await db.selectFrom('thesaurusAnswers').where('undoneAt', 'is', null).select('pair').execute();
    const best = bestBridges(await bridges(db, matching, draft), new Set(answered.map(({ pair }) => pair)), PROPOSED);
    return named(db, matching, best);
  },

  /** The two are not the same, or an entry was made of them: not proposed again. */
  answer: (pair: string, words: readonly string[], answer: 'no' | 'entry', by: number, now: Date) =>
    db.transaction().execute(async (tx) => {
      const row = { pair, answer, words: JSON.stringify(words), saidAt: now.toISOString(), saidBy: by };
      const added = await tx
        .insertInto('thesaurusAnswers')
        .values(row)
        .onConflict((conflict) => conflict.column('pair').where('undoneAt', 'is', null).doNothing())
        .returning('id')
        .executeTakeFirst();
      if (!added || answer === 'entry') return;
      await recordEvent(
        tx,
        { action: 'thesaurus.refused', subject: 'thesaurus', subjectId: added.id, actorId: by, detail: pair },
        now,
      );
    }),

  /** They may be proposed again. Undefined when nobody said no under this number. */
  allow: (id: number, by: number, now: Date) =>
    db.transaction().execute(async (tx) => {
      const row = await tx.selectFrom('thesaurusAnswers').where('id', '=', id).selectAll().executeTakeFirst();
      if (!row || row.undoneAt) return row;
      await tx
        .updateTable('thesaurusAnswers')
        .set({ undoneAt: now.toISOString(), undoneBy: by })
        .where('id', '=', id)
        .where('undoneAt', 'is', null)
        .execute();
      await recordEvent(
        tx,
        { action: 'thesaurus.allowed', subject: 'thesaurus', subjectId: id, actorId: by, detail: row.pair },
        now,
      );
      return row;
    }),

  listRefusals: async (most: number) => {
    const rows = await db
      .selectFrom('thesaurusAnswers')
      .leftJoin('people', 'people.id', 'saidBy')
      .where('undoneAt', 'is', null)
      .where('answer', '=', 'no')
      .select(['thesaurusAnswers.id', 'words', 'saidAt', 'people.name as saidBy'])
      .orderBy('thesaurusAnswers.id', 'desc')
      .limit(most)
      .execute();
    return rows.map((row) => ({ ...row, words: JSON.parse(row.words) as string[] }));
  },
});

async function bridges(db: Db, matching: Matching, draft: Thesaurus): Promise<Bridge[]> {
  const found: Bridge[] = [];
  for (const [themeId, reportIds] of await joinedByHand(db, matching)) {
    found.push(...bridgesInto(matching, themeId, reportIds, draft));
    await breathe();
  }
  const merges = await db
    .selectFrom('merges')
    .where('undoneAt', 'is', null)
    .where('mergedBy', 'is not', null)
    .select(['themeId', 'intoId'])
    .orderBy('id', 'desc')
    .limit(MERGES_READ)
    .execute();
  for (const { themeId, intoId } of merges) {
    found.push(...bridgesOfMerge(matching, themeId, intoId, draft));
    await breathe();
  }
  return found;
}

/** Reports that a human put into a theme that was there already and that they stand in still, by theme. */
async function joinedByHand(db: Db, matching: Matching): Promise<Map<number, number[]>> {
  const rows = await db
    .selectFrom('filings')
    .innerJoin('reports', 'reports.id', 'filings.reportId')
    .innerJoin('themes', 'themes.id', 'filings.toId')
    .where('filings.madeBy', '=', 'human')
    .where('how', 'in', ['sorted', 'joined'])
    .where('batchId', 'is', null)
    .whereRef('reports.themeId', '=', 'filings.toId')
    .whereRef('reports.filedAt', '=', 'filings.filedAt')
    .whereRef('themes.addedAt', '<', 'filings.filedAt')
    .where('withdrawnAt', 'is', null)
    .select(['reportId', 'filings.toId as themeId'])
    .orderBy('filings.id', 'desc')
    .limit(FILINGS_READ)
    .execute();
  const byTheme = new Map<number, number[]>();
  for (const { reportId, themeId } of rows)
    if (matching.shelf.placeOf.has(reportId) && matching.themeOf.has(themeId!))
      byTheme.set(themeId!, [...(byTheme.get(themeId!) ?? []), reportId]);
  return byTheme;
}

async function named(db: Db, matching: Matching, best: readonly Bridge[][]): Promise<Proposal[]> {
  const all = best.flat();
  const reports = await textsOf(
    db,
    all.flatMap(({ sayingOne, sayingOther, reportIds }) => [sayingOne, sayingOther, ...reportIds]),
  );
  const names = await namesOf(
    db,
    all.flatMap(({ themeId, mergedId = themeId }) => [themeId, mergedId]),
  );
  const theme = (id: number) => ({ id, name: names.get(id) ?? `Theme ${id}` });
  const written = (id: number, phrase: string) =>
    writtenAs(reports.get(id)?.text ?? '', languageOf(matching, { id, text: '' }), phrase);
  return best.map((pair) => ({
    pair: pair[0]!.pair,
    words: [written(pair[0]!.sayingOne, pair[0]!.one), written(pair[0]!.sayingOther, pair[0]!.other)],
    reports: [...new Set(pair.flatMap(({ reportIds }) => reportIds))].map((id) => ({
      id,
      summary: reports.get(id)?.summary ?? '',
    })),
    themes: [...new Set(pair.map(({ themeId }) => themeId))].map(theme),
    support: supportOf(pair),
    merged: [...new Set(pair.flatMap(({ mergedId }) => mergedId ?? []))].map(theme),
  }));
}

async function textsOf(db: Db, ids: readonly number[]) {
  const rows = await db
    .selectFrom('reports')
    .where('id', 'in', [0, ...new Set(ids)])
    .select(['id', 'summary', 'customerWords'])
    .execute();
  return new Map(rows.map(({ id, summary, customerWords }) => [id, { summary, text: `${summary}\n${customerWords ?? ''}` }]));
}

async function namesOf(db: Db, ids: readonly number[]) {
  const rows = await db
    .selectFrom('themes')
    .where('id', 'in', [0, ...new Set(ids)])
    .select(['id', 'name'])
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}
