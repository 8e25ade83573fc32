import type { Tx } from './open.ts';

/** More refusals than this are counted and no longer listed: nobody mends ten thousand lines by hand. */
export const MOST_REFUSALS = 1_000;

/**
 * The first write of a batch of lines: it locks the import's row, and finds nothing (undefined) when the import has been undone.
 * Refused lines are counted, and listed while there is room.
 */
export async function noteRefusals(
  tx: Tx,
  importId: number,
  refused: readonly { line: number; reason: string }[],
): Promise<true | undefined> {
  const open = await tx
    .updateTable('imports')
    .set((e) => ({ refused: e('refused', '+', refused.length) }))
    .where('id', '=', importId)
    .where('undoneAt', 'is', null)
    .returning('refused')
    .executeTakeFirst();
  if (!open) return undefined;
  const room = MOST_REFUSALS - (open.refused - refused.length);
  const rows = refused.slice(0, Math.max(0, room)).map(({ line, reason }) => ({ importId, line, reason }));
  if (rows.length > 0) await tx.insertInto('importRefusals').values(rows).execute();
  return true;
}
