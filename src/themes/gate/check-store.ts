import { recordEvent } from '../../database/events.ts';
import { logSteps, type NewStep } from '../../database/grouping-log.ts';
import type { Db, Tx } from '../../database/open.ts';
import { undoVerdict } from '../filing.ts';
import { takeTurn } from '../sorting-lock.ts';

export type CheckStore = ReturnType<typeof checkStore>;

export type CheckOutcome = 'right' | 'already' | 'moved since';

/** People call right what the gate filed. */
export const checkStore = (db: Db) => ({
  /** Undefined when the gate filed no such thing. */
  confirm: (filingId: number, by: number, now: Date): Promise<{ reportId: number; outcome: CheckOutcome } | undefined> =>
    db.transaction().execute(async (tx) => {
      await takeTurn(tx);
      const checked = await check(tx, filingId, by, now);
      if (checked?.outcome === 'right') await logSteps(tx, [confirmed(checked)]);
      return checked;
    }),

  /** Those of them that stand unchecked; what was taken back, moved or checked meanwhile is left. Returns how many. */
  confirmAll: (filingIds: readonly number[], by: number, now: Date): Promise<number> =>
    db.transaction().execute(async (tx) => {
      await takeTurn(tx);
      const steps: NewStep[] = [];
      for (const id of filingIds) {
        const checked = await check(tx, id, by, now);
        if (checked?.outcome === 'right') steps.push(confirmed(checked));
      }
      await logSteps(tx, steps);
      return steps.length;
    }),
});

const confirmed = ({ reportId }: { reportId: number }): NewStep => ({ kind: 'confirmed', reportId });

async function check(tx: Tx, filingId: number, by: number, now: Date) {
  const filing = await findFiling(tx, filingId);
  if (!filing) return undefined;
  const { reportId } = filing;
  const known = tx.selectFrom('filingChecks').where('filingId', '=', filingId);
  if (await known.select('filingId').executeTakeFirst()) return { reportId, outcome: 'already' as const };
  const history = await tx.selectFrom('filings').where('reportId', '=', reportId).selectAll().orderBy('id').execute();
  if (undoVerdict(filingId, history) !== 'undo') return { reportId, outcome: 'moved since' as const };
  await tx.insertInto('filingChecks').values({ filingId, checkedAt: now.toISOString(), checkedBy: by }).execute();
  const event = { action: 'report.filing-confirmed', subject: 'report', subjectId: reportId, actorId: by } as const;
  await recordEvent(tx, event, now);
  return { reportId, outcome: 'right' as const };
}

const findFiling = (tx: Tx, id: number) =>
  tx
    .selectFrom('filings')
    .innerJoin('reports', 'reports.id', 'filings.reportId')
    .where('filings.id', '=', id)
    .where('madeBy', '=', 'gate')
    .where('undoesId', 'is', null)
    .where('withdrawnAt', 'is', null)
    .select('reportId')
    .executeTakeFirst();
