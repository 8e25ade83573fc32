import type { DayTraits } from './calendar.ts';
import { emptyProfile, learnDay, type ProfileHabits, sharesOf, volumeOf } from './profile.ts';
import { dayCalls, type Series } from './series.ts';

const CHOICES = { halfLifeDays: [91, 28, 365], poolingDays: [1, 0.25, 4], smoothingSlots: [0, 1, 3] };
const JUDGED_DAYS = 120;

/** The habits whose next-day shares came closest (Σ|y − V·p|) over the last days, one habit after the other. */
export function chooseHabits(series: Series, totals: Float64Array, traits: DayTraits[]): ProfileHabits {
  let best: ProfileHabits = { halfLifeDays: 91, poolingDays: 1, smoothingSlots: 0 };
  if (series.slots === 1) return best;
  let loss = shapeLoss(series, totals, traits, best);
  for (const name of ['smoothingSlots', 'poolingDays', 'halfLifeDays'] as const) {
    for (const value of CHOICES[name]) {
      if (value === best[name]) continue;
      const tried = { ...best, [name]: value };
      const triedLoss = shapeLoss(series, totals, traits, tried);
      if (triedLoss < loss) [best, loss] = [tried, triedLoss];
    }
  }
  return best;
}

function shapeLoss(series: Series, totals: Float64Array, traits: DayTraits[], habits: ProfileHabits) {
  const profile = emptyProfile(series.slots, habits);
  const from = Math.max(14, series.days - JUDGED_DAYS);
  let loss = 0;
  for (let day = 0; day < series.days; day++) {
    if (Number.isNaN(totals[day]!)) continue;
    const calls = dayCalls(series, day);
    const { weekday } = traits[day]!;
    if (day >= from) loss += distance(calls, sharesOf(profile, weekday));
    learnDay(profile, weekday, calls);
  }
  return loss;
}

function distance(calls: Float64Array, shares: Float64Array) {
  const volume = volumeOf(calls, shares);
  let sum = 0;
  for (let slot = 0; slot < calls.length; slot++) {
    if (!Number.isNaN(calls[slot]!)) sum += Math.abs(calls[slot]! - volume * shares[slot]!);
  }
  return sum;
}
