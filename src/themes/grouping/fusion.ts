import { bestOf } from './best.ts';
import type { Matching } from './matching.ts';
import type { Neighbour } from './nearest.ts';
import type { ReportTerms } from './report-terms.ts';
import type { ThemeScores } from './theme-scores.ts';
import { CONCEPT, FACET, PAIR, PIECE, WORD } from './vocabulary.ts';

/** What the fusion weighs, in the order of the weights. */
export const signals = [
  'bayesWords',
  'bayesPairs',
  'bayesPieces',
  'bayesConcepts',
  'facets',
  'centroid',
  'linear',
  'votes',
  'nearest',
  'size',
  'recent',
  'bayesRank',
  'centroidRank',
  'linearRank',
  'nearestRank',
  'meaning',
  'meaningRank',
] as const;

/** Weights of the signals and, for each, how much it has been corrected (AdaGrad). */
export interface Fusion {
  weights: Float64Array;
  corrections: Float64Array;
}

export interface Candidate {
  /** Place of a root. */
  theme: number;
  signals: Float64Array;
  /** Share of belief among the candidates, 0 to 1. */
  share: number;
  /** Fused score; only differences mean something. */
  score: number;
  /** The theme's report nearest to this one, or -1. */
  nearest: number;
  /** Its similarity, 0 to 1. */
  similarity: number;
}

const PRIOR = [0.7, 0.3, 0.6, 0.7, 1.2, 8, 6, 3, 2, 0, 0, 0.4, 0.4, 0.4, 0.4, 8, 0.4];
const STEP = 0.3;
const PER_RANKER = 10;
const VOTES = 20;

export const createFusion = (): Fusion => ({
  weights: Float64Array.from(PRIOR),
  corrections: new Float64Array(signals.length).fill(1),
});

/** The themes that any ranker puts among its first ten, best first by the learned weights. */
export function fuse(
  matching: Matching,
  report: ReportTerms,
  scores: ThemeScores,
  near: Neighbour[],
  forbidden: Set<number>,
): Candidate[] {
  const ballots = countVotes(matching, scores.roots, near);
  const bayes = scores.bayes[WORD]!.map((score, t) => score + 0.7 * scores.bayes[PAIR]![t]! + 0.3 * scores.bayes[PIECE]![t]!);
  const allowed = (theme: number) =>
    scores.roots[theme] === theme && matching.spoken.reports[theme]! > 0 && !forbidden.has(theme);
  const rankings = [bayes, scores.centroid, scores.linear, ballots.votes, scores.bayes[FACET]!].map((column, i) =>
    i === 4 && report.lengths[FACET] === 0 ? [] : foremost(column, allowed),
  );
  const { meaning } = scores;
  rankings.push(meaning ? foremost(meaning, (theme) => allowed(theme) && meaning[theme] !== 0) : []);
  const themes = [...new Set(rankings.flat())].sort((a, b) => a - b);
  const read = signalsOf(matching, report, scores, ballots, rankings, themes);
  return believed(
    matching.fusion,
    themes.map((theme) => ({ theme, signals: read(theme), nearest: ballots.nearest[theme]!, similarity: ballots.best[theme]! })),
  );
}

const foremost = (column: Float64Array, allowed: (theme: number) => boolean) =>
  bestOf(column.length, PER_RANKER, (theme) => (allowed(theme) ? column[theme]! : -Infinity));

/** Moves the weights so that the theme that a human chose would have had a larger share (gradient of the log-likelihood). */
export function learnFusion(fusion: Fusion, candidates: Candidate[], theme: number) {
  const right = candidates.find((candidate) => candidate.theme === theme);
  if (!right) return;
  signals.forEach((_, i) => {
    const expected = candidates.reduce((sum, { share, signals: values }) => sum + share * values[i]!, 0);
    const gradient = right.signals[i]! - expected;
    fusion.corrections[i]! += gradient * gradient;
    fusion.weights[i]! += (STEP * gradient) / Math.sqrt(fusion.corrections[i]!);
  });
}

interface Ballots {
  votes: Float64Array;
  best: Float64Array;
  nearest: Int32Array;
  all: number;
}

/** Each of the nearest reports votes for its theme with the square of its similarity. */
function countVotes({ shelf }: Matching, roots: Int32Array, near: Neighbour[]): Ballots {
  const ballots = {
    votes: new Float64Array(roots.length),
    best: new Float64Array(roots.length),
    nearest: new Int32Array(roots.length).fill(-1),
    all: 0,
  };
  let voters = 0;
  for (const { place, similarity } of near) {
    const theme = shelf.themes[place]!;
    if (theme < 0) continue;
    const root = roots[theme]!;
    if (ballots.nearest[root] === -1) {
      ballots.nearest[root] = place;
      ballots.best[root] = similarity;
    }
    if (voters++ >= VOTES) continue;
    ballots.votes[root]! += similarity ** 2;
    ballots.all += similarity ** 2;
  }
  return ballots;
}

function signalsOf(
  matching: Matching,
  report: ReportTerms,
  scores: ThemeScores,
  ballots: Ballots,
  rankings: number[][],
  themes: number[],
) {
  const { spoken, shelf } = matching;
  const [words, pairs, pieces, concepts, facets] = [WORD, PAIR, PIECE, CONCEPT, FACET].map((kind) =>
    behindBest(scores.bayes[kind]!, kind, report, themes),
  ) as Array<(theme: number) => number>;
  const rank = (ranking: number[], theme: number) => (ranking.includes(theme) ? 1 / (1 + ranking.indexOf(theme)) : 0);
  return (theme: number) =>
    Float64Array.of(
      words!(theme),
      pairs!(theme),
      pieces!(theme),
      concepts!(theme),
      facets!(theme),
      scores.centroid[theme]!,
      scores.linear[theme]!,
      ballots.votes[theme]! / (ballots.all || 1),
      ballots.best[theme]!,
      Math.log1p(spoken.reports[theme]!),
      1 / (1 + Math.log(Math.max(1, shelf.count - spoken.newest[theme]!))),
      ...rankings.slice(0, 4).map((ranking) => rank(ranking, theme)),
      scores.meaning?.[theme] ?? 0,
      rank(rankings[5]!, theme),
    );
}

/** How far a theme's log-likelihood lies behind the best candidate's, by the root of the report's length: words are not independent. */
function behindBest(column: Float64Array, kind: number, report: ReportTerms, themes: number[]): (theme: number) => number {
  const top = themes.reduce((max, theme) => Math.max(max, column[theme]!), -Infinity);
  const scale = kind === FACET ? 1 : Math.sqrt(report.lengths[kind]!) || 1;
  return (theme) => (column[theme]! - top) / scale;
}

function believed(fusion: Fusion, raw: Array<Omit<Candidate, 'share' | 'score'>>): Candidate[] {
  const scored = raw.map((one) => ({
    ...one,
    share: 0,
    score: one.signals.reduce((sum, value, i) => sum + value * fusion.weights[i]!, 0),
  }));
  scored.sort((a, b) => b.score - a.score || a.theme - b.theme);
  const total = scored.reduce((sum, { score }) => sum + Math.exp(score - scored[0]!.score), 0);
  for (const one of scored) one.share = Math.exp(one.score - scored[0]!.score) / total;
  return scored;
}
