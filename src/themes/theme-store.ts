import { recordEvent } from '../database/events.ts';
import type { Db, Tx } from '../database/open.ts';
import type { Layer } from '../friction/report.ts';
import { type Chosen, chooseTheme, numberIn } from './choosing.ts';
import { takeTurn } from './sorting-lock.ts';
import { isSameName } from './theme.ts';

export type ThemeStore = ReturnType<typeof themeStore>;

export const themeStore = (db: Db) => ({
  findTheme: (id: number) =>
    db
      .selectFrom('themes')
      .innerJoin('themes as root', 'root.id', 'themes.rootId')
      .leftJoin('people', 'people.id', 'themes.addedBy')
      .where('themes.id', '=', id)
      .select([
        'themes.id',
        'themes.name',
        'themes.layer',
        'themes.rootId',
        'themes.namedAfter',
        'themes.addedAt',
        'root.name as rootName',
      ])
      .select('people.name as addedByName')
      .executeTakeFirst(),

  /** Every theme that counts for itself, by name. */
  listChoices: () => listRoots(db).orderBy('name').orderBy('id').execute(),

  /** The theme that is meant by a name or a number; a number is not looked up. */
  async chooseByName(typed: string, except = 0): Promise<Chosen> {
    return chooseTheme(typed, numberIn(typed) === undefined ? await listRoots(db).orderBy('id').execute() : [], except);
  },

  /** Gives a theme another name; the number of another theme that has it already is returned instead. */
  rename: (id: number, name: string, by: number, now: Date): Promise<{ verdict: 'renamed' | 'unknown' } | { takenBy: number }> =>
    db.transaction().execute(async (tx) => {
      await takeTurn(tx);
      const theme = await tx.selectFrom('themes').where('id', '=', id).select(['name', 'namedAfter']).executeTakeFirst();
      if (!theme) return { verdict: 'unknown' };
      const other = await findByName(tx, name, id);
      if (other) return { takenBy: other.id };
      const change = { name, namedAfter: null };
      if (theme.name !== name) await write(tx, id, change, by, now, 'theme.renamed', `${theme.name} → ${name}`);
      else if (theme.namedAfter !== null) await write(tx, id, change, by, now, 'theme.name-kept', name);
      return { verdict: 'renamed' };
    }),

  /** Says which layer causes it, or takes that back. False where there is no such theme. */
  setLayer: (id: number, layer: Layer | null, by: number, now: Date): Promise<boolean> =>
    db.transaction().execute(async (tx) => {
      await takeTurn(tx);
      const theme = await tx.selectFrom('themes').where('id', '=', id).select('layer').executeTakeFirst();
      if (theme && theme.layer !== layer) await write(tx, id, { layer }, by, now, 'theme.layer-set', layer);
      return Boolean(theme);
    }),

  /** What happened to a theme and to what was merged into it, newest first; `other` is the theme on the far side of a merge. */
  listEvents: (rootId: number) =>
    db
      .selectFrom('events')
      .leftJoin('people', 'people.id', 'events.actorId')
      .where('subject', '=', 'theme')
      .where('subjectId', 'in', (e) => e.selectFrom('themes').where('rootId', '=', rootId).select('id'))
      .select(['events.id', 'action', 'subjectId', 'at', 'detail', 'people.name as who'])
      .orderBy('events.id', 'desc')
      .limit(30)
      .execute(),

  listNames: async (ids: readonly number[]): Promise<Map<number, string>> => {
    if (ids.length === 0) return new Map();
    const rows = await db.selectFrom('themes').where('id', 'in', ids).select(['id', 'name']).execute();
    return new Map(rows.map(({ id, name }) => [id, name]));
  },

  /** The fixes that answer a theme or something merged into it, newest first. */
  listFixes: (rootId: number) =>
    db
      .selectFrom('fixes')
      .where('id', 'in', (e) =>
        e
          .selectFrom('fixThemes')
          .innerJoin('themes', 'themes.id', 'fixThemes.themeId')
          .where('themes.rootId', '=', rootId)
          .select('fixThemes.fixId'),
      )
      .select(['id', 'title', 'state', 'proposedAt', 'shippedAt'])
      .orderBy('id', 'desc')
      .limit(50)
      .execute(),
});

/** `namedAfter`: the report whose sentence the name is, for as long as no human has chosen one. */
export async function addTheme(
  tx: Tx,
  name: string,
  by: number | null,
  now: Date,
  namedAfter: number | null = null,
): Promise<number> {
  const theme = { name, addedAt: now.toISOString(), addedBy: by, namedAfter };
  const { id } = await tx.insertInto('themes').values(theme).returning('id').executeTakeFirstOrThrow();
  await tx.updateTable('themes').set({ rootId: id }).where('id', '=', id).execute();
  await recordEvent(tx, { action: 'theme.added', subject: 'theme', subjectId: id, actorId: by, detail: name }, now);
  return id;
}

/** A theme that counts for itself and has this name, whatever its capitals; of several, the oldest. */
export async function findByName(tx: Tx, name: string, except = 0) {
  const roots = await listRoots(tx).where('id', '<>', except).orderBy('id').execute();
  return roots.find((root) => isSameName(root.name, name));
}

const listRoots = (db: Db | Tx) => db.selectFrom('themes').whereRef('rootId', '=', 'id').select(['id', 'name']);

async function write(
  tx: Tx,
  id: number,
  change: { name: string; namedAfter: null } | { layer: Layer | null },
  by: number,
  now: Date,
  action: string,
  detail: string | null,
) {
  await tx
    .updateTable('themes')
    .set((e) => ({ ...change, touched: e('touched', '+', 1) }))
    .where('id', '=', id)
    .execute();
  await recordEvent(tx, { action, subject: 'theme', subjectId: id, actorId: by, detail }, now);
}
