import { recordEvent } from '../database/events.ts';
import { logAdded, logRestored, logWithdrawn } from '../database/grouping-log.ts';
import { MOST_REFUSALS, noteRefusals } from '../database/imports.ts';
import type { Db, Tx } from '../database/open.ts';
import type { RefusedLine, TakenLine } from './import-row.ts';
import { searchTextOf } from './report.ts';

export type ImportStore = ReturnType<typeof importStore>;
export type KeyedLine = TakenLine & { clientKey: string };

export const IMPORTS_A_PAGE = 50;

export const importStore = (db: Db) => ({
  listQueues: () => db.selectFrom('queues').where('retiredAt', 'is', null).select(['id', 'name']).orderBy('name').execute(),

  async begin(fileName: string, by: number | null, now: Date): Promise<number> {
    const row = { kind: 'reports', fileName, importedAt: now.toISOString(), importedBy: by } as const;
    return (await db.insertInto('imports').values(row).returning('id').executeTakeFirstOrThrow()).id;
  },

  /**
   * Some lines, all or none. A key that is there already is counted and left alone, unless its report was withdrawn when an import
   * was undone: then it comes back, as part of this one and as this one reads it. Returns how many were taken; undefined when this import was undone meanwhile.
   */
  takeBatch: (importId: number, lines: KeyedLine[], refused: RefusedLine[], now: Date): Promise<number | undefined> =>
    db.transaction().execute(async (tx) => {
      if (!(await noteRefusals(tx, importId, refused))) return undefined;
      const ids = lines.length === 0 ? [] : await insertLines(tx, importId, lines, now);
      const taken = ids.length;
      await tx
        .updateTable('imports')
        .set((e) => ({ taken: e('taken', '+', taken), doubled: e('doubled', '+', lines.length - taken) }))
        .where('id', '=', importId)
        .execute();
      await logAdded(tx, ids);
      return taken;
    }),

  finish: (importId: number, now: Date) =>
    db.transaction().execute(async (tx) => {
      const finishedAt = now.toISOString();
      await tx.updateTable('imports').set({ finishedAt }).where('id', '=', importId).execute();
      await recordEvent(tx, { action: 'import.finished', subject: 'import', subjectId: importId, actorId: null }, now);
    }),

  /** Withdraws all its reports. Twice is once. */
  undo: (importId: number, by: number, now: Date) =>
    db.transaction().execute(async (tx) => {
      const at = now.toISOString();
      if (!(await mark(tx, importId, { undoneAt: at, undoneBy: by }))) return;
      const ids = await withdraw(tx, importId, at);
      await recordEvent(tx, { action: 'import.undone', subject: 'import', subjectId: importId, actorId: by }, now);
      await logWithdrawn(tx, ids);
    }),

  /** Brings back what undoing withdrew. */
  redo: (importId: number, by: number, now: Date) =>
    db.transaction().execute(async (tx) => {
      if (!(await mark(tx, importId, { undoneAt: null, undoneBy: null }))) return;
      const ids = await withdraw(tx, importId, null);
      await recordEvent(tx, { action: 'import.redone', subject: 'import', subjectId: importId, actorId: by }, now);
      await logRestored(tx, ids);
    }),

  find: (id: number) => selectImports(db).where('imports.id', '=', id).executeTakeFirst(),

  /** Newest first; one more than a page when there are more. */
  list: (before: number | undefined) => {
    const query = selectImports(db)
      .orderBy('imports.id', 'desc')
      .limit(IMPORTS_A_PAGE + 1);
    return (before ? query.where('imports.id', '<', before) : query).execute();
  },

  listRefusals: (importId: number) =>
    db
      .selectFrom('importRefusals')
      .where('importId', '=', importId)
      .select(['line', 'reason'])
      .orderBy('line')
      .limit(MOST_REFUSALS)
      .execute(),
});

/** Reports are withdrawn with their import; signals only ask whether theirs is undone. */
const KINDS = ['reports', 'signals'] as const;

const selectImports = (db: Db) =>
  db
    .selectFrom('imports')
    .leftJoin('people', 'people.id', 'imports.importedBy')
    .leftJoin('apiTokens', 'apiTokens.id', 'imports.tokenId')
    .where('imports.kind', 'in', KINDS)
    .select((e) => [
      'imports.id',
      'imports.kind',
      'fileName',
      'importedAt',
      'taken',
      'doubled',
      'refused',
      'finishedAt',
      'undoneAt',
      e.fn.coalesce('people.name', 'apiTokens.name').as('by'),
    ]);

async function insertLines(tx: Tx, importId: number, lines: KeyedLine[], now: Date): Promise<number[]> {
  const at = now.toISOString();
  const rows = lines.map(({ text, happenedAt, reporter, queueId, clientKey }) => ({
    ...{ kind: 'friction' as const, source: 'import' as const, summary: text, searchText: searchTextOf({ summary: text }) },
    ...{ reporterName: reporter, queueId, clientKey, importId, happenedAt: happenedAt ?? at, reportedAt: at },
  }));
  const taken = await tx
    .insertInto('reports')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .column('clientKey')
        .doUpdateSet((e) => ({
          withdrawnAt: null,
          importId: e.ref('excluded.importId'),
          summary: e.ref('excluded.summary'),
          searchText: e.ref('excluded.searchText'),
          reporterName: e.ref('excluded.reporterName'),
          queueId: e.ref('excluded.queueId'),
          happenedAt: e.ref('excluded.happenedAt'),
          reportedAt: e.ref('excluded.reportedAt'),
        }))
        .where('reports.withdrawnAt', 'is not', null),
    )
    .returning('id')
    .execute();
  return taken.map(({ id }) => id);
}

/** Withdraws an import's reports, or brings them back; returns the numbers of those that changed. */
async function withdraw(tx: Tx, importId: number, withdrawnAt: string | null): Promise<number[]> {
  const changed = await tx
    .updateTable('reports')
    .set({ withdrawnAt })
    .where('importId', '=', importId)
    .where('withdrawnAt', withdrawnAt === null ? 'is not' : 'is', null)
    .returning('id')
    .execute();
  return changed.map(({ id }) => id);
}

const mark = (tx: Tx, importId: number, undone: { undoneAt: string | null; undoneBy: number | null }) =>
  tx
    .updateTable('imports')
    .set(undone)
    .where('id', '=', importId)
    .where('kind', 'in', KINDS)
    .where('undoneAt', undone.undoneAt === null ? 'is not' : 'is', null)
    .returning('id')
    .executeTakeFirst();
