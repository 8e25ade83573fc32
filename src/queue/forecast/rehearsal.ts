import { type Reach, type Rehearsal, reachOf, scaleOf } from './interval.ts';
import { type Profile, type ProfileHabits, sharesOf } from './profile.ts';
import { dayCalls, type Series } from './series.ts';
import { learnProfile, type Study } from './study.ts';
import { eveningOf, type Outlook } from './views.ts';

/** What going through the past taught: the profile as it is now, and how far forecasts missed per horizon. */
export interface Rehearsed {
  profile: Profile;
  reachAt: (horizon: number) => Reach;
}

export const REHEARSED_EVENINGS = 180;
const REHEARSED_HORIZONS = [1, 2, 4, 7, 14, 28];
const MAX_CASES = 20_000;

/** Goes through the past as if each evening were the last, and keeps what was missed per horizon. */
export function rehearse(study: Study, outlook: Outlook, habits: ProfileHabits): Rehearsed {
  const cases = REHEARSED_HORIZONS.map(() => ({ expected: [], scale: [], came: [], days: 0 }) as Rehearsal);
  const stride = strideFor(study.series);
  const profile = learnProfile(study, habits, (day, soFar) => {
    if (day < outlook.from) return;
    REHEARSED_HORIZONS.forEach((horizon, i) => {
      if (horizon <= outlook.ahead) tryDay(cases[i]!, study, outlook, soFar, { day, horizon, stride });
    });
  });
  const reaches = REHEARSED_HORIZONS.map((horizon, i) => ({ horizon, reach: reachOf(cases[i]!, horizon) }));
  return { profile, reachAt: (horizon) => between(reaches, horizon) };
}

function tryDay(
  cases: Rehearsal,
  { ordinary, totals, traits }: Study,
  outlook: Outlook,
  profile: Profile,
  { day, horizon, stride }: { day: number; horizon: number; stride: number },
) {
  const target = day + horizon;
  if (target >= totals.length || Number.isNaN(totals[target]!)) return;
  const { level, variance } = eveningOf(outlook, day, horizon);
  const shares = sharesOf(profile, traits[target]!.weekday);
  const calls = dayCalls(ordinary, target);
  for (let slot = day % stride; slot < calls.length; slot += stride) {
    const expected = Math.exp(level) * shares[slot]!;
    if (expected === 0 || Number.isNaN(calls[slot]!)) continue;
    cases.expected.push(expected);
    cases.scale.push(scaleOf(expected, variance + profile.spread));
    cases.came.push(calls[slot]!);
  }
  cases.days++;
}

/** Every slot where there are few; of many, a part that changes from day to day. */
function strideFor(series: Series) {
  return Math.max(1, Math.ceil((Math.min(series.days, REHEARSED_EVENINGS) * series.slots) / MAX_CASES));
}

/** Between the rehearsed horizons in a straight line; beyond the last, the last. */
function between(reaches: { horizon: number; reach: Reach }[], horizon: number): Reach {
  const next = reaches.find((known) => known.horizon >= horizon);
  const last = reaches.findLast((known) => known.horizon <= horizon) ?? reaches[0]!;
  if (!next || next.horizon === last.horizon) return last.reach;
  const share = (horizon - last.horizon) / (next.horizon - last.horizon);
  const mix = (side: keyof Reach) => last.reach[side] * (1 - share) + next.reach[side] * share;
  return { below: mix('below'), above: mix('above') };
}
