import type { Db } from '../../database/open.ts';
import { CHECKS_COUNTED, type Check } from './checks.ts';
import { checkFrom, readReasons, type Shown, type Traces, wordOn } from './record.ts';

export type GateRecordStore = ReturnType<typeof gateRecordStore>;

/** Among so many of the newest decisions are the checks looked for. */
const DECISIONS_READ = 500;
const CSV_BATCH = 1_000;

/** What the gate filed, what people said about it, and what it left to them. Withdrawn reports are left out. */
export const gateRecordStore = (db: Db) => {
  const listFiled = async (shown: Shown, before: number | null, limit: number) => {
    const rows = await filedByGate(db, shown)
      .$if(before !== null, (query) => query.where('filed.id', '<', before!))
      .orderBy('filed.id', 'desc')
      .limit(limit)
      .execute();
    return rows.map(read);
  };

  return {
    listFiled,

    /** Everything it filed, a batch at a time. */
    async *batches(shown: Shown) {
      for (let before: number | null = null; ; ) {
        const rows: FiledByGate[] = await listFiled(shown, before, CSV_BATCH);
        if (rows.length > 0) yield rows;
        if (rows.length < CSV_BATCH) return;
        before = rows.at(-1)!.id;
      }
    },

    /** Of these reports, those that stand where the gate put them. */
    async listStanding(reportIds: readonly number[]) {
      const standing = filedByGate(db, 'all').where('filed.filedBy', 'is', null).where('filed.backId', 'is', null);
      const rows = await standing.where('filed.reportId', 'in', [0, ...reportIds]).execute();
      return new Map(rows.map((row) => [row.reportId, read(row)]));
    },

    /** What it filed since an instant, and how many of these people found wrong, or right. */
    countSince: (since: string) =>
      db
        .selectFrom((e) => traced(e).where('one.madeBy', '=', 'gate').where('one.filedAt', '>=', since).as('filed'))
        .select((e) => {
          const wrong = e.or(WRONG.map((trace) => e(trace, 'is not', null)));
          const right = e.and([e.not(wrong), e('filed.checkedAt', 'is not', null)]);
          return [
            e.fn.countAll<number>().as('filed'),
            e.fn.count<number>(e.case().when(wrong).then(1).end()).as('wrong'),
            e.fn.count<number>(e.case().when(right).then(1).end()).as('right'),
          ];
        })
        .executeTakeFirstOrThrow(),

    /** The newest checks: filings of the gate that people said something about, and decisions of theirs that it would have made. */
    async listChecks(): Promise<Check[]> {
      const rows = await traced(db).where('one.belief', 'is not', null).orderBy('one.id', 'desc').limit(DECISIONS_READ).execute();
      const checks = rows.flatMap((row) => checkFrom({ ...row, belief: row.belief!, reasons: readReasons(row.reasons) }) ?? []);
      return checks.slice(0, CHECKS_COUNTED);
    },

    /** Reports that it held back, undecided first, newest first. */
    listHolds: (limit: number) =>
      db
        .selectFrom('gateHolds')
        .innerJoin('reports', 'reports.id', 'gateHolds.reportId')
        .innerJoin('themes as given', 'given.id', 'gateHolds.themeId')
        .innerJoin('themes as root', 'root.id', 'given.rootId')
        .where('reports.themeId', 'is', null)
        .where('setAsideAt', 'is', null)
        .where('withdrawnAt', 'is', null)
        .select(['reports.id', 'summary', 'heldAt', 'root.id as themeId', 'root.name as themeName'])
        .orderBy('reports.id', 'desc')
        .limit(limit)
        .execute(),

    /** Words and standing of these reports. */
    listReports: (ids: readonly number[]) =>
      db
        .selectFrom('reports')
        .leftJoin('themes as given', 'given.id', 'reports.themeId')
        .leftJoin('themes as root', 'root.id', 'given.rootId')
        .where('reports.id', 'in', [0, ...ids])
        .where('withdrawnAt', 'is', null)
        .select(['reports.id', 'summary', 'root.id as themeId', 'root.name as themeName'])
        .execute(),
  };
};

export type FiledByGate = Awaited<ReturnType<GateRecordStore['listFiled']>>[number];

/**
 * Decisions with what became of them: the row that took one back, the first that moved its report elsewhere and still stands, the saying
 * that the two do not belong together, and who called it right.
 */
const traced = (db: Pick<Db, 'selectFrom'>) =>
  db
    .selectFrom('filings as one')
    .innerJoin('reports', 'reports.id', 'one.reportId')
    .leftJoin('themes as given', 'given.id', 'one.toId')
    .leftJoin('filingChecks', 'filingChecks.filingId', 'one.id')
    .where('reports.withdrawnAt', 'is', null)
    .select(['one.id', 'one.reportId', 'one.filedAt', 'one.belief', 'one.reasons', 'one.engineVersion', 'one.madeBy'])
    .select(['reports.summary', 'reports.customerWords', 'reports.kind', 'reports.filedBy', 'given.rootId'])
    .select(['filingChecks.checkedAt', 'filingChecks.checkedBy'])
    .select((e) => [
      e.selectFrom('filings as undoing').whereRef('undoing.undoesId', '=', 'one.id').select('undoing.id').as('backId'),
      e
        .selectFrom('filings as later')
        .innerJoin('themes as other', 'other.id', 'later.toId')
        .leftJoin('filings as undone', 'undone.undoesId', 'later.id')
        .whereRef('later.reportId', '=', 'one.reportId')
        .whereRef('later.id', '>', 'one.id')
        .whereRef('other.rootId', '<>', 'given.rootId')
        .where('later.how', '=', 'sorted')
        .where('undone.id', 'is', null)
        .select((f) => f.fn.min('later.id').as('first'))
        .as('movedId'),
      e
        .selectFrom('keptApart')
        .innerJoin('themes as apart', 'apart.id', 'keptApart.themeId')
        .whereRef('keptApart.reportId', '=', 'one.reportId')
        .whereRef('apart.rootId', '=', 'given.rootId')
        .where('keptApart.undoneAt', 'is', null)
        .select((k) => k.fn.min('keptApart.id').as('first'))
        .as('refusalId'),
    ]);

const filedByGate = (db: Db, shown: Shown) =>
  db
    .selectFrom((e) => traced(e).where('one.madeBy', '=', 'gate').as('filed'))
    .innerJoin('themes', 'themes.id', 'filed.rootId')
    .leftJoin('filings as word', (join) => join.on((e) => e('word.id', '=', e.fn.coalesce('filed.movedId', 'filed.backId'))))
    .leftJoin('people', (join) => join.on((e) => e('people.id', '=', e.fn.coalesce('word.filedBy', 'filed.checkedBy'))))
    .$if(shown === 'wrong', (query) => query.where((e) => e.or(WRONG.map((trace) => e(trace, 'is not', null)))))
    .$if(shown === 'right' || shown === 'unchecked', (query) =>
      query
        .where((e) => e.and(WRONG.map((trace) => e(trace, 'is', null))))
        .where('filed.checkedAt', shown === 'right' ? 'is not' : 'is', null),
    )
    .selectAll('filed')
    .select(['themes.id as themeId', 'themes.name as themeName', 'people.name as who'])
    .select((e) => e.fn.coalesce('word.filedAt', 'filed.checkedAt').as('saidAt'));

const WRONG = ['filed.movedId', 'filed.backId', 'filed.refusalId'] as const;

const read = <Row extends Traces & { reasons: string | null }>(row: Row) => ({
  ...row,
  reasons: readReasons(row.reasons),
  word: wordOn(row),
});
