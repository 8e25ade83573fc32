import type { Db } from '../database/open.ts';
import type { ReportSource } from '../friction/report.ts';

export type UnsortedStore = ReturnType<typeof unsortedStore>;

export const unsortedStore = (db: Db) => ({
  /** How many wait, by who saw it. */
  async countWaiting(): Promise<Record<ReportSource, number>> {
    const rows = await waiting(db)
      .select((e) => ['reports.source', e.fn.countAll<number>().as('count')])
      .groupBy('reports.source')
      .execute();
    return { leader: 0, csr: 0, import: 0, ...Object.fromEntries(rows.map(({ source, count }) => [source, count])) };
  },

  /** The next that wait, oldest first, after a report that was skipped. */
  listWaiting: (source: ReportSource | null, after: number, limit: number) =>
    facts(waiting(db))
      .$if(source !== null, (query) => query.where('reports.source', '=', source!))
      .$if(source === null, (query) => query.where('reports.source', 'in', ['csr', 'import', 'leader']))
      .where('reports.id', '>', after)
      .orderBy('reports.id')
      .limit(limit)
      .execute(),

  /** One report, wherever it is filed; a withdrawn one is nobody's to sort. */
  findReport: (id: number) =>
    facts(db.selectFrom('reports'))
      .where('reports.id', '=', id)
      .where('reports.withdrawnAt', 'is', null)
      .select(['reports.themeId', 'reports.setAsideAt'])
      .executeTakeFirst(),

  /** Unsorted reports in the very same words: how many others, and the newest of them. */
  countSame: (report: { id: number; searchText: string }) =>
    waiting(db)
      .where('reports.searchText', '=', report.searchText)
      .where('reports.id', '<>', report.id)
      .select((e) => [e.fn.countAll<number>().as('count'), e.fn.max('reports.id').as('newest')])
      .executeTakeFirstOrThrow(),

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
      .orderBy('filings.id', 'desc')
      .limit(1)
      .executeTakeFirst(),
});

export type WaitingReport = Awaited<ReturnType<UnsortedStore['listWaiting']>>[number];

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
    .select(['reports.id', 'reports.kind', 'reports.source', 'reports.summary', 'reports.customerWords', 'reports.searchText'])
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
