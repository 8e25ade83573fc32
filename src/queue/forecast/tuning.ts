import { type Design, expectLevel, type LevelState, learnLevel, nextDay, startLevel, surprisal } from './level.ts';
import { levelParts, type Pace, type View } from './season.ts';

export interface LevelDays {
  logTotals: Float64Array;
  /** What counts on a day, as known on an evening. */
  designOn: (day: number, evening: number) => Design;
  withYear: boolean;
}

/** Weak beliefs about any centre, as medians of a log-normal; one standard deviation is a factor of about e^1.5. */
export const USUAL_PACE: Pace = {
  noise: 0.05,
  levelStep: 0.006,
  levelDays: 30,
  slopeStep: 0.0003,
  localSd: 0.04,
  localDays: 5,
  weekdayStep: 0.003,
  monthSd: 0.03,
  closureSd: 0.1,
  yearSd: 0.1,
};
const BELIEF_SD = 1.5;
const BURN_IN = 14;

/** The pace with the highest posterior, by coordinate search on the log scale with halving steps. */
export function tunePace(days: LevelDays, view: View, start: Pace = USUAL_PACE, sizes: number[] = [1, 0.5]): Pace {
  let best = { pace: start, loss: loss(days, view, start) };
  for (const size of sizes) {
    for (let sweep = 0; sweep < 3; sweep++) {
      const before = best.loss;
      for (const name of Object.keys(USUAL_PACE) as (keyof Pace)[]) best = better(days, view, best, name, size);
      if (before - best.loss < 0.1) break;
    }
  }
  return best.pace;
}

function better(days: LevelDays, view: View, best: { pace: Pace; loss: number }, name: keyof Pace, size: number) {
  if (!matters(name, view, days.withYear)) return best;
  for (const factor of [Math.exp(size), Math.exp(-size)]) {
    const pace = { ...best.pace, [name]: best.pace[name] * factor };
    const tried = loss(days, view, pace);
    if (tried < best.loss) return { pace, loss: tried };
  }
  return best;
}

function matters(name: keyof Pace, view: View, withYear: boolean) {
  if (name === 'yearSd') return withYear;
  if (name === 'levelDays') return view === 'returns';
  return name !== 'slopeStep' || view === 'drifts';
}

function loss(days: LevelDays, view: View, pace: Pace) {
  let sum = 0;
  for (const name of Object.keys(USUAL_PACE) as (keyof Pace)[]) {
    sum += 0.5 * (Math.log(pace[name] / USUAL_PACE[name]) / BELIEF_SD) ** 2;
  }
  walkLevel(days, view, pace, (day, innovation) => {
    if (day >= BURN_IN) sum += surprisal(innovation);
  });
  return sum;
}

/** Runs the filter over all days; `seen` hears each known day's one-step innovation, `evening` the state after each day. */
export function walkLevel(
  days: LevelDays,
  view: View,
  pace: Pace,
  seen: (day: number, innovation: { error: number; variance: number }) => void,
  evening?: (day: number, state: LevelState) => void,
): LevelState {
  const state = startLevel(levelParts(pace, view, days.withYear, firstLevel(days.logTotals)));
  for (let day = 0; day < days.logTotals.length; day++) {
    nextDay(state);
    const total = days.logTotals[day]!;
    if (!Number.isNaN(total)) seen(day, learnLevel(state, days.designOn(day, days.logTotals.length), total, pace.noise ** 2));
    evening?.(day, state);
  }
  return state;
}

/** Level and variance of the next days' log totals, the noise of a single day included; `state` moves along. */
export function foreseeLevel(state: LevelState, designs: Design[], noise: number) {
  const level = new Float64Array(designs.length);
  const variance = new Float64Array(designs.length);
  designs.forEach((design, i) => {
    nextDay(state);
    const expected = expectLevel(state, design);
    level[i] = expected.level;
    variance[i] = expected.variance + noise ** 2;
  });
  return { level, variance };
}

/** The median of the first two known weeks. */
function firstLevel(logTotals: Float64Array) {
  const known = logTotals
    .filter((total) => !Number.isNaN(total))
    .slice(0, 14)
    .sort();
  return known[Math.floor(known.length / 2)] ?? 0;
}
