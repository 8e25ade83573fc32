import { recordEvent } from '../database/events.ts';
import type { Db, Tx } from '../database/open.ts';
import { Refusal } from '../web/errors.ts';
import { isKept, type Missing, needsItsParts } from './fix.ts';
import type { Part } from './fix-form.ts';

export type PartStore = ReturnType<typeof partStore>;

/** The parts that departments promised of a fix. */
export const partStore = (db: Db) => ({
  /** Asks for a part, or says whose name is missing. The same part asked for twice is asked for once. */
  add: (id: number, part: Part, by: number, now: Date): Promise<PartMissing[]> =>
    db.transaction().execute(async (tx) => {
      await lockFix(tx, id);
      if (!(await worksHere(tx, part.personId))) return [GONE];
      const same = await tx
        .selectFrom('contributions')
        .where('fixId', '=', id)
        .where('department', '=', part.department)
        .where('part', '=', part.part)
        .select('id')
        .executeTakeFirst();
      if (same) return [];
      await tx
        .insertInto('contributions')
        .values({ fixId: id, ...part })
        .execute();
      await recordEvent(
        tx,
        { action: 'fix.part-promised', subject: 'fix', subjectId: id, actorId: by, detail: part.department },
        now,
      );
      return [];
    }),

  find: (id: number) => db.selectFrom('contributions').where('id', '=', id).selectAll().executeTakeFirst(),

  remove: (part: { id: number; fixId: number }, by: number, now: Date) =>
    db.transaction().execute(async (tx) => {
      const { state } = await lockFix(tx, part.fixId);
      const contributions = await partsOf(tx, part.fixId);
      if (contributions.every(({ id }) => id !== part.id)) return;
      if (needsItsParts({ state, contributions })) throw LAST_PART();
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
      const fix = await lockFix(tx, part.fixId);
      if (!done && isKept(fix)) throw SHIPPED();
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

export type PartMissing = Pick<Missing, 'say'> & { field: 'personId' };

const GONE: PartMissing = { field: 'personId', say: 'This person does not work here any more: choose somebody from the list' };

const LAST_PART = () =>
  new Refusal(409, 'A plan needs somebody who does a part', 'Add the part that takes its place first, then remove this one.');
const SHIPPED = () =>
  new Refusal(
    409,
    'This part was done when the fix shipped',
    'If it came back, an owner marks the fix regressed and plans it anew.',
  );

export const worksHere = async (tx: Tx, personId: number) =>
  Boolean(
    await tx.selectFrom('people').where('id', '=', personId).where('deactivatedAt', 'is', null).select('id').executeTakeFirst(),
  );

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
