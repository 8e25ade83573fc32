import { recordEvent } from '../database/events.ts';
import { logSteps } from '../database/grouping-log.ts';
import type { Db, Tx } from '../database/open.ts';
import { findRefusal, type KeptApart } from './apart-store.ts';
import type { FilingTarget } from './filing.ts';
import { moveReports, takeBack, type UndoOutcome } from './move-store.ts';
import { refusedThemes } from './refused-store.ts';
import type { Reasons } from './similar-store.ts';
import { takeTurn } from './sorting-lock.ts';
import { addTheme, findByName } from './theme-store.ts';

export type FilingStore = ReturnType<typeof filingStore>;

/**
 * What the page had shown: up to which report it had counted equal ones, and where this one was filed then. And what the engine had to say
 * for the theme that was chosen.
 */
export interface Seen {
  through: number | null;
  seenIn: number | null;
  reasons?: Reasons;
}

export type FilingOutcome =
  | { verdict: 'filed' | 'already' | 'elsewhere'; themeId: number; name: string; reports: number }
  | { verdict: 'no report' }
  | { verdict: 'no theme' }
  | ({ verdict: 'kept apart' } & KeptApart);

export const filingStore = (db: Db) => ({
  /**
   * Files a report, and with it the unsorted reports in the very same words that the page had counted in (`through`).
   * Somebody else's decision in between is kept: `elsewhere` says where it went.
   */
  file: (reportId: number, to: FilingTarget, { through, seenIn, reasons }: Seen, by: number, now: Date): Promise<FilingOutcome> =>
    db.transaction().execute(async (tx) => {
      await takeTurn(tx);
      const report = await holdReport(tx, reportId);
      if (!report) return { verdict: 'no report' };
      const known = await findTarget(tx, to);
      const newName = 'newThemeName' in to ? to.newThemeName : undefined;
      if (!known && newName === undefined) return { verdict: 'no theme' };
      if (known && report.themeId === known.id) return { verdict: 'already', themeId: known.id, name: known.name, reports: 1 };
      if (report.themeId !== seenIn && report.themeId !== null) return elsewhere(tx, report.themeId);

      const apart = known && (await findRefusal(tx, report.id, known.id));
      if (apart) return { verdict: 'kept apart', ...apart };

      const theme = known ?? { id: await addTheme(tx, newName!, by, now), name: newName! };
      const reports = [report, ...(await listFitting(tx, await listSame(tx, report, through), theme.id))];
      const move = { toId: theme.id, how: 'sorted' as const, ...(reasons ? { reasons } : {}) };
      const steps = await moveReports(tx, reports, move, by, now);
      await recordFiling(tx, report.id, theme.id, reports.length, by, now);
      await logSteps(tx, steps);
      return { verdict: 'filed', themeId: theme.id, name: theme.name, reports: reports.length };
    }),

  /** Puts an unsorted report, and those in the same words, in no theme on purpose. Returns how many; 0 when it was sorted already. */
  setAside: (reportId: number, through: number | null, by: number, now: Date, reasons?: Reasons): Promise<number> =>
    db.transaction().execute(async (tx) => {
      await takeTurn(tx);
      const report = await holdReport(tx, reportId);
      if (!report || report.themeId !== null || report.setAsideAt !== null) return 0;
      const reports = [report, ...(await listSame(tx, report, through))];
      const move = { toId: null, how: 'sorted' as const, ...(reasons ? { reasons } : {}) };
      const steps = await moveReports(tx, reports, move, by, now);
      await recordEvent(tx, { action: 'report.set-aside', subject: 'report', subjectId: report.id, actorId: by }, now);
      await logSteps(tx, steps);
      return reports.length;
    }),

  /** Takes one decision back, with every report that travelled with it and still stands where it put it. */
  undoFiling: (filingId: number, by: number, now: Date): Promise<UndoOutcome | undefined> =>
    db.transaction().execute(async (tx) => {
      await takeTurn(tx);
      const filing = await tx.selectFrom('filings').where('id', '=', filingId).selectAll().executeTakeFirst();
      if (!filing || filing.undoesId !== null || filing.splitId !== null) return undefined;
      const outcome = await takeBack(tx, { leadId: filing.batchId ?? filing.id }, by, now);
      if (outcome.verdict === 'undone')
        await recordEvent(
          tx,
          { action: 'report.filing-undone', subject: 'report', subjectId: filing.reportId, actorId: by },
          now,
        );
      return outcome;
    }),
});

/** The theme a decision names, by number or by the name of one there is; of a merged one, the theme it counts for. */
const findTarget = (tx: Tx, to: FilingTarget) =>
  'themeId' in to
    ? tx
        .selectFrom('themes')
        .innerJoin('themes as root', 'root.id', 'themes.rootId')
        .where('themes.id', '=', to.themeId)
        .select(['root.id', 'root.name'])
        .executeTakeFirst()
    : findByName(tx, to.newThemeName);

/** Writing the report takes its lock, so that where it stands is true until the commit. Withdrawn ones are left alone. */
export const holdReport = (tx: Tx, reportId: number) =>
  tx
    .updateTable('reports')
    .set((e) => ({ filedAt: e.ref('filedAt') }))
    .where('id', '=', reportId)
    .where('withdrawnAt', 'is', null)
    .returning(['id', 'themeId', 'setAsideAt', 'searchText'])
    .executeTakeFirst();

async function listSame(tx: Tx, report: { id: number; themeId: number | null; searchText: string }, through: number | null) {
  if (through === null || report.themeId !== null) return [];
  return tx
    .selectFrom('reports')
    .where('themeId', 'is', null)
    .where('setAsideAt', 'is', null)
    .where('withdrawnAt', 'is', null)
    .where('searchText', '=', report.searchText)
    .where('id', '<=', through)
    .where('id', '<>', report.id)
    .select(['id', 'themeId'])
    .orderBy('id')
    .execute();
}

/** Those that were not said not to belong in the theme. */
async function listFitting<Report extends { id: number }>(tx: Tx, reports: readonly Report[], themeId: number) {
  const refused = await refusedThemes(
    tx,
    reports.map(({ id }) => id),
  );
  return reports.filter(({ id }) => !refused.get(id)?.has(themeId));
}

async function elsewhere(tx: Tx, themeId: number): Promise<FilingOutcome> {
  const theme = await tx.selectFrom('themes').where('id', '=', themeId).select('name').executeTakeFirstOrThrow();
  return { verdict: 'elsewhere', themeId, name: theme.name, reports: 0 };
}

const recordFiling = (tx: Tx, reportId: number, themeId: number, reports: number, by: number, now: Date) =>
  recordEvent(
    tx,
    { action: 'report.filed', subject: 'report', subjectId: reportId, actorId: by, detail: `${themeId} ${reports}` },
    now,
  );
