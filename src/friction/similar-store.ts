import { type SqlBool, sql } from 'kysely';
import type { Db } from '../database/open.ts';
import type { SimilarTheme } from './flag.ts';
import { patternsIn } from './report-filter.ts';

const SHORTEST_WORD = 4;

/** Themes whose name shares a word of four letters or more with the text. */
export const similarStore = (db: Db) => ({
  async similarTo(text: string, { limit }: { limit: number }): Promise<SimilarTheme[]> {
    const words = [...new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])].filter((word) => word.length >= SHORTEST_WORD);
    if (words.length === 0) return [];
    const themes = await db
      .selectFrom('themes')
      .where((e) => e.or([e('rootId', 'is', null), e('rootId', '=', e.ref('id'))]))
      .where((e) =>
        e.or(patternsIn(words.join(' ')).map((pattern) => sql<SqlBool>`lower(${e.ref('name')}) like ${pattern} escape '\\'`)),
      )
      .select(['id', 'name'])
      .limit(limit)
      .execute();
    return themes.map((theme) => ({
      ...theme,
      words: words.filter((word) => theme.name.toLowerCase().includes(word)),
      nearest: null,
    }));
  },
});
