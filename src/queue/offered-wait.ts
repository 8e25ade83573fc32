import { gaussLegendre } from './quadrature.ts';

/** Integrals over the wait a patient caller would meet, all positive, in units of one patience; each relative to the density's peak. */
export interface OfferedWait {
  waiting: number;
  answered: number;
  answeredInTime: number;
  abandoned: number;
  answeredWait: number;
}

/** Load and target in units of one patience: arrivals and completions (all agents busy) per patience, target over patience. */
export interface PatienceUnits {
  arrivals: number;
  completions: number;
  target: number;
  /** Where the density peaks: ln(arrivals / completions) in overload, else 0. */
  peak: number;
}

interface Sums extends OfferedWait {
  curve: Curve;
}

/** The logarithm of the density around its peak: −curvature·(e^−v − 1 + v) − slope·v, with v the distance from the peak. */
interface Curve {
  peak: number;
  atPeak: number;
  curvature: number;
  slope: number;
}

const RULE = gaussLegendre(16);
/** Beyond e^−45 of its peak the density adds nothing a double could hold. */
const NEGLIGIBLE = 45;
/** Past forty patiences nobody is left waiting, and the density is a plain exponential. */
const NOBODY_LEFT = 40;
const DROP_PER_PANEL = 8;
const WIDTH_PER_PANEL = 4;

/**
 * ∫ w(z)·e^φ(z) dz with φ(z) = arrivals·(1 − e^−z) − completions·z, for w = 1, e^−z, e^−z up to the target, 1 − e^−z and z·e^−z:
 * the density of the offered wait in M/M/n+M (Zeltyn & Mandelbaum 2005, Queueing Systems 51, section 4). Gauss–Legendre in panels
 * around the peak, so that nothing cancels and nothing overflows, whatever the patience.
 */
export function integrateOfferedWait({ arrivals, completions, target, peak }: PatienceUnits): OfferedWait {
  const overloaded = peak > 0;
  const curvature = overloaded ? completions : arrivals;
  const slope = overloaded ? 0 : completions - arrivals;
  const curve = { peak, atPeak: Math.exp(-peak), curvature, slope };
  const sums = { curve, waiting: 0, answered: 0, answeredInTime: 0, abandoned: 0, answeredWait: 0 };
  const start = overloaded ? leftEnd(curve) : 0;
  const end = rightEnd(curve);
  addUpTo(sums, start, end, target - peak);
  addTail(sums, end, completions);
  return sums;
}

/** e^−v − 1 + v without cancellation: by its series near zero, by expm1 elsewhere. */
export function excess(v: number): number {
  if (v > 0.02 || v < -0.02) return Math.expm1(-v) + v;
  return ((v * v) / 2) * (1 - (v / 3) * (1 - (v / 4) * (1 - (v / 5) * (1 - (v / 6) * (1 - (v / 7) * (1 - v / 8))))));
}

/** By Newton's steps, which stay outside of a concave curve's root. */
function leftEnd(curve: Curve) {
  const { curvature, peak } = curve;
  let v = -Math.log1p(NEGLIGIBLE / curvature + Math.sqrt((2 * NEGLIGIBLE) / curvature));
  for (let step = 0; step < 3; step++) v += (drop(curve, v) - NEGLIGIBLE) / (curvature * Math.expm1(-v));
  return Math.max(v, -peak);
}

function rightEnd(curve: Curve) {
  const { curvature, slope } = curve;
  let v = (2 * NEGLIGIBLE) / (slope + Math.sqrt(slope * slope + 2 * curvature * NEGLIGIBLE));
  for (let step = 0; step < 3; step++) v -= (drop(curve, v) - NEGLIGIBLE) / (slope - curvature * Math.expm1(-v));
  return Math.min(v, NOBODY_LEFT);
}

function drop({ curvature, slope }: Curve, v: number) {
  return curvature * excess(v) + slope * v;
}

function addUpTo(sums: Sums, start: number, end: number, target: number) {
  const split = Math.min(Math.max(target, start), end);
  addSide(sums, start, split);
  sums.answeredInTime = sums.answered;
  addSide(sums, split, end);
}

function addSide(sums: Sums, from: number, to: number) {
  if (from < 0 && to > 0) {
    addSegment(sums, from, 0);
    addSegment(sums, 0, to);
  } else if (from < to) addSegment(sums, from, to);
}

function addSegment(sums: Sums, from: number, to: number) {
  const fall = Math.abs(drop(sums.curve, from) - drop(sums.curve, to));
  const panels = Math.ceil(Math.max(fall / DROP_PER_PANEL, (to - from) / WIDTH_PER_PANEL));
  const half = (to - from) / panels / 2;
  for (let panel = 0; panel < panels; panel++) addPanel(sums, from + (2 * panel + 1) * half, half);
}

function addPanel(sums: Sums, middle: number, half: number) {
  const { peak, atPeak, curvature, slope } = sums.curve;
  const beforePeak = -Math.expm1(-peak);
  for (let i = 0; i < RULE.points.length; i++) {
    const v = middle + half * RULE.points[i]!;
    const over = excess(v);
    const density = half * RULE.weights[i]! * Math.exp(-curvature * over - slope * v);
    const gone = v - over;
    const stayed = atPeak * (1 - gone) * density;
    sums.waiting += density;
    sums.answered += stayed;
    sums.abandoned += (beforePeak + atPeak * gone) * density;
    sums.answeredWait += (peak + v) * stayed;
  }
}

function addTail(sums: Sums, end: number, completions: number) {
  if (end < NOBODY_LEFT) return;
  const rest = Math.exp(-drop(sums.curve, end)) / completions;
  sums.waiting += rest;
  sums.abandoned += rest;
}
