import { hearConfirmed, hearSetAside, hearTakenOut } from './checks.ts';
import { type Outcome, rootAt } from './engine.ts';
import { countReport } from './filing.ts';
import { letTogether, reportNode, themeNode } from './lineage.ts';
import type { Matching } from './matching.ts';
import { termsAt, UNFILED, WITHDRAWN } from './shelf.ts';
import { countTerms } from './vocabulary.ts';

/** Takes a report out of its theme; nothing is remembered against the two. What the gate had put there teaches it that it erred. */
export function unfileReport(matching: Matching, reportId: number): Outcome {
  const place = matching.shelf.placeOf.get(reportId);
  const theme = place === undefined ? UNFILED : matching.shelf.themes[place]!;
  if (place === undefined || theme < 0) return { done: false, why: `Report ${reportId} is in no theme; nothing to take out.` };
  hearTakenOut(matching, place);
  countReport(matching, place, theme, -1);
  return { done: true };
}

/** A human says that a report stands where it belongs, or that it belongs nowhere yet. Neither moves it; both teach. */
export function hearWord(matching: Matching, reportId: number, word: 'confirmed' | 'aside'): Outcome {
  const place = matching.shelf.placeOf.get(reportId);
  if (place === undefined) return { done: false, why: `Report ${reportId} is not known; add it first.` };
  (word === 'confirmed' ? hearConfirmed : hearSetAside)(matching, place);
  return { done: true };
}

/** A withdrawn report is there again, unfiled. */
export function restoreReport(matching: Matching, reportId: number): Outcome {
  const place = matching.shelf.placeOf.get(reportId);
  if (place === undefined || matching.shelf.themes[place] !== WITHDRAWN)
    return { done: false, why: `Report ${reportId} was not withdrawn; nothing to bring back.` };
  countTerms(matching.vocabulary, termsAt(matching.shelf, place), 1);
  matching.shelf.themes[place] = UNFILED;
  return { done: true };
}

/** Takes back that a report does not belong in a theme. */
export function allowTheme(matching: Matching, reportId: number, themeId: number): Outcome {
  const place = matching.shelf.placeOf.get(reportId);
  const theme = matching.themeOf.get(themeId);
  if (place === undefined || theme === undefined)
    return { done: false, why: `Report ${reportId} or theme ${themeId} is not known; check the number.` };
  letTogether(matching.lineage, reportNode(place), themeNode(theme));
  return { done: true };
}

/** Takes back that two themes are not the same. */
export function allowThemes(matching: Matching, oneId: number, otherId: number): Outcome {
  const [one, other] = [matching.themeOf.get(oneId), matching.themeOf.get(otherId)];
  if (one === undefined || other === undefined)
    return { done: false, why: `Theme ${oneId} or ${otherId} is not known; check the number.` };
  letTogether(matching.lineage, themeNode(one), themeNode(other));
  return { done: true };
}

/** The theme that speaks for a theme; undefined for one the engine has not met. */
export const rootIdOf = (matching: Matching, themeId: number): number | undefined => {
  const root = rootAt(matching, themeId);
  return root === undefined ? undefined : matching.themeIds[root];
};
