import { setImmediate as breathe } from 'node:timers/promises';
import { refillLog } from '../database/grouping-log.ts';
import type { Db } from '../database/open.ts';
import { languageFrom } from '../queue/language.ts';
import { contactCentreThesaurus } from './grouping/contact-centre-words.ts';
import { createMatching, type Matching } from './grouping/matching.ts';
import { type EntryChange, reterm } from './grouping/retermed.ts';
import { applyStep, type Step } from './grouping/steps.ts';
import type { ReportWords } from './grouping/words.ts';
import { type Snapshot, snapshotStore } from './snapshot-store.ts';

export type EngineStore = ReturnType<typeof engineStore>;

const STEPS_AT_ONCE = 500;
/** A step that teaches takes a few milliseconds with a thousand themes. */
const STEPS_BETWEEN_BREATHS = 4;
/** Nobody waits longer for an engine that is still reading: it answers with what it knows. */
const PATIENCE_MS = 1_000;

/**
 * The matching engine of this process. Before each answer it applies what any process has written to the log since, in the log's order,
 * so that all processes come to the same state.
 */
export function engineStore(db: Db) {
  const snapshots = snapshotStore(db);
  let engine: Snapshot | undefined;
  let reading: Promise<void> = Promise.resolve();

  /** Each call reads on after the one before it has ended: what was written before it was made is in. */
  function readOn(): Promise<void> {
    reading = reading.then(readLog, readLog);
    return reading;
  }

  async function readLog() {
    if (!engine) engine = await open();
    const last = await lastStep(db);
    if (engine.lastStep > last) engine = empty();
    while (engine.lastStep < last) {
      const rows = await stepsAfter(db, engine.lastStep).execute();
      if (rows.length === 0) return;
      for (const [index, row] of rows.entries()) {
        const step = stepOf(row);
        if (step) await apply(engine.matching, step);
        engine.lastStep = row.id;
        if (index % STEPS_BETWEEN_BREATHS === 0) await breathe();
      }
    }
  }

  async function open(): Promise<Snapshot> {
    if ((await lastStep(db)) === 0) await refillIfMissing(db);
    const saved = await snapshots.load();
    return saved ?? empty();
  }

  return {
    /** The engine with everything that has happened, or what it has read so far when that takes too long. */
    async current(): Promise<Matching> {
      await patiently(readOn());
      engine ??= empty();
      return engine.matching;
    },

    /** Waits however long it takes: for jobs. */
    async whole(): Promise<Snapshot> {
      await readOn();
      return engine!;
    },

    /** Keeps the state in the database when enough has happened since it was last kept. */
    async keep(now: Date, leastSteps = 500): Promise<boolean> {
      await readOn();
      if (engine!.lastStep - (await snapshots.lastStep()) < leastSteps) return false;
      await snapshots.save(engine!, now);
      return true;
    },
  };
}

const empty = (): Snapshot => ({ matching: createMatching(contactCentreThesaurus), lastStep: 0 });

/** A changed thesaurus is a lot of work: in portions, so that requests are answered in between. */
async function apply(matching: Matching, step: Step) {
  if (step.kind !== 'thesaurus') return applyStep(matching, step);
  for (const _ of reterm(matching, step.entries)) await breathe();
}

const lastStep = async (db: Db) => (await db.selectFrom('groupingLog').select('last').executeTakeFirst())?.last ?? 0;

/** Rows that came without the log, such as those from before there was one. */
const refillIfMissing = (db: Db) =>
  db.transaction().execute(async (tx) => {
    const { last } = await tx
      .updateTable('groupingLog')
      .set((e) => ({ last: e.ref('last') }))
      .returning('last')
      .executeTakeFirstOrThrow();
    if (last === 0) await refillLog(tx);
  });

const stepsAfter = (db: Db, after: number) =>
  db
    .selectFrom('groupingSteps')
    .leftJoin('reports', 'reports.id', 'groupingSteps.reportId')
    .leftJoin('reportVectors', (join) =>
      join.onRef('reportVectors.reportId', '=', 'groupingSteps.reportId').on('groupingSteps.kind', '=', 'embedded'),
    )
    .where('groupingSteps.id', '>', after)
    .select(['groupingSteps.id', 'groupingSteps.kind', 'groupingSteps.reportId', 'groupingSteps.themeId', 'otherId', 'detail'])
    .select(['groupingSteps.filedBy', 'summary', 'customerWords', 'stage', 'layer', 'tool', 'queueId'])
    .select(['model', 'vector'])
    .orderBy('groupingSteps.id')
    .limit(STEPS_AT_ONCE);

type StepRow = Awaited<ReturnType<ReturnType<typeof stepsAfter>['execute']>>[number];

function stepOf(row: StepRow): Step | undefined {
  const [reportId, themeId, otherId] = [row.reportId!, row.themeId!, row.otherId!];
  if (row.kind === 'added') return { kind: 'added', report: { id: reportId, ...wordsOf(row), ...languageOf(row.detail) } };
  if (row.kind === 'filed') return { kind: 'filed', reportId, themeId, by: row.filedBy! };
  if (isOfReport(row.kind)) return { kind: row.kind, reportId };
  if (row.kind === 'refused' || row.kind === 'allowed') return { kind: row.kind, reportId, themeId };
  if (row.kind === 'apart' || row.kind === 'together' || row.kind === 'merged') return { kind: row.kind, themeId, otherId };
  if (row.kind === 'thesaurus') return { kind: 'thesaurus', entries: JSON.parse(row.detail!) as EntryChange[] };
  if (row.kind === 'embedded') return embedded(row);
  return row.kind === 'unmerged' ? { kind: 'unmerged', themeId } : undefined;
}

const OF_A_REPORT = ['unfiled', 'withdrawn', 'restored', 'confirmed', 'aside', 'held'] as const;
const isOfReport = (kind: string): kind is (typeof OF_A_REPORT)[number] => (OF_A_REPORT as readonly string[]).includes(kind);
/** A report that another model has read since tells nothing any more; a later step brings what that one said. */
const embedded = ({ reportId, model, detail, vector }: StepRow): Step | undefined =>
  model === null || model !== detail
    ? undefined
    : { kind: 'embedded', reportId: reportId!, model, vector: new Int8Array(vector!) };

const languageOf = (detail: string | null) => (detail === null ? {} : { language: languageFrom(detail) });

export interface ReportFacts {
  summary: string | null;
  customerWords: string | null;
  stage: string | null;
  layer: string | null;
  tool: string | null;
  queueId: number | null;
}

/** A report as the engine reads it. */
export const wordsOf = ({ summary, customerWords, stage, layer, tool, queueId }: ReportFacts): ReportWords => ({
  text: `${summary ?? ''}\n${customerWords ?? ''}`.trim(),
  facets: { stage: stage ?? '', layer: layer ?? '', tool: tool ?? '', queue: queueId === null ? '' : String(queueId) },
});

const patiently = (work: Promise<void>) =>
  Promise.race([work, new Promise<void>((done) => setTimeout(done, PATIENCE_MS).unref())]);
