import type { Db } from '../database/open.ts';
import { type NewProposal, type SplitShown, sidesLeft, sidesOf } from './proposal.ts';

export type ProposalStore = ReturnType<typeof proposalStore>;

/** A theme that was to stay whole is proposed again only once it holds so many times the reports it held then. */
const GROWN_TIMES = 2;

export const proposalStore = (db: Db) => ({
  /** Tonight's proposals take the place of the undecided. A dismissed split is not proposed again while the theme has not doubled. */
  replace: (found: readonly NewProposal[], now: Date) =>
    db.transaction().execute(async (tx) => {
      const whole = await tx
        .selectFrom('proposals')
        .where('kind', '=', 'split')
        .where('decision', '=', 'dismissed')
        .select(['themeId', 'shown'])
        .execute();
      const leftWhole = new Map<number, number>();
      for (const { themeId, shown } of whole)
        leftWhole.set(themeId, Math.max(leftWhole.get(themeId) ?? 0, splitShown(shown).reports * GROWN_TIMES));
      const fresh = found.filter((one) => one.kind === 'merge' || one.shown.reports >= (leftWhole.get(one.themeId) ?? 0));
      await tx.deleteFrom('proposals').where('decidedAt', 'is', null).execute();
      const rows = fresh.map((one) => ({
        ...{ kind: one.kind, themeId: one.themeId, otherId: one.kind === 'merge' ? one.otherId : null },
        ...{ score: one.score, shown: JSON.stringify(one.shown), proposedAt: now.toISOString() },
      }));
      if (rows.length > 0) await tx.insertInto('proposals').values(rows).execute();
    }),

  /** Undecided ones that still make sense, best first, with what they show as far as it is still there. */
  list: async (limit: number) => (await listStanding(db)).slice(0, limit),

  count: async (): Promise<number> => (await listStanding(db)).length,

  find: (id: number) => db.selectFrom('proposals').where('id', '=', id).selectAll().executeTakeFirst(),

  /** Whoever decides first has decided. */
  decide: async (id: number, decision: 'done' | 'dismissed', by: number, now: Date): Promise<boolean> => {
    const decided = await db
      .updateTable('proposals')
      .set({ decision, decidedAt: now.toISOString(), decidedBy: by })
      .where('id', '=', id)
      .where('decidedAt', 'is', null)
      .returning('id')
      .executeTakeFirst();
    return Boolean(decided);
  },

  /** The words of some reports, and where each is filed; withdrawn ones are left out. */
  async listReports(ids: readonly number[]) {
    if (ids.length === 0) return [];
    return db
      .selectFrom('reports')
      .innerJoin('themes', 'themes.id', 'reports.themeId')
      .where('reports.id', 'in', ids)
      .where('withdrawnAt', 'is', null)
      .select(['reports.id', 'summary', 'themes.rootId'])
      .execute();
  },

  /** How many reports each theme holds, with what was merged into it. */
  async countReports(rootIds: readonly number[]): Promise<Map<number, number>> {
    if (rootIds.length === 0) return new Map();
    const rows = await db
      .selectFrom('reports')
      .innerJoin('themes', 'themes.id', 'reports.themeId')
      .where('themes.rootId', 'in', rootIds)
      .where('withdrawnAt', 'is', null)
      .groupBy('themes.rootId')
      .select((e) => ['themes.rootId', e.fn.countAll<number>().as('count')])
      .execute();
    return new Map(rows.map(({ rootId, count }) => [rootId!, count]));
  },
});

export type Proposal = Awaited<ReturnType<ProposalStore['list']>>[number];

export const splitShown = (shown: string) => JSON.parse(shown) as SplitShown;

/** A side whose reports have all gone elsewhere since that night asks for nothing any more. */
async function listStanding(db: Db) {
  const proposals = await standing(db).orderBy('score', 'desc').orderBy('proposals.id').execute();
  const shown = proposals.flatMap((proposal) => Object.values(sidesOf(proposal)).flat());
  const rootOf = await findRoots(db, shown);
  return proposals.flatMap((proposal) => {
    const sides = sidesLeft(proposal, rootOf);
    return sides ? [{ ...proposal, sides }] : [];
  });
}

async function findRoots(db: Db, reportIds: readonly number[]): Promise<Map<number, number>> {
  const rows = await db
    .selectFrom('reports')
    .innerJoin('themes', 'themes.id', 'reports.themeId')
    .where('reports.id', 'in', [0, ...reportIds])
    .where('withdrawnAt', 'is', null)
    .select(['reports.id', 'themes.rootId'])
    .execute();
  return new Map(rows.map(({ id, rootId }) => [id, rootId!]));
}

/** The themes stand for themselves, and nobody has kept them apart since. */
const standing = (db: Db) =>
  db
    .selectFrom('proposals')
    .innerJoin('themes', 'themes.id', 'proposals.themeId')
    .leftJoin('themes as other', 'other.id', 'proposals.otherId')
    .where('decidedAt', 'is', null)
    .whereRef('themes.rootId', '=', 'themes.id')
    .where((e) => e.or([e('otherId', 'is', null), e('other.rootId', '=', e.ref('other.id'))]))
    .where((e) =>
      e.not(
        e.exists(
          e
            .selectFrom('keptApart')
            .where('undoneAt', 'is', null)
            .where((k) =>
              k.or([
                k.and([
                  k('keptApart.themeId', '=', k.ref('proposals.themeId')),
                  k('keptApart.otherId', '=', k.ref('proposals.otherId')),
                ]),
                k.and([
                  k('keptApart.themeId', '=', k.ref('proposals.otherId')),
                  k('keptApart.otherId', '=', k.ref('proposals.themeId')),
                ]),
              ]),
            )
            .select('keptApart.id'),
        ),
      ),
    )
    .select(['proposals.id', 'kind', 'proposals.themeId', 'otherId', 'score', 'shown', 'proposedAt'])
    .select(['themes.name', 'other.name as otherName']);
