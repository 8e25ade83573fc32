import { logAdded, logRestored, logWithdrawn } from '../database/grouping-log.ts';
import type { Db, Tx } from '../database/open.ts';
import { sessionEnds } from '../people/session.ts';
import { hashed } from '../people/token.ts';
import { cutToDay, dayOf, MOST_ANONYMOUS_A_DAY, type NewFlag, SESSIONS_WITH_ALLOWANCE } from './flag.ts';
import type { Join } from './joining.ts';
import { allowanceKey, receiptOf } from './receipt.ts';
import { searchTextOf } from './report.ts';
import { selectReports } from './report-rows.ts';

export type AnonymousFlagStore = ReturnType<typeof anonymousFlagStore>;

/** What such a flag may know: not the key that the same form would store with a name. */
type AnonymousFlag = Omit<NewFlag, 'clientKey' | 'themeId'>;

/** No receipt: nothing was stored, for one of these reasons. */
export type Sent = { receipt: string } | { refused: 'too many flags' | 'too many sessions' };

export const anonymousFlagStore = (db: Db) => ({
  /**
   * Stores a flag that nothing links to a person: no reporter, no key of the form, no event, and the day for a time. It spends one
   * of the session's allowances of the day; the same form twice is one flag and spends one. The same holds for the theme it joins.
   */
  async add(
    flag: AnonymousFlag,
    session: { id: number; personId: number; token: string },
    now: Date,
    join?: Join,
  ): Promise<Sent> {
    if ((await sessionsBefore(db, session, now)) >= SESSIONS_WITH_ALLOWANCE) return { refused: 'too many sessions' };
    const receipt = receiptOf(flag.receiptKey);
    const key = allowanceKey(session.token, dayOf(now));
    return db.transaction().execute(async (tx) => {
      await openAllowance(tx, key, now);
      const added = await insertFlag(tx, flag, receipt, now);
      if (!added) return { receipt };
      if (await spendAllowance(tx, key)) {
        await join?.(tx, added.id, null, now);
        await logAdded(tx, [added.id], 'human');
        return { receipt };
      }
      await tx.deleteFrom('reports').where('receiptHash', '=', hashed(receipt)).execute();
      return { refused: 'too many flags' };
    });
  },

  /** What a receipt stands for; an unknown one for nothing. */
  findByReceipt: (receipt: string) => selectReports(db).where('receiptHash', '=', hashed(receipt)).executeTakeFirst(),

  listByReceipts: (receipts: readonly string[]) =>
    receipts.length === 0
      ? []
      : selectReports(db)
          .where('receiptHash', 'in', receipts.map(hashed))
          .select('receiptHash')
          .orderBy('reports.id', 'desc')
          .execute(),

  /** Whoever holds the receipt takes the flag back, or puts it back. It says the day only, as the flag does. */
  withdraw: (receipt: string, now: Date) => setWithdrawn(db, receipt, cutToDay(now)),
  restore: (receipt: string) => setWithdrawn(db, receipt, null),
});

const setWithdrawn = (db: Db, receipt: string, withdrawnAt: string | null) =>
  db.transaction().execute(async (tx) => {
    const changed = await tx
      .updateTable('reports')
      .set({ withdrawnAt })
      .where('receiptHash', '=', hashed(receipt))
      .where('withdrawnAt', withdrawnAt === null ? 'is not' : 'is', null)
      .returning('id')
      .execute();
    const ids = changed.map(({ id }) => id);
    await (withdrawnAt === null ? logRestored(tx, ids) : logWithdrawn(tx, ids));
  });

/**
 * How many sessions this person had alive today before this one. Signing in again must not refill the allowance, and which session
 * sends what must stay unknown: so the number of sessions is limited, not what each of them did.
 */
async function sessionsBefore(db: Db, session: { id: number; personId: number }, now: Date): Promise<number> {
  const today = cutToDay(now);
  const earlier = await db
    .selectFrom('sessions')
    .where('personId', '=', session.personId)
    .where('id', '<', session.id)
    .where((e) => e.or([e('endedAt', 'is', null), e('endedAt', '>=', today)]))
    .select(['startedAt', 'seenAt'])
    .execute();
  return earlier.filter((row) => sessionEnds(row) >= today).length;
}

/** Written first, so that its row is the lock under which the flags of one session count each other. */
const openAllowance = (tx: Tx, keyHash: string, now: Date) =>
  tx
    .insertInto('anonymousAllowances')
    .values({ keyHash, day: dayOf(now), used: 0 })
    .onConflict((c) => c.column('keyHash').doUpdateSet((e) => ({ day: e.ref('excluded.day') })))
    .execute();

async function spendAllowance(tx: Tx, keyHash: string): Promise<boolean> {
  const spent = await tx
    .updateTable('anonymousAllowances')
    .set((e) => ({ used: e('used', '+', 1) }))
    .where('keyHash', '=', keyHash)
    .where('used', '<', MOST_ANONYMOUS_A_DAY)
    .returning('used')
    .executeTakeFirst();
  return spent !== undefined;
}

function insertFlag(tx: Tx, flag: AnonymousFlag, receipt: string, now: Date): Promise<{ id: number } | undefined> {
  const { summary, stage, tool, secondsLost, timesPerWeek, queueId } = flag;
  const day = cutToDay(now);
  return tx
    .insertInto('reports')
    .values({
      ...{ kind: 'friction', source: 'csr', summary, stage, tool, secondsLost, timesPerWeek, queueId },
      searchText: searchTextOf(flag),
      receiptHash: hashed(receipt),
      happenedAt: day,
      reportedAt: day,
    })
    .onConflict((conflict) => conflict.column('receiptHash').doNothing())
    .returning('id')
    .executeTakeFirst();
}
