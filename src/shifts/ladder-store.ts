import type { Db, Tx } from '../database/open.ts';
import { type Readiness, type Rung, readiness, rungOf } from './ladder.ts';
import type { Mode } from './shift.ts';

interface Step {
  queueId: number;
  mode: Mode;
}

export type LadderStore = ReturnType<typeof ladderStore>;

export const ladderStore = (db: Db) => ({
  rungFor: (step: Step) => rungFor(db, step),
  experienceOf: (step: Step, personId: number) => experienceOf(db, step, personId),

  /** Read once is read; reading again changes nothing. */
  readBriefing: ({ queueId, mode }: Step, personId: number, now: Date) =>
    db
      .insertInto('briefingsRead')
      .values({ queueId, mode, personId, readAt: now.toISOString() })
      .onConflict((conflict) => conflict.columns(['personId', 'queueId', 'mode']).doNothing())
      .execute(),
});

export async function readinessOf(db: Db | Tx, step: Step, personId: number): Promise<Readiness> {
  return readiness(await rungFor(db, step), await experienceOf(db, step, personId));
}

async function rungFor(db: Db | Tx, { queueId, mode }: Step): Promise<Rung> {
  const said = await db
    .selectFrom('rungs')
    .where('queueId', '=', queueId)
    .where('mode', '=', mode)
    .select(['briefing', 'afterMode'])
    .executeTakeFirst();
  return rungOf(mode, said);
}

async function experienceOf(db: Db | Tx, { queueId, mode }: Step, personId: number) {
  const read = await db
    .selectFrom('briefingsRead')
    .where('personId', '=', personId)
    .where('queueId', '=', queueId)
    .where('mode', '=', mode)
    .select('readAt')
    .executeTakeFirst();
  const attended = await db
    .selectFrom('signUps')
    .innerJoin('shifts', 'shifts.id', 'signUps.shiftId')
    .where('signUps.personId', '=', personId)
    .where('signUps.state', '=', 'attended')
    .where('shifts.queueId', '=', queueId)
    .select('shifts.mode')
    .distinct()
    .execute();
  return { briefed: Boolean(read), attended: attended.map((shift) => shift.mode) };
}
