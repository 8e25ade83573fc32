import { recordEvent } from '../database/events.ts';
import { logSteps, type NewStep } from '../database/grouping-log.ts';
import type { Db, Tx } from '../database/open.ts';
import { cutToDay } from '../friction/flag.ts';
import type { JoinOutcome, Joins } from '../friction/joining.ts';
import { findRefusal } from './apart-store.ts';
import { type Filing, standingJoin } from './filing.ts';
import { moveReports, takeBack } from './move-store.ts';
import type { Reasons } from './similar-store.ts';
import { takeTurn } from './sorting-lock.ts';
import type { WritingStore } from './writing-store.ts';

/** What the writer of a report says about its theme. A human said so: it teaches the engine as an owner's decision does. */
export const joinStore = (db: Db, writing: Pick<WritingStore, 'reasonsFor'>): Joins => ({
  async prepare(themeId, wording) {
    if (themeId === null) return undefined;
    const reasons = await writing.reasonsFor(wording, themeId);
    return async (tx, reportId, by, now) => {
      await takeTurn(tx);
      const theme = await findTheme(tx, themeId);
      if (theme) await put(tx, reportId, theme.id, reasons, by, now);
      return theme !== undefined;
    };
  },

  async join({ reportId, themeId, wording }, by, now) {
    const reasons = await writing.reasonsFor(wording, themeId);
    return db.transaction().execute(async (tx): Promise<JoinOutcome> => {
      await takeTurn(tx);
      const theme = await findTheme(tx, themeId);
      const report = await holdReport(tx, reportId);
      if (!report) return { verdict: 'no report' };
      if (report.themeId !== null) return filedAlready(tx, report.themeId, theme?.id);
      if (report.setAsideAt !== null) return { verdict: 'set aside' };
      if (!theme) return { verdict: 'no theme' };
      if (await findRefusal(tx, reportId, theme.id)) return { verdict: 'kept apart' };

      await logSteps(tx, await put(tx, reportId, theme.id, reasons, by, now));
      return { verdict: 'joined', themeId: theme.id, name: theme.name };
    });
  },

  undo: (reportId, by, now) =>
    db.transaction().execute(async (tx) => {
      await takeTurn(tx);
      const filings = (await listFilings(tx, [reportId])).get(reportId) ?? [];
      const join = standingJoin(filings);
      if (!join) return filings.at(-1)?.how === 'undone' || filings.length === 0 ? 'already' : 'moved since';
      await takeBack(tx, { onlyId: join.id }, by, knownTime(by, now));
      await tell(tx, 'report.join-undone', reportId, join.toId!, by, now);
      return 'undone';
    }),

  listJoined: (reportIds) => listJoined(db, reportIds),

  findTheme: (themeId) => findTheme(db, themeId),
});

/** Those of these reports that stand where their writers put them. */
export async function listJoined(db: Db, reportIds: readonly number[]): Promise<Set<number>> {
  const joined = [...(await listFilings(db, reportIds))].filter(([, filings]) => standingJoin(filings));
  return new Set(joined.map(([reportId]) => reportId));
}

/** Writes the move down, and returns what the grouping log is to hear. */
async function put(tx: Tx, reportId: number, toId: number, reasons: Reasons, by: number | null, now: Date): Promise<NewStep[]> {
  const report = { id: reportId, themeId: null };
  const steps = await moveReports(tx, [report], { toId, how: 'joined', reasons }, by, knownTime(by, now));
  await tell(tx, 'report.joined', reportId, toId, by, now);
  return steps;
}

/** Without a person nothing is known of when, but the day. */
const knownTime = (by: number | null, now: Date) => (by === null ? new Date(cutToDay(now)) : now);

async function tell(tx: Tx, action: string, reportId: number, themeId: number, by: number | null, now: Date) {
  if (by === null) return;
  await recordEvent(tx, { action, subject: 'report', subjectId: reportId, actorId: by, detail: String(themeId) }, now);
}

/** A theme that holds nothing is listed and suggested nowhere, so nobody who writes can mean it. */
const findTheme = (db: Db | Tx, themeId: number) =>
  db
    .selectFrom('themes')
    .innerJoin('themes as root', 'root.id', 'themes.rootId')
    .where('themes.id', '=', themeId)
    .where((e) =>
      e.exists(
        e
          .selectFrom('reports')
          .innerJoin('themes as under', 'under.id', 'reports.themeId')
          .whereRef('under.rootId', '=', 'root.id')
          .where('reports.withdrawnAt', 'is', null)
          .select('reports.id'),
      ),
    )
    .select(['root.id', 'root.name'])
    .executeTakeFirst();

/** Writing the report takes its lock, so that where it stands is true until the commit. */
const holdReport = (tx: Tx, reportId: number) =>
  tx
    .updateTable('reports')
    .set((e) => ({ filedAt: e.ref('filedAt') }))
    .where('id', '=', reportId)
    .where('withdrawnAt', 'is', null)
    .returning(['themeId', 'setAsideAt'])
    .executeTakeFirst();

async function filedAlready(tx: Tx, filedIn: number, chosenId: number | undefined): Promise<JoinOutcome> {
  const { id, name } = await tx
    .selectFrom('themes')
    .innerJoin('themes as root', 'root.id', 'themes.rootId')
    .where('themes.id', '=', filedIn)
    .select(['root.id', 'root.name'])
    .executeTakeFirstOrThrow();
  return { verdict: id === chosenId ? 'already' : 'elsewhere', themeId: id, name };
}

/** All moves of these reports, oldest first. */
async function listFilings(db: Db | Tx, reportIds: readonly number[]) {
  const of = new Map<number, (Filing & { reportId: number })[]>();
  if (reportIds.length === 0) return of;
  const rows = await db
    .selectFrom('filings')
    .where('reportId', 'in', reportIds)
    .select(['id', 'reportId', 'fromId', 'toId', 'how', 'undoesId', 'filedAt', 'filedBy'])
    .orderBy('id')
    .execute();
  for (const row of rows) of.set(row.reportId, [...(of.get(row.reportId) ?? []), row]);
  return of;
}
