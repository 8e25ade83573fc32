import { membersOf, rootOf } from './lineage.ts';
import { append, type Lists, lengthOf, slotOf } from './lists.ts';
import type { Matching } from './matching.ts';
import { findsReports } from './nearest.ts';
import { type Shelf, shelve, termsAt, UNFILED } from './shelf.ts';
import { addTally, type Tallies, termWeight } from './tallies.ts';
import { tellFiling, tellTerm } from './telling.ts';
import { countVector } from './vectors.ts';
import { countTerms, numberTerms, type Vocabulary } from './vocabulary.ts';
import type { ReportWords } from './words.ts';

/** Gives a theme its place; its id is the caller's. */
export function openTheme(matching: Matching, id: number): number {
  const place = matching.themeIds.length;
  matching.themeIds.push(id);
  matching.themeOf.set(id, place);
  matching.lineage.parents.push(place);
  addTally(matching.own);
  addTally(matching.spoken);
  return place;
}

/** Shelves a report, unfiled: other reports find it, no theme counts it. */
export function shelveReport(matching: Matching, id: number, words: ReportWords): number {
  const terms = numberTerms(matching.vocabulary, words, matching.thesaurus);
  const place = shelve(matching.shelf, id, terms, words.language);
  countTerms(matching.vocabulary, terms, 1);
  for (const term of terms) if (findsReports(matching.vocabulary, term)) append(matching.byReport, term, place);
  return place;
}

/** Counts a shelved report into a theme (+1) or out of it (−1), for the theme itself and for the root that speaks for it. */
export function countReport(matching: Matching, place: number, theme: number, by: 1 | -1) {
  const { byTheme, own, spoken, vocabulary, lineage } = matching;
  const root = rootOf(lineage, theme);
  const members = root === theme && !lineage.merged.has(root) ? undefined : new Set(membersOf(lineage, root));
  for (const term of termsAt(matching.shelf, place)) {
    const found = slotOf(byTheme, term, theme);
    const slot = found === -1 ? append(byTheme, term, theme) : found;
    byTheme.counts[slot]! += by;
    tellTerm(vocabulary, term, byTheme.counts[slot]!, by);
    const weight = termWeight(vocabulary, matching.shelf.count, term) ** 2;
    const kind = vocabulary.kinds[term]!;
    tally(own, theme, kind, by, byTheme.counts[slot]!, weight);
    tally(spoken, root, kind, by, members ? heldBy(byTheme, term, members) : byTheme.counts[slot]!, weight);
  }
  countVector(matching.vectors, place, theme, by);
  matching.shelf.themes[place] = by === 1 ? theme : UNFILED;
  tellFiling(vocabulary, own.reports[theme]! + by, by);
  for (const [tallies, at] of [
    [own, theme],
    [spoken, root],
  ] as const) {
    tallies.reports[at]! += by;
    if (by === 1) tallies.newest[at] = Math.max(tallies.newest[at]!, place);
  }
}

/** Makes what a root speaks for anew from its members, after a merge or its undo. A root alone is exactly itself again. */
export function recountRoot({ lineage, own, spoken, shelf, vocabulary }: Matching, root: number) {
  const members = membersOf(lineage, root);
  const sum = (column: Int32Array | Float64Array) => members.reduce((total, member) => total + column[member]!, 0);
  spoken.reports[root] = sum(own.reports);
  spoken.totals.forEach((column, kind) => {
    column[root] = sum(own.totals[kind]!);
  });
  spoken.newest[root] = members.reduce((newest, member) => Math.max(newest, own.newest[member]!), 0);
  if (members.length === 1) lineage.merged.delete(root);
  else lineage.merged.add(root);
  spoken.squares[root] = members.length === 1 ? own.squares[root]! : squareOf(shelf, vocabulary, new Set(members));
}

function squareOf(shelf: Shelf, vocabulary: Vocabulary, members: Set<number>): number {
  const holding = new Map<number, number>();
  for (let place = 0; place < shelf.count; place++) {
    if (!members.has(shelf.themes[place]!)) continue;
    for (const term of termsAt(shelf, place)) holding.set(term, (holding.get(term) ?? 0) + 1);
  }
  let square = 0;
  for (const [term, many] of holding) square += (many * termWeight(vocabulary, shelf.count, term)) ** 2;
  return square;
}

/** n² − (n − by)² = by (2n − by), with n the reports that hold the term now. */
function tally(tallies: Tallies, at: number, kind: number, by: 1 | -1, holding: number, weight: number) {
  tallies.totals[kind]![at]! += by;
  tallies.squares[at]! += by * (2 * holding - by) * weight;
}

function heldBy(byTheme: Lists, term: number, members: Set<number>): number {
  let holding = 0;
  const start = byTheme.starts[term]!;
  for (let slot = start; slot < start + lengthOf(byTheme, term); slot++) {
    if (members.has(byTheme.keys[slot]!)) holding += byTheme.counts[slot]!;
  }
  return holding;
}
