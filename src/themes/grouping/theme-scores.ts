import { rootOf } from './lineage.ts';
import { type Lists, lengthOf } from './lists.ts';
import type { Matching } from './matching.ts';
import { absentTerm, background, gain, roomForGains } from './naive-bayes.ts';
import type { ReportTerms } from './report-terms.ts';
import { termWeight, unknownWeight } from './tallies.ts';
import { meanings } from './vectors.ts';
import { kinds } from './vocabulary.ts';

/** One number per theme and ranker; only roots (themes that were not merged into another) carry meaning. */
export interface ThemeScores {
  roots: Int32Array;
  /** Log-likelihood by kind of term. */
  bayes: Float64Array[];
  /** Cosine with the theme's centroid, 0 to 1. */
  centroid: Float64Array;
  /** Margin of the online classifier; of merged themes, the best of them. */
  linear: Float64Array;
  /** Cosine of the vectors of an embedding model; undefined for a report without one. */
  meaning: Float64Array | undefined;
  /** Working space. */
  gains: Float64Array;
}

/** Scores every theme in one pass over the lists of the report's terms. */
export function scoreThemes(matching: Matching, report: ReportTerms, vector?: Int8Array): ThemeScores {
  const scores = emptyScores(matching);
  if (vector && vector.length === matching.vectors.size) scores.meaning = meanings(matching.vectors, scores.roots, vector);
  const merged = scores.roots.some((root, theme) => root !== theme);
  const together = new Int32Array(matching.spoken.count);
  report.terms.forEach((term, i) => {
    if (merged) sumByRoot(matching.byTheme, term, scores.roots, together);
    scoreTerm(matching, scores, term, report, report.vector[i]!, merged ? together : undefined);
  });
  finish(matching, scores, report);
  return scores;
}

function emptyScores({ lineage, spoken }: Matching): ThemeScores {
  const zeros = () => new Float64Array(spoken.count);
  const roots = Int32Array.from({ length: spoken.count }, (_, theme) => rootOf(lineage, theme));
  return { roots, bayes: kinds.map(zeros), centroid: zeros(), linear: zeros(), meaning: undefined, gains: roomForGains() };
}

/** `together` holds, per root, the reports of all its members that hold the term; each is used once and cleared. */
function scoreTerm(matching: Matching, scores: ThemeScores, term: number, report: ReportTerms, x: number, together?: Int32Array) {
  const { vocabulary, shelf } = matching;
  const { keys, counts, weights, starts } = matching.byTheme;
  const { roots, linear, centroid } = scores;
  const kind = vocabulary.kinds[term]!;
  const bayes = scores.bayes[kind]!;
  const weight = termWeight(vocabulary, shelf.count, term) ** 2;
  const worth = background(vocabulary, term, report.lengths[kind]!);
  const gains = scores.gains.fill(0);
  const start = starts[term] ?? 0;
  const end = start + lengthOf(matching.byTheme, term);
  for (let slot = start; slot < end; slot++) {
    const theme = keys[slot]!;
    const root = roots[theme]!;
    linear[theme]! += x * weights[slot]!;
    const holding = together ? together[root]! : counts[slot]!;
    if (together) together[root] = 0;
    if (holding === 0) continue;
    bayes[root]! += gain(holding, worth, gains);
    centroid[root]! += holding * weight;
  }
}

function sumByRoot(byTheme: Lists, term: number, roots: Int32Array, together: Int32Array) {
  const length = lengthOf(byTheme, term);
  if (length === 0) return;
  const start = byTheme.starts[term]!;
  for (let slot = start; slot < start + length; slot++) together[roots[byTheme.keys[slot]!]!]! += byTheme.counts[slot]!;
}

function finish({ spoken, vocabulary, shelf }: Matching, scores: ThemeScores, report: ReportTerms) {
  let square = 0;
  for (const term of report.terms) square += termWeight(vocabulary, shelf.count, term) ** 2;
  square += report.unknown.reduce((sum, many, kind) => sum + many * unknownWeight(shelf.count, kind) ** 2, 0);
  for (let theme = 0; theme < spoken.count; theme++) {
    report.lengths.forEach((length, kind) => {
      if (length > 0) scores.bayes[kind]![theme]! += length * absentTerm(kind, spoken.totals[kind]![theme]!, length);
    });
    scores.centroid[theme]! /= Math.sqrt(square * Math.max(spoken.squares[theme]!, 0)) || 1;
    const root = scores.roots[theme]!;
    scores.linear[root] = Math.max(scores.linear[root]!, scores.linear[theme]!);
  }
}
