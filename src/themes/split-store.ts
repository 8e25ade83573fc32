import { recordEvent } from '../database/events.ts';
import { logSteps } from '../database/grouping-log.ts';
import type { Db, Tx } from '../database/open.ts';
import { allowAfterSplit, keepApart } from './apart-store.ts';
import { moveReports, takeBack } from './move-store.ts';
import { takeTurn } from './sorting-lock.ts';
import { isSameName } from './theme.ts';
import { addTheme, findByName } from './theme-store.ts';

export type SplitStore = ReturnType<typeof splitStore>;

export type SplitOutcome =
  | { verdict: 'split' | 'already'; newId: number; reports: number }
  | { verdict: 'name taken'; takenBy: number }
  | { verdict: 'nothing left' }
  | { verdict: 'moved meanwhile' }
  | { verdict: 'unknown' };

export const splitStore = (db: Db) => ({
  /** Moves chosen reports of a theme (or of what was merged into it) to a new one. All of them, or none. */
  split: (fromId: number, name: string, reportIds: readonly number[], by: number, now: Date): Promise<SplitOutcome> =>
    db.transaction().execute(async (tx) => {
      await takeTurn(tx);
      const from = await tx.selectFrom('themes').where('id', '=', fromId).select(['id', 'rootId']).executeTakeFirst();
      if (!from || from.rootId !== from.id) return { verdict: 'unknown' };
      const repeated = await findSameSplit(tx, fromId, name, reportIds);
      if (repeated) return { verdict: 'already', newId: repeated, reports: reportIds.length };

      const chosen = await ofTheme(tx, fromId).where('reports.id', 'in', reportIds).execute();
      if (chosen.length < reportIds.length) return { verdict: 'moved meanwhile' };
      const left = await ofTheme(tx, fromId).where('reports.id', 'not in', reportIds).limit(1).execute();
      if (left.length === 0) return { verdict: 'nothing left' };
      const taken = await findByName(tx, name);
      if (taken) return { verdict: 'name taken', takenBy: taken.id };
      return { verdict: 'split', newId: await cut(tx, fromId, name, chosen, by, now), reports: chosen.length };
    }),

  /**
   * Brings back the reports that nobody has moved since, each to where it was filed before. What the new theme gathered by itself
   * stays in it; a theme that holds nothing is listed nowhere, so without that everything is as it was.
   */
  undoSplit: (splitId: number, by: number, now: Date) =>
    db.transaction().execute(async (tx) => {
      await takeTurn(tx);
      const split = await tx.selectFrom('splits').where('id', '=', splitId).selectAll().executeTakeFirst();
      if (!split) return undefined;
      if (split.undoneAt) return { ...split, reports: 0 };
      await tx.updateTable('splits').set({ undoneAt: now.toISOString(), undoneBy: by }).where('id', '=', splitId).execute();
      const { reports } = await takeBack(tx, { splitId }, by, now);
      await record(tx, 'split-undone', split.fromId, split.newId, by, now);
      await allowAfterSplit(tx, splitId, by, now);
      return { ...split, reports };
    }),

  /** The splits in force that a theme took part in, as the one that was cut or the one cut out, newest first. */
  listSplits: (rootId: number) =>
    db
      .selectFrom('splits')
      .innerJoin('themes as source', 'source.id', 'splits.fromId')
      .innerJoin('themes as part', 'part.id', 'splits.newId')
      .leftJoin('people', 'people.id', 'splits.splitBy')
      .where('undoneAt', 'is', null)
      .where((e) => e.or([e('source.rootId', '=', rootId), e('part.rootId', '=', rootId)]))
      .select(['splits.id', 'splits.fromId', 'splits.newId', 'splitAt', 'source.name as fromName', 'part.name as newName'])
      .select('people.name as splitByName')
      .orderBy('splits.id', 'desc')
      .limit(50)
      .execute(),
});

const ofTheme = (tx: Tx, rootId: number) =>
  tx
    .selectFrom('reports')
    .where('themeId', 'in', (e) => e.selectFrom('themes').where('rootId', '=', rootId).select('id'))
    .where('withdrawnAt', 'is', null)
    .select(['reports.id', 'reports.themeId'])
    .orderBy('reports.id');

async function cut(
  tx: Tx,
  fromId: number,
  name: string,
  chosen: { id: number; themeId: number | null }[],
  by: number,
  now: Date,
) {
  const newId = await addTheme(tx, name, by, now);
  const { id } = await tx
    .insertInto('splits')
    .values({ fromId, newId, splitAt: now.toISOString(), splitBy: by })
    .returning('id')
    .executeTakeFirstOrThrow();
  const steps = await moveReports(tx, chosen, { toId: newId, how: 'split', splitId: id }, by, now);
  await record(tx, 'split', fromId, newId, by, now);
  await logSteps(tx, steps);
  await keepApart(tx, { themeId: fromId, otherId: newId, splitId: id }, by, now);
  return newId;
}

/** The same form sent twice: its reports are in the new theme already. */
async function findSameSplit(tx: Tx, fromId: number, name: string, reportIds: readonly number[]) {
  const holders = await tx
    .selectFrom('splits')
    .innerJoin('themes', 'themes.id', 'splits.newId')
    .innerJoin('reports', 'reports.themeId', 'splits.newId')
    .where('splits.fromId', '=', fromId)
    .where('splits.undoneAt', 'is', null)
    .where('reports.id', 'in', reportIds)
    .select((e) => ['splits.newId', 'themes.name', e.fn.countAll<number>().as('count')])
    .groupBy(['splits.newId', 'themes.name'])
    .execute();
  return holders.find((holder) => holder.count === reportIds.length && isSameName(holder.name, name))?.newId;
}

async function record(tx: Tx, what: 'split' | 'split-undone', fromId: number, newId: number, by: number, now: Date) {
  const event = { subject: 'theme', actorId: by } as const;
  await recordEvent(tx, { ...event, action: `theme.${what}`, subjectId: fromId, detail: String(newId) }, now);
}
