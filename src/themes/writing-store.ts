import type { Db } from '../database/open.ts';
import type { ReportKind } from '../friction/report.ts';
import type { Wording } from '../friction/wording.ts';
import type { LanguageName } from '../queue/language.ts';
import { among, blend, type Look, lookOf } from './blend.ts';
import type { FindVector } from './embeddings/typed-vectors.ts';
import type { EngineStore } from './engine-store.ts';
import { suggest } from './grouping/suggestions.ts';
import { rootIdOf } from './grouping/undoing.ts';
import { type Asked, named, type Reasons, reasonsOf, SHUT, type Similar, worthALook } from './similar-store.ts';

export type WritingStore = ReturnType<typeof writingStore>;

const SHOWN = 5;
/** Whoever writes between two calls reads no list of what it hardly is. */
const LEAST_SHARE = 0.02;
/** So many are looked at, as some may hold only the other kind. */
const LOOKED_AT = 15;

/** What the engine has to say to somebody who is writing a report. */
export function writingStore(db: Db, engine: EngineStore, findVector: FindVector = async () => undefined) {
  /**
   * With what is known of where it happened, and by the words alone: in a queue that has not met it yet the facets would hide the theme
   * that every word of it names.
   */
  async function lookAt(wording: Wording): Promise<Look> {
    const asked = await inItsLanguage(db, wording);
    const vector = wording.id === undefined ? await findVector(wording.text) : undefined;
    const matching = await engine.current();
    const byWords = lookOf(suggest(matching, { ...asked, vector, facets: {} }, LOOKED_AT));
    const isPlain = Object.values(wording.facets).every((value) => value === '');
    return isPlain ? byWords : blend(lookOf(suggest(matching, { ...asked, vector }, LOOKED_AT)), byWords);
  }

  return {
    /**
     * Up to five themes that a text resembles, best first. Themes that hold nothing but the other kind are left out: nobody who was held
     * up means one that is all praise.
     */
    async similarTo(wording: Wording): Promise<Similar[]> {
      const look = await lookAt(wording);
      const holders = await holdersOf(
        db,
        wording.kind,
        look.suggestions.map(({ themeId }) => themeId),
      );
      return (await named(db, [worthALook(among(look, holders, LEAST_SHARE)).slice(0, SHOWN)]))[0]!;
    },

    /** What it has to say for a theme that the writer chooses. */
    async reasonsFor(wording: Wording, themeId: number): Promise<Reasons> {
      const suggestions = (await lookAt(wording)).suggestions.slice(0, SHOWN);
      const rootId = rootIdOf(await engine.current(), themeId);
      return reasonsOf(
        { suggestions, gate: SHUT },
        suggestions.findIndex((one) => one.themeId === rootId),
      );
    },
  };
}

/** The language of its queue, where that is known. */
async function inItsLanguage(db: Db, { id, text, facets }: Wording): Promise<Asked> {
  const asked = { text, facets, ...(id === undefined ? {} : { id }) };
  if (!facets.queue) return asked;
  const queue = await db.selectFrom('queues').where('id', '=', Number(facets.queue)).select('language').executeTakeFirst();
  return queue ? { ...asked, language: queue.language as LanguageName } : asked;
}

/** Those of these themes that hold a report of a kind. */
async function holdersOf(db: Db, kind: ReportKind, themeIds: readonly number[]): Promise<Set<number>> {
  if (themeIds.length === 0) return new Set();
  const rows = await db
    .selectFrom('reports')
    .innerJoin('themes', 'themes.id', 'reports.themeId')
    .where('themes.rootId', 'in', themeIds)
    .where('withdrawnAt', 'is', null)
    .where('kind', '=', kind)
    .select('themes.rootId')
    .distinct()
    .execute();
  return new Set(rows.flatMap(({ rootId }) => rootId ?? []));
}
