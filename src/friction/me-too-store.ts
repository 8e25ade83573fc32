import type { Insertable } from 'kysely';
import { recordEvent } from '../database/events.ts';
import type { Db, Tx } from '../database/open.ts';
import type { Tables } from '../database/tables.ts';
import type { NewMeToo } from './flag.ts';

export type MeTooStore = ReturnType<typeof meTooStore>;

export const MOST_ME_TOOS = 100;

export const meTooStore = (db: Db) => ({
  /**
   * One me-too a person and theme: saying it again changes one's own figures, and brings back one that was taken back. It counts for
   * the theme that a merged theme went into. Undefined when there is no such theme.
   */
  say: (themeId: number, meToo: Omit<NewMeToo, 'anonymous'>, personId: number, now: Date) =>
    db.transaction().execute(async (tx) => {
      const theme = await tx.selectFrom('themes').where('id', '=', themeId).select(['id', 'rootId']).executeTakeFirst();
      if (!theme) return undefined;
      const rootId = theme.rootId ?? theme.id;
      const changed = await upsert(tx, { ...meToo, themeId: rootId, personId, saidAt: now.toISOString() });
      if (!changed) return idOf(tx, rootId, personId);
      await recordEvent(tx, { action: 'me-too.said', subject: 'theme', subjectId: rootId, actorId: personId }, now);
      return changed.id;
    }),

  /** False when it is not this person's. Twice is once. */
  withdraw: (id: number, personId: number, now: Date): Promise<boolean> =>
    db.transaction().execute(async (tx) => {
      const at = now.toISOString();
      const mine = await tx
        .updateTable('meToos')
        .set((e) => ({ withdrawnAt: e.fn.coalesce('withdrawnAt', e.val(at)) }))
        .where('id', '=', id)
        .where('personId', '=', personId)
        .returning(['themeId', 'withdrawnAt'])
        .executeTakeFirst();
      if (mine?.withdrawnAt === at)
        await recordEvent(tx, { action: 'me-too.withdrawn', subject: 'theme', subjectId: mine.themeId, actorId: personId }, now);
      return mine !== undefined;
    }),

  listMine: (personId: number) =>
    db
      .selectFrom('meToos')
      .innerJoin('themes as said', 'said.id', 'meToos.themeId')
      .innerJoin('themes', (join) => join.on((e) => e('themes.id', '=', e.fn.coalesce('said.rootId', 'said.id'))))
      .where('personId', '=', personId)
      .where('withdrawnAt', 'is', null)
      .select(['meToos.id', 'themes.id as themeId', 'themes.name as themeName', 'secondsLost', 'timesPerWeek', 'saidAt'])
      .orderBy('meToos.id', 'desc')
      .limit(MOST_ME_TOOS)
      .execute(),
});

/** Nothing comes back when the same was said before. */
const upsert = (tx: Tx, row: Insertable<Tables['meToos']>) =>
  tx
    .insertInto('meToos')
    .values(row)
    .onConflict((c) =>
      c
        .columns(['themeId', 'personId'])
        .doUpdateSet({ secondsLost: row.secondsLost, timesPerWeek: row.timesPerWeek, queueId: row.queueId, withdrawnAt: null })
        .where((e) =>
          e.or([
            e('meToos.withdrawnAt', 'is not', null),
            e('meToos.secondsLost', 'is distinct from', row.secondsLost ?? null),
            e('meToos.timesPerWeek', 'is distinct from', row.timesPerWeek ?? null),
            e('meToos.queueId', 'is distinct from', row.queueId ?? null),
          ]),
        ),
    )
    .returning('id')
    .executeTakeFirst();

async function idOf(tx: Tx, themeId: number, personId: number): Promise<number> {
  const mine = tx.selectFrom('meToos').where('themeId', '=', themeId).where('personId', '=', personId);
  return (await mine.select('id').executeTakeFirstOrThrow()).id;
}
