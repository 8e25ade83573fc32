import { grown } from './lists.ts';
import { FACET, kinds, PAIR, PIECE, rarity, type Vocabulary } from './vocabulary.ts';

/** What a theme weighs, by its place. */
export interface Tallies {
  count: number;
  reports: Int32Array;
  /** Terms held by kind: totals[kind][theme]. */
  totals: Float64Array[];
  /** Squared length of the theme's vector of (reports holding a term) × (weight of the term). */
  squares: Float64Array;
  /** Place of the newest report, for how recently the theme was met. */
  newest: Int32Array;
}

export const createTallies = (): Tallies => ({
  count: 0,
  reports: new Int32Array(64),
  totals: kinds.map(() => new Float64Array(64)),
  squares: new Float64Array(64),
  newest: new Int32Array(64),
});

export function addTally(tallies: Tallies) {
  if (tallies.count === tallies.reports.length) {
    const length = tallies.count * 2;
    tallies.reports = grown(tallies.reports, length);
    tallies.totals = tallies.totals.map((column) => grown(column, length));
    tallies.squares = grown(tallies.squares, length);
    tallies.newest = grown(tallies.newest, length);
  }
  tallies.count++;
}

/** Weight of a term wherever whole reports or themes are compared: rarity, less for pairs, pieces and stop words, none for facets. */
export function termWeight(vocabulary: Vocabulary, reports: number, term: number): number {
  return kindWeight(vocabulary, term) * rarity(reports, vocabulary.reportCounts[term]!);
}

export const unknownWeight = (reports: number, kind: number) => KIND_WEIGHTS[kind]! * rarity(reports, 0);

export const kindWeight = (vocabulary: Vocabulary, term: number) =>
  KIND_WEIGHTS[vocabulary.kinds[term]!]! * (vocabulary.stops[term] === 1 ? STOP_WEIGHT : 1);

const STOP_WEIGHT = 0.6;
export const KIND_WEIGHTS = kinds.map(() => 1);
KIND_WEIGHTS[PAIR] = 0.7;
KIND_WEIGHTS[PIECE] = 0.25;
KIND_WEIGHTS[FACET] = 0;
