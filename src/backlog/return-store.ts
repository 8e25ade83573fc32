import type { Db } from '../database/open.ts';
import { PRACTICE_MODES } from '../shifts/shift.ts';
import { answerable, type FixReturn, type Happening, returnsIn, type Shipment } from './returns.ts';

export type ReturnStore = ReturnType<typeof returnStore>;

const TOLD_AT_ONCE = 5;

/** What is coming back, worked out anew from the reports as they are filed now: nothing is marked, so nothing goes stale. */
export const returnStore = (db: Db) => ({
  /** Every fix that is coming back, in two queries. */
  list: (): Promise<FixReturn[]> => returnsOf(db),

  /** A fix, if one of these themes (by root) says that it is coming back. */
  findFix: async (fixId: number, themeIds: readonly number[]): Promise<FixReturn | undefined> =>
    (await returnsOf(db, themeIds)).find((back) => back.fixId === fixId),

  /** The fix that should have ended a theme (by root), and did not, with the reports of that theme. */
  async findTheme(themeId: number) {
    const [back] = await returnsOf(db, [themeId]);
    const [theme] = back?.themes ?? [];
    if (!back || !theme) return undefined;
    const { fixId, title, since, sinceIt } = back;
    return { fixId, title, since, sinceIt, reports: theme.reports.length, records: theme.records };
  },

  /** The last of these reports, in their own words. */
  listLast: ({ themes }: FixReturn) =>
    db
      .selectFrom('reports')
      .where(
        'id',
        'in',
        themes.flatMap(({ reports }) => reports.slice(0, TOLD_AT_ONCE).map(({ id }) => id)),
      )
      .select(['id', 'summary', 'customerWords', 'source', 'happenedAt'])
      .orderBy('happenedAt', 'desc')
      .orderBy('id', 'desc')
      .limit(TOLD_AT_ONCE)
      .execute(),
});

async function returnsOf(db: Db, themeIds?: readonly number[]): Promise<FixReturn[]> {
  if (themeIds?.length === 0) return [];
  const shipments = await listShipments(db, themeIds);
  const asked = answerable(shipments).map(({ themeId }) => themeId);
  return asked.length === 0 ? [] : returnsIn(shipments, await listHappenings(db, asked));
}

const listShipments = (db: Db, themeIds: readonly number[] | undefined): Promise<Shipment[]> =>
  shipped(db)
    .innerJoin('themes', 'themes.id', 'given.rootId')
    .$if(themeIds !== undefined, (query) => query.where('given.rootId', 'in', themeIds!))
    .select(['fixes.id as fixId', 'title', 'ownerId', 'state', 'shippedAt', 'themes.id as themeId', 'themes.name as theme'])
    .select((e) =>
      e
        .selectFrom('fixSteps')
        .whereRef('fixSteps.fixId', '=', 'fixes.id')
        .where('toState', '=', 'verified')
        .select((step) => step.fn.max('at').as('at'))
        .as('verifiedAt'),
    )
    .distinct()
    .$narrowType<{ shippedAt: string }>()
    .execute();

/** Reports of these themes that tell of something later than the last fix of their theme shipped. */
const listHappenings = (db: Db, themeIds: readonly number[]): Promise<Happening[]> =>
  db
    .selectFrom(lastShipped(db, themeIds).as('last'))
    .innerJoin('themes', 'themes.rootId', 'last.themeId')
    .innerJoin('reports', 'reports.themeId', 'themes.id')
    .leftJoin('shifts', 'shifts.id', 'reports.shiftId')
    .whereRef('reports.happenedAt', '>', 'last.shippedAt')
    .where('reports.kind', '=', 'friction')
    .where('reports.withdrawnAt', 'is', null)
    .where((e) => e.or([e('shifts.mode', 'is', null), e('shifts.mode', 'not in', PRACTICE_MODES)]))
    .select(['reports.id', 'last.themeId', 'reports.happenedAt', 'reports.callId'])
    .$narrowType<{ themeId: number }>()
    .execute();

const lastShipped = (db: Db, themeIds: readonly number[]) =>
  shipped(db)
    .where('given.rootId', 'in', themeIds)
    .groupBy('given.rootId')
    .select((e) => ['given.rootId as themeId', e.fn.max('shippedAt').as('shippedAt')]);

/** Fixes that ever shipped, with each theme they answer as it was given. */
const shipped = (db: Db) =>
  db
    .selectFrom('fixes')
    .innerJoin('fixThemes', 'fixThemes.fixId', 'fixes.id')
    .innerJoin('themes as given', 'given.id', 'fixThemes.themeId')
    .where('shippedAt', 'is not', null);
