import { sql } from 'kysely';
import type { Db } from '../database/open.ts';
import { OBSERVED_MODES } from '../shifts/shift.ts';
import { type Cost, costOf, median, type QueueFigures, type ThemeEvidence } from './cost.ts';
import { type CsrWord, latestWordPerPerson, perTheme } from './evidence.ts';
import { incidenceOf } from './incidence.ts';

export type EvidenceStore = ReturnType<typeof evidenceStore>;

/** Calls that started from `from` up to (not including) `until`: before and after a fix, or all there are. */
export interface Period {
  from?: string;
  until?: string;
}

export const evidenceStore = (db: Db) => ({
  /** What stands behind each of these themes (by root), in six queries however many they are. */
  evidenceOf: async (themeIds: readonly number[], period: Period = {}) => dealt(themeIds, await read(db, themeIds, period)),

  costsOf: async (themeIds: readonly number[], period: Period = {}) => costs(dealt(themeIds, await read(db, themeIds, period))),

  /** What they cost, and what they cost at an earlier instant: the words, which are many, are read once. */
  async costsNowAndAt(themeIds: readonly number[], at: string) {
    const now = await read(db, themeIds, {});
    const before = {
      ...now,
      observed: await observedCalls(db, { until: at }),
      met: themeIds.length ? await callsMet(db, themeIds, { until: at }) : [],
      leaders: now.leaders.filter(({ happenedAt }) => happenedAt < at),
      csrs: now.csrs.filter(({ happenedAt }) => happenedAt < at),
    };
    return { now: costs(dealt(themeIds, now)), before: costs(dealt(themeIds, before)) };
  },

  /** The same step measured before and after an instant: the share of observed calls that met it, and the median seconds it took. */
  async beforeAndAfter(themeIds: readonly number[], at: string) {
    const queueIds = [...new Set((await callsMet(db, themeIds, {})).map((row) => row.queueId))];
    const measure = (period: Period) => measured(db, themeIds, queueIds, period);
    return { before: await measure({ until: at }), after: await measure({ from: at }) };
  },
});

async function read(db: Db, themeIds: readonly number[], period: Period) {
  if (themeIds.length === 0) return { queues: [], observed: [], met: [], leaders: [], csrs: [] };
  return {
    queues: await queueFigures(db),
    observed: await observedCalls(db, period),
    met: await callsMet(db, themeIds, period),
    leaders: await leaderSeconds(db, themeIds, period),
    csrs: await csrWords(db, themeIds, period),
  };
}

const dealt = (themeIds: readonly number[], counted: Awaited<ReturnType<typeof read>>) =>
  perTheme(themeIds, { ...counted, csrs: latestWordPerPerson(counted.csrs) });

function costs(evidence: Map<number, ThemeEvidence>): Map<number, Cost> {
  const costs = new Map<number, Cost>();
  for (const [themeId, behind] of evidence) {
    const cost = costOf(behind);
    if (cost) costs.set(themeId, { ...cost, lines: cost.lines.map((line) => ({ ...line, themeId })) });
  }
  return costs;
}

/** A call that met two of these themes is one call. */
async function measured(db: Db, themeIds: readonly number[], queueIds: readonly number[], period: Period) {
  const calls = (await observedCalls(db, period)).filter((row) => queueIds.includes(row.queueId));
  const n = calls.reduce((sum, row) => sum + row.calls, 0);
  const { k } = themeIds.length
    ? await metCalls(db, themeIds, period)
        .select((e) => e.fn.count<number>('reports.callId').distinct().as('k'))
        .executeTakeFirstOrThrow()
    : { k: 0 };
  const seconds = themeIds.length ? (await leaderSeconds(db, themeIds, period)).map((row) => row.seconds) : [];
  return { incidence: incidenceOf(k, n), seconds: median(seconds), reports: seconds.length };
}

const queueFigures = (db: Db): Promise<QueueFigures[]> =>
  db
    .selectFrom('queues')
    .select(['id as queueId', 'name as queue', 'callsPerWeek', 'costPerHourMinor', 'currency'])
    .orderBy('id')
    .execute();

/** n: finished calls in shadow and live shifts, by queue. Simulated calls train people and are never counted. */
const observedCalls = (db: Db, { from = '', until = '9' }: Period) =>
  db
    .selectFrom('calls')
    .innerJoin('shifts', 'shifts.id', 'calls.shiftId')
    .where('shifts.mode', 'in', OBSERVED_MODES)
    .where('calls.endedAt', 'is not', null)
    .where('calls.withdrawnAt', 'is', null)
    .where('calls.startedAt', '>=', from)
    .where('calls.startedAt', '<', until)
    .groupBy('shifts.queueId')
    .select((e) => ['shifts.queueId', e.fn.countAll<number>().as('calls')])
    .execute();

/** k: the distinct among those calls in which a leader met the theme. */
const callsMet = (db: Db, themeIds: readonly number[], period: Period) =>
  metCalls(db, themeIds, period)
    .groupBy(['themes.rootId', 'shifts.queueId'])
    .select((e) => ['themes.rootId as themeId', 'shifts.queueId', e.fn.count<number>('reports.callId').distinct().as('calls')])
    .$narrowType<{ themeId: number }>()
    .execute();

const metCalls = (db: Db, themeIds: readonly number[], { from = '', until = '9' }: Period) =>
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
    .where('calls.startedAt', '>=', from)
    .where('calls.startedAt', '<', until);

const leaderSeconds = (db: Db, themeIds: readonly number[], { from = '', until = '9' }: Period) =>
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
    .where('reports.happenedAt', '>=', from)
    .where('reports.happenedAt', '<', until)
    .select(['themes.rootId as themeId', 'reports.secondsLost as seconds', 'reports.happenedAt'])
    .$narrowType<{ themeId: number; seconds: number }>()
    .execute();

/** Flags and me-toos together, oldest first. An anonymous flag has no person: each counts as one. */
async function csrWords(
  db: Db,
  themeIds: readonly number[],
  { from = '', until = '9' }: Period,
): Promise<(CsrWord & { happenedAt: string })[]> {
  const flags = db
    .selectFrom('reports')
    .innerJoin('themes', 'themes.id', 'reports.themeId')
    .where('themes.rootId', 'in', themeIds)
    .where('reports.source', '=', 'csr')
    .where('reports.kind', '=', 'friction')
    .where('reports.withdrawnAt', 'is', null)
    .where('reports.happenedAt', '>=', from)
    .where('reports.happenedAt', '<', until)
    .select(['themes.rootId as themeId', 'reporterId as personId', 'queueId', 'secondsLost', 'timesPerWeek'])
    .select(['reportedAt as at', 'happenedAt']);
  const meToos = db
    .selectFrom('meToos')
    .innerJoin('themes', 'themes.id', 'meToos.themeId')
    .where('themes.rootId', 'in', themeIds)
    .where('meToos.withdrawnAt', 'is', null)
    .where('meToos.saidAt', '>=', from)
    .where('meToos.saidAt', '<', until)
    .select(['themes.rootId as themeId', 'personId', 'queueId', 'secondsLost', 'timesPerWeek'])
    .select(['saidAt as at', 'saidAt as happenedAt']);
  return flags.unionAll(meToos).orderBy(sql`at`).$narrowType<{ themeId: number }>().execute();
}
