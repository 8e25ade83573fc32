import { recordEvent } from '../database/events.ts';
import type { Db } from '../database/open.ts';
import type { Debrief } from './debrief.ts';

export type DebriefStore = ReturnType<typeof debriefStore>;

export const debriefStore = (db: Db) => ({
  find: (shiftId: number, personId: number) =>
    db
      .selectFrom('debriefs')
      .where('shiftId', '=', shiftId)
      .where('personId', '=', personId)
      .select(['met', 'wouldFix', 'tellTeam', 'writtenAt'])
      .executeTakeFirst(),

  /** One a person and shift: writing again replaces the words. Its texts must have been cleaned. */
  write: (shiftId: number, personId: number, words: Debrief, now: Date) =>
    db.transaction().execute(async (tx) => {
      const writtenAt = now.toISOString();
      await tx
        .insertInto('debriefs')
        .values({ shiftId, personId, ...words, writtenAt })
        .onConflict((conflict) => conflict.columns(['shiftId', 'personId']).doUpdateSet({ ...words, writtenAt }))
        .execute();
      await recordEvent(tx, { action: 'debrief.written', subject: 'shift', subjectId: shiftId, actorId: personId }, now);
    }),

  /** Those of one shift, by name, with what each person logged. A shift has few seats. */
  list: (shiftId: number) =>
    db
      .selectFrom('debriefs')
      .innerJoin('people', 'people.id', 'debriefs.personId')
      .where('shiftId', '=', shiftId)
      .select(['personId', 'people.name', 'met', 'wouldFix', 'tellTeam', 'writtenAt'])
      .select((e) => [
        e
          .selectFrom('calls')
          .whereRef('calls.personId', '=', 'debriefs.personId')
          .whereRef('calls.shiftId', '=', 'debriefs.shiftId')
          .where('withdrawnAt', 'is', null)
          .select((count) => count.fn.countAll<number>().as('calls'))
          .as('calls'),
        e
          .selectFrom('reports')
          .whereRef('reports.reporterId', '=', 'debriefs.personId')
          .whereRef('reports.shiftId', '=', 'debriefs.shiftId')
          .where('withdrawnAt', 'is', null)
          .select((count) => count.fn.countAll<number>().as('reports'))
          .as('reports'),
      ])
      .orderBy('people.name')
      .orderBy('personId')
      .execute(),
});
