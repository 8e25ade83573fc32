import { recordEvent } from '../../database/events.ts';
import { logSteps } from '../../database/grouping-log.ts';
import type { Db, Tx } from '../../database/open.ts';
import type { ReportKind, ReportSource } from '../../friction/report.ts';
import { holdReport } from '../filing-store.ts';
import { moveReports } from '../move-store.ts';
import type { Reasons } from '../similar-store.ts';
import { takeTurn } from '../sorting-lock.ts';
import { passedOver } from './passed-over.ts';
import { isSwitchedOn } from './switch-store.ts';

export type GateStore = ReturnType<typeof gateStore>;

const DECISIONS_READ = 2_000;
/** Whoever wrote a report may say themselves where it belongs; so long they are asked first. */
const WRITERS_MINUTES = 10;
const NEWEST_REPORTS = 1_000;

/** What the gate may decide about, and its two decisions: to file a report, or to hold it back for people. */
export const gateStore = (db: Db) => ({
  /**
   * Where people have passed over what waits, per source. What travels together is decided before what is alone, however old that is: such a
   * decision passes nothing over.
   */
  async findPassedOver(): Promise<Record<ReportSource, number>> {
    const newest = db.selectFrom('filings').select((e) => e.fn.max<number | null>('id').as('id'));
    const { id } = await newest.executeTakeFirstOrThrow();
    const moves = await db
      .selectFrom('filings')
      .innerJoin('reports', 'reports.id', 'filings.reportId')
      .where('filings.id', '>', (id ?? 0) - DECISIONS_READ)
      .where('how', '=', 'sorted')
      .where('filings.filedBy', 'is not', null)
      .select(['filings.id', 'batchId', 'source', 'reportId'])
      .execute();
    const withOthers = new Set(moves.map(({ batchId }) => batchId));
    return passedOver(moves.filter(({ id, batchId }) => batchId === null && !withOthers.has(id)));
  },

  /** The first of the newest reports whose writers may still be deciding; those from it on wait a little. Infinity: there is none. */
  async findUnsettled(now: Date): Promise<number> {
    const since = new Date(now.getTime() - WRITERS_MINUTES * 60_000).toISOString();
    const newest = db.selectFrom('reports').select((e) => e.fn.max<number | null>('id').as('id'));
    const { id } = await newest.executeTakeFirstOrThrow();
    const young = db
      .selectFrom('reports')
      .where('id', '>', (id ?? 0) - NEWEST_REPORTS)
      .where('reportedAt', '>', since)
      .select((e) => e.fn.min<number | null>('id').as('first'));
    return (await young.executeTakeFirstOrThrow()).first ?? Number.POSITIVE_INFINITY;
  },

  /**
   * The next unsorted reports that no person has decided about or passed over, oldest first, up to one (left out). A flag without a name
   * waits until the day is over (UTC): the moment it is filed must not tell when it was sent.
   */
  listWaiting: (
    { after, before }: { after: number; before: number },
    passed: Record<ReportSource, number>,
    now: Date,
    limit: number,
  ) =>
    waiting(db)
      .$if(before !== Number.POSITIVE_INFINITY, (query) => query.where('reports.id', '<', before))
      .where((e) =>
        e.or(
          (['leader', 'csr', 'import'] as const).map((source) =>
            e.and([e('source', '=', source), e('reports.id', '>', Math.max(after, passed[source]))]),
          ),
        ),
      )
      .where((e) =>
        e.or([
          e('reporterId', 'is not', null),
          e('source', '<>', 'csr'),
          e('reportedAt', '<', `${now.toISOString().slice(0, 10)}T00:00:00.000Z`),
        ]),
      )
      .select(['reports.id', 'kind', 'summary', 'customerWords', 'stage', 'layer', 'tool', 'queueId'])
      .orderBy('reports.id')
      .limit(limit)
      .execute(),

  /** Whether a theme holds a report of this kind: praise does not go by itself where only complaints are. */
  async holdsKind(rootId: number, kind: ReportKind): Promise<boolean> {
    const report = db
      .selectFrom('reports')
      .where('themeId', 'in', (e) => e.selectFrom('themes').where('rootId', '=', rootId).select('id'))
      .where('kind', '=', kind)
      .where('withdrawnAt', 'is', null);
    return Boolean(await report.select('id').limit(1).executeTakeFirst());
  },

  /** How many that the gate held back nobody has decided about. */
  async countHolds(): Promise<number> {
    const query = db.selectFrom('gateHolds').innerJoin('reports', 'reports.id', 'gateHolds.reportId');
    const unsorted = query.where('reports.themeId', 'is', null).where('setAsideAt', 'is', null).where('withdrawnAt', 'is', null);
    return (await unsorted.select((e) => e.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()).count;
  },

  /** Files a report by itself, unless anything has been decided about it, or the gate switched off, in between. */
  file: (reportId: number, themeId: number, reasons: Reasons, now: Date): Promise<boolean> =>
    db.transaction().execute(async (tx) => {
      await takeTurn(tx);
      const report = await holdReport(tx, reportId);
      const theme = await findRoot(tx, themeId);
      if (!report || !theme || !(await isSwitchedOn(tx)) || !(await stillWaits(tx, reportId))) return false;
      const steps = await moveReports(tx, [report], { toId: theme.rootId!, how: 'sorted', madeBy: 'gate', reasons }, null, now);
      const event = { action: 'report.filed', subject: 'report', subjectId: reportId, actorId: null } as const;
      await recordEvent(tx, { ...event, detail: `${theme.rootId} 1` }, now);
      await logSteps(tx, steps);
      return true;
    }),

  /** Leaves a report that it could file to people, so that somebody learns whether it errs. */
  hold: (reportId: number, themeId: number, now: Date): Promise<boolean> =>
    db.transaction().execute(async (tx) => {
      await takeTurn(tx);
      const report = await holdReport(tx, reportId);
      if (!report || !(await stillWaits(tx, reportId))) return false;
      await tx.insertInto('gateHolds').values({ reportId, themeId, heldAt: now.toISOString() }).execute();
      await logSteps(tx, [{ kind: 'held', reportId, themeId }]);
      return true;
    }),
});

const findRoot = (tx: Tx, themeId: number) =>
  tx.selectFrom('themes').where('id', '=', themeId).where('rootId', 'is not', null).select('rootId').executeTakeFirst();

const stillWaits = async (tx: Tx, reportId: number): Promise<boolean> =>
  Boolean(await waiting(tx).where('reports.id', '=', reportId).select('reports.id').executeTakeFirst());

/** Unsorted, and never touched by a person: what was taken back, refused or held back is theirs to decide. */
const waiting = (db: Db | Tx) =>
  db
    .selectFrom('reports')
    .where('reports.themeId', 'is', null)
    .where('setAsideAt', 'is', null)
    .where('withdrawnAt', 'is', null)
    .where((e) => e.not(e.exists(e.selectFrom('filings').whereRef('filings.reportId', '=', 'reports.id').select('filings.id'))))
    .where((e) =>
      e.not(
        e.exists(
          e
            .selectFrom('keptApart')
            .whereRef('keptApart.reportId', '=', 'reports.id')
            .where('keptApart.undoneAt', 'is', null)
            .select('keptApart.id'),
        ),
      ),
    )
    .where((e) =>
      e.not(e.exists(e.selectFrom('gateHolds').whereRef('gateHolds.reportId', '=', 'reports.id').select('gateHolds.reportId'))),
    );
