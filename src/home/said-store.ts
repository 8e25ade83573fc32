import type { Db } from '../database/open.ts';
import type { ReportSource } from '../friction/report.ts';

export type SaidStore = ReturnType<typeof saidStore>;

const SHOWN = 5;

/** What somebody said, and what it became. Every function is one query. */
export const saidStore = (db: Db) => ({
  /** The last flags of a CSR with the theme they count for. */
  lastFlags: (personId: number) =>
    db
      .selectFrom('reports')
      .leftJoin('themes as filed', 'filed.id', 'reports.themeId')
      .leftJoin('themes', 'themes.id', 'filed.rootId')
      .where('reporterId', '=', personId)
      .where('source', '=', 'csr')
      .select(['reports.id', 'summary', 'reportedAt', 'filedAt', 'setAsideAt', 'withdrawnAt'])
      .select(['themes.id as themeId', 'themes.name as themeName'])
      .orderBy('reports.id', 'desc')
      .limit(SHOWN)
      .execute(),

  /** The themes that what somebody reported went into, those they met last first, and how often they met each. */
  themesOf: (personId: number, source: ReportSource) =>
    db
      .selectFrom('reports')
      .innerJoin('themes as filed', 'filed.id', 'reports.themeId')
      .innerJoin('themes', 'themes.id', 'filed.rootId')
      .where('reporterId', '=', personId)
      .where('source', '=', source)
      .where('kind', '=', 'friction')
      .where('withdrawnAt', 'is', null)
      .groupBy(['themes.id', 'themes.name'])
      .select((e) => [
        'themes.id as themeId',
        'themes.name as themeName',
        e.fn.countAll<number>().as('reports'),
        e.fn.max('reports.filedAt').as('filedAt'),
        e.fn.max('reports.happenedAt').as('happenedAt'),
      ])
      .orderBy('happenedAt', 'desc')
      .limit(60)
      .execute(),

  /** Fixes that shipped or were verified since an instant, with the themes they answer: you said, we did. */
  doneSince: (since: string) =>
    db
      .selectFrom('fixSteps')
      .innerJoin('fixes', 'fixes.id', 'fixSteps.fixId')
      .where('fixSteps.at', '>=', since)
      .where('toState', 'in', ['shipped', 'verified'])
      .where('fixes.state', 'in', ['shipped', 'verified'])
      .select(['fixes.id', 'fixes.title', 'toState', 'words', 'at'])
      .select((e) =>
        e
          .selectFrom('fixThemes')
          .innerJoin('themes as given', 'given.id', 'fixThemes.themeId')
          .innerJoin('themes', 'themes.id', 'given.rootId')
          .whereRef('fixThemes.fixId', '=', 'fixes.id')
          .select('themes.name')
          .orderBy('themes.id')
          .limit(1)
          .as('theme'),
      )
      .orderBy('fixSteps.id', 'desc')
      .limit(SHOWN)
      .execute(),
});
