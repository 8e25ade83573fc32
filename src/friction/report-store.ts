import { recordEvent } from '../database/events.ts';
import { logAdded, logRestored, logWithdrawn } from '../database/grouping-log.ts';
import type { Db, Tx } from '../database/open.ts';
import { notFound, Refusal } from '../web/errors.ts';
import type { Join } from './joining.ts';
import { happenedBy, type NewReport, type ReportSource, searchTextOf } from './report.ts';
import { selectReports } from './report-rows.ts';

export type ReportStore = ReturnType<typeof reportStore>;

/** Where a report comes from: its reporter, and the shift it was made in. */
export interface From {
  source: Exclude<ReportSource, 'import'>;
  reporterId: number;
  queueId: number | null;
  shiftId?: number | null;
  timesPerWeek?: number | null;
}

export const reportStore = (db: Db) => ({
  /** Idempotent by the report's client key. Its texts must have been cleaned. A key that is somebody else's is refused (409). */
  addReport: (report: NewReport, from: From, now: Date, join?: Join): Promise<Added> =>
    db.transaction().execute((tx) => addReport(tx, report, from, now, join)),

  findReport: (id: number) => selectReports(db).where('reports.id', '=', id).executeTakeFirst(),

  /** One's own, by its number or by the key that its browser gave it before the server had a number for it. */
  findOwn: (reference: { id: number } | { clientKey: string }, personId: number) =>
    selectReports(db)
      .where((e) => ('id' in reference ? e('reports.id', '=', reference.id) : e('reports.clientKey', '=', reference.clientKey)))
      .where('reports.reporterId', '=', personId)
      .executeTakeFirst(),

  findCall: (callId: number) =>
    db
      .selectFrom('calls')
      .where('id', '=', callId)
      .select(['id', 'shiftId', 'startedAt', 'reason', 'outcome'])
      .executeTakeFirst(),

  /** The reporter takes it back; it counts nowhere any more. False when it is not theirs. Twice is once. */
  withdraw: (id: number, personId: number, now: Date) => setWithdrawn(db, id, personId, now, now.toISOString()),

  restore: (id: number, personId: number, now: Date) => setWithdrawn(db, id, personId, now, null),
});

/** Whether it is new, and whether it stands in the theme that its writer chose. */
export interface Added {
  id: number;
  added: boolean;
  joined: boolean;
}

/** The same inside another transaction. */
export async function addReport(tx: Tx, report: NewReport, from: From, now: Date, join?: Join): Promise<Added> {
  const { happenedAt, secondsMeasured, ...words } = report;
  if (report.callId !== null) await mustBeTheirs(tx, report.callId, from);
  const row = await tx
    .insertInto('reports')
    .values({
      ...words,
      ...from,
      secondsMeasured: secondsMeasured && words.secondsLost !== null ? 1 : 0,
      searchText: searchTextOf(words),
      happenedAt: happenedBy(happenedAt, now),
      reportedAt: now.toISOString(),
    })
    .onConflict((conflict) => conflict.column('clientKey').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!row) return { ...(await ownReport(tx, report.clientKey, from.reporterId)), added: false };

  const action = from.source === 'csr' ? 'flag.sent' : 'report.added';
  await recordEvent(tx, { action, subject: 'report', subjectId: row.id, actorId: from.reporterId }, now);
  const joined = join !== undefined && (await join(tx, row.id, from.reporterId, now));
  await logAdded(tx, [row.id], 'human');
  return { id: row.id, added: true, joined };
}

async function ownReport(tx: Tx, clientKey: string, reporterId: number): Promise<Pick<Added, 'id' | 'joined'>> {
  const known = await tx
    .selectFrom('reports')
    .where('clientKey', '=', clientKey)
    .select(['id', 'reporterId', 'themeId'])
    .executeTakeFirst();
  if (known?.reporterId === reporterId) return { id: known.id, joined: known.themeId !== null };
  throw new Refusal(409, 'This form has been used by somebody else', 'Open a new form and send it from there.');
}

async function mustBeTheirs(tx: Tx, callId: number, { shiftId, reporterId }: From) {
  const call = await tx.selectFrom('calls').where('id', '=', callId).select(['shiftId', 'personId']).executeTakeFirst();
  if (!call || call.personId !== reporterId || call.shiftId !== shiftId) throw notFound();
}

const setWithdrawn = (db: Db, id: number, personId: number, now: Date, withdrawnAt: string | null): Promise<boolean> =>
  db.transaction().execute(async (tx) => {
    const changed = await tx
      .updateTable('reports')
      .set({ withdrawnAt })
      .where('id', '=', id)
      .where('reporterId', '=', personId)
      .where('withdrawnAt', withdrawnAt === null ? 'is not' : 'is', null)
      .returning('id')
      .executeTakeFirst();
    if (!changed) return isTheirs(tx, id, personId);

    const action = withdrawnAt === null ? 'report.restored' : 'report.withdrawn';
    await recordEvent(tx, { action, subject: 'report', subjectId: id, actorId: personId }, now);
    await (withdrawnAt === null ? logRestored(tx, [id]) : logWithdrawn(tx, [id]));
    return true;
  });

const isTheirs = async (tx: Tx, id: number, personId: number): Promise<boolean> =>
  Boolean(await tx.selectFrom('reports').where('id', '=', id).where('reporterId', '=', personId).select('id').executeTakeFirst());
