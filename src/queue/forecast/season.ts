import type { DayTraits, Neighbour } from './calendar.ts';
import type { Design, Part } from './level.ts';

/** How much each part of the level may move, on the log scale; learned from the series (see tuning.ts). */
export interface Pace {
  noise: number;
  levelStep: number;
  levelDays: number;
  slopeStep: number;
  localSd: number;
  localDays: number;
  weekdayStep: number;
  monthSd: number;
  closureSd: number;
  yearSd: number;
}

/** A way of seeing where the level goes: it stays where it is, drifts on, or comes back to its long mean. */
export type View = 'stays' | 'drifts' | 'returns';

const WEEKDAYS = 3;
const CLOSURES = WEEKDAYS + 7;
const MONTH = CLOSURES + 2;
const MONTH_WAVES = 6;
const YEAR = MONTH + 2 * MONTH_WAVES;
const YEAR_WAVES = 3;
/** A slope found today is half gone after five weeks. */
const SLOPE_DAYS = 50;
/** Width of a bump in the month, in radians: about a day and a half. */
const MONTH_WIDTH = 0.3;

/** The parts of a day's level: level, slope, local swing, weekdays, closures, month and (with over a year of data) year. */
export function levelParts(pace: Pace, view: View, withYear: boolean, start: number): Part[] {
  const fixed = (sd: number, step = 0, mean = 0): Part => ({ mean, sd, step, persistence: 1 });
  return [
    view === 'returns' ? returning(pace.levelStep * Math.sqrt(pace.levelDays / 2), pace.levelDays) : fixed(0, pace.levelStep),
    view === 'drifts' ? returning(pace.slopeStep * Math.sqrt(SLOPE_DAYS / 2), SLOPE_DAYS) : fixed(0),
    returning(pace.localSd, pace.localDays),
    ...Array.from({ length: 7 }, () => fixed(1, pace.weekdayStep, start)),
    fixed(pace.closureSd),
    fixed(pace.closureSd),
    ...monthSpectrum().flatMap((share) => [fixed(pace.monthSd * share), fixed(pace.monthSd * share)]),
    ...(withYear ? yearSpectrum().flatMap((share) => [fixed(pace.yearSd * share), fixed(pace.yearSd * share)]) : []),
  ];
}

/** A part that comes back to zero (Ornstein–Uhlenbeck): sd in the long run, e-folding time in days. */
function returning(sd: number, days: number): Part {
  const persistence = Math.exp(-1 / days);
  return { mean: 0, sd, step: sd * Math.sqrt(1 - persistence ** 2), persistence };
}

/** The parts that count on a day, as far as an evening (a day number) can know: closures after it are only likely. */
export function levelDesign(traits: DayTraits, withYear: boolean, evening: number): Design {
  const index = [0, 2, WEEKDAYS + traits.weekday];
  const weight = [1, 1, 1];
  const add = (part: number, value: number) => {
    if (value !== 0) {
      index.push(part);
      weight.push(value);
    }
  };
  add(CLOSURES, closedAsKnown(traits.before, evening));
  add(CLOSURES + 1, closedAsKnown(traits.after, evening));
  for (let wave = 1; wave <= MONTH_WAVES; wave++) addWave(add, MONTH, wave, traits.monthAngle);
  if (withYear) for (let wave = 1; wave <= YEAR_WAVES; wave++) addWave(add, YEAR, wave, traits.yearAngle);
  return { index, weight };
}

function closedAsKnown({ day, closed, chance }: Neighbour, evening: number) {
  return day <= evening ? closed : chance;
}

function addWave(add: (part: number, value: number) => void, from: number, wave: number, angle: number) {
  add(from + 2 * (wave - 1), Math.cos(wave * angle));
  add(from + 2 * (wave - 1) + 1, Math.sin(wave * angle));
}

/** The spectrum of a Gaussian bump on a circle, scaled to a total variance of one. */
function monthSpectrum() {
  return unit(Array.from({ length: MONTH_WAVES }, (_, i) => Math.exp(-0.25 * ((i + 1) * MONTH_WIDTH) ** 2)));
}

function yearSpectrum() {
  return unit(Array.from({ length: YEAR_WAVES }, (_, i) => 1 / (i + 1)));
}

function unit(shares: number[]) {
  const size = Math.hypot(...shares);
  return shares.map((share) => share / size);
}
