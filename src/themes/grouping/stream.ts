import { isStopStem, type ReportWords, type Thesaurus, termsOf } from './words.ts';

/** Reports as weighted terms, for grouping with nobody to ask. */
interface Corpus {
  documents: Int32Array[];
  weights: Float64Array;
  /** Σ weights of each document. */
  masses: Float64Array;
  /** μp: the smoothing mass of each term. */
  background: Float64Array;
  mu: number;
}

/** Themes as a mixture: per term, which theme holds it how often; per theme, how many reports and how much mass. */
interface Mixture {
  holding: Array<Map<number, number>>;
  reports: number[];
  masses: number[];
  assigned: Int32Array;
}

const TERM_WEIGHTS = { word: 1, pair: 0.3, piece: 0.1, concept: 1, facet: 1 };
/** Smoothing mass in average reports: how much a theme must hold before its own words outweigh everybody's. */
const SMOOTHING_REPORTS = 10;
const PASSES = 10;

/**
 * Groups reports with nobody's help and returns a theme number for each. Each report joins the theme most likely to have produced it, or
 * opens one: a Dirichlet process mixture of multinomials (Yin and Wang, 2016), taken at its maximum instead of sampled. One reading in
 * order, then PASSES more in which each report may move: nobody confirmed anything, so nothing stands yet.
 */
export function groupUnaided(reports: readonly ReportWords[], thesaurus: Thesaurus = new Map()): number[] {
  const corpus = weigh(reports, thesaurus);
  const mixture: Mixture = {
    holding: Array.from(corpus.weights, () => new Map<number, number>()),
    reports: [],
    masses: [],
    assigned: new Int32Array(reports.length).fill(-1),
  };
  for (let pass = 0; pass <= PASSES; pass++) {
    for (let i = 0; i < reports.length; i++) {
      if (pass > 0) change(corpus, mixture, i, mixture.assigned[i]!, -1);
      change(corpus, mixture, i, likeliest(corpus, mixture, i), 1);
    }
  }
  return [...mixture.assigned];
}

function weigh(reports: readonly ReportWords[], thesaurus: Thesaurus): Corpus {
  const numbers = new Map<string, number>();
  const weights: number[] = [];
  const holding: number[] = [];
  const documents = reports.map((report) => {
    const terms = termsOf(report, thesaurus).filter(
      ({ kind, text }) => kind !== 'word' || !isStopStem(text, report.language ?? 'english'),
    );
    return Int32Array.from(terms, ({ text, kind }) => {
      const number = numbers.get(text) ?? weights.push(TERM_WEIGHTS[kind]) - 1;
      numbers.set(text, number);
      holding[number] = (holding[number] ?? 0) + 1;
      return number;
    });
  });
  const masses = Float64Array.from(documents, (document) => document.reduce((sum, term) => sum + weights[term]!, 0));
  const total = masses.reduce((sum, mass) => sum + mass, 0) || 1;
  const mu = (SMOOTHING_REPORTS * total) / Math.max(1, reports.length);
  const background = Float64Array.from(weights, (weight, term) => (mu * holding[term]! * weight) / total);
  return { documents, weights: Float64Array.from(weights), masses, background, mu };
}

/** The theme with the highest ln(reports) + Σ weight · ln((nw + μp)/(N + μ)/p); an empty number when a theme of its own (0) is likelier. */
function likeliest(corpus: Corpus, mixture: Mixture, i: number): number {
  const scores = mixture.reports.map((reports, theme) =>
    reports === 0
      ? -Infinity
      : Math.log(reports) + corpus.masses[i]! * Math.log(corpus.mu / (mixture.masses[theme]! + corpus.mu)),
  );
  for (const term of corpus.documents[i]!) {
    const weight = corpus.weights[term]!;
    for (const [theme, held] of mixture.holding[term]!)
      scores[theme]! += weight * Math.log1p((held * weight) / corpus.background[term]!);
  }
  const best = scores.reduce((top, score, theme) => (score > (scores[top] ?? 0) ? theme : top), -1);
  if (best !== -1) return best;
  const empty = mixture.reports.indexOf(0);
  return empty === -1 ? mixture.reports.length : empty;
}

function change(corpus: Corpus, mixture: Mixture, i: number, theme: number, by: 1 | -1) {
  for (const term of corpus.documents[i]!) {
    const holding = mixture.holding[term]!;
    const held = (holding.get(theme) ?? 0) + by;
    if (held === 0) holding.delete(theme);
    else holding.set(theme, held);
  }
  mixture.reports[theme] = (mixture.reports[theme] ?? 0) + by;
  mixture.masses[theme] = (mixture.masses[theme] ?? 0) + by * corpus.masses[i]!;
  mixture.assigned[i] = by === 1 ? theme : -1;
}
