import { recordEvent } from '../database/events.ts';
import type { Db, Tx } from '../database/open.ts';
import type { Layer, ReportKind, Stage } from '../friction/report.ts';
import { Refusal } from '../web/errors.ts';

/** A cleaned report of a leader, ready to be stored. Instants are ISO 8601 UTC, durations whole seconds. */
export interface NewReport {
  kind: ReportKind;
  summary: string;
  stage: Stage | null;
  layer: Layer | null;
  tool: string | null;
  secondsLost: number | null;
  secondsMeasured: boolean;
  severity: number | null;
  customerWords: string | null;
  callId: number | null;
  clientKey: string;
  happenedAt: string;
}

export interface From {
  source: 'leader';
  reporterId: number;
  queueId: number;
  shiftId: number;
}

export type AddReport = (report: NewReport, from: From, now: Date) => Promise<{ id: number; added: boolean }>;

/** Idempotent by the report's client key. A key that is somebody else's is refused (409). */
export const reportStore = (db: Db): { addReport: AddReport } => ({
  addReport: ({ secondsMeasured, ...report }, from, now) =>
    db.transaction().execute(async (tx) => {
      const row = await tx
        .insertInto('reports')
        .values({
          ...report,
          ...from,
          secondsMeasured: secondsMeasured ? 1 : 0,
          searchText: [report.summary, report.customerWords, report.tool].filter(Boolean).join(' ').toLowerCase(),
          reportedAt: now.toISOString(),
        })
        .onConflict((conflict) => conflict.column('clientKey').doNothing())
        .returning('id')
        .executeTakeFirst();
      if (!row) return { id: await ownReport(tx, report.clientKey, from.reporterId), added: false };
      await recordEvent(tx, { action: 'report.added', subject: 'report', subjectId: row.id, actorId: from.reporterId }, now);
      return { id: row.id, added: true };
    }),
});

async function ownReport(tx: Tx, clientKey: string, reporterId: number): Promise<number> {
  const known = await tx.selectFrom('reports').where('clientKey', '=', clientKey).select(['id', 'reporterId']).executeTakeFirst();
  if (known?.reporterId === reporterId) return known.id;
  throw new Refusal(409, 'This form has been used by somebody else', 'Reload the page and write it once more.');
}
