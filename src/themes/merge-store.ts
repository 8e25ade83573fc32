import { recordEvent } from '../database/events.ts';
import { logSteps } from '../database/grouping-log.ts';
import type { Db, Tx } from '../database/open.ts';
import { findStrangers, type KeptApart } from './apart-store.ts';
import { takeTurn } from './sorting-lock.ts';
import { type MergeVerdict, mergeVerdict, rootsOf, type Theme } from './theme.ts';

export type MergeStore = ReturnType<typeof mergeStore>;

/** What came of it, with both themes as they were. */
export interface Merging {
  verdict: MergeVerdict | 'unknown' | 'kept apart';
  theme?: Theme;
  into?: Theme;
  /** Who said that they are not the same, and when. */
  apart?: KeptApart;
}

export const mergeStore = (db: Db) => ({
  /** Points one theme at another: everything filed in it counts for the other from now on, and stays where it was filed. */
  merge: (themeId: number, intoId: number, by: number, now: Date): Promise<Merging> =>
    db.transaction().execute(async (tx) => {
      await takeTurn(tx);
      const [theme, into] = [await findTheme(tx, themeId), await findTheme(tx, intoId)];
      if (!theme || !into) return { verdict: 'unknown' };
      const verdict = mergeVerdict(theme, into, await pointerFrom(tx, themeId));
      const apart = verdict === 'merge' ? await findStrangers(tx, theme.id, into.id) : undefined;
      if (apart) return { verdict: 'kept apart', theme, into, apart };
      if (verdict === 'merge') await point(tx, theme, into, by, now);
      return { verdict, theme, into };
    }),

  /** Takes the pointer away, however long after: whatever was merged into the theme meanwhile goes with it. */
  undoMerge: (mergeId: number, by: number, now: Date) =>
    db.transaction().execute(async (tx) => {
      await takeTurn(tx);
      const merge = await tx.selectFrom('merges').where('id', '=', mergeId).selectAll().executeTakeFirst();
      if (!merge) return undefined;
      if (merge.undoneAt) return merge;
      await tx.updateTable('merges').set({ undoneAt: now.toISOString(), undoneBy: by }).where('id', '=', mergeId).execute();
      await recount(tx, (await findTheme(tx, merge.themeId))!.rootId, merge.themeId);
      await recordBoth(tx, 'merge-undone', merge.themeId, merge.intoId, by, now);
      await logSteps(tx, [{ kind: 'unmerged', themeId: merge.themeId }]);
      return merge;
    }),

  /** Everything that is merged into a theme now, directly or by way of another. */
  listMergedInto: (rootId: number) =>
    db
      .selectFrom('merges')
      .innerJoin('themes', 'themes.id', 'merges.themeId')
      .innerJoin('themes as intoTheme', 'intoTheme.id', 'merges.intoId')
      .leftJoin('people', 'people.id', 'merges.mergedBy')
      .where('themes.rootId', '=', rootId)
      .where('merges.undoneAt', 'is', null)
      .select(['merges.id', 'merges.themeId', 'merges.intoId', 'mergedAt', 'themes.name', 'intoTheme.name as intoName'])
      .select('people.name as mergedByName')
      .orderBy('merges.id', 'desc')
      .limit(100)
      .execute(),
});

const findTheme = (tx: Tx, id: number): Promise<Theme | undefined> =>
  tx
    .selectFrom('themes')
    .where('id', '=', id)
    .select(['id', 'name', (e) => e.fn.coalesce('rootId', 'id').as('rootId')])
    .executeTakeFirst();

const pointerFrom = (tx: Tx, themeId: number) =>
  tx
    .selectFrom('merges')
    .where('themeId', '=', themeId)
    .where('undoneAt', 'is', null)
    .select(['themeId', 'intoId'])
    .executeTakeFirst();

async function point(tx: Tx, theme: Theme, into: Theme, by: number, now: Date) {
  const merge = { themeId: theme.id, intoId: into.id, mergedAt: now.toISOString(), mergedBy: by };
  await tx.insertInto('merges').values(merge).execute();
  await tx
    .updateTable('themes')
    .set((e) => ({ rootId: into.rootId, touched: e('touched', '+', 1) }))
    .where('rootId', '=', theme.id)
    .execute();
  await recordBoth(tx, 'merged', theme.id, into.id, by, now);
  await logSteps(tx, [{ kind: 'merged', themeId: theme.id, otherId: into.id }]);
}

/** Works out the roots of one tree again from the merges in force. */
async function recount(tx: Tx, rootId: number, freedId: number) {
  const inTree = tx.selectFrom('themes').where('rootId', '=', rootId).select('id');
  const tree = await inTree.execute();
  const pointers = await tx
    .selectFrom('merges')
    .where('undoneAt', 'is', null)
    .where('themeId', 'in', inTree)
    .select(['themeId', 'intoId'])
    .execute();
  const roots = rootsOf(
    tree.map(({ id }) => id),
    pointers,
  );
  await tx
    .updateTable('themes')
    .set((e) => ({ rootId: freedId, touched: e('touched', '+', 1) }))
    .where(
      'id',
      'in',
      [...roots].filter(([, root]) => root === freedId).map(([id]) => id),
    )
    .execute();
}

/** Both sides remember it: the one that went, and the one that took it in. */
async function recordBoth(tx: Tx, what: 'merged' | 'merge-undone', themeId: number, intoId: number, by: number, now: Date) {
  const event = { subject: 'theme', actorId: by } as const;
  await recordEvent(tx, { ...event, action: `theme.${what}`, subjectId: themeId, detail: String(intoId) }, now);
  await recordEvent(tx, { ...event, action: `theme.other-${what}`, subjectId: intoId, detail: String(themeId) }, now);
}
