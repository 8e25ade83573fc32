import { type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import type { Db } from '../database/open.ts';
import type { Tables } from '../database/tables.ts';
import { PRACTICE_MODES } from '../shifts/shift.ts';
import { numberIn, type Place, patternsIn, type ReportFilter } from './report-filter.ts';
import { type ReportRow, selectReports } from './report-rows.ts';

export type ReportListStore = ReturnType<typeof reportListStore>;

export const PAGE = 50;
const CSV_BATCH = 1_000;

type Ask = ExpressionBuilder<Pick<Tables, 'reports'>, 'reports'>;

export const reportListStore = (db: Db) => {
  /** Newest first; at most `most` rows that come after `after` in that order. Reports taken back are left out. */
  const list = (filter: ReportFilter, readerId: number, after: Place | undefined, most = PAGE): Promise<ReportRow[]> =>
    listQuery(db, filter, readerId, after, most).execute();

  return {
    list,

    /** Newest first again, but the page that ends just before `before`. */
    listNewer: async (filter: ReportFilter, readerId: number, before: Place): Promise<ReportRow[]> => {
      const ids = selectIds(db, filter, readerId)
        .where('happenedAt', '>=', before.at)
        .where((e) => e.or([e('happenedAt', '>', before.at), e('id', '>', before.id)]))
        .orderBy('happenedAt')
        .orderBy('id')
        .limit(PAGE + 1);
      return newestFirst(db, ids).execute();
    },

    count: async (filter: ReportFilter, readerId: number): Promise<number> => {
      const query = db.selectFrom('reports').where((e) => matches(e, filter, readerId));
      return (await query.select((e) => e.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()).count;
    },

    /** Everything that matches, a batch at a time, so that a large file never stands in memory. */
    async *batches(filter: ReportFilter, readerId: number): AsyncGenerator<ReportRow[]> {
      let after: Place | undefined;
      for (;;) {
        const rows = await list(filter, readerId, after, CSV_BATCH);
        const last = rows.at(-1);
        if (last) yield rows;
        if (!last || rows.length < CSV_BATCH) return;
        after = { at: last.happenedAt, id: last.id };
      }
    },

    listQueues: () => db.selectFrom('queues').where('retiredAt', 'is', null).select(['id', 'name']).orderBy('name').execute(),
  };
};

/** Exported so that a test can ask the planner how it is run. The rows are chosen first, and only those are joined. */
export function listQuery(db: Db, filter: ReportFilter, readerId: number, after: Place | undefined, most: number) {
  const ids = selectIds(db, filter, readerId).orderBy('happenedAt', 'desc').orderBy('id', 'desc').limit(most);
  if (!after) return newestFirst(db, ids);
  const from = ids
    .where('happenedAt', '<=', after.at)
    .where((e) => e.or([e('happenedAt', '<', after.at), e('id', '<', after.id)]));
  return newestFirst(db, from);
}

const selectIds = (db: Db, filter: ReportFilter, readerId: number) =>
  db
    .selectFrom('reports')
    .where((e) => matches(e, filter, readerId))
    .select('id');

const newestFirst = (db: Db, ids: ReturnType<typeof selectIds>) =>
  selectReports(db).where('reports.id', 'in', ids).orderBy('happenedAt', 'desc').orderBy('reports.id', 'desc');

/** What the filter says, as one condition. A filter that was not asked for is no condition. */
function matches(e: Ask, filter: ReportFilter, readerId: number) {
  const all = [e('reports.withdrawnAt', 'is', null), ...wordsIn(e, filter.q), ...placesIn(e, filter)];
  if (filter.source) all.push(e('reports.source', '=', filter.source));
  if (filter.kind) all.push(e('reports.kind', '=', filter.kind));
  if (filter.stage) all.push(e('reports.stage', '=', filter.stage));
  if (filter.layer) all.push(e('reports.layer', '=', filter.layer));
  if (filter.reporter) all.push(e('reports.reporterId', '=', readerId));
  if (filter.unsorted) all.push(isUnsorted(e));
  if (filter.since) all.push(e('reports.happenedAt', '>', filter.since));
  if (filter.practice) all.push(isNoPractice(e));
  return e.and(all);
}

/** Written so that no index is used: most may be unsorted, and fetching them all to sort them costs more than walking in order. */
const isUnsorted = (e: Ask) =>
  e.and([e(e.fn.coalesce('reports.themeId', e.lit(0)), '=', 0), e('reports.setAsideAt', 'is', null)]);

const isNoPractice = (e: Ask) =>
  e.or([
    e('reports.shiftId', 'is', null),
    e(
      'reports.shiftId',
      'not in',
      (e as unknown as ExpressionBuilder<Tables, 'reports'>)
        .selectFrom('shifts as practice')
        .where('practice.mode', 'in', PRACTICE_MODES)
        .select('practice.id'),
    ),
  ]);

function placesIn(e: Ask, filter: ReportFilter) {
  const all = [];
  if (filter.queue) all.push(e('reports.queueId', '=', filter.queue));
  if (filter.shift) all.push(e('reports.shiftId', '=', filter.shift));
  if (filter.import) all.push(e('reports.importId', '=', filter.import));
  if (filter.theme) all.push(e('reports.themeId', 'in', themesUnder(e, filter.theme)));
  return all;
}

/** A theme and all that was merged into it. */
const themesUnder = (e: Ask, themeId: number) =>
  (e as unknown as ExpressionBuilder<Tables, 'reports'>)
    .selectFrom('themes as under')
    .where((u) => u.or([u('under.id', '=', themeId), u('under.rootId', '=', themeId)]))
    .select('under.id');

function wordsIn(e: Ask, q: string) {
  const number = numberIn(q);
  if (number) return [e('reports.id', '=', number)];
  return patternsIn(q).map((pattern) => sql<SqlBool>`${e.ref('reports.searchText')} like ${pattern} escape '\\'`);
}
