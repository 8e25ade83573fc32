import { logSteps } from '../../database/grouping-log.ts';
import type { Db } from '../../database/open.ts';

export type VectorStore = ReturnType<typeof vectorStore>;

export type Missing = Awaited<ReturnType<VectorStore['listMissing']>>[number];

/** Vectors of reports, as the model of an installation's choice gave them. */
export const vectorStore = (db: Db) => ({
  /** The newest reports (below a number, where one is given) without a vector of this model; withdrawn ones are not sent anywhere. */
  listMissing: (model: string, limit: number, below?: number) =>
    db
      .selectFrom('reports')
      .leftJoin('reportVectors', (join) =>
        join.onRef('reportVectors.reportId', '=', 'reports.id').on('reportVectors.model', '=', model),
      )
      .where('reportVectors.reportId', 'is', null)
      .where('withdrawnAt', 'is', null)
      .$if(below !== undefined, (query) => query.where('reports.id', '<', below!))
      .select(['reports.id', 'summary', 'customerWords'])
      .orderBy('reports.id', 'desc')
      .limit(limit)
      .execute(),

  /** Keeps some vectors and tells the grouping log, so that every process takes them in at the same point. */
  keep: (model: string, rows: readonly { reportId: number; vector: Int8Array }[]) =>
    db.transaction().execute(async (tx) => {
      for (const { reportId, vector } of rows) {
        const bytes = Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength);
        await tx
          .insertInto('reportVectors')
          .values({ reportId, model, vector: bytes })
          .onConflict((c) => c.column('reportId').doUpdateSet({ model, vector: bytes }))
          .execute();
      }
      await logSteps(
        tx,
        rows.map(({ reportId }) => ({ kind: 'embedded', reportId, detail: model })),
      );
    }),

  /** The vectors of some reports, for ranking them again. */
  async find(reportIds: readonly number[]): Promise<Map<number, Int8Array>> {
    if (reportIds.length === 0) return new Map();
    const rows = await db.selectFrom('reportVectors').where('reportId', 'in', reportIds).select(['reportId', 'vector']).execute();
    return new Map(rows.map(({ reportId, vector }) => [reportId, new Int8Array(vector)]));
  },
});
