import type { Db } from '../database/open.ts';

export type ReportRow = Awaited<ReturnType<ReturnType<typeof selectReports>['execute']>>[number];

/** Reports with the names of what they point at. `themeId` is the theme a report counts for, not the one it was filed in. */
export const selectReports = (db: Db) =>
  db
    .selectFrom('reports')
    .leftJoin('themes as filed', 'filed.id', 'reports.themeId')
    .leftJoin('themes', (join) => join.on((e) => e('themes.id', '=', e.fn.coalesce('filed.rootId', 'filed.id'))))
    .leftJoin('queues', 'queues.id', 'reports.queueId')
    .leftJoin('shifts', 'shifts.id', 'reports.shiftId')
    .leftJoin('people', 'people.id', 'reports.reporterId')
    .select([
      'reports.id',
      'reports.kind',
      'reports.source',
      'reports.summary',
      'reports.customerWords',
      'reports.stage',
      'reports.layer',
      'reports.tool',
      'reports.secondsLost',
      'reports.secondsMeasured',
      'reports.severity',
      'reports.timesPerWeek',
      'reports.queueId',
      'queues.name as queueName',
      'reports.shiftId',
      'shifts.mode',
      'reports.callId',
      'reports.reporterId',
      'people.name as reporter',
      'reports.reporterName',
      'reports.importId',
      'reports.happenedAt',
      'reports.reportedAt',
      'themes.id as themeId',
      'themes.name as themeName',
      'reports.filedAt',
      'reports.filedBy',
      'reports.setAsideAt',
      'reports.withdrawnAt',
    ])
    .select((e) =>
      e
        .exists(
          e
            .selectFrom('filings')
            .whereRef('filings.reportId', '=', 'reports.id')
            .whereRef('filings.toId', '=', 'reports.themeId')
            .whereRef('filings.filedAt', '=', 'reports.filedAt')
            .where('filings.madeBy', '=', 'gate')
            .select('filings.id'),
        )
        .as('filedByGate'),
    );
