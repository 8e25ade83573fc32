import type { Db } from '../database/open.ts';
import { cutToDay, MOST_NAMED_A_DAY, type NewFlag } from './flag.ts';
import type { Join } from './joining.ts';
import type { NewReport } from './report.ts';
import { selectReports } from './report-rows.ts';
import { type Added, addReport } from './report-store.ts';

export type FlagStore = ReturnType<typeof flagStore>;

export const FLAGS_A_PAGE = 30;

type NamedFlag = Omit<NewFlag, 'receiptKey' | 'themeId'>;

export const flagStore = (db: Db) => ({
  /**
   * A flag with a name. Undefined when this person has sent the day's most: the update of their row comes first and is the lock that
   * makes two flags at once count each other. The same form twice is one flag, even at the limit.
   */
  addNamed: (flag: NamedFlag, personId: number, now: Date, join?: Join): Promise<Added | undefined> =>
    db.transaction().execute(async (tx) => {
      await tx
        .updateTable('people')
        .set((e) => ({ touched: e('touched', '+', 1) }))
        .where('id', '=', personId)
        .execute();
      const { sent } = await tx
        .selectFrom('reports')
        .where('reporterId', '=', personId)
        .where('source', '=', 'csr')
        .where('reportedAt', '>=', cutToDay(now))
        .where('clientKey', 'is distinct from', flag.clientKey)
        .select((e) => e.fn.countAll<number>().as('sent'))
        .executeTakeFirstOrThrow();
      if (sent >= MOST_NAMED_A_DAY) return undefined;

      const { queueId, timesPerWeek } = flag;
      return addReport(tx, asReport(flag), { source: 'csr', reporterId: personId, queueId, timesPerWeek }, now, join);
    }),

  /** Newest first, those taken back too; one more than a page when there are more. */
  listMine: (personId: number, before: number | undefined) => {
    const query = selectReports(db)
      .where('reporterId', '=', personId)
      .where('source', '=', 'csr')
      .orderBy('reports.id', 'desc')
      .limit(FLAGS_A_PAGE + 1);
    return (before ? query.where('reports.id', '<', before) : query).execute();
  },
});

const asReport = ({ summary, stage, tool, secondsLost, clientKey }: NamedFlag): NewReport => ({
  kind: 'friction',
  summary,
  stage,
  tool,
  secondsLost,
  clientKey,
  layer: null,
  severity: null,
  customerWords: null,
  callId: null,
  secondsMeasured: false,
});
