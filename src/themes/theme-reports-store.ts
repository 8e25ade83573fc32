import type { Db } from '../database/open.ts';
import type { ReportKind } from '../friction/report.ts';
import { anonymous } from './evidence-store.ts';
import { listJoined } from './join-store.ts';

export type ThemeReportsStore = ReturnType<typeof themeReportsStore>;

export const themeReportsStore = (db: Db) => ({
  /** A page of a theme's reports, newest first, whatever merged theme each was filed in. */
  listReports: (rootId: number, { kind, before, limit }: { kind?: ReportKind; before?: number; limit: number }) =>
    db
      .selectFrom('reports')
      .leftJoin('queues', 'queues.id', 'reports.queueId')
      .leftJoin('shifts', 'shifts.id', 'reports.shiftId')
      .where('reports.themeId', 'in', (e) => e.selectFrom('themes').where('rootId', '=', rootId).select('id'))
      .where('withdrawnAt', 'is', null)
      .$if(kind !== undefined, (query) => query.where('reports.kind', '=', kind!))
      .$if(Boolean(before), (query) => query.where('reports.id', '<', before!))
      .select(['reports.id', 'reports.kind', 'source', 'summary', 'customerWords', 'stage', 'reports.layer', 'happenedAt'])
      .select((e) => ['queues.name as queue', 'shifts.mode', 'themeId', anonymous(e).as('anonymous')])
      .orderBy('reports.id', 'desc')
      .limit(limit)
      .execute(),

  /** Those of these reports that their writers put there. */
  listJoined: (reportIds: readonly number[]) => listJoined(db, reportIds),

  /** The customers' own words, newest first: the empty chair at the table. */
  listQuotes: (rootId: number, kind: ReportKind, limit: number) =>
    db
      .selectFrom('reports')
      .leftJoin('queues', 'queues.id', 'reports.queueId')
      .where('reports.themeId', 'in', (e) => e.selectFrom('themes').where('rootId', '=', rootId).select('id'))
      .where('withdrawnAt', 'is', null)
      .where('reports.kind', '=', kind)
      .where('customerWords', 'is not', null)
      .where('customerWords', '<>', '')
      .select(['reports.id', 'customerWords as words', 'happenedAt', 'queues.name as queue', 'source'])
      .orderBy('reports.id', 'desc')
      .limit(limit)
      .execute(),

  /** What worked, in the customer's words where there are any. */
  listPraise: (rootId: number, limit: number) =>
    db
      .selectFrom('reports')
      .leftJoin('queues', 'queues.id', 'reports.queueId')
      .where('reports.themeId', 'in', (e) => e.selectFrom('themes').where('rootId', '=', rootId).select('id'))
      .where('withdrawnAt', 'is', null)
      .where('reports.kind', '=', 'delight')
      .select((e) => ['reports.id', e.fn.coalesce('customerWords', 'summary').as('words'), 'queues.name as queue'])
      .orderBy('reports.id', 'desc')
      .limit(limit)
      .execute(),
});

export type ThemeReport = Awaited<ReturnType<ThemeReportsStore['listReports']>>[number];
