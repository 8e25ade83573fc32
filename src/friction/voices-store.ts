import type { Db } from '../database/open.ts';

export type VoicesStore = ReturnType<typeof voicesStore>;

/** The CSRs behind a theme, each person once; flags without a name count one each, as nobody can tell whether two are one person's. */
export interface Voices {
  named: number;
  anonymousFlags: number;
  /** Who said “me too” and flagged nothing with their name. */
  meToosOnly: number;
}

export const voicesStore = (db: Db) => ({
  /** Of a theme and everything merged into it, in one queue or in all: the same people that its page counts. */
  async countOf(themeId: number, queueId: number | undefined): Promise<Voices> {
    const under = db
      .selectFrom('themes')
      .where((e) => e.or([e('id', '=', themeId), e('rootId', '=', themeId)]))
      .select('id');
    const flags = db
      .selectFrom('reports')
      .where('themeId', 'in', under)
      .where('withdrawnAt', 'is', null)
      .where('source', '=', 'csr')
      .where('kind', '=', 'friction')
      .$if(queueId !== undefined, (query) => query.where('queueId', '=', queueId!));
    const named = flags.where('reporterId', 'is not', null);
    const meToos = db
      .selectFrom('meToos')
      .where('themeId', 'in', under)
      .where('withdrawnAt', 'is', null)
      .where((e) =>
        e.not(
          e(
            'personId',
            'in',
            named.select((n) => n.fn.coalesce('reporterId', n.lit(0)).as('id')),
          ),
        ),
      )
      .$if(queueId !== undefined, (query) => query.where('queueId', '=', queueId!));
    return db
      .selectNoFrom([
        named.select((e) => e.fn.count<number>('reporterId').distinct().as('count')).as('named'),
        flags
          .where('reporterId', 'is', null)
          .select((e) => e.fn.countAll<number>().as('count'))
          .as('anonymousFlags'),
        meToos.select((e) => e.fn.count<number>('personId').distinct().as('count')).as('meToosOnly'),
      ])
      .executeTakeFirstOrThrow()
      .then((row) => ({
        named: Number(row.named),
        anonymousFlags: Number(row.anonymousFlags),
        meToosOnly: Number(row.meToosOnly),
      }));
  },
});
