import type { Temporal } from 'temporal-polyfill';
import { dayCalls, dayTotal, type Series } from './series.ts';

/** What the calendar says about a day. Angles run from 0 to 2π; the closures are chances between 0 and 1. */
export interface DayTraits {
  weekday: number;
  monthAngle: number;
  yearAngle: number;
  open: boolean;
  /** The usually open day before and after it (−1 for none), and whether that one is closed. */
  before: Neighbour;
  after: Neighbour;
}

/** `closed` is known on and after that day; until then `chance` is all there is. */
export interface Neighbour {
  day: number;
  closed: number;
  chance: number;
}

/** How likely a day (0 = first day of the series) is closed by the holiday calendar; known days answer for themselves. */
export type ClosureChance = (day: number) => number;

const OCCURRENCES = 4;
/** An empty day is a closure when this many calls were to be expected: e⁻⁷ is one in a thousand. */
const SURELY_CALLS = 7;

/** Totals per day: NaN for unknown, 0 kept only where a day without a call is plausible. */
export function openTotals(series: Series): Float64Array {
  const totals = Float64Array.from({ length: series.days }, (_, day) => dayTotal(dayCalls(series, day)));
  const positive = totals.filter((total) => total > 0).sort();
  const quiet = positive[Math.floor(positive.length / 10)] ?? 0;
  return totals.map((total) => (total === 0 && quiet > SURELY_CALLS ? Number.NaN : total));
}

/** Traits of every day from 0 to `totals.length + ahead − 1`; only the totals decide what was open. */
export function dayTraits(firstDay: Temporal.PlainDate, totals: Float64Array, ahead: number, chance: ClosureChance): DayTraits[] {
  const days = totals.length + ahead;
  const start = firstDay.dayOfWeek - 1;
  const usual = Array.from({ length: days }, (_, day) => usuallyOpen(totals, day));
  const closed = usual.map((open, day) => (open ? (day < totals.length ? Number(Number.isNaN(totals[day]!)) : chance(day)) : 1));
  return usual.map((open, day) => ({
    weekday: (start + day) % 7,
    ...anglesOf(firstDay.add({ days: day })),
    open,
    before: neighbour(usual, closed, day, -1, chance),
    after: neighbour(usual, closed, day, 1, chance),
  }));
}

/** Open on at least half of the same weekdays around it (of the last ones, when the day is to come). */
function usuallyOpen(totals: Float64Array, day: number) {
  let open = 0;
  let seen = 0;
  const weeks = Math.max(0, Math.ceil((day - totals.length + 1) / 7));
  const last = day - weeks * 7;
  for (let week = -OCCURRENCES; week <= OCCURRENCES; week++) {
    const total = totals[last + week * 7];
    if (total === undefined || (weeks > 0 && week <= -OCCURRENCES)) continue;
    seen++;
    if (!Number.isNaN(total)) open++;
  }
  return seen === 0 || open * 2 >= seen;
}

function neighbour(usual: boolean[], closed: number[], day: number, step: number, chance: ClosureChance): Neighbour {
  for (let other = day + step; other >= 0 && other < usual.length; other += step) {
    if (usual[other]) return { day: other, closed: closed[other]!, chance: chance(other) };
  }
  return { day: -1, closed: 0, chance: 0 };
}

function anglesOf(date: Temporal.PlainDate) {
  return {
    monthAngle: (2 * Math.PI * (date.day - 1)) / date.daysInMonth,
    yearAngle: (2 * Math.PI * (date.dayOfYear - 1)) / date.daysInYear,
  };
}
