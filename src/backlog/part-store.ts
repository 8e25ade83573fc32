import { recordEvent } from '../database/events.ts';
import type { Db, Tx } from '../database/open.ts';
import type { Part } from './fix-form.ts';

export type PartStore = ReturnType<typeof partStore>;

/** The parts that departments promised of a fix. */
export const partStore = (db: Db) => ({
  add: (id: number, part: Part, by: number, now: Date) =>
    db.transaction().execute(async (tx) => {
      await lockFix(tx, id);
      const same = await tx
        .selectFrom('contributions')
        .where('fixId', '=', id)
        .where('department', '=', part.department)
        .where('part', '=', part.part)
        .select('id')
        .executeTakeFirst();
      if (same) return;
      await tx
        .insertInto('contributions')
        .values({ fixId: id, ...part })
        .execute();
      await recordEvent(
        tx,
        { action: 'fix.part-promised', subject: 'fix', subjectId: id, actorId: by, detail: part.department },
        now,
      );
    }),

  find: (id: number) => db.selectFrom('contributions').where('id', '=', id).selectAll().executeTakeFirst(),

  remove: (part: { id: number; fixId: number }, by: number, now: Date) =>
    db.transaction().execute(async (tx) => {
      const removed = await tx
        .deleteFrom('contributions')
        .where('id', '=', part.id)
        .where('doneAt', 'is', null)
        .returning('department')
        .executeTakeFirst();
      if (removed)
        await recordEvent(
          tx,
          { action: 'fix.part-removed', subject: 'fix', subjectId: part.fixId, actorId: by, detail: removed.department },
          now,
        );
    }),

  /** Done, or (with done false) open again. Saying the same twice says it once. */
  mark: (part: { id: number; fixId: number }, done: boolean, by: number, now: Date) =>
    db.transaction().execute(async (tx) => {
      await lockFix(tx, part.fixId);
      const marked = await tx
        .updateTable('contributions')
        .set(done ? { doneAt: now.toISOString(), doneBy: by } : { doneAt: null, doneBy: null })
        .where('id', '=', part.id)
        .where('doneAt', done ? 'is' : 'is not', null)
        .returning('department')
        .executeTakeFirst();
      const action = done ? 'fix.part-done' : 'fix.part-reopened';
      if (marked)
        await recordEvent(tx, { action, subject: 'fix', subjectId: part.fixId, actorId: by, detail: marked.department }, now);
    }),
});

/** Takes the row lock: two people who press at once stand in line here. */
export const lockFix = (tx: Tx, id: number) =>
  tx
    .updateTable('fixes')
    .set((e) => ({ touched: e('touched', '+', 1) }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();

export const partsOf = (db: Db | Tx, fixId: number) =>
  db
    .selectFrom('contributions')
    .innerJoin('people', 'people.id', 'contributions.personId')
    .where('fixId', '=', fixId)
    .select([
      'contributions.id',
      'fixId',
      'contributions.department',
      'personId',
      'people.name as person',
      'part',
      'dueOn',
      'doneAt',
    ])
    .orderBy('dueOn')
    .orderBy('contributions.id')
    .execute();
