import { bestOf } from './best.ts';
import type { Candidate } from './fusion.ts';
import { meetsStranger, rootOf } from './lineage.ts';
import type { Matching } from './matching.ts';
import type { Neighbour } from './nearest.ts';
import { rankTerms } from './ranking.ts';
import { termsAnew } from './report-terms.ts';
import { termsAt } from './shelf.ts';
import { termWeight } from './tallies.ts';
import { countTerms } from './vocabulary.ts';

/** Two themes that may be one. */
export interface Twin {
  /** Places of roots, the one with more reports second: it would take the other in. */
  from: number;
  into: number;
  /** 0 to 1: how surely each one's reports would be filed in the other if their own theme were not there. */
  score: number;
}

const ASKED = 6;
/** Reports of one complaint are seldom less alike than this. */
const LIKE_ENOUGH = 0.3;

/** Places of the reports of every root, oldest first. */
export function placesByRoot({ shelf, lineage }: Matching): Map<number, number[]> {
  const places = new Map<number, number[]>();
  for (let place = 0; place < shelf.count; place++) {
    const theme = shelf.themes[place]!;
    if (theme < 0) continue;
    const root = rootOf(lineage, theme);
    const known = places.get(root);
    if (known) known.push(place);
    else places.set(root, [place]);
  }
  return places;
}

/** The reports most like all others of the given ones, best first: Σ over terms of weight² × reports holding it, by the root of the length. */
export function central(matching: Matching, places: readonly number[], many: number): number[] {
  const holding = new Map<number, number>();
  for (const place of places) for (const term of termsAt(matching.shelf, place)) holding.set(term, (holding.get(term) ?? 0) + 1);
  const weights = new Map(
    [...holding.keys()].map((term) => [term, termWeight(matching.vocabulary, matching.shelf.count, term) ** 2]),
  );
  const pull = (place: number) => {
    let [sum, square] = [0, 0];
    for (const term of termsAt(matching.shelf, place)) {
      sum += weights.get(term)! * (holding.get(term)! - 1);
      square += weights.get(term)!;
    }
    return sum / (Math.sqrt(square) || 1);
  };
  return bestOf(places.length, many, (i) => pull(places[i]!)).map((i) => places[i]!);
}

/** Where a theme's reports would go if it were not there: for each other root, its share of belief times how like it is, summed and divided by the reports asked. */
export function goesTo(matching: Matching, root: number, places: readonly number[]): Map<number, number> {
  const asked = central(matching, places, ASKED);
  const beliefs = new Map<number, number>();
  for (const place of asked) {
    const terms = termsAt(matching.shelf, place);
    countTerms(matching.vocabulary, terms, -1);
    const anew = termsAnew(matching.vocabulary, terms);
    const { candidates, near } = rankTerms(matching, anew, new Set([root]), place);
    countTerms(matching.vocabulary, terms, 1);
    const [first] = candidates;
    if (!first) continue;
    const belief = first.share * asLike(matching, near, root, first);
    beliefs.set(first.theme, (beliefs.get(first.theme) ?? 0) + belief / asked.length);
  }
  return beliefs;
}

/**
 * How like the nearest report of the other theme is, against the nearest of its own: the rankers share out all their belief among the themes
 * that are left, however little any of them fits.
 */
function asLike({ shelf, lineage }: Matching, near: readonly Neighbour[], root: number, { similarity }: Candidate): number {
  const own = near.find(({ place }) => shelf.themes[place]! >= 0 && rootOf(lineage, shelf.themes[place]!) === root);
  return Math.min(1, similarity / Math.max(LIKE_ENOUGH, own?.similarity ?? 0));
}

/** Pairs whose reports would be filed in each other, best first. What was said not to be the same is left out. */
export function twinsAmong(matching: Matching, beliefs: ReadonlyMap<number, ReadonlyMap<number, number>>, many: number): Twin[] {
  const twins: Twin[] = [];
  for (const [one, others] of beliefs) {
    for (const [other, belief] of others) {
      const back = beliefs.get(other)?.get(one) ?? 0;
      if (one > other && back > 0) continue;
      const [from, into] = smallerFirst(matching, one, other);
      twins.push({ from, into, score: (belief + back) / 2 });
    }
  }
  return twins
    .filter(({ from, into }) => !strangers(matching, from, into))
    .sort((a, b) => b.score - a.score || a.from - b.from)
    .slice(0, many);
}

const smallerFirst = ({ spoken }: Matching, one: number, other: number): [number, number] =>
  spoken.reports[one]! < spoken.reports[other]! || (spoken.reports[one] === spoken.reports[other] && one > other)
    ? [one, other]
    : [other, one];

const strangers = ({ lineage, shelf }: Matching, one: number, other: number) => {
  const themeOfReport = (place: number) => shelf.themes[place]!;
  return meetsStranger(lineage, one, other, themeOfReport) || meetsStranger(lineage, other, one, themeOfReport);
};
