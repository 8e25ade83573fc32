import { bestOf } from './best.ts';
import { lengthOf } from './lists.ts';
import type { Matching } from './matching.ts';
import type { ReportTerms } from './report-terms.ts';
import { termsAt, WITHDRAWN } from './shelf.ts';
import { kindWeight, unknownWeight } from './tallies.ts';
import { telling } from './telling.ts';
import { FACET, PAIR, PIECE, rarity, type Vocabulary, WORD } from './vocabulary.ts';

export interface Neighbour {
  /** Place on the shelf. */
  place: number;
  /** 1 for a report with the same words, 0 for one with no word in common. */
  similarity: number;
}

/** Terms by which reports find each other. */
export const findsReports = (vocabulary: Vocabulary, term: number) =>
  vocabulary.kinds[term] !== PIECE && vocabulary.kinds[term] !== FACET;

const POSTINGS_READ = 10_000;
const CANDIDATES = 60;
const PAIR_WEIGHT = 0.5;
const PIECE_WEIGHT = 0.2;

/**
 * The reports nearest to this one, best first: BM25 with each term counted once and by how well it tells themes apart, divided by the
 * geometric mean of both reports' scores against themselves, so that similarities compare between reports. Rare terms find the candidates
 * (at most POSTINGS_READ entries are read, the newest of the last list), then candidates are scored exactly, pieces included.
 */
export function nearestReports(matching: Matching, report: ReportTerms, wanted: number, except = -1): Neighbour[] {
  const weights = queryWeights(matching, report);
  const candidates = gatherCandidates(matching, weights, except);
  const self = selfScore(matching, report);
  return candidates
    .map((place) => ({ place, similarity: similarity(matching, weights, place, self) }))
    .sort((a, b) => b.similarity - a.similarity || b.place - a.place)
    .slice(0, wanted);
}

function nearWeight(vocabulary: Vocabulary, reports: number, term: number): number {
  const kind = vocabulary.kinds[term]!;
  if (kind === FACET) return 0;
  const weight = kind === PAIR ? PAIR_WEIGHT : kind === PIECE ? PIECE_WEIGHT : kindWeight(vocabulary, term);
  return weight * telling(vocabulary, term) * rarity(reports, vocabulary.reportCounts[term]!);
}

function queryWeights({ vocabulary, shelf }: Matching, report: ReportTerms): Map<number, number> {
  const weights = new Map<number, number>();
  for (const term of report.terms) {
    const weight = nearWeight(vocabulary, shelf.count, term);
    if (weight > 0) weights.set(term, weight);
  }
  return weights;
}

function selfScore({ vocabulary, shelf }: Matching, report: ReportTerms): number {
  const unknown = report.unknown[PAIR]! * PAIR_WEIGHT + report.unknown[PIECE]! * PIECE_WEIGHT;
  let score = report.unknown[WORD]! * unknownWeight(shelf.count, WORD) + unknown * rarity(shelf.count, 0);
  for (const term of report.terms) score += nearWeight(vocabulary, shelf.count, term);
  return score;
}

/** Places with the highest sums, rarest terms first. Longer reports share more by chance: sums are judged by the root of the length. */
function gatherCandidates(matching: Matching, weights: Map<number, number>, except: number): number[] {
  const { byReport, shelf } = matching;
  const sums = workingSums(matching);
  const met: number[] = [];
  const { keys } = byReport;
  let budget = POSTINGS_READ;
  const rarest = [...weights]
    .filter(([term]) => findsReports(matching.vocabulary, term))
    .sort(([a], [b]) => lengthOf(byReport, a) - lengthOf(byReport, b) || a - b);
  for (const [term, weight] of rarest) {
    const length = lengthOf(byReport, term);
    const end = (byReport.starts[term] ?? 0) + length;
    for (let slot = end - Math.min(length, budget); slot < end; slot++) {
      const place = keys[slot]!;
      if (sums[place] === 0) met.push(place);
      sums[place]! += weight;
    }
    budget -= length;
    if (budget <= 0) break;
  }
  const worth = (place: number) =>
    place === except || shelf.themes[place] === WITHDRAWN
      ? -Infinity
      : sums[place]! / Math.sqrt(shelf.starts[place + 1]! - shelf.starts[place]!);
  const best = bestOf(met.length, CANDIDATES, (i) => worth(met[i]!)).map((i) => met[i]!);
  for (const place of met) sums[place] = 0;
  return best;
}

/** Zero for every place; whoever writes to it clears what it wrote. */
function workingSums(matching: Matching): Float32Array {
  if (matching.sums.length < matching.shelf.count) matching.sums = new Float32Array(matching.shelf.count * 2);
  return matching.sums;
}

function similarity({ vocabulary, shelf }: Matching, weights: Map<number, number>, place: number, self: number): number {
  let shared = 0;
  let other = 0;
  for (const term of termsAt(shelf, place)) {
    const weight = nearWeight(vocabulary, shelf.count, term);
    other += weight;
    if (weights.has(term)) shared += weight;
  }
  return shared / (Math.sqrt(self * other) || 1);
}
