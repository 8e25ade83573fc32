import { type ClosureChance, type DayTraits, dayTraits, openTotals } from './calendar.ts';
import { closureChance } from './closures.ts';
import type { Design } from './level.ts';
import { emptyProfile, learnDay, type Profile, type ProfileHabits, sharesOf } from './profile.ts';
import { levelDesign } from './season.ts';
import { dayCalls, dayTotal, type Series } from './series.ts';
import { volumeOf } from './shares.ts';
import { type SpecialSpan, withoutSpecial } from './special-spans.ts';
import type { LevelDays } from './tuning.ts';

/** A series made ready to learn from: what was open, and the ordinary cells without special spans. */
export interface Study {
  series: Series;
  ordinary: Series;
  /** Known calls of ordinary cells per day; NaN where there is nothing to learn. */
  totals: Float64Array;
  traits: DayTraits[];
  chance: ClosureChance;
  spans: SpecialSpan[];
}

/** With less than about 13 months, a yearly wave can't be told from a trend. */
const YEAR_NEEDS_DAYS = 400;

export function studyOf(series: Series, aheadDays: number, spans: SpecialSpan[]): Study {
  const totals = openTotals(series);
  const chance = closureChance(spans, totals, series.slots);
  const ordinary = withoutSpecial(series, spans);
  return {
    series,
    ordinary,
    totals: totals.map((total, day) => (Number.isNaN(total) ? total : dayTotal(dayCalls(ordinary, day)))),
    traits: dayTraits(series.firstDay, totals, aheadDays, chance),
    chance,
    spans,
  };
}

/** Learns the profile day by day; `evening` hears of it after each day. */
export function learnProfile(study: Study, habits: ProfileHabits, evening?: (day: number, profile: Profile) => void): Profile {
  const { series, ordinary, totals, traits } = study;
  const profile = emptyProfile(series.slots, habits);
  for (let day = 0; day < series.days; day++) {
    if (!Number.isNaN(totals[day]!)) learnDay(profile, traits[day]!.weekday, dayCalls(ordinary, day), dayCalls(series, day));
    evening?.(day, profile);
  }
  return profile;
}

/** The days of the log-linear level: totals of the whole day (raised where known in part), count noise and calendar. */
export function levelDays({ series, ordinary, totals, traits }: Study, profile: Profile): LevelDays {
  const shares = weekShares(profile);
  const volumes = totals.map((total, day) =>
    Number.isNaN(total) ? total : volumeOf(dayCalls(ordinary, day), shares[traits[day]!.weekday]!),
  );
  const withYear = series.days > YEAR_NEEDS_DAYS;
  return {
    logTotals: volumes.map((volume) => Math.log(volume + 0.5)),
    designOn: designsOf(traits, withYear),
    withYear,
  };
}

export function weekShares(profile: Profile): Float64Array[] {
  return Array.from({ length: 7 }, (_, weekday) => sharesOf(profile, weekday));
}

/** Builds each day's design once per state of knowledge: nothing of its neighbours, the one before, both. */
function designsOf(traits: DayTraits[], withYear: boolean) {
  const built = traits.map(() => [] as (Design | undefined)[]);
  return (day: number, evening: number) => {
    const { before, after } = traits[day]!;
    const known = Number(before.day <= evening) + Number(after.day <= evening);
    built[day]![known] ??= levelDesign(traits[day]!, withYear, evening);
    return built[day]![known]!;
  };
}
