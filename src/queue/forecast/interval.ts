/**
 * The 80 % interval: μ − a·s … μ + b·s with s² = μ + μ²·v (Poisson noise plus the relative variance v of the rate),
 * where a and b come from what earlier forecasts of the same horizon missed (split conformal prediction, Lei et al. 2018).
 */
export interface Reach {
  below: number;
  above: number;
}

/** What was forecast, with its scale, and what came: one line per interval and horizon. */
export interface Rehearsal {
  expected: number[];
  scale: number[];
  came: number[];
  days: number;
}

const WANTED = 0.8;
/** The 90 % point of the normal distribution: where reach starts before there is experience. */
const NORMAL_REACH = 1.2816;
const FEWEST_DAYS = 10;
const CAUTION_DAYS = 10;

export function scaleOf(expected: number, relativeVariance: number): number {
  return Math.sqrt(expected + expected ** 2 * relativeVariance);
}

/** The reach that held the wanted share in rehearsal; a little more is wanted where few days stand behind it. */
export function reachOf(rehearsal: Rehearsal, horizon: number): Reach {
  const { expected, scale, came, days } = rehearsal;
  if (days < FEWEST_DAYS) return { below: NORMAL_REACH, above: NORMAL_REACH };
  const caution = togetherness(rehearsal) * (CAUTION_DAYS + horizon / 2);
  const wanted = WANTED + ((1 - WANTED) * caution) / (caution + days);
  const misses = Float64Array.from(came, (count, i) => (count - expected[i]!) / scale[i]!).sort();
  const tail = (1 - wanted) / 2;
  const below = Math.max(-misses[Math.floor(tail * misses.length)]!, 0.05);
  return { below, above: aboveFor(rehearsal, below, wanted) };
}

/** The share of the variance that all slots of a day have in common, 1 − Σμ / Σs²: Poisson noise alone needs no caution. */
function togetherness({ expected, scale }: Rehearsal) {
  let [counting, all] = [0, 0];
  for (let i = 0; i < expected.length; i++) {
    counting += expected[i]!;
    all += scale[i]! ** 2;
  }
  return all > 0 ? 1 - counting / all : 1;
}

export function boundsOf(expected: number, scale: number, { below, above }: Reach) {
  return { low: Math.max(0, expected - below * scale), high: expected + above * scale };
}

/** The least reach above that holds the wanted share: small counts can't miss below zero, so the upper end takes that tail. */
function aboveFor(rehearsal: Rehearsal, below: number, wanted: number) {
  let [narrow, wide] = [0, 10];
  for (let step = 0; step < 14; step++) {
    const middle = (narrow + wide) / 2;
    if (shareHeld(rehearsal, { below, above: middle }) < wanted) narrow = middle;
    else wide = middle;
  }
  return wide;
}

function shareHeld({ expected, scale, came }: Rehearsal, reach: Reach) {
  let held = 0;
  for (let i = 0; i < came.length; i++) {
    const { low, high } = boundsOf(expected[i]!, scale[i]!, reach);
    if (came[i]! >= low && came[i]! <= high) held++;
  }
  return held / came.length;
}
