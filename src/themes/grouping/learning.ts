import { learnFusion } from './fusion.ts';
import { learnGate } from './gate.ts';
import { learnLinear, linearMargins } from './linear.ts';
import type { Matching } from './matching.ts';
import type { Ranking } from './ranking.ts';
import { type ReportTerms, storedTerms } from './report-terms.ts';
import { termsAt } from './shelf.ts';

/** Earlier reports taught again with each new one: many while there are few, when it matters and costs little. */
const MOST_REPLAYED = 12;
const FEWEST_REPLAYED = 2;
const REPLAYED_IN_ALL = 24_000;

/**
 * Learns which ranker to trust, and how far, from a decision that a human made about a ranking. `theme` is a root, or -1 for a new one;
 * `place` is the report's, -1 before it is on the shelf.
 */
export function learnDecision(matching: Matching, ranking: Ranking, theme: number, place = -1) {
  learnGate(
    matching.gate,
    ranking.verdict,
    ranking.candidates[0]?.theme ?? -1,
    theme !== -1 && ranking.candidates[0]?.theme === theme,
    theme === -1,
    place,
  );
  if (theme !== -1) learnFusion(matching.fusion, ranking.candidates, theme);
}

/** Teaches the classifier one filed report, and a few earlier ones again so that it does not forget them. */
export function learnReport(matching: Matching, place: number, theme: number) {
  step(matching, place, theme);
  const replayed = Math.max(FEWEST_REPLAYED, Math.min(MOST_REPLAYED, Math.floor(REPLAYED_IN_ALL / (place + 1))));
  for (let i = 0; i < replayed; i++) {
    const earlier = scattered(place * MOST_REPLAYED + i, place);
    const known = matching.shelf.themes[earlier];
    if (known !== undefined && known >= 0) step(matching, earlier, known);
  }
}

function step(matching: Matching, place: number, theme: number) {
  const { shelf, vocabulary, byTheme, themeIds } = matching;
  const report: ReportTerms = storedTerms(vocabulary, termsAt(shelf, place));
  learnLinear(byTheme, report, linearMargins(byTheme, report, themeIds.length), theme);
}

/** A number below `limit` that looks random but is the same every time (Knuth's multiplicative hash). */
const scattered = (n: number, limit: number) => (limit === 0 ? 0 : (Math.imul(n + 1, 2654435761) >>> 0) % limit);
