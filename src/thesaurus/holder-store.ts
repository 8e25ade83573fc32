import type { Db } from '../database/open.ts';

export type HolderStore = ReturnType<typeof holderStore>;

export const holderStore = (db: Db) => ({
  /** These reports in the order given, each with the theme that it counts for. */
  async listReports(ids: readonly number[]) {
    const rows = await db
      .selectFrom('reports')
      .leftJoin('themes', 'themes.id', 'reports.themeId')
      .leftJoin('themes as root', 'root.id', 'themes.rootId')
      .where('reports.id', 'in', [0, ...ids])
      .where('withdrawnAt', 'is', null)
      .select(['reports.id', 'summary', 'customerWords', 'happenedAt', 'root.id as themeId', 'root.name as theme'])
      .execute();
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.flatMap((id) => byId.get(id) ?? []);
  },
});
