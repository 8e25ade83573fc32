import type { Tx } from '../database/open.ts';
import { Refusal } from '../web/errors.ts';

/** Two administrators who deactivate each other at once must meet at one row, or both would go. */
export const lockAdministrators = (tx: Tx) =>
  tx
    .updateTable('people')
    .set((e) => ({ touched: e('touched', '+', 1) }))
    .where('id', '=', (e) => e.selectFrom('people').select((p) => p.fn.min('id').as('first')))
    .execute();

export async function keepAnAdministrator(tx: Tx) {
  const one = await tx
    .selectFrom('roles')
    .innerJoin('people', 'people.id', 'roles.personId')
    .where('role', '=', 'administrator')
    .where('deactivatedAt', 'is', null)
    .select('personId')
    .limit(1)
    .executeTakeFirst();
  if (!one)
    throw new Refusal(409, 'Somebody must stay administrator', 'Make another person administrator first; then change this one.');
}
