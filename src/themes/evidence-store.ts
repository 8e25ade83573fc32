import type { ExpressionBuilder } from 'kysely';
import { keepUntilWritten } from '../database/kept.ts';
import type { Db } from '../database/open.ts';
import type { Tables } from '../database/tables.ts';
import type { Layer, ReportKind, ReportSource, Stage } from '../friction/report.ts';
import { OBSERVED_MODES } from '../shifts/shift.ts';
import { type Evidence, NO_EVIDENCE } from './evidence.ts';

export type ThemeEvidenceStore = ReturnType<typeof themeEvidenceStore>;

/** Which reports are counted. `layer` is the theme's own where an owner has set one, else the reporter's guess. */
export interface Which {
  kind: ReportKind;
  rootId?: number | null;
  queueId?: number | null;
  stage?: Stage | null;
  layer?: Layer | null;
}

interface Counted extends Tables {
  theme: Tables['themes'];
  root: Tables['themes'];
}

export function themeEvidenceStore(db: Db) {
  const keep = keepUntilWritten<Map<number, Evidence>>(db);

  /** The evidence of every theme that has any, by the root it counts for: two queries, however many themes; counting 10,000 reports takes some 25 ms. */
  const countByTheme = (which: Which): Promise<Map<number, Evidence>> => keep(JSON.stringify(which), () => countAll(db, which));

  return { countByTheme, ...countsOfSome(db) };
}

async function countAll(db: Db, which: Which): Promise<Map<number, Evidence>> {
  const reports = await countReports(db, which);
  const evidence = new Map<number, Evidence>(reports.map(({ rootId, ...counts }) => [rootId!, { ...NO_EVIDENCE, ...counts }]));
  for (const { rootId, csrs } of await countCsrs(db, which))
    evidence.set(rootId!, { ...(evidence.get(rootId!) ?? NO_EVIDENCE), csrs });
  return evidence;
}

const countsOfSome = (db: Db) => ({
  async countOf(rootId: number, kind: ReportKind): Promise<Evidence> {
    return (await countAll(db, { kind, rootId })).get(rootId) ?? NO_EVIDENCE;
  },

  /** Reports by day they happened on, from a day on (`2026-01-31`): what a sparkline is drawn from. */
  countByDay: (rootIds: readonly number[], which: Which, since: string) =>
    ofThemes(db, which)
      .where('theme.rootId', 'in', rootIds)
      .where('happenedAt', '>=', since)
      .select((e) => ['theme.rootId', e.fn<string>('substr', ['happenedAt', e.lit(1), e.lit(10)]).as('day')])
      .select((e) => e.fn.countAll<number>().as('count'))
      .groupBy(['theme.rootId', 'day'])
      .execute(),

  /** How many reports name each stage and layer together. */
  countBySteps: (rootIds: readonly number[], which: Which) =>
    ofThemes(db, which)
      .where('theme.rootId', 'in', rootIds)
      .select((e) => ['theme.rootId', 'reports.stage', 'reports.layer', e.fn.countAll<number>().as('count')])
      .groupBy(['theme.rootId', 'reports.stage', 'reports.layer'])
      .execute(),

  listQueues: () => db.selectFrom('queues').select(['id', 'name']).orderBy('name').execute(),

  /** Themes to list: every one that counts for itself. Which of them hold anything is for the evidence to say. */
  listRoots: () =>
    db.selectFrom('themes').whereRef('rootId', '=', 'id').select(['id', 'name', 'layer', 'addedAt']).orderBy('id').execute(),
});

/** 1 for a flag that nobody put their name to. */
export const anonymous = (e: ExpressionBuilder<Tables, 'reports'>) =>
  e
    .case()
    .when(e.and([e('source', '=', 'csr'), e('reporterId', 'is', null)]))
    .then(1)
    .else(0)
    .end();

/** Reports that count, each with the theme it was filed in and the root that one counts for. */
function ofThemes(db: Db, { kind, rootId, queueId, stage, layer }: Which) {
  return db
    .selectFrom('reports')
    .innerJoin('themes as theme', 'theme.id', 'reports.themeId')
    .innerJoin('themes as root', 'root.id', 'theme.rootId')
    .where('reports.withdrawnAt', 'is', null)
    .where('reports.kind', '=', kind)
    .$if(Boolean(rootId), (query) => query.where('theme.rootId', '=', rootId!))
    .$if(Boolean(queueId), (query) => query.where('reports.queueId', '=', queueId!))
    .$if(Boolean(stage), (query) => query.where('reports.stage', '=', stage!))
    .$if(Boolean(layer), (query) => query.where((e) => e(e.fn.coalesce('root.layer', 'reports.layer'), '=', layer!)));
}

const countReports = (db: Db, which: Which) =>
  ofThemes(db, which)
    .leftJoin('calls', (join) => join.onRef('calls.id', '=', 'reports.callId').on('calls.withdrawnAt', 'is', null))
    .leftJoin('shifts', 'shifts.id', 'calls.shiftId')
    .groupBy('theme.rootId')
    .select((e) => [
      'theme.rootId',
      e.fn
        .count<number>(e.case().when('shifts.mode', 'in', OBSERVED_MODES).then(e.ref('calls.id')).end())
        .distinct()
        .as('observedCalls'),
      e.fn
        .count<number>(e.case().when('shifts.mode', 'not in', OBSERVED_MODES).then(e.ref('calls.id')).end())
        .distinct()
        .as('practiceCalls'),
      countOf(e, 'leader', 'reporterId').distinct().as('leaders'),
      e.fn.sum<number>(anonymous(e as never)).as('anonymousFlags'),
      countOf(e, 'import', 'id').as('imported'),
      e.fn.countAll<number>().as('reports'),
      e.fn.max('happenedAt').as('lastSeenAt'),
    ])
    .execute();

const countOf = (e: ExpressionBuilder<Counted, 'reports'>, source: ReportSource, column: 'id' | 'reporterId') =>
  e.fn.count<number>(
    e
      .case()
      .when('reports.source', '=', source)
      .then(e.ref(`reports.${column}`))
      .end(),
  );

/** Distinct people over flags and me-toos: who did both is one voice. A me-too names no stage or layer, so it answers to neither. */
function countCsrs(db: Db, which: Which) {
  const flagged = ofThemes(db, which)
    .where('reports.source', '=', 'csr')
    .where('reports.reporterId', 'is not', null)
    .select(['theme.rootId', 'reports.reporterId as personId']);
  const voices = which.kind === 'delight' || which.stage || which.layer ? flagged.distinct() : flagged.union(meToos(db, which));
  return db
    .selectFrom(voices.as('voices'))
    .groupBy('rootId')
    .select((e) => ['rootId', e.fn.count<number>('personId').as('csrs')])
    .execute();
}

const meToos = (db: Db, { rootId, queueId }: Which) =>
  db
    .selectFrom('meToos')
    .innerJoin('themes', 'themes.id', 'meToos.themeId')
    .where('meToos.withdrawnAt', 'is', null)
    .$if(Boolean(rootId), (query) => query.where('themes.rootId', '=', rootId!))
    .$if(Boolean(queueId), (query) => query.where('meToos.queueId', '=', queueId!))
    .select(['themes.rootId', 'meToos.personId']);
