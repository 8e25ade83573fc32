import type { Tx } from './open.ts';

export type StepKind =
  | 'added'
  | 'filed'
  | 'unfiled'
  | 'refused'
  | 'allowed'
  | 'apart'
  | 'together'
  | 'merged'
  | 'unmerged'
  | 'withdrawn'
  | 'restored'
  | 'thesaurus'
  /** A person calls right what the gate filed. */
  | 'confirmed'
  /** A person finds that a report fits no theme. */
  | 'aside'
  /** The gate leaves one that it could file to people. */
  | 'held'
  | 'embedded';

export interface NewStep {
  kind: StepKind;
  reportId?: number;
  themeId?: number;
  otherId?: number;
  filedBy?: 'human' | 'gate' | 'import';
  detail?: string;
}

const ROWS_AT_ONCE = 500;

/**
 * Appends what the matching engines of all processes must hear of. Call it last in the transaction: from here to its commit nobody else
 * appends, so the numbers have no holes and follow the order of commits, and whoever has read up to one has missed none before it.
 * A step says no time: that of a flag without a name must stay unknown.
 */
export async function logSteps(tx: Tx, steps: readonly NewStep[]) {
  if (steps.length === 0) return;
  const { last } = await tx
    .updateTable('groupingLog')
    .set((e) => ({ last: e('last', '+', steps.length) }))
    .returning('last')
    .executeTakeFirstOrThrow();
  const first = last - steps.length + 1;
  const rows = steps.map((step, i) => ({ ...EMPTY, ...step, id: first + i }));
  for (const some of inParts(rows)) await tx.insertInto('groupingSteps').values(some).execute();
}

const EMPTY = { reportId: null, themeId: null, otherId: null, filedBy: null, detail: null };

/**
 * New reports, each with the language of its queue as it is now. What stands in a theme already came back into the one it was left in;
 * or a human, its writer, has just put it there.
 */
export async function logAdded(tx: Tx, reportIds: readonly number[], filedBy: 'import' | 'human' = 'import') {
  const steps: NewStep[] = [];
  for (const { id, language, themeId } of await readReports(tx, reportIds))
    steps.push(added(id, language), ...(themeId === null ? [] : [{ ...filedAgain(id, themeId), filedBy }]));
  await logSteps(tx, steps);
}

const added = (reportId: number, language: string | null): NewStep => ({
  kind: 'added',
  reportId,
  ...(language === null ? {} : { detail: language }),
});

const filedAgain = (reportId: number, themeId: number): NewStep => ({ kind: 'filed', reportId, themeId, filedBy: 'import' });

export const logWithdrawn = (tx: Tx, reportIds: readonly number[]) =>
  logSteps(
    tx,
    reportIds.map((reportId) => ({ kind: 'withdrawn', reportId })),
  );

/** Reports that were withdrawn and are back, each in the theme that it was left in. */
export async function logRestored(tx: Tx, reportIds: readonly number[]) {
  const steps: NewStep[] = [];
  for (const { id, themeId } of await readReports(tx, reportIds))
    steps.push({ kind: 'restored', reportId: id }, ...(themeId === null ? [] : [filedAgain(id, themeId)]));
  await logSteps(tx, steps);
}

async function readReports(tx: Tx, reportIds: readonly number[]) {
  const reports = [];
  for (const some of inParts(reportIds)) {
    const found = await tx
      .selectFrom('reports')
      .leftJoin('queues', 'queues.id', 'reports.queueId')
      .where('reports.id', 'in', some)
      .select(['reports.id', 'reports.themeId', 'queues.language'])
      .orderBy('reports.id')
      .execute();
    reports.push(...found);
  }
  return reports;
}

/** Writes the log anew from how everything stands now: after rows came by themselves, such as those of a demonstration. */
export async function refillLog(tx: Tx) {
  await tx.deleteFrom('groupingSnapshotParts').execute();
  await tx.deleteFrom('groupingSnapshots').execute();
  await tx.deleteFrom('groupingSteps').execute();
  await tx.updateTable('groupingLog').set({ last: 0 }).execute();
  const reports = await tx
    .selectFrom('reports')
    .leftJoin('queues', 'queues.id', 'reports.queueId')
    .select(['reports.id', 'themeId', 'withdrawnAt', 'filedAt', 'filedBy', 'setAsideAt', 'queues.language'])
    .select((e) =>
      e
        .exists(
          e
            .selectFrom('filings')
            .whereRef('filings.reportId', '=', 'reports.id')
            .whereRef('filings.filedAt', '=', 'reports.filedAt')
            .where('madeBy', '=', 'gate')
            .select('filings.id'),
        )
        .as('byGate'),
    )
    .orderBy('reports.id')
    .execute();
  const told = reports.flatMap((report) => [added(report.id, report.language), ...standingOf(report)]);
  const withdrawn = reports.filter(({ withdrawnAt }) => withdrawnAt !== null);
  const gone = withdrawn.map(({ id }): NewStep => ({ kind: 'withdrawn', reportId: id }));
  await logSteps(tx, [
    ...(await standingEntries(tx)),
    ...told,
    ...(await standingChecks(tx)),
    ...(await standingMerges(tx)),
    ...(await standingApart(tx)),
    ...gone,
  ]);
}

interface Standing {
  id: number;
  themeId: number | null;
  filedAt: string | null;
  filedBy: number | null;
  setAsideAt: string | null;
  byGate: unknown;
}

/** Where a report stands as the step that put it there. */
function standingOf({ id, themeId, filedAt, setAsideAt, byGate }: Standing): NewStep[] {
  if (themeId === null) return setAsideAt === null ? [] : [{ kind: 'aside', reportId: id }];
  const decided = byGate ? 'gate' : 'human';
  return [{ kind: 'filed', reportId: id, themeId, filedBy: filedAt === null ? 'import' : decided }];
}

async function standingChecks(tx: Tx): Promise<NewStep[]> {
  const checked = tx.selectFrom('filingChecks').innerJoin('filings', 'filings.id', 'filingChecks.filingId');
  const rows = await checked.select('filings.reportId').orderBy('filingId').execute();
  return rows.map(({ reportId }) => ({ kind: 'confirmed', reportId }));
}

async function standingMerges(tx: Tx): Promise<NewStep[]> {
  const merges = await tx.selectFrom('merges').where('undoneAt', 'is', null).selectAll().orderBy('id').execute();
  return merges.map(({ themeId, intoId }) => ({ kind: 'merged', themeId, otherId: intoId }));
}

async function standingApart(tx: Tx): Promise<NewStep[]> {
  const apart = await tx.selectFrom('keptApart').where('undoneAt', 'is', null).selectAll().orderBy('id').execute();
  return apart.map(apartStep);
}

/** What owners have made of the thesaurus, in one step. */
async function standingEntries(tx: Tx): Promise<NewStep[]> {
  const rows = await tx.selectFrom('thesaurusEntries').selectAll().orderBy('id').execute();
  return thesaurusSteps(
    rows.map(({ id, draftKey, standing, words }) => ({
      key: draftKey ?? String(id),
      words: standing === 'on' ? JSON.parse(words) : [],
    })),
  );
}

/** One step for all that changed at once; `words` empty: there is no such entry any more. */
export const thesaurusSteps = (entries: readonly { key: string; words: readonly string[] }[]): NewStep[] =>
  entries.length === 0 ? [] : [{ kind: 'thesaurus', detail: JSON.stringify(entries) }];

/** The step that a row of kept-apart things stands for. */
export const apartStep = (row: { themeId: number; reportId: number | null; otherId: number | null }): NewStep =>
  row.reportId === null
    ? { kind: 'apart', themeId: row.themeId, otherId: row.otherId! }
    : { kind: 'refused', themeId: row.themeId, reportId: row.reportId };

const inParts = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / ROWS_AT_ONCE) }, (_, part) =>
    all.slice(part * ROWS_AT_ONCE, (part + 1) * ROWS_AT_ONCE),
  );
