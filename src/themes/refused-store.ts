import type { Tx } from '../database/open.ts';

const REPORTS_AT_ONCE = 500;

/** For each of these reports, the themes it was said not to belong in, with all that stand under the same root. */
export async function refusedThemes(tx: Tx, reportIds: readonly number[]): Promise<Map<number, Set<number>>> {
  const refused = new Map<number, Set<number>>();
  for (let from = 0; from < reportIds.length; from += REPORTS_AT_ONCE) {
    for (const { reportId, id } of await listRefused(tx, reportIds.slice(from, from + REPORTS_AT_ONCE)))
      refused.set(reportId!, (refused.get(reportId!) ?? new Set()).add(id));
  }
  return refused;
}

const listRefused = (tx: Tx, reportIds: readonly number[]) =>
  tx
    .selectFrom('keptApart')
    .innerJoin('themes as said', 'said.id', 'keptApart.themeId')
    .innerJoin('themes as member', 'member.rootId', 'said.rootId')
    .where('keptApart.reportId', 'in', reportIds)
    .where('keptApart.undoneAt', 'is', null)
    .select(['keptApart.reportId', 'member.id'])
    .execute();
