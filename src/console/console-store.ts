import type { Db } from '../database/open.ts';
import { openPause } from './call-store.ts';
import { lastUsedFirst } from './calls.ts';
import type { SeatedShift } from './opening.ts';

export type ConsoleStore = ReturnType<typeof consoleStore>;

const MOST_CALLS = 100;
const MOST_REPORTS = 200;
/** Words are looked for in so many of a queue's latest calls and reports. */
const LATEST = 300;

export const consoleStore = (db: Db) => ({
  /** The shift as one person sees it; `state` is null when they have nothing to do with it. */
  findShift: (shiftId: number, personId: number): Promise<SeatedShift | undefined> =>
    db
      .selectFrom('shifts')
      .innerJoin('queues', 'queues.id', 'shifts.queueId')
      .leftJoin('signUps', (join) => join.onRef('signUps.shiftId', '=', 'shifts.id').on('signUps.personId', '=', personId))
      .where('shifts.id', '=', shiftId)
      .select(['shifts.id', 'queueId', 'queues.name as queue', 'timeZone as zone', 'mode', 'place'])
      .select(['startsAt', 'endsAt', 'cancelledAt', 'signUps.state'])
      .executeTakeFirst(),

  listBuddies: async (shiftId: number) =>
    db
      .selectFrom('shiftBuddies')
      .innerJoin('people', 'people.id', 'shiftBuddies.personId')
      .where('shiftId', '=', shiftId)
      .select(['people.id', 'name'])
      .orderBy('name')
      .execute(),

  isBuddy: async (shiftId: number, personId: number) =>
    Boolean(
      await db
        .selectFrom('shiftBuddies')
        .where('shiftId', '=', shiftId)
        .where('personId', '=', personId)
        .select('personId')
        .executeTakeFirst(),
    ),

  findPause: (shiftId: number) => openPause(db, shiftId),

  /** One leader's calls in a shift, newest first. */
  listCalls: (shiftId: number, personId: number) =>
    db
      .selectFrom('calls')
      .where('shiftId', '=', shiftId)
      .where('personId', '=', personId)
      .select(['id', 'clientKey', 'startedAt', 'endedAt', 'reason', 'outcome', 'withdrawnAt'])
      .orderBy('startedAt', 'desc')
      .orderBy('id', 'desc')
      .limit(MOST_CALLS)
      .execute(),

  /** One leader's reports in a shift, newest first, each with the theme it counts for. */
  listReports: (shiftId: number, personId: number) =>
    db
      .selectFrom('reports')
      .leftJoin('themes as filed', 'filed.id', 'reports.themeId')
      .leftJoin('themes as root', 'root.id', 'filed.rootId')
      .where('shiftId', '=', shiftId)
      .where('reporterId', '=', personId)
      .where('withdrawnAt', 'is', null)
      .select(['reports.id', 'clientKey', 'kind', 'summary', 'customerWords', 'stage', 'tool', 'secondsLost', 'callId'])
      .select(['root.id as themeId', 'root.name as themeName'])
      .orderBy('reports.id', 'desc')
      .limit(MOST_REPORTS)
      .execute(),

  /** Why people called this queue lately, last used first. */
  async recentReasons(queueId: number, before: string, most: number): Promise<string[]> {
    const rows = await db
      .selectFrom('calls')
      .innerJoin('shifts', 'shifts.id', 'calls.shiftId')
      .where('shifts.queueId', '=', queueId)
      .where('calls.startedAt', '<', before)
      .where('calls.reason', 'is not', null)
      .where('calls.withdrawnAt', 'is', null)
      .select('calls.reason')
      .orderBy('calls.startedAt', 'desc')
      .limit(LATEST)
      .execute();
    return lastUsedFirst(
      rows.map(({ reason }) => reason),
      most,
    );
  },

  /** The tools that reports about this queue named lately, last used first. */
  async recentTools(queueId: number, most: number): Promise<string[]> {
    const rows = await db
      .selectFrom('reports')
      .where('queueId', '=', queueId)
      .where('tool', 'is not', null)
      .where('withdrawnAt', 'is', null)
      .select('tool')
      .orderBy('id', 'desc')
      .limit(LATEST)
      .execute();
    return lastUsedFirst(
      rows.map(({ tool }) => tool),
      most,
    );
  },
});
