/** Counts of filed reports, by theme as assigned: a merge changes none of them. */
export interface Telling {
  /** By term: filed reports that hold it, and Σ over themes of their number squared. */
  filed: Int32Array;
  filedSquares: Float64Array;
  /** All filed reports, and Σ over themes of their number squared. */
  filings: { reports: number; squares: number };
}

export const untold = (terms: number): Telling => ({
  filed: new Int32Array(terms),
  filedSquares: new Float64Array(terms),
  filings: { reports: 0, squares: 0 },
});

/**
 * How well a term tells themes apart, 1 down to LEAST. Of two reports that hold the term, how likely do they share a theme, and how much
 * more likely is that than for any two reports? As a share of what could be gained: ln(together/chance) / ln(1/chance). "Hello" and "you
 * know" come near LEAST, however rare they are; a term met once keeps what terms are expected to tell.
 */
export function telling(counts: Telling, term: number): number {
  const { reports, squares } = counts.filings;
  const chance = squares / reports ** 2;
  if (reports < 2 || chance >= 1) return 1;
  const held = counts.filed[term]!;
  const pairs = counts.filedSquares[term]! - held;
  const together = (pairs + EXPECTED_PAIRS * EXPECTED_TOGETHER) / (held * (held - 1) + EXPECTED_PAIRS);
  return Math.max(LEAST, Math.min(1, Math.log(together / chance) / -Math.log(chance)));
}

/** Counts a report that holds the term into a theme (+1) or out of it (−1); `holding` is how many of the theme's reports hold it now. */
export function tellTerm(counts: Telling, term: number, holding: number, by: 1 | -1) {
  counts.filed[term]! += by;
  counts.filedSquares[term]! += by * (2 * holding - by);
}

/** Counts a report into a theme (+1) or out of it (−1); `reports` is how many the theme has now. */
export function tellFiling(counts: Telling, reports: number, by: 1 | -1) {
  counts.filings.reports += by;
  counts.filings.squares += by * (2 * reports - by);
}

const EXPECTED_PAIRS = 2;
const EXPECTED_TOGETHER = 0.2;
const LEAST = 0.05;
