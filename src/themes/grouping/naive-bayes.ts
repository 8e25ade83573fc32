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

/** What a term adds to a theme that holds it n times: ln(1 + n/μp). Logarithms are slow: each n is worked out once, in `known`. */
export function gain(holding: number, worth: number, known: Float64Array): number {
  if (holding >= known.length) return Math.log1p(holding / worth);
  if (known[holding] === 0) known[holding] = Math.log1p(holding / worth);
  return known[holding]!;
}

/** Room for the gains of one term; fill with 0 before the next. */
export const roomForGains = () => new Float64Array(256);

/** What every term of a kind costs in a theme that holds `total` terms of that kind. */
export function absentTerm(kind: number, total: number, sameKindInReport: number): number {
  const size = kind === FACET ? total / Math.max(1, sameKindInReport) : total;
  return Math.log(mu[kind]! / (size + mu[kind]!));
}

const mu: number[] = [];
mu[WORD] = 200;
mu[PAIR] = 300;
mu[PIECE] = 600;
mu[CONCEPT] = 100;
mu[FACET] = 0.5;
