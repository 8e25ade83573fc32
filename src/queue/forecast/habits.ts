import { type ProfileHabits, sharesOf } from './profile.ts';
import { dayCalls } from './series.ts';
import { volumeOf } from './shares.ts';
import { learnProfile, type Study } from './study.ts';

const CHOICES = { halfLifeDays: [91, 28, 365], poolingDays: [1, 0.25, 4], smoothingSlots: [0, 1, 3] };
const JUDGED_DAYS = 120;

/** The habits whose next-day shares came closest (Σ|y − V·p|) over the last days, one habit after the other. */
export function chooseHabits(study: Study): ProfileHabits {
  let best: ProfileHabits = { halfLifeDays: 91, poolingDays: 1, smoothingSlots: 0 };
  if (study.series.slots === 1) return best;
  let loss = shapeLoss(study, best);
  for (const name of ['smoothingSlots', 'poolingDays', 'halfLifeDays'] as const) {
    for (const value of CHOICES[name]) {
      if (value === best[name]) continue;
      const tried = { ...best, [name]: value };
      const triedLoss = shapeLoss(study, tried);
      if (triedLoss < loss) [best, loss] = [tried, triedLoss];
    }
  }
  return best;
}

function shapeLoss(study: Study, habits: ProfileHabits) {
  const { ordinary, totals, traits } = study;
  const from = Math.max(14, totals.length - JUDGED_DAYS);
  let loss = 0;
  learnProfile(study, habits, (evening, profile) => {
    const day = evening + 1;
    if (day < from || day >= totals.length || Number.isNaN(totals[day]!)) return;
    loss += distance(dayCalls(ordinary, day), sharesOf(profile, traits[day]!.weekday));
  });
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
