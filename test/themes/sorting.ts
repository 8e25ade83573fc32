import type { Db } from '../../src/database/open.ts';
import { themeEvidenceStore } from '../../src/themes/evidence-store.ts';
import type { FilingTarget } from '../../src/themes/filing.ts';
import { filingStore } from '../../src/themes/filing-store.ts';
import { mergeStore } from '../../src/themes/merge-store.ts';
import { splitStore } from '../../src/themes/split-store.ts';
import { NINE_AM } from '../support/floor.ts';

/** An owner's hands on the themes: every decision by one person, a minute after the other. */
export function sorter(db: Db, by: number) {
  let minutes = 0;
  const later = () => new Date(NINE_AM.getTime() + 60_000 * minutes++);
  const [filings, merges, splits] = [filingStore(db), mergeStore(db), splitStore(db)];
  const seen = { travels: [], seenIn: null };

  return {
    file: (reportId: number, themeId: number) => filings.file(reportId, { themeId }, seen, by, later()),
    fileFrom: (reportId: number, themeId: number, seenIn: number | null) =>
      filings.file(reportId, { themeId }, { ...seen, seenIn }, by, later()),
    fileNew: async (reportId: number, newThemeName: string) => {
      const outcome = await filings.file(reportId, { newThemeName }, seen, by, later());
      return 'themeId' in outcome ? outcome.themeId : 0;
    },
    fileWith: (reportId: number, to: FilingTarget, travels: number[]) =>
      filings.file(reportId, to, { ...seen, travels }, by, later()),
    setAside: (reportId: number, travels: number[] = []) => filings.setAside(reportId, travels, by, later()),
    undoFiling: (id: number) => filings.undoFiling(id, by, later()),
    merge: async (themeId: number, intoId: number) => (await merges.merge(themeId, intoId, by, later())).verdict,
    undoMerge: (id: number) => merges.undoMerge(id, by, later()),
    split: (themeId: number, name: string, ids: number[]) => splits.split(themeId, name, ids, by, later()),
    undoSplit: (id: number) => splits.undoSplit(id, by, later()),
  };
}

/** Everything people see of the themes: who counts for whom, every report's place, names and counts; empty themes are not seen. */
export async function picture(db: Db) {
  const themes = await db.selectFrom('themes').select(['id', 'name', 'rootId', 'layer']).orderBy('id').execute();
  const reports = await db
    .selectFrom('reports')
    .select(['id', 'themeId', 'setAsideAt', 'filedAt', 'filedBy'])
    .orderBy('id')
    .execute();
  const pointers = await db
    .selectFrom('merges')
    .where('undoneAt', 'is', null)
    .select(['themeId', 'intoId'])
    .orderBy('themeId')
    .execute();
  const used = new Set([
    ...reports.map(({ themeId }) => themeId),
    ...pointers.flatMap(({ themeId, intoId }) => [themeId, intoId]),
  ]);
  return {
    themes: themes.filter(({ id }) => used.has(id)),
    reports,
    pointers,
    counts: [...(await themeEvidenceStore(db).countByTheme({ kind: 'friction' }))].toSorted((a, b) => a[0] - b[0]),
  };
}
