import { type Expression, type SqlBool, sql } from 'kysely';
import { keepUntilWritten } from '../database/kept.ts';
import type { Db } from '../database/open.ts';
import { OBSERVED_MODES } from '../shifts/shift.ts';
import { type Cost, costOf, median, type QueueFigures, type ThemeEvidence } from './cost.ts';
import { evidenceIn, type Gathering } from './evidence.ts';
import { incidenceOf } from './incidence.ts';
import { boundsOf, holdsInstant, holdsPiece, type Period } from './period.ts';
import type { Measured } from './verification.ts';

export type EvidenceStore = ReturnType<typeof evidenceStore>;

export function evidenceStore(db: Db) {
  const keep = keepUntilWritten<Map<number, Cost>[]>(db);

  /** What these themes (by root) cost a week, judged by what each period holds. Nobody may change what is handed out: it is kept. */
  const costsIn = (themeIds: readonly number[], periods: readonly Period[]) =>
    keep(JSON.stringify([themeIds, periods]), () => workOut(themeIds, periods));

  /** Five queries, however many themes and periods. */
  async function workOut(themeIds: readonly number[], periods: readonly Period[]): Promise<Map<number, Cost>[]> {
    if (themeIds.length === 0) return periods.map(() => new Map());
    const bounds = boundsOf(periods);
    const gathering: Gathering = {
      queues: await queueFigures(db),
      observed: await observedCalls(db, bounds),
      met: await callsMet(db, themeIds, bounds),
      leaders: await leaderSeconds(db, themeIds),
      csrs: await csrWords(db, themeIds),
    };
    const known = new Map<string, Map<number, Cost>>();
    return periods.map((period) => {
      const name = `${period.from} ${period.until}`;
      const costs = known.get(name) ?? costsFrom(evidenceIn(themeIds, gathering, period, bounds));
      known.set(name, costs);
      return costs;
    });
  }

  const costsOf = async (themeIds: readonly number[]): Promise<Map<number, Cost>> => (await costsIn(themeIds, [{}]))[0]!;

  /** The same step measured before and after an instant: the share of observed calls that met it, and the median seconds it took. */
  async function beforeAndAfter(themeIds: readonly number[], at: string) {
    const bounds = [at];
    const [met, observed] = [await distinctCallsMet(db, themeIds, bounds), await observedCalls(db, bounds)];
    const seconds = await leaderSeconds(db, themeIds);
    const queueIds = new Set(met.map(({ queueId }) => queueId));
    const measure = (period: Period): Measured => {
      const count = (rows: readonly { queueId: number; piece: number; calls: number }[]) =>
        rows
          .filter((row) => queueIds.has(row.queueId) && holdsPiece(period, bounds)(row))
          .reduce((sum, { calls }) => sum + calls, 0);
      return {
        incidence: incidenceOf(count(met), count(observed)),
        seconds: median(seconds.filter(holdsInstant(period)).map((row) => row.seconds)),
      };
    };
    return { before: measure({ until: at }), after: measure({ from: at }) };
  }

  return { costsIn, costsOf, beforeAndAfter };
}

function costsFrom(evidence: Map<number, ThemeEvidence>): Map<number, Cost> {
  const costs = new Map<number, Cost>();
  for (const [themeId, behind] of evidence) {
    const cost = costOf(behind);
    if (cost) costs.set(themeId, { ...cost, lines: cost.lines.map((line) => ({ ...line, themeId })) });
  }
  return costs;
}

const queueFigures = (db: Db): Promise<QueueFigures[]> =>
  db
    .selectFrom('queues')
    .select(['id as queueId', 'name as queue', 'callsPerWeek', 'costPerHourMinor', 'currency'])
    .orderBy('id')
    .execute();

/** n: finished calls in shadow and live shifts, by queue and piece of time. Simulated calls train people and are never counted. */
const observedCalls = (db: Db, bounds: readonly string[]) =>
  db
    .selectFrom((e) =>
      e
        .selectFrom('calls')
        .innerJoin('shifts', 'shifts.id', 'calls.shiftId')
        .where('shifts.mode', 'in', OBSERVED_MODES)
        .where('calls.endedAt', 'is not', null)
        .where('calls.withdrawnAt', 'is', null)
        .select(['shifts.queueId', pieceOf(bounds).as('piece')])
        .as('pieces'),
    )
    .groupBy(['queueId', 'piece'])
    .select((e) => ['queueId', 'piece', e.fn.countAll<number>().as('calls')])
    .execute();

/** k: the distinct among those calls in which a leader met the theme. */
const callsMet = (db: Db, themeIds: readonly number[], bounds: readonly string[]) =>
  db
    .selectFrom(metCalls(db, themeIds, bounds).as('met'))
    .groupBy(['themeId', 'queueId', 'piece'])
    .select((e) => ['themeId', 'queueId', 'piece', e.fn.count<number>('callId').distinct().as('calls')])
    .$narrowType<{ themeId: number }>()
    .execute();

/** A call that met two of these themes is one call. */
const distinctCallsMet = (db: Db, themeIds: readonly number[], bounds: readonly string[]) =>
  db
    .selectFrom(metCalls(db, themeIds, bounds).as('met'))
    .groupBy(['queueId', 'piece'])
    .select((e) => ['queueId', 'piece', e.fn.count<number>('callId').distinct().as('calls')])
    .execute();

const metCalls = (db: Db, themeIds: readonly number[], bounds: readonly string[]) =>
  db
    .selectFrom('reports')
    .innerJoin('themes', 'themes.id', 'reports.themeId')
    .innerJoin('calls', 'calls.id', 'reports.callId')
    .innerJoin('shifts', 'shifts.id', 'calls.shiftId')
    .where('themes.rootId', 'in', themeIds)
    .where('reports.kind', '=', 'friction')
    .where('reports.withdrawnAt', 'is', null)
    .where('shifts.mode', 'in', OBSERVED_MODES)
    .where('calls.endedAt', 'is not', null)
    .where('calls.withdrawnAt', 'is', null)
    .select(['themes.rootId as themeId', 'shifts.queueId', 'reports.callId', pieceOf(bounds).as('piece')]);

/** Which piece of time a call began in: how many of the bounds lie behind it. */
const pieceOf = (bounds: readonly string[]) => sql<number>`${sql.join([sql.lit(0), ...bounds.map(beganSince)], sql` + `)}`;

const beganSince = (bound: string): Expression<SqlBool | number> =>
  sql<number>`(case when ${sql.ref('calls.startedAt')} >= ${bound} then 1 else 0 end)`;

const leaderSeconds = (db: Db, themeIds: readonly number[]) =>
  db
    .selectFrom('reports')
    .innerJoin('themes', 'themes.id', 'reports.themeId')
    .innerJoin('shifts', 'shifts.id', 'reports.shiftId')
    .where('themes.rootId', 'in', themeIds)
    .where('reports.source', '=', 'leader')
    .where('reports.kind', '=', 'friction')
    .where('reports.withdrawnAt', 'is', null)
    .where('reports.secondsLost', 'is not', null)
    .where('shifts.mode', 'in', OBSERVED_MODES)
    .select(['themes.rootId as themeId', 'reports.secondsLost as seconds', 'reports.happenedAt'])
    .$narrowType<{ themeId: number; seconds: number }>()
    .execute();

/** Flags and me-toos together, oldest first. An anonymous flag has no person: each counts as one. */
async function csrWords(db: Db, themeIds: readonly number[]): Promise<Gathering['csrs']> {
  const flags = db
    .selectFrom('reports')
    .innerJoin('themes', 'themes.id', 'reports.themeId')
    .where('themes.rootId', 'in', themeIds)
    .where('reports.source', '=', 'csr')
    .where('reports.kind', '=', 'friction')
    .where('reports.withdrawnAt', 'is', null)
    .select(['themes.rootId as themeId', 'reporterId as personId', 'queueId', 'secondsLost', 'timesPerWeek', 'reportedAt as at'])
    .select('happenedAt');
  const meToos = db
    .selectFrom('meToos')
    .innerJoin('themes', 'themes.id', 'meToos.themeId')
    .where('themes.rootId', 'in', themeIds)
    .where('meToos.withdrawnAt', 'is', null)
    .select(['themes.rootId as themeId', 'personId', 'queueId', 'secondsLost', 'timesPerWeek', 'saidAt as at'])
    .select('saidAt as happenedAt');
  return flags.unionAll(meToos).orderBy(sql`at`).$narrowType<{ themeId: number }>().execute();
}
