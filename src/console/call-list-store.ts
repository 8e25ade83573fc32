import type { Db } from '../database/open.ts';
import type { CallFilter, Place } from './call-list.ts';

export type CallListStore = ReturnType<typeof callListStore>;
export type ListedCall = Awaited<ReturnType<CallListStore['page']>>[number];

export type ListedReport = Awaited<ReturnType<CallListStore['listReports']>>[number];

export const CALLS_A_PAGE = 50;
const BATCH = 1_000;

export const callListStore = (db: Db) => ({
  page: (filter: CallFilter, before?: Place, most = CALLS_A_PAGE + 1) => listed(db, filter, before, most),

  /** All that fit, a batch at a time. */
  async *batches(filter: CallFilter) {
    let before: Place | undefined;
    for (;;) {
      const rows = await listed(db, filter, before, BATCH);
      const last = rows.at(-1);
      if (!last) return;
      yield rows;
      before = { startedAt: last.startedAt, id: last.id };
    }
  },

  /** Reports of these calls, oldest first. */
  listReports: async (callIds: readonly number[]) =>
    callIds.length === 0
      ? []
      : db
          .selectFrom('reports')
          .where('callId', 'in', callIds)
          .where('withdrawnAt', 'is', null)
          .select(['id', 'callId', 'kind', 'summary'])
          .orderBy('id')
          .execute(),

  listQueues: () => db.selectFrom('queues').select(['id', 'name']).orderBy('name').execute(),
});

/** Newest first; withdrawn calls count nowhere and are not listed. */
async function listed(db: Db, { queue, shift, leader }: CallFilter, before: Place | undefined, most: number) {
  let calls = db
    .selectFrom('calls')
    .innerJoin('shifts', 'shifts.id', 'calls.shiftId')
    .innerJoin('queues', 'queues.id', 'shifts.queueId')
    .innerJoin('people', 'people.id', 'calls.personId')
    .where('calls.withdrawnAt', 'is', null)
    .select(['calls.id', 'calls.shiftId', 'queues.name as queue', 'shifts.mode', 'people.name as leader'])
    .select(['calls.startedAt', 'calls.endedAt', 'calls.reason', 'calls.outcome']);
  if (queue) calls = calls.where('shifts.queueId', '=', queue);
  if (shift) calls = calls.where('calls.shiftId', '=', shift);
  if (leader) calls = calls.where('calls.personId', '=', leader);
  if (before)
    calls = calls.where((e) =>
      e.or([
        e('calls.startedAt', '<', before.startedAt),
        e.and([e('calls.startedAt', '=', before.startedAt), e('calls.id', '<', before.id)]),
      ]),
    );
  return calls.orderBy('calls.startedAt', 'desc').orderBy('calls.id', 'desc').limit(most).execute();
}
