import { type ClosureChance, type DayTraits, dayTraits, openTotals } from './calendar.ts';
import { chooseHabits } from './habits.ts';
import { boundsOf, type Reach, type Rehearsal, reachOf, scaleOf } from './interval.ts';
import type { Design } from './level.ts';
import { emptyProfile, learnDay, type Profile, type ProfileHabits, sharesOf, volumeOf } from './profile.ts';
import { levelDesign } from './season.ts';
import { dayCalls, type Series } from './series.ts';
import type { LevelDays } from './tuning.ts';
import { type Outlook, outlookOf, type Paces, tuneViews } from './views.ts';

/** Expected calls of one day to come, per slot, with the 80 % interval. */
export interface DayForecast {
  day: number;
  calls: Float64Array;
  low: Float64Array;
  high: Float64Array;
}

/** What was learned by trying: reused between neighbouring origins of an evaluation. */
export interface Settings {
  habits: ProfileHabits;
  paces: Paces;
}

const REHEARSED_EVENINGS = 180;
const FIRST_EVENING = 21;
const REHEARSED_HORIZONS = [1, 2, 4, 7, 14, 28];
const YEAR_NEEDS_DAYS = 400;
const MAX_CASES = 20_000;

/** The days of the log-linear level: totals, their count noise and what the calendar says. */
export function settingsFor(series: Series, chance: ClosureChance = () => 0): Settings {
  const totals = openTotals(series);
  const traits = dayTraits(series.firstDay, totals, 0, chance);
  const habits = chooseHabits(series, totals, traits);
  return { habits, paces: tuneViews(levelDays(series, totals, traits, habits)) };
}

/** Forecasts the days after the last one of the series. */
export function forecastDays(
  series: Series,
  horizonDays: number,
  settings: Settings,
  chance: ClosureChance = () => 0,
): DayForecast[] {
  const totals = openTotals(series);
  const traits = dayTraits(series.firstDay, totals, horizonDays, chance);
  const days = levelDays(series, totals, traits, settings.habits);
  const from = Math.max(FIRST_EVENING, series.days - REHEARSED_EVENINGS);
  const outlook = outlookOf(days, settings.paces, Math.min(from, series.days - 1), horizonDays);
  const rehearsed = rehearse(series, totals, traits, outlook, settings.habits);
  return Array.from({ length: horizonDays }, (_, i) => {
    const { weekday, open } = traits[series.days + i]!;
    const { level, variance } = evening(outlook, series.days - 1, i);
    const closed = !open || chance(series.days + i) > 0.9;
    const volume = closed ? 0 : Math.exp(level) * rehearsed.bias;
    return spreadDay(series.days + i, volume, variance, rehearsed.profile, weekday, reachAt(rehearsed.reaches, i + 1));
  });
}

function evening(outlook: Outlook, day: number, ahead: number) {
  return { level: outlook.level[day - outlook.from]![ahead]!, variance: outlook.variance[day - outlook.from]![ahead]! };
}

function spreadDay(day: number, volume: number, variance: number, profile: Profile, weekday: number, reach: Reach): DayForecast {
  const calls = sharesOf(profile, weekday).map((share) => share * volume);
  const bounds = Array.from(calls, (expected) => boundsOf(expected, scaleOf(expected, variance + profile.spread), reach));
  return { day, calls, low: Float64Array.from(bounds, (b) => b.low), high: Float64Array.from(bounds, (b) => b.high) };
}

function levelDays(series: Series, totals: Float64Array, traits: DayTraits[], habits: ProfileHabits): LevelDays {
  const volumes = wholeVolumes(series, totals, traits, habits);
  const withYear = series.days > YEAR_NEEDS_DAYS;
  return {
    logTotals: volumes.map((volume) => Math.log(volume + 0.5)),
    countNoise: volumes.map((volume) => 1 / (volume + 0.5)),
    designOn: designsOf(traits, withYear),
    withYear,
  };
}

/** Builds each day's design once per state of knowledge: nothing of its neighbours, the one before, both. */
function designsOf(traits: DayTraits[], withYear: boolean) {
  const built = traits.map(() => new Map<number, Design>());
  return (day: number, evening: number) => {
    const { before, after } = traits[Math.min(day, traits.length - 1)]!;
    const known = Number(before.day <= evening) + Number(after.day <= evening);
    const found = built[day]?.get(known) ?? levelDesign(traits[day]!, withYear, evening);
    built[day]?.set(known, found);
    return found;
  };
}

/** Totals of days known in part, raised to the whole day. */
function wholeVolumes(series: Series, totals: Float64Array, traits: DayTraits[], habits: ProfileHabits) {
  const profile = emptyProfile(series.slots, habits);
  totals.forEach((total, day) => {
    if (!Number.isNaN(total)) learnDay(profile, traits[day]!.weekday, dayCalls(series, day));
  });
  const shares = Array.from({ length: 7 }, (_, weekday) => sharesOf(profile, weekday));
  return totals.map((total, day) =>
    Number.isNaN(total) ? total : volumeOf(dayCalls(series, day), shares[traits[day]!.weekday]!),
  );
}

/** Goes through the past as if each evening were the last, and keeps what was missed per horizon. */
function rehearse(series: Series, totals: Float64Array, traits: DayTraits[], outlook: Outlook, habits: ProfileHabits) {
  const profile = emptyProfile(series.slots, habits);
  const cases = new Map<number, Rehearsal>(REHEARSED_HORIZONS.map((h) => [h, { expected: [], scale: [], came: [], days: 0 }]));
  const bias = { came: 0, expected: 0 };
  const stride = strideFor(series);
  for (let day = 0; day < series.days; day++) {
    if (!Number.isNaN(totals[day]!)) learnDay(profile, traits[day]!.weekday, dayCalls(series, day));
    if (day < outlook.from) continue;
    for (const horizon of REHEARSED_HORIZONS) {
      const target = day + horizon;
      if (horizon > outlook.ahead || target >= series.days || Number.isNaN(totals[target]!)) continue;
      const { level, variance } = evening(outlook, day, horizon - 1);
      tryDay(
        cases.get(horizon)!,
        dayCalls(series, target),
        Math.exp(level),
        sharesOf(profile, traits[target]!.weekday),
        variance + profile.spread,
        stride,
        day,
      );
      if (horizon <= 7) weigh(bias, totals[target]!, Math.exp(level));
    }
  }
  const reaches = REHEARSED_HORIZONS.map((horizon) => ({ horizon, reach: reachOf(cases.get(horizon)!) }));
  return { profile, reaches, bias: bias.expected > 0 ? bias.came / bias.expected : 1 };
}

function weigh(bias: { came: number; expected: number }, came: number, expected: number) {
  bias.expected += expected;
  bias.came += Math.min(Math.max(came, expected / 2), expected * 2);
}

function tryDay(
  cases: Rehearsal,
  calls: Float64Array,
  volume: number,
  shares: Float64Array,
  variance: number,
  stride: number,
  shift: number,
) {
  for (let slot = shift % stride; slot < calls.length; slot += stride) {
    const expected = volume * shares[slot]!;
    if (expected === 0 || Number.isNaN(calls[slot]!)) continue;
    cases.expected.push(expected);
    cases.scale.push(scaleOf(expected, variance));
    cases.came.push(calls[slot]!);
  }
  cases.days++;
}

/** Every slot where there are few; of many, a share that changes from day to day. */
function strideFor(series: Series) {
  return Math.max(1, Math.ceil((Math.min(series.days, REHEARSED_EVENINGS) * series.slots) / MAX_CASES));
}

/** Between the rehearsed horizons in a straight line; beyond the last, the last. */
function reachAt(reaches: { horizon: number; reach: Reach }[], horizon: number): Reach {
  const next = reaches.find((known) => known.horizon >= horizon);
  const last = reaches.findLast((known) => known.horizon <= horizon) ?? reaches[0]!;
  if (!next || next.horizon === last.horizon) return last.reach;
  const share = (horizon - last.horizon) / (next.horizon - last.horizon);
  const between = (side: keyof Reach) => last.reach[side] * (1 - share) + next.reach[side] * share;
  return { below: between('below'), above: between('above') };
}
