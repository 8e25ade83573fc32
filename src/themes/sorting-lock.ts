import type { Tx } from '../database/open.ts';

/**
 * The first statement of everything that moves reports or merges themes: they happen one after the other. A merge changes the
 * roots of a whole tree, and three at once may close a circle, so locking the two themes in hand would not be enough. The oldest
 * theme's row is the lock; while there is none, there is nothing to merge and a report's own row is enough.
 */
export const takeTurn = (tx: Tx) =>
  tx
    .updateTable('themes')
    .set((e) => ({ touched: e('touched', '+', 1) }))
    .where('id', '=', (e) => e.selectFrom('themes').select((min) => min.fn.min('id').as('oldest')))
    .execute();
