import { recordEvent } from '../../database/events.ts';
import type { Db } from '../../database/open.ts';
import type { HistoryChoice } from '../history/read-history.ts';
import type { Refusal } from '../history/refusal.ts';
import { hasStopped, removeBrought } from './stopped-store.ts';

export type HistoryStore = ReturnType<typeof historyStore>;

/** How a file is read and where its calls go. */
export interface ImportChoice extends HistoryChoice {
  /** Only this queue of the file. */
  onlyFrom?: string;
  onlyThere?: boolean;
}

/** What a finished import tells besides its refused lines. */
export interface ImportOutcome {
  format: string;
  encoding: string;
  lines: number;
  unknownEvents: Record<string, number>;
  unfinishedCalls: number;
  /** Names in the file that belong to no queue here. */
  leftOut: string[];
  problem: string;
}

export interface Part {
  queueId: number;
  intervals: number;
  offered: number;
  firstAt: string;
  lastAt: string;
}

interface NewImport {
  fileName: string;
  file: string;
  queueId: number | null;
  choice: ImportChoice;
}

const REFUSALS_AT_ONCE = 500;
const PAGE = 100;

export const historyStore = (db: Db) => ({
  add: ({ fileName, file, queueId, choice }: NewImport, by: number | null, now: Date): Promise<number> =>
    db.transaction().execute(async (tx) => {
      const { id } = await tx
        .insertInto('imports')
        .values({ kind: 'history', fileName, importedAt: now.toISOString(), importedBy: by })
        .returning('id')
        .executeTakeFirstOrThrow();
      await tx
        .insertInto('historyImports')
        .values({ importId: id, queueId, state: 'looked at', file, choice: JSON.stringify(choice) })
        .execute();
      return id;
    }),

  async find(id: number) {
    const row = await db
      .selectFrom('historyImports')
      .innerJoin('imports', 'imports.id', 'historyImports.importId')
      .leftJoin('people', 'people.id', 'imports.importedBy')
      .where('imports.id', '=', id)
      .select([
        'imports.id',
        'imports.fileName',
        'imports.importedAt',
        'imports.finishedAt',
        'imports.taken',
        'imports.refused',
        'people.name as by',
        'historyImports.queueId',
        'historyImports.state',
        'historyImports.file',
        'historyImports.choice',
        'historyImports.startedAt',
        'historyImports.heardAt',
        'historyImports.linesRead',
        'historyImports.outcome',
      ])
      .executeTakeFirst();
    return (
      row && {
        ...row,
        choice: JSON.parse(row.choice) as ImportChoice,
        outcome: row.outcome ? (JSON.parse(row.outcome) as ImportOutcome) : undefined,
      }
    );
  },

  /** Imports that a queue asked for or got calls from, newest first. */
  list: (queueId: number) =>
    db
      .selectFrom('historyImports')
      .innerJoin('imports', 'imports.id', 'historyImports.importId')
      .leftJoin('historyParts', (join) =>
        join.onRef('historyParts.importId', '=', 'imports.id').on('historyParts.queueId', '=', queueId),
      )
      .where((e) => e.or([e('historyImports.queueId', '=', queueId), e('historyParts.queueId', '=', queueId)]))
      .select([
        'imports.id',
        'imports.fileName',
        'imports.importedAt',
        'imports.refused',
        'historyImports.state',
        'historyImports.startedAt',
        'historyImports.heardAt',
        'historyParts.intervals',
        'historyParts.offered',
        'historyParts.firstAt',
        'historyParts.lastAt',
      ])
      .orderBy('imports.id', 'desc')
      .limit(PAGE)
      .execute(),

  /** False when it is being read already: a form sent twice reads the file once. One that stopped may be started again. */
  async start(id: number, choice: ImportChoice, now: Date): Promise<boolean> {
    const at = now.toISOString();
    const started = await db
      .updateTable('historyImports')
      .set({ state: 'running', choice: JSON.stringify(choice), startedAt: at, heardAt: at, linesRead: 0 })
      .where('importId', '=', id)
      .where((e) => e.or([e('state', '=', 'looked at'), hasStopped(e, now)]))
      .executeTakeFirst();
    return started.numUpdatedRows === 1n;
  },

  /** Whoever reads it is still there. */
  hear: (id: number, now: Date) =>
    db
      .updateTable('historyImports')
      .set({ heardAt: now.toISOString() })
      .where('importId', '=', id)
      .where('state', '=', 'running')
      .execute(),

  progress: (id: number, linesRead: number) =>
    db.updateTable('historyImports').set({ linesRead }).where('importId', '=', id).execute(),

  /** One that was taken back while its process was thought to be gone leaves nothing behind. */
  finish: (
    id: number,
    result: { taken: number; refused: number; refusals: readonly Refusal[]; parts: readonly Part[]; outcome: ImportOutcome },
    by: number | null,
    now: Date,
  ) =>
    db.transaction().execute(async (tx) => {
      const { taken, refused, refusals, parts, outcome } = result;
      const found = await tx.selectFrom('historyImports').where('importId', '=', id).select('state').executeTakeFirst();
      if (found?.state === 'refused') return void (await removeBrought(tx, id));
      await tx.updateTable('imports').set({ taken, refused, finishedAt: now.toISOString() }).where('id', '=', id).execute();
      await tx
        .updateTable('historyImports')
        .set({ state: outcome.problem ? 'refused' : 'done', outcome: JSON.stringify(outcome), linesRead: outcome.lines })
        .where('importId', '=', id)
        .execute();
      for (let from = 0; from < refusals.length; from += REFUSALS_AT_ONCE)
        await tx
          .insertInto('importRefusals')
          .values(refusals.slice(from, from + REFUSALS_AT_ONCE).map((refusal) => ({ importId: id, ...refusal })))
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      if (parts.length > 0)
        await tx
          .insertInto('historyParts')
          .values(parts.map((part) => ({ importId: id, ...part })))
          .execute();
      await recordEvent(tx, { action: 'history.imported', subject: 'import', subjectId: id, actorId: by }, now);
    }),

  /** Reading broke off: it may be started again at once. */
  stop: (id: number) =>
    db
      .updateTable('historyImports')
      .set({ state: 'looked at' })
      .where('importId', '=', id)
      .where('state', '=', 'running')
      .execute(),

  listParts: (id: number) =>
    db
      .selectFrom('historyParts')
      .innerJoin('queues', 'queues.id', 'historyParts.queueId')
      .where('importId', '=', id)
      .select(['queueId', 'queues.name', 'intervals', 'offered', 'firstAt', 'lastAt'])
      .orderBy('queues.name')
      .execute(),

  /** The first thousand at most: more are counted, not kept. */
  listRefusals: (id: number) =>
    db.selectFrom('importRefusals').where('importId', '=', id).select(['line', 'reason']).orderBy('line').limit(1_000).execute(),
});
