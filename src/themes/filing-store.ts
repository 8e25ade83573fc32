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
 * What the page had shown: the reports that were to travel along, and where this one was filed then. And what the engine had to say for the
 * theme that was chosen.
 */
export interface Seen {
  travels: readonly number[];
  seenIn: number | null;
  reasons?: Reasons;
}

/** `stayed`: reports that were to travel along and could not any more. */
export interface FiledOutcome {
  verdict: 'filed' | 'already' | 'elsewhere';
  themeId: number;
  name: string;
  reports: number;
  stayed: number;
}

export type FilingOutcome =
  | FiledOutcome
  | { verdict: 'no report' }
  | { verdict: 'no theme' }
  | ({ verdict: 'kept apart' } & KeptApart);

export const filingStore = (db: Db) => ({
  /**
   * Files a report, and with it those that the page had shown to travel along, if they still wait and were not said to belong elsewhere.
   * Somebody else's decision in between is kept: `elsewhere` says where it went.
   */
  file: (reportId: number, to: FilingTarget, { travels, seenIn, reasons }: Seen, by: number, now: Date): Promise<FilingOutcome> =>
    db.transaction().execute(async (tx) => {
      await takeTurn(tx);
      const report = await holdReport(tx, reportId);
      if (!report) return { verdict: 'no report' };
      const known = await findTarget(tx, to);
      const newName = 'newThemeName' in to ? to.newThemeName : undefined;
      if (!known && newName === undefined) return { verdict: 'no theme' };
      if (known && report.themeId === known.id)
        return { verdict: 'already', themeId: known.id, name: known.name, reports: 1, stayed: 0 };
      if (report.themeId !== seenIn && report.themeId !== null) return elsewhere(tx, report.themeId);

      const apart = known && (await findRefusal(tx, report.id, known.id));
      if (apart) return { verdict: 'kept apart', ...apart };

      const travellers = report.themeId === null ? await holdTravellers(tx, report.id, travels, known?.id) : [];
      const reports = [report, ...travellers];
      const theme = known ?? { id: await addTheme(tx, newName!, by, now, sentenceOf(to, reports)), name: newName! };
      const move = { toId: theme.id, how: 'sorted' as const, ...(reasons ? { reasons } : {}) };
      const steps = await moveReports(tx, reports, move, by, now);
      await recordFiling(tx, report.id, theme.id, reports.length, by, now);
      await logSteps(tx, steps);
      const stayed = travels.length - travellers.length;
      return { verdict: 'filed', themeId: theme.id, name: theme.name, reports: reports.length, stayed };
    }),

  /** Puts an unsorted report, and those shown to travel along, in no theme on purpose. Returns how many; 0 when it was sorted already. */
  setAside: (reportId: number, travels: readonly number[], by: number, now: Date, reasons?: Reasons): Promise<number> =>
    db.transaction().execute(async (tx) => {
      await takeTurn(tx);
      const report = await holdReport(tx, reportId);
      if (!report || report.themeId !== null || report.setAsideAt !== null) return 0;
      const reports = [report, ...(await holdTravellers(tx, report.id, travels))];
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
    .returning(['id', 'themeId', 'setAsideAt'])
    .executeTakeFirst();

/** Those that still wait, locked until the commit; without any that was said not to belong in the theme. */
async function holdTravellers(tx: Tx, leadId: number, ids: readonly number[], rootId?: number) {
  if (ids.length === 0) return [];
  const refused = rootId === undefined ? undefined : await refusedThemes(tx, ids);
  const held = await tx
    .updateTable('reports')
    .set((e) => ({ filedAt: e.ref('filedAt') }))
    .where('id', 'in', ids)
    .where('id', 'not in', [leadId, ...ids.filter((id) => refused?.get(id)?.has(rootId!))])
    .where('themeId', 'is', null)
    .where('setAsideAt', 'is', null)
    .where('withdrawnAt', 'is', null)
    .returning(['id', 'themeId'])
    .execute();
  return held.sort((a, b) => a.id - b.id);
}

/** A name is a report's sentence only if that report is in the theme. */
const sentenceOf = (to: FilingTarget, reports: readonly { id: number }[]) =>
  'newThemeName' in to && reports.some(({ id }) => id === to.namedAfter) ? to.namedAfter! : null;

async function elsewhere(tx: Tx, themeId: number): Promise<FilingOutcome> {
  const theme = await tx.selectFrom('themes').where('id', '=', themeId).select('name').executeTakeFirstOrThrow();
  return { verdict: 'elsewhere', themeId, name: theme.name, reports: 0, stayed: 0 };
}

const recordFiling = (tx: Tx, reportId: number, themeId: number, reports: number, by: number, now: Date) =>
  recordEvent(
    tx,
    { action: 'report.filed', subject: 'report', subjectId: reportId, actorId: by, detail: `${themeId} ${reports}` },
    now,
  );
