import { countReport } from './filing.ts';
import { learnFusion } from './fusion.ts';
import { learnGate, type Verdict } from './gate.ts';
import { learnDecision } from './learning.ts';
import { rootOf } from './lineage.ts';
import type { Matching } from './matching.ts';
import { rankShelved } from './ranking.ts';
import { UNFILED } from './shelf.ts';

/** What the gate believed when it filed a report by itself: a human's word on it is judged by that, not by what the engine knows later. */
export interface Alone {
  /** Place of the theme. */
  theme: number;
  verdict: Verdict;
  /** A human has said whether it was right. */
  heard: boolean;
}

/** The gate files a report under a root, or under a theme that holds nothing (-1), which teaches nothing later. */
export function rememberAlone(matching: Matching, place: number, root: number) {
  const { candidates, verdict } = rankShelved(matching, place);
  if (root !== -1 && candidates[0]?.theme === root) matching.alone.set(place, { theme: root, verdict, heard: false });
}

/** A human says that what the gate filed is right. */
export const hearConfirmed = (matching: Matching, place: number) => hear(matching, place, true, false);

/** A human takes a report out of its theme. Whether another fits is not known yet. */
export const hearTakenOut = (matching: Matching, place: number) => hear(matching, place, false, undefined);

/**
 * A human files a report under a root, or under a new theme (-1). A report that the gate had filed teaches it whether that was right, once;
 * what moves from one theme to another by other hands teaches nothing.
 */
export function hearFiling(matching: Matching, place: number, root: number) {
  const at = matching.shelf.themes[place]!;
  if (standsAlone(matching, place)) {
    hear(matching, place, rootOf(matching.lineage, at) === root, root === -1);
    countReport(matching, place, at, -1);
  }
  if (matching.shelf.themes[place] !== UNFILED) return;
  const ranking = rankShelved(matching, place);
  if (!matching.alone.has(place)) learnDecision(matching, ranking, root, place);
  else if (root !== -1) learnFusion(matching.fusion, ranking.candidates, root);
}

/** A human reads an unfiled report and finds that no theme fits. */
export function hearSetAside(matching: Matching, place: number) {
  if (matching.shelf.themes[place] === UNFILED) hearFiling(matching, place, -1);
}

function hear(matching: Matching, place: number, right: boolean, fresh: boolean | undefined) {
  if (!standsAlone(matching, place)) return;
  const alone = matching.alone.get(place)!;
  alone.heard = true;
  learnGate(matching.gate, alone.verdict, rootOf(matching.lineage, alone.theme), right, fresh, place);
}

/** Whether a report stands where the gate put it, and nobody has said anything about that. */
function standsAlone({ alone, shelf }: Matching, place: number): boolean {
  const filed = alone.get(place);
  return filed !== undefined && !filed.heard && filed.theme === shelf.themes[place];
}
