import type { Db } from '../database/open.ts';
import type { FixStep } from './answer.ts';

export type AnswerStore = ReturnType<typeof answerStore>;

export const answerStore = (db: Db) => ({
  /** The fixes that answer each of these themes (and what was merged into them), each at its latest step. Reads only. */
  async fixesOf(themeIds: readonly number[]): Promise<Map<number, FixStep[]>> {
    const byTheme = new Map<number, FixStep[]>(themeIds.map((id) => [id, []]));
    if (byTheme.size === 0) return byTheme;
    for (const { themeId, ...step } of await latestSteps(db, [...byTheme.keys()])) byTheme.get(themeId)?.push(step);
    return byTheme;
  },
});

const latestSteps = (db: Db, themeIds: number[]): Promise<(FixStep & { themeId: number })[]> =>
  db
    .selectFrom('themes')
    .innerJoin('fixThemes', 'fixThemes.themeId', 'themes.id')
    .innerJoin('fixes', 'fixes.id', 'fixThemes.fixId')
    .leftJoin('fixSteps', (join) =>
      join.onRef('fixSteps.fixId', '=', 'fixes.id').on('fixSteps.id', '=', (e) =>
        e
          .selectFrom('fixSteps as later')
          .whereRef('later.fixId', '=', 'fixes.id')
          .select((l) => l.fn.max('later.id').as('last')),
      ),
    )
    .where((e) => e.or([e('themes.id', 'in', themeIds), e('themes.rootId', 'in', themeIds)]))
    .select((e) => [
      e.fn.coalesce('themes.rootId', 'themes.id').as('themeId'),
      'fixes.id as fixId',
      'fixes.title',
      'fixes.state',
      e.fn.coalesce('fixSteps.words', e.val('')).as('words'),
      e.fn.coalesce('fixSteps.at', 'fixes.proposedAt').as('at'),
    ])
    .execute();
