import { type Candidate, signals as signalNames } from './fusion.ts';
import type { ReportTerms } from './report-terms.ts';
import type { ThemeScores } from './theme-scores.ts';
import { WORD } from './vocabulary.ts';

/** A logistic model that learns from each confirmation (AdaGrad). */
export interface Judge {
  weights: Float64Array;
  corrections: Float64Array;
}

/** What the gate knows: how sure a suggestion is to be right, how likely a report is new, and how its recent guesses turned out. */
export interface Gate {
  right: Judge;
  fresh: Judge;
  /** Newest confirmations, oldest first: the gate's belief then, and whether the first suggestion was right. */
  sureness: number[];
  outcomes: boolean[];
  /** Places of the reports they were about; -1 where the caller did not say. */
  places: number[];
  /** Decisions heard in all: rises with each, so that whoever looked at a report knows whether a second look is worth it. */
  heard: number;
  /** Per theme, how often it was the first suggestion of agreeing rankers, and how often that was right. */
  suggested: number[];
  accepted: number[];
  /** Reports filed by the gate alone since a human last checked one. */
  unchecked: number;
}

export interface Verdict {
  /** Belief that the first suggestion is right, 0 to 1. */
  sureness: number;
  /** Belief that no theme fits, 0 to 1. */
  fresh: number;
  /** Whether the rankers, all but one of them at least, put the same theme first. */
  agreed: boolean;
  clues: Float64Array;
}

const RANKS = (['bayesRank', 'centroidRank', 'linearRank', 'nearestRank'] as const).map((name) => signalNames.indexOf(name));
const MEANING_RANK = signalNames.indexOf('meaningRank');
/** So many rankers may put another theme first. */
const MAY_DISSENT = 1;
export const CLUES = 12;
const TARGET_PRECISION = 0.97;
const REMEMBERED = 500;
/** Confirmations without which the gate stays shut. */
export const FEWEST = 20;
const RIGHT_STEP = 0.1;
const FRESH_STEP = 0.2;
const RIGHT_PRIOR = [-2, 1, 1, 1, 1, 1, 0, 0, -1, 0.2, 0, 0.5];
const FRESH_PRIOR = [0, -0.5, -1, -1, -2, -2, 0, 0, 2, 0, 0, 0];

export const createGate = (): Gate => ({
  right: { weights: Float64Array.from(RIGHT_PRIOR), corrections: new Float64Array(CLUES).fill(1) },
  fresh: { weights: Float64Array.from(FRESH_PRIOR), corrections: new Float64Array(CLUES).fill(1) },
  sureness: [],
  outcomes: [],
  places: [],
  heard: 0,
  suggested: [],
  accepted: [],
  unchecked: 0,
});

const EXPECTED_RIGHT = 0.8;
const EXPECTED_CASES = 4;

/** How much better than expected a theme's first suggestions turned out, 0 while nothing is known. */
function trackRecord(gate: Gate, theme: number): number {
  const right = (gate.accepted[theme] ?? 0) + EXPECTED_CASES * EXPECTED_RIGHT;
  const wrong = (gate.suggested[theme] ?? 0) - (gate.accepted[theme] ?? 0) + EXPECTED_CASES * (1 - EXPECTED_RIGHT);
  return Math.log(right / wrong) - Math.log(EXPECTED_RIGHT / (1 - EXPECTED_RIGHT));
}

export function judge(gate: Gate, candidates: Candidate[], report: ReportTerms, scores: ThemeScores): Verdict {
  const clues = readClues(gate, candidates, report, scores);
  const ranks = scores.meaning ? [...RANKS, MEANING_RANK] : RANKS;
  const agreed = candidates.length > 0 && foremostIn(candidates[0]!, ranks) >= ranks.length - MAY_DISSENT;
  return {
    sureness: candidates.length === 0 ? 0 : belief(gate.right, clues),
    fresh: candidates.length === 0 ? 1 : belief(gate.fresh, clues),
    agreed,
    clues,
  };
}

/** Of ten reports that the gate could file, a human is asked about one all the same: else nobody would learn that it errs. */
export const asksForCheck = (gate: Gate) => gate.unchecked >= 9;

/**
 * Learns what a human decided: `right` when it was the first suggestion, `fresh` when it was a new theme, undefined when nobody knows yet.
 * `place` is the report's.
 */
export function learnGate(gate: Gate, verdict: Verdict, first: number, right: boolean, fresh: boolean | undefined, place = -1) {
  gate.heard++;
  if (passes(gate, verdict)) gate.unchecked = 0;
  if (verdict.agreed) {
    gate.sureness.push(verdict.sureness);
    gate.outcomes.push(right);
    gate.places.push(place);
    gate.suggested[first] = (gate.suggested[first] ?? 0) + 1;
    gate.accepted[first] = (gate.accepted[first] ?? 0) + (right ? 1 : 0);
  }
  if (gate.sureness.length > REMEMBERED) {
    gate.sureness.shift();
    gate.outcomes.shift();
    gate.places.shift();
  }
  correct(gate.right, verdict.clues, right, RIGHT_STEP);
  if (fresh !== undefined) correct(gate.fresh, verdict.clues, fresh, FRESH_STEP);
}

export const passes = (gate: Gate, verdict: Verdict) => verdict.agreed && verdict.sureness >= gateThreshold(gate);

/** The lowest sureness above which recent confirmations were right often enough; above 1 (shut) while there are too few. */
export function gateThreshold(gate: Gate): number {
  const order = gate.sureness.map((_, i) => i).sort((a, b) => gate.sureness[b]! - gate.sureness[a]!);
  let wrong = 0;
  let threshold = 2;
  order.forEach((i, before) => {
    if (!gate.outcomes[i]) wrong++;
    const enough = before + 1 >= FEWEST && (wrong + 0.5) / (before + 2) <= 1 - TARGET_PRECISION;
    const last = gate.sureness[order[before + 1] ?? -1] !== gate.sureness[i];
    if (enough && last) threshold = gate.sureness[i]!;
  });
  return threshold;
}

function readClues(gate: Gate, candidates: Candidate[], report: ReportTerms, scores: ThemeScores): Float64Array {
  const [first, second] = candidates;
  const clues = new Float64Array(CLUES);
  clues[0] = 1;
  if (!first) return clues;
  const words = Math.max(1, report.lengths[WORD]!);
  clues[1] = Math.min(5, first.score - (second?.score ?? first.score - 5)) / 2;
  clues[2] = first.share;
  clues[3] = foremostIn(first, RANKS) / 4;
  clues[4] = first.similarity;
  clues[5] = first.signals[5]!;
  clues[6] = first.signals[6]!;
  clues[7] = scores.bayes[WORD]![first.theme]! / words;
  clues[8] = report.unknown[WORD]! / words;
  clues[9] = first.signals[9]! / 3;
  clues[10] = Math.log(words) - 2;
  clues[11] = trackRecord(gate, first.theme);
  return clues;
}

const foremostIn = ({ signals }: Candidate, ranks: readonly number[]) => ranks.filter((rank) => signals[rank] === 1).length;

const belief = (model: Judge, clues: Float64Array) =>
  1 / (1 + Math.exp(-clues.reduce((sum, clue, i) => sum + clue * model.weights[i]!, 0)));

function correct(model: Judge, clues: Float64Array, truth: boolean, step: number) {
  const error = (truth ? 1 : 0) - belief(model, clues);
  clues.forEach((clue, i) => {
    const gradient = error * clue;
    model.corrections[i]! += gradient * gradient;
    model.weights[i]! += (step * gradient) / Math.sqrt(model.corrections[i]!);
  });
}
