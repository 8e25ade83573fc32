import type { Tx } from '../database/open.ts';

/** Locks are always taken in this order, shift before people, people by number: two transactions never wait for each other. */
export const lockShift = (tx: Tx, shiftId: number) => touched(tx).where('id', '=', shiftId).returningAll().executeTakeFirst();

export const lockShiftOf = (tx: Tx, signUpId: number) =>
  touched(tx)
    .where('id', '=', (e) => e.selectFrom('signUps').where('signUps.id', '=', signUpId).select('signUps.shiftId'))
    .returningAll()
    .executeTakeFirst();

export type LockedShift = NonNullable<Awaited<ReturnType<typeof lockShift>>>;

export async function lockPeople(tx: Tx, personIds: readonly number[]) {
  for (const id of [...new Set(personIds)].toSorted((a, b) => a - b))
    await tx
      .updateTable('people')
      .set((e) => ({ touched: e('touched', '+', 1) }))
      .where('id', '=', id)
      .execute();
}

const touched = (tx: Tx) => tx.updateTable('shifts').set((e) => ({ touched: e('touched', '+', 1) }));
