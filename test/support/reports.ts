import type { Insertable } from 'kysely';
import { logAdded } from '../../src/database/grouping-log.ts';
import type { Db } from '../../src/database/open.ts';
import type { Tables } from '../../src/database/tables.ts';
import { NINE_AM } from './floor.ts';

type Given = Partial<Insertable<Tables['reports']>>;

/** Writes reports as they come in, unsorted; returns their numbers. */
export async function addReports(db: Db, given: readonly Given[]): Promise<number[]> {
  const at = NINE_AM.toISOString();
  const rows = given.map((report) => ({
    kind: 'friction' as const,
    source: 'csr' as const,
    summary: 'Looking up an order takes a minute',
    searchText: (report.summary ?? 'Looking up an order takes a minute').toLowerCase(),
    happenedAt: at,
    reportedAt: at,
    ...report,
  }));
  const ids: number[] = [];
  for (let from = 0; from < rows.length; from += 500) {
    const added = await db
      .insertInto('reports')
      .values(rows.slice(from, from + 500))
      .returning('id')
      .execute();
    ids.push(...added.map(({ id }) => id));
  }
  await db.transaction().execute((tx) => logAdded(tx, ids));
  return ids;
}

export const addReport = async (db: Db, given: Given = {}): Promise<number> => (await addReports(db, [given]))[0]!;
