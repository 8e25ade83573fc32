import { hearFiling, hearTakenOut, rememberAlone } from './checks.ts';
import { countReport, openTheme, recountRoot, shelveReport } from './filing.ts';
import { learnReport } from './learning.ts';
import { keepApart, meetsStranger, reportNode, rootOf, themeNode } from './lineage.ts';
import type { Matching } from './matching.ts';
import { forbiddenFor, type Ranking, rankShelved, rankThemes } from './ranking.ts';
import { termsAt, WITHDRAWN } from './shelf.ts';
import { countTerms } from './vocabulary.ts';
import type { ReportWords } from './words.ts';

export interface NewReport extends ReportWords {
  id: number;
}

/** Either it was done, or the sentence says why not. */
export type Outcome = { done: true } | { done: false; why: string };

/** Who put a report into its theme. Only what a human decided teaches the rankers' weights and the gate. */
export type FiledBy = 'human' | 'gate' | 'import';

/**
 * Ranks the themes for a report that is being written, or for one on the shelf: as if it had not arrived yet, and without the themes that
 * it was refused for. Leaves everything as it was.
 */
export function rank(matching: Matching, report: ReportWords & { id?: number; vector?: Int8Array | undefined }): Ranking {
  const place = report.id === undefined ? undefined : matching.shelf.placeOf.get(report.id);
  if (place === undefined || matching.shelf.themes[place] === WITHDRAWN) return rankThemes(matching, report);
  return rankShelved(matching, place);
}

/** Takes a report in, unfiled: the nearest of others, counted by no theme. */
export function addReport(matching: Matching, report: NewReport): Outcome {
  if (matching.shelf.placeOf.has(report.id)) return refusal(`Report ${report.id} is here already; move it instead.`);
  shelveReport(matching, report.id, report);
  return DONE;
}

/** Puts a report that is on the shelf into a theme, which is opened if its id is new, and learns from it. */
export function fileReport(matching: Matching, report: { id: number }, themeId: number, by: FiledBy): Outcome {
  const place = matching.shelf.placeOf.get(report.id);
  if (place === undefined) return refusal(`Report ${report.id} is not known; add it first.`);
  if (matching.shelf.themes[place] === WITHDRAWN)
    return refusal(`Report ${report.id} was withdrawn; add it anew under another number.`);
  const theme = matching.themeOf.get(themeId);
  const root = theme === undefined ? undefined : rootOf(matching.lineage, theme);
  if (root !== undefined && forbiddenFor(matching, place).has(root)) {
    return refusal(`Report ${report.id} was said not to belong to theme ${themeId}; choose another theme.`);
  }
  const known = root === undefined || matching.spoken.reports[root] === 0 ? -1 : root;
  if (by === 'human') hearFiling(matching, place, known);
  if (by === 'gate') rememberAlone(matching, place, known);
  putInto(matching, place, theme ?? openTheme(matching, themeId));
  return DONE;
}

/** Takes a report out of its theme and remembers that it does not belong there: never suggested or filed there again. */
export function refuseTheme(matching: Matching, reportId: number, themeId: number): Outcome {
  const place = matching.shelf.placeOf.get(reportId);
  const theme = matching.themeOf.get(themeId);
  if (place === undefined || theme === undefined)
    return refusal(`Report ${reportId} or theme ${themeId} is not known; check the number.`);
  const at = matching.shelf.themes[place]!;
  if (at >= 0 && rootOf(matching.lineage, at) === rootOf(matching.lineage, theme)) {
    hearTakenOut(matching, place);
    countReport(matching, place, at, -1);
  }
  keepApart(matching.lineage, reportNode(place), themeNode(theme));
  return DONE;
}

/** Two reports that are not the same complaint; the second leaves the theme if they share one. */
export function keepReportsApart(matching: Matching, oneId: number, otherId: number): Outcome {
  const [one, other] = [matching.shelf.placeOf.get(oneId), matching.shelf.placeOf.get(otherId)];
  if (one === undefined || other === undefined || one === other)
    return refusal('Two different reports are needed; check their numbers.');
  const at = matching.shelf.themes[other]!;
  if (at >= 0 && sharedRoot(matching, one, other)) countReport(matching, other, at, -1);
  keepApart(matching.lineage, reportNode(one), reportNode(other));
  return DONE;
}

/** Lets one theme speak for another. Nothing moves: a pointer is set, and undoMerge clears it however long after. */
export function mergeThemes(matching: Matching, fromId: number, intoId: number): Outcome {
  const [from, into] = [matching.themeOf.get(fromId), matching.themeOf.get(intoId)];
  if (from === undefined || into === undefined) return refusal(`Theme ${fromId} or ${intoId} is not known; check the number.`);
  const root = rootOf(matching.lineage, into);
  if (matching.lineage.parents[from] !== from) return refusal(`Theme ${fromId} is merged already; undo that merge first.`);
  if (root === from) return refusal(`Theme ${intoId} is part of theme ${fromId} already.`);
  if (meetsStranger(matching.lineage, from, root, themeOfReport(matching))) {
    return refusal(`Themes ${fromId} and ${intoId} hold reports that were said not to be the same; move those reports first.`);
  }
  matching.lineage.parents[from] = root;
  recountRoot(matching, root);
  return DONE;
}

/** Two themes that are not the same: never merged from now on. */
export function keepThemesApart(matching: Matching, oneId: number, otherId: number): Outcome {
  const [one, other] = [matching.themeOf.get(oneId), matching.themeOf.get(otherId)];
  if (one === undefined || other === undefined) return refusal(`Theme ${oneId} or ${otherId} is not known; check the number.`);
  if (rootOf(matching.lineage, one) === rootOf(matching.lineage, other)) {
    return refusal(`Themes ${oneId} and ${otherId} are merged; undo the merge first.`);
  }
  keepApart(matching.lineage, themeNode(one), themeNode(other));
  return DONE;
}

/** The theme speaks for itself again, with exactly the reports that it had when it was merged. */
export function undoMerge(matching: Matching, themeId: number): Outcome {
  const theme = matching.themeOf.get(themeId);
  if (theme === undefined || matching.lineage.parents[theme] === theme)
    return refusal(`Theme ${themeId} is not merged into another; nothing to undo.`);
  const root = rootOf(matching.lineage, theme);
  matching.lineage.parents[theme] = theme;
  recountRoot(matching, root);
  recountRoot(matching, theme);
  return DONE;
}

/** Moves some reports of a theme to a new one; the two never merge again. */
export function splitTheme(matching: Matching, themeId: number, newThemeId: number, reportIds: readonly number[]): Outcome {
  const theme = matching.themeOf.get(themeId);
  if (theme === undefined) return refusal(`Theme ${themeId} is not known; check the number.`);
  if (matching.themeOf.has(newThemeId)) return refusal(`Theme ${newThemeId} exists already; give the split a number of its own.`);
  const places = reportIds.map((id) => matching.shelf.placeOf.get(id) ?? -1);
  const inside = (place: number) =>
    (matching.shelf.themes[place] ?? -1) >= 0 && rootOf(matching.lineage, matching.shelf.themes[place]!) === theme;
  if (places.length === 0 || !places.every(inside)) return refusal(`Choose reports of theme ${themeId} that should leave it.`);
  const fresh = openTheme(matching, newThemeId);
  for (const place of places) putInto(matching, place, fresh);
  keepApart(matching.lineage, themeNode(theme), themeNode(fresh));
  return DONE;
}

/** Forgets a report's words: no theme and no report finds it again. */
export function withdrawReport(matching: Matching, reportId: number): Outcome {
  const place = matching.shelf.placeOf.get(reportId);
  if (place === undefined || matching.shelf.themes[place] === WITHDRAWN)
    return refusal(`Report ${reportId} is not here; nothing to withdraw.`);
  if (matching.shelf.themes[place]! >= 0) countReport(matching, place, matching.shelf.themes[place]!, -1);
  countTerms(matching.vocabulary, termsAt(matching.shelf, place), -1);
  matching.shelf.themes[place] = WITHDRAWN;
  return DONE;
}

/** The place of the theme that speaks for a theme; undefined for one that is not known. */
export function rootAt(matching: Matching, themeId: number): number | undefined {
  const theme = matching.themeOf.get(themeId);
  return theme === undefined ? undefined : rootOf(matching.lineage, theme);
}

/** The id of the theme that a report counts for now, merges followed; undefined while it is unfiled. */
export function themeIdOf(matching: Matching, reportId: number): number | undefined {
  const theme = matching.shelf.themes[matching.shelf.placeOf.get(reportId) ?? -1] ?? -1;
  return theme < 0 ? undefined : matching.themeIds[rootOf(matching.lineage, theme)];
}

const DONE: Outcome = { done: true };
const refusal = (why: string): Outcome => ({ done: false, why });
const themeOfReport = (matching: Matching) => (place: number) => matching.shelf.themes[place]!;

const sharedRoot = ({ shelf, lineage }: Matching, one: number, other: number) =>
  shelf.themes[one]! >= 0 &&
  shelf.themes[other]! >= 0 &&
  rootOf(lineage, shelf.themes[one]!) === rootOf(lineage, shelf.themes[other]!);

function putInto(matching: Matching, place: number, theme: number) {
  const before = matching.shelf.themes[place]!;
  if (before >= 0) countReport(matching, place, before, -1);
  countReport(matching, place, theme, 1);
  learnReport(matching, place, theme);
}
