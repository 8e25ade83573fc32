import { CONCEPT, FACET, PAIR, PIECE, type Vocabulary, WORD } from './vocabulary.ts';

/**
 * Query likelihood with Dirichlet smoothing (Zhai and Lafferty, 2004), per kind of term:
 * Σ ln((n + μp) / (N + μ)) − ln p, with n the theme's reports that hold the term, N all its terms of that kind, p the term's share among
 * all reports. Split into ln(1 + n/μp) for terms that the theme holds and ln(μ/(N + μ)) for every term, so that absent terms cost nothing.
 */

/** μp of one term: what the background is worth beside the theme's own count. */
export function background(vocabulary: Vocabulary, term: number, sameKindInReport: number): number {
  const kind = vocabulary.kinds[term]!;
  const total = kind === FACET ? vocabulary.totals[kind]! / sameKindInReport : vocabulary.totals[kind]!;
  return mu[kind]! * ((vocabulary.reportCounts[term]! + 0.5) / (total + 1));
}

/** What a term adds to a theme that holds it n times: ln(1 + n/μp), with small n, which are most, worked out once. */
export function gainTable(worth: number): (holding: number) => number {
  const small = Float64Array.from({ length: SMALL_COUNTS }, (_, holding) => Math.log1p(holding / worth));
  return (holding) => (holding < SMALL_COUNTS ? small[holding]! : Math.log1p(holding / worth));
}

/** What every term of a kind costs in a theme that holds `total` terms of that kind. */
export function absentTerm(kind: number, total: number, sameKindInReport: number): number {
  const size = kind === FACET ? total / Math.max(1, sameKindInReport) : total;
  return Math.log(mu[kind]! / (size + mu[kind]!));
}

const SMALL_COUNTS = 6;
const mu: number[] = [];
mu[WORD] = 200;
mu[PAIR] = 300;
mu[PIECE] = 600;
mu[CONCEPT] = 100;
mu[FACET] = 0.5;
