import { recordEvent } from '../database/events.ts';
import { apartStep, logSteps, type NewStep } from '../database/grouping-log.ts';
import type { Db, Tx } from '../database/open.ts';
import { takeBack } from './move-store.ts';
import { takeTurn } from './sorting-lock.ts';

export type ApartStore = ReturnType<typeof apartStore>;

/** Who said, and when, that two things are not the same. */
export interface KeptApart {
  id: number;
  saidAt: string;
  saidBy: string | null;
}

type Pair = { themeId: number } & ({ reportId: number } | { otherId: number; splitId?: number });

export type ApartOutcome = 'kept apart' | 'already' | 'unknown' | 'the same theme';

/** What is not the same complaint: never suggested, filed or merged again, until whoever said so takes it back. */
export const apartStore = (db: Db) => ({
  /** A report does not belong in a theme. If the last decision put it there, that is taken back as well. */
  refuse: (reportId: number, themeId: number, by: number, now: Date): Promise<ApartOutcome> =>
    db.transaction().execute(async (tx) => {
      await takeTurn(tx);
      const rootId = await rootOf(tx, themeId);
      const report = await tx
        .selectFrom('reports')
        .leftJoin('themes', 'themes.id', 'reports.themeId')
        .where('reports.id', '=', reportId)
        .where('withdrawnAt', 'is', null)
        .select(['reports.id', 'themes.rootId'])
        .executeTakeFirst();
      if (!report || rootId === undefined) return 'unknown';
      if (await findRefusal(tx, reportId, rootId)) return 'already';
      const step = await writeApart(tx, { themeId: rootId, reportId }, by, now);
      if (report.rootId === rootId) await takeOut(tx, reportId, by, now);
      const event = { action: 'report.refused', subject: 'report', subjectId: reportId, actorId: by } as const;
      await recordEvent(tx, { ...event, detail: String(rootId) }, now);
      await logSteps(tx, [step]);
      return 'kept apart';
    }),

  /** Two themes are not the same complaint. */
  keepThemesApart: (themeId: number, otherId: number, by: number, now: Date): Promise<ApartOutcome> =>
    db.transaction().execute(async (tx) => {
      await takeTurn(tx);
      const [one, other] = [await rootOf(tx, themeId), await rootOf(tx, otherId)];
      if (one === undefined || other === undefined) return 'unknown';
      if (one === other) return 'the same theme';
      if (await findStrangers(tx, one, other)) return 'already';
      for (const [subjectId, detail] of [
        [one, String(other)],
        [other, String(one)],
      ] as const)
        await recordEvent(tx, { action: 'theme.kept-apart', subject: 'theme', subjectId, actorId: by, detail }, now);
      await keepApart(tx, { themeId: one, otherId: other }, by, now);
      return 'kept apart';
    }),

  /** Takes it back; the two may be suggested to each other again. A split is taken back as a whole, not here. */
  allow: (id: number, by: number, now: Date) =>
    db.transaction().execute(async (tx) => {
      await takeTurn(tx);
      const row = await tx
        .selectFrom('keptApart')
        .where('id', '=', id)
        .where('splitId', 'is', null)
        .selectAll()
        .executeTakeFirst();
      if (row && !row.undoneAt) await allow(tx, row, by, now);
      return row;
    }),

  /** The themes that a report was said not to belong in. */
  listOfReport: (reportId: number) =>
    db
      .selectFrom('keptApart')
      .innerJoin('themes', 'themes.id', 'keptApart.themeId')
      .innerJoin('themes as root', 'root.id', 'themes.rootId')
      .leftJoin('people', 'people.id', 'keptApart.saidBy')
      .where('reportId', '=', reportId)
      .where('undoneAt', 'is', null)
      .select(['keptApart.id', 'root.id as themeId', 'root.name', 'saidAt', 'people.name as saidBy'])
      .orderBy('keptApart.id', 'desc')
      .limit(50)
      .execute(),

  /** The themes that were said not to be the same as this one, those that a split cut out left aside. */
  listOfTheme: (rootId: number) =>
    db
      .selectFrom('keptApart')
      .innerJoin('themes as one', 'one.id', 'keptApart.themeId')
      .innerJoin('themes as other', 'other.id', 'keptApart.otherId')
      .innerJoin('themes as oneRoot', 'oneRoot.id', 'one.rootId')
      .innerJoin('themes as otherRoot', 'otherRoot.id', 'other.rootId')
      .leftJoin('people', 'people.id', 'keptApart.saidBy')
      .where('undoneAt', 'is', null)
      .where('splitId', 'is', null)
      .where((e) => e.or([e('one.rootId', '=', rootId), e('other.rootId', '=', rootId)]))
      .select(['keptApart.id', 'saidAt', 'people.name as saidBy', 'one.rootId as oneId', 'oneRoot.name as oneName'])
      .select(['other.rootId as otherId', 'otherRoot.name as otherName'])
      .orderBy('keptApart.id', 'desc')
      .limit(50)
      .execute(),
});

/** Remembers it, and tells the grouping log: the last thing in its transaction. */
export async function keepApart(tx: Tx, pair: Pair, by: number, now: Date) {
  await logSteps(tx, [await writeApart(tx, pair, by, now)]);
}

async function writeApart(tx: Tx, pair: Pair, by: number, now: Date): Promise<NewStep> {
  const row = { reportId: null, otherId: null, splitId: null, ...pair, saidAt: now.toISOString(), saidBy: by };
  await tx.insertInto('keptApart').values(row).execute();
  return apartStep(row);
}

/** An undone split was no split: its two themes may be one again. */
export async function allowAfterSplit(tx: Tx, splitId: number, by: number, now: Date) {
  const rows = await tx
    .selectFrom('keptApart')
    .where('splitId', '=', splitId)
    .where('undoneAt', 'is', null)
    .selectAll()
    .execute();
  for (const row of rows) await allow(tx, row, by, now);
}

/** Whether a report was said not to belong in a theme, or in one that is merged into it. */
export const findRefusal = (tx: Tx, reportId: number, rootId: number): Promise<KeptApart | undefined> =>
  said(tx).where('reportId', '=', reportId).where('theme.rootId', '=', rootId).executeTakeFirst();

/** Whether two themes, with all that is merged into them, hold anything that was said not to be the same. */
export const findStrangers = (tx: Tx, one: number, other: number): Promise<KeptApart | undefined> =>
  said(tx)
    .leftJoin('themes as far', 'far.id', 'keptApart.otherId')
    .leftJoin('reports', 'reports.id', 'keptApart.reportId')
    .leftJoin('themes as home', 'home.id', 'reports.themeId')
    .where((e) =>
      e.or(
        [
          [one, other],
          [other, one],
        ].map(([here, there]) =>
          e.and([e('theme.rootId', '=', here!), e.or([e('far.rootId', '=', there!), e('home.rootId', '=', there!)])]),
        ),
      ),
    )
    .executeTakeFirst();

const said = (tx: Tx) =>
  tx
    .selectFrom('keptApart')
    .innerJoin('themes as theme', 'theme.id', 'keptApart.themeId')
    .leftJoin('people', 'people.id', 'keptApart.saidBy')
    .where('undoneAt', 'is', null)
    .select(['keptApart.id', 'saidAt', 'people.name as saidBy'])
    .orderBy('keptApart.id')
    .limit(1);

async function allow(
  tx: Tx,
  row: { id: number; themeId: number; reportId: number | null; otherId: number | null },
  by: number,
  now: Date,
) {
  await tx.updateTable('keptApart').set({ undoneAt: now.toISOString(), undoneBy: by }).where('id', '=', row.id).execute();
  const { kind, ...pair } = apartStep(row);
  await logSteps(tx, [{ kind: kind === 'apart' ? 'together' : 'allowed', ...pair }]);
}

const rootOf = async (tx: Tx, themeId: number) =>
  (await tx.selectFrom('themes').where('id', '=', themeId).select('rootId').executeTakeFirst())?.rootId ?? undefined;

/** Back to where it stood before the decision that put it there, or further, where that is the same theme. */
async function takeOut(tx: Tx, reportId: number, by: number, now: Date) {
  const filing = await tx
    .selectFrom('filings')
    .where('reportId', '=', reportId)
    .where('undoesId', 'is', null)
    .where((e) =>
      e.not(e.exists(e.selectFrom('filings as later').whereRef('later.undoesId', '=', 'filings.id').select('later.id'))),
    )
    .select(['id', 'batchId', 'splitId'])
    .orderBy('id', 'desc')
    .executeTakeFirst();
  if (filing) await takeBack(tx, { onlyId: filing.id }, by, now);
}
