import { countNoise } from './count-noise.ts';

/**
 * The level of a day on a log scale as a sum of parts that each wander at their own pace: a dynamic linear model with a
 * diagonal transition apart from level ← level + slope (West & Harrison 1997, ch. 4; the Kalman filter).
 */
export interface Part {
  mean: number;
  sd: number;
  step: number;
  persistence: number;
}

export interface LevelState {
  parts: Part[];
  mean: Float64Array;
  covariance: Float64Array;
}

/** A sparse row: which parts count on a day, and how much. */
export interface Design {
  index: number[];
  weight: number[];
}

export interface Innovation {
  error: number;
  variance: number;
}

/** Beyond this many standard deviations a day is an outlier: its pull stops growing (Huber). */
const HUBER = 2.5;

export function startLevel(parts: Part[]): LevelState {
  const size = parts.length;
  const mean = Float64Array.from(parts, (part) => part.mean);
  const covariance = new Float64Array(size * size);
  parts.forEach((part, i) => {
    covariance[i * size + i] = part.sd ** 2;
  });
  return { parts, mean, covariance };
}

export function copyLevel(state: LevelState): LevelState {
  return { parts: state.parts, mean: state.mean.slice(), covariance: state.covariance.slice() };
}

/** One day passes: x ← T x, P ← T P Tᵀ + Q, with part 0 the level and part 1 its slope. */
export function nextDay({ parts, mean, covariance }: LevelState) {
  const size = parts.length;
  mean[0]! += mean[1]!;
  for (let i = 0; i < size; i++) covariance[i]! += covariance[size + i]!;
  for (let i = 0; i < size; i++) covariance[i * size]! += covariance[i * size + 1]!;
  for (let part = 0; part < size; part++) fade(parts[part]!, part, mean, covariance, size);
}

function fade({ persistence, step }: Part, part: number, mean: Float64Array, covariance: Float64Array, size: number) {
  if (persistence < 1) {
    mean[part]! *= persistence;
    for (let i = 0; i < size; i++) {
      covariance[part * size + i]! *= persistence;
      covariance[i * size + part]! *= persistence;
    }
  }
  covariance[part * size + part]! += step ** 2;
}

/** Mean and variance of the day's level: hᵀx and hᵀPh. */
export function expectLevel({ mean, covariance, parts }: LevelState, { index, weight }: Design) {
  const size = parts.length;
  let level = 0;
  let variance = 0;
  for (let a = 0; a < index.length; a++) {
    level += weight[a]! * mean[index[a]!]!;
    const row = index[a]! * size;
    let sum = 0;
    for (let b = 0; b < index.length; b++) sum += weight[b]! * covariance[row + index[b]!]!;
    variance += weight[a]! * sum;
  }
  return { level, variance };
}

/**
 * Learns from one day's log(calls + ½); `dayNoise` is the variance beyond counting.
 * An outlier counts with the larger noise that makes it merely surprising.
 */
export function learnLevel(state: LevelState, design: Design, observed: number, dayNoise: number): Innovation {
  const size = state.parts.length;
  const { level, variance } = expectLevel(state, design);
  const counting = countNoise(level);
  const noise = dayNoise + counting.variance;
  const error = observed - level - counting.bias;
  const surprise = Math.abs(error) / Math.sqrt(variance + noise);
  const total = surprise > HUBER ? (variance + noise) * (surprise / HUBER) : variance + noise;
  const reach = new Float64Array(size);
  for (let a = 0; a < design.index.length; a++) {
    const row = design.index[a]! * size;
    const weight = design.weight[a]!;
    for (let i = 0; i < size; i++) reach[i]! += weight * state.covariance[row + i]!;
  }
  correct(state, reach, error, total);
  return { error, variance: variance + noise };
}

function correct({ mean, covariance }: LevelState, reach: Float64Array, error: number, total: number) {
  const size = mean.length;
  for (let i = 0; i < size; i++) {
    const gain = reach[i]! / total;
    if (gain === 0) continue;
    mean[i]! += gain * error;
    for (let j = 0; j < size; j++) covariance[i * size + j]! -= gain * reach[j]!;
  }
}

/** −log likelihood of a day under Huber's density: quadratic inside, linear outside. */
export function surprisal({ error, variance }: Innovation): number {
  const z = Math.abs(error) / Math.sqrt(variance);
  return 0.5 * Math.log(variance) + (z <= HUBER ? 0.5 * z * z : HUBER * z - 0.5 * HUBER ** 2);
}
