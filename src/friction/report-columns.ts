import type { Person } from '../people/person.ts';
import type { Columns } from '../web/csv.ts';
import { isAutomatic } from './placing.ts';
import type { ReportRow } from './report-rows.ts';
import { reporterFor } from './reporter.ts';

/** The columns of a file of reports, as far as this reader may know them. */
export const reportColumns = (reader: Person): Columns<ReportRow> => ({
  number: (report) => report.id,
  kind: (report) => report.kind,
  source: (report) => report.source,
  reporter: (report) => reporterFor(reader, report),
  happened_at: (report) => report.happenedAt,
  summary: (report) => report.summary,
  customer_words: (report) => report.customerWords,
  queue: (report) => report.queueName,
  stage: (report) => report.stage,
  layer: (report) => report.layer,
  tool: (report) => report.tool,
  seconds_lost: (report) => report.secondsLost,
  seconds_measured: (report) => (report.secondsLost === null ? null : report.secondsMeasured ? 'yes' : 'no'),
  severity: (report) => report.severity,
  times_per_week: (report) => report.timesPerWeek,
  theme_number: (report) => report.themeId,
  theme: (report) => report.themeName,
  filed_automatically: (report) => (report.themeId === null ? null : isAutomatic(report) ? 'yes' : 'no'),
});
