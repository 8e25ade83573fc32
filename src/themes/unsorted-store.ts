import type { Db } from '../database/open.ts';
import type { ReportSource } from '../friction/report.ts';

export type UnsortedStore = ReturnType<typeof unsortedStore>;

export const unsortedStore = (db: Db) => ({
  /** Every report that waits, oldest first: its number, and who saw it. */
  listWaiting: (): Promise<Waiting[]> => waiting(db).select(['reports.id', 'reports.source']).orderBy('reports.id').execute(),

  /** What is known of some of those that wait, in the order asked; who waits no more is left out. */
  async listFacts(ids: readonly number[]) {
    if (ids.length === 0) return [];
    const found = await facts(waiting(db)).where('reports.id', 'in', ids).execute();
    const byId = new Map(found.map((report) => [report.id, report]));
    return ids.flatMap((id) => byId.get(id) ?? []);
  },

  /** One report, wherever it is filed; a withdrawn one is nobody's to sort. */
  findReport: (id: number) =>
    facts(db.selectFrom('reports'))
      .where('reports.id', '=', id)
      .where('reports.withdrawnAt', 'is', null)
      .select(['reports.themeId', 'reports.setAsideAt'])
      .executeTakeFirst(),

  listSetAside: (before: number | null, limit: number) =>
    facts(db.selectFrom('reports'))
      .where('reports.themeId', 'is', null)
      .where('reports.setAsideAt', 'is not', null)
      .where('reports.withdrawnAt', 'is', null)
      .$if(before !== null, (query) => query.where('reports.id', '<', before!))
      .orderBy('reports.id', 'desc')
      .limit(limit)
      .execute(),

  /** A person's last decision that nobody took back: what `u` undoes. */
  findLastDecision: (personId: number) =>
    db
      .selectFrom('filings')
      .innerJoin('reports', 'reports.id', 'filings.reportId')
      .leftJoin('themes', 'themes.id', 'filings.toId')
      .where('filings.filedBy', '=', personId)
      .where('filings.how', '=', 'sorted')
      .where('filings.batchId', 'is', null)
      .where((e) =>
        e.not(e.exists(e.selectFrom('filings as undoing').whereRef('undoing.undoesId', '=', 'filings.id').select('undoing.id'))),
      )
      .select(['filings.id', 'filings.reportId', 'filings.toId', 'filings.filedAt', 'themes.name', 'reports.summary'])
      .select((e) =>
        e
          .selectFrom('filings as along')
          .whereRef('along.batchId', '=', 'filings.id')
          .select((f) => f.fn.countAll<number>().as('count'))
          .as('travelled'),
      )
      .orderBy('filings.id', 'desc')
      .limit(1)
      .executeTakeFirst(),
});

export interface Waiting {
  id: number;
  source: ReportSource;
}

export type WaitingReport = Awaited<ReturnType<UnsortedStore['listFacts']>>[number];

const waiting = (db: Db) =>
  db
    .selectFrom('reports')
    .where('reports.themeId', 'is', null)
    .where('reports.setAsideAt', 'is', null)
    .where('reports.withdrawnAt', 'is', null);

const facts = (query: ReturnType<typeof waiting>) =>
  query
    .leftJoin('queues', 'queues.id', 'reports.queueId')
    .leftJoin('shifts', 'shifts.id', 'reports.shiftId')
    .select(['reports.id', 'reports.kind', 'reports.source', 'reports.summary', 'reports.customerWords'])
    .select([
      'reports.stage',
      'reports.layer',
      'reports.tool',
      'reports.secondsLost',
      'reports.happenedAt',
      'reports.queueId',
      'queues.name as queue',
      'shifts.mode',
    ]);
