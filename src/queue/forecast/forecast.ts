import { chooseHabits } from './habits.ts';
import { boundsOf, type Reach, scaleOf } from './interval.ts';
import { type ProfileHabits, sharesOf } from './profile.ts';
import { REHEARSED_EVENINGS, rehearse } from './rehearsal.ts';
import type { Series } from './series.ts';
import { type SpecialSpan, slotsOn, touches } from './special-spans.ts';
import { learnProfile, levelDays, type Study, studyOf, weekShares } from './study.ts';
import { type Uplift, upliftCases, upliftsByName } from './uplift.ts';
import { eveningOf, expectedVolumes, outlookOf, type Paces, tuneViews } from './views.ts';

/** Expected calls of one day to come, per slot, with the 80 % interval. `day` counts from the first of the series. */
export interface DayForecast {
  day: number;
  calls: Float64Array;
  low: Float64Array;
  high: Float64Array;
}

/** What was learned by trying: can be kept for a while as days are added. */
export interface Settings {
  habits: ProfileHabits;
  paces: Paces;
}

/** The least history to learn anything from. */
export const FEWEST_DAYS = 14;
const FIRST_EVENING = 21;
const SURELY_CLOSED = 0.9;

/** Learns how fast profile and level move in this series. */
export function settingsFor(series: Series, spans: SpecialSpan[] = []): Settings {
  const study = studyOf(series, 0, spans);
  const habits = chooseHabits(study);
  return { habits, paces: tuneViews(levelDays(study, learnProfile(study, habits))) };
}

/**
 * Forecasts the days after the last one of the series: calls = e^level × share of the slot × uplift of special spans.
 * Days and slots that are closed are zero.
 */
export function forecastDays(
  series: Series,
  horizonDays: number,
  settings: Settings = settingsFor(series),
  spans: SpecialSpan[] = [],
): DayForecast[] {
  const study = studyOf(series, horizonDays, spans);
  const days = levelDays(study, learnProfile(study, settings.habits));
  const from = Math.min(Math.max(FIRST_EVENING, series.days - REHEARSED_EVENINGS), series.days - 1);
  const outlook = outlookOf(days, settings.paces, from, horizonDays);
  const { profile, reachAt } = rehearse(study, outlook, settings.habits);
  const uplift = learnUplifts(study, weekShares(profile), () => expectedVolumes(days, settings.paces));
  return Array.from({ length: horizonDays }, (_, i) => {
    const day = series.days + i;
    const { level, variance } = eveningOf(outlook, series.days - 1, i + 1);
    const volume = isClosed(study, day) ? 0 : Math.exp(level);
    const expected = sharesOf(profile, study.traits[day]!.weekday).map((share) => share * volume);
    return withBounds(day, expected, variance + profile.spread, upliftsOn(study, day, uplift), reachAt(i + 1));
  });
}

function isClosed({ traits, chance }: Study, day: number) {
  return !traits[day]!.open || chance(day) > SURELY_CLOSED;
}

function learnUplifts(study: Study, shares: Float64Array[], volumes: () => Float64Array) {
  if (study.spans.length === 0) return () => ({ log: 0, variance: 0 });
  return upliftsByName(upliftCases(study.series, study.spans, study.traits, volumes(), shares));
}

/** The uplifts of a day per slot; where spans meet, both count. */
function upliftsOn({ series, spans }: Study, day: number, uplift: (kind: SpecialSpan['kind'], name: string) => Uplift) {
  const lifts = Array.from({ length: series.slots }, () => ({ log: 0, variance: 0 }));
  for (const span of spans) {
    if (!touches(span, day, series.slots)) continue;
    const { first, end } = slotsOn(span, day, series.slots);
    const { log, variance } = uplift(span.kind, span.name);
    for (let slot = first; slot < end; slot++)
      lifts[slot] = { log: lifts[slot]!.log + log, variance: lifts[slot]!.variance + variance };
  }
  return lifts;
}

function withBounds(day: number, ordinary: Float64Array, variance: number, lifts: Uplift[], reach: Reach): DayForecast {
  const calls = ordinary.map((expected, slot) => expected * Math.exp(lifts[slot]!.log));
  const bounds = Array.from(calls, (expected, slot) =>
    boundsOf(expected, scaleOf(expected, variance + lifts[slot]!.variance), reach),
  );
  return { day, calls, low: Float64Array.from(bounds, ({ low }) => low), high: Float64Array.from(bounds, ({ high }) => high) };
}
