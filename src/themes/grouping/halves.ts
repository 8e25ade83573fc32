import type { Matching } from './matching.ts';
import { termsAt } from './shelf.ts';
import { termWeight } from './tallies.ts';
import { FACET, PIECE } from './vocabulary.ts';

/** A theme that may be two. */
export interface Halves {
  /** Places of the smaller part's reports: those that would leave. */
  part: number[];
  rest: number[];
  /** How much more alike reports are within the parts than across them, 0 (not at all) to 1. */
  score: number;
}

type Vector = Map<number, number>;

const FEWEST = 6;
const FEWEST_IN_PART = 3;
const MOST_READ = 80;
const ROUNDS = 12;

/** The two parts that a theme's reports fall into (spherical two-means on unit vectors); undefined for a theme too small to tell. */
export function halvesOf(matching: Matching, places: readonly number[]): Halves | undefined {
  const read = places.slice(-MOST_READ);
  if (read.length < FEWEST) return undefined;
  const vectors = read.map((place) => unitVector(matching, place));
  const sides = twoMeans(vectors);
  const part = read.filter((_, i) => sides[i] === 1);
  const rest = read.filter((_, i) => sides[i] === 0);
  if (part.length < FEWEST_IN_PART || rest.length < FEWEST_IN_PART) return undefined;
  const score = separation(vectors, sides);
  return part.length <= rest.length ? { part, rest, score } : { part: rest, rest: part, score };
}

function unitVector({ vocabulary, shelf }: Matching, place: number): Vector {
  const vector: Vector = new Map();
  let square = 0;
  for (const term of termsAt(shelf, place)) {
    if (vocabulary.kinds[term] === PIECE || vocabulary.kinds[term] === FACET) continue;
    const weight = termWeight(vocabulary, shelf.count, term);
    vector.set(term, weight);
    square += weight * weight;
  }
  const length = Math.sqrt(square) || 1;
  for (const [term, weight] of vector) vector.set(term, weight / length);
  return vector;
}

const dot = (one: Vector, other: Vector) => {
  let sum = 0;
  for (const [term, weight] of one) sum += weight * (other.get(term) ?? 0);
  return sum;
};

/** Starts from the two reports least alike: the one farthest from the centre, and the one farthest from that. */
function twoMeans(vectors: readonly Vector[]): number[] {
  const centre = sumOf(vectors);
  const one = lowest(vectors, (vector) => dot(vector, centre));
  const other = lowest(vectors, (vector) => dot(vector, vectors[one]!));
  let sides = vectors.map((vector) => (dot(vector, vectors[other]!) > dot(vector, vectors[one]!) ? 1 : 0));
  for (let round = 0; round < ROUNDS; round++) {
    const sums = [0, 1].map((side) => sumOf(vectors.filter((_, i) => sides[i] === side)));
    const lengths = sums.map((sum) => Math.sqrt(dot(sum, sum)) || 1);
    const next = vectors.map((vector) => (dot(vector, sums[1]!) / lengths[1]! > dot(vector, sums[0]!) / lengths[0]! ? 1 : 0));
    if (next.every((side, i) => side === sides[i])) break;
    sides = next;
  }
  return sides;
}

function sumOf(vectors: readonly Vector[]): Vector {
  const sum: Vector = new Map();
  for (const vector of vectors) for (const [term, weight] of vector) sum.set(term, (sum.get(term) ?? 0) + weight);
  return sum;
}

const lowest = (vectors: readonly Vector[], worth: (vector: Vector) => number) => {
  const worths = vectors.map(worth);
  return worths.indexOf(Math.min(...worths));
};

/** (mean likeness within − mean likeness across) / mean likeness within, over pairs. */
function separation(vectors: readonly Vector[], sides: readonly number[]): number {
  const [within, across] = [
    { sum: 0, pairs: 0 },
    { sum: 0, pairs: 0 },
  ];
  vectors.forEach((one, i) => {
    for (let j = i + 1; j < vectors.length; j++) {
      const kind = sides[i] === sides[j] ? within : across;
      kind.sum += dot(one, vectors[j]!);
      kind.pairs++;
    }
  });
  const alike = within.sum / Math.max(1, within.pairs);
  return alike === 0 ? 0 : Math.max(0, 1 - across.sum / Math.max(1, across.pairs) / alike);
}
