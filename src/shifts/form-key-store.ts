import { createHash } from 'node:crypto';
import type { Tx } from '../database/open.ts';
import type { Plan } from './plan.ts';

/** The key of one shift of a form: SHA-256 of the form's number, all it says, and the shift's place in the series. */
export const keyOf = (formKey: string, plans: readonly Plan[], number: number) =>
  createHash('sha256')
    .update(JSON.stringify([formKey, plans, number]))
    .digest('hex');

/** What the same form made when it said the same before, in the order of its series. */
export async function madeBefore(tx: Tx, keys: readonly (string | null)[]): Promise<number[]> {
  const known = keys.filter((key) => key !== null);
  if (known.length === 0) return [];
  const rows = await tx.selectFrom('shifts').where('formKey', 'in', known).select('id').orderBy('id').execute();
  return rows.map(({ id }) => id);
}
