import { smoothed, toOne, volumeOf } from './shares.ts';

/** How a day's calls spread over its slots, per weekday, learned day by day. Recent days count more. */
export interface ProfileHabits {
  halfLifeDays: number;
  /** How many days' worth of the all-weekday profile each weekday starts from. */
  poolingDays: number;
  /** Standard deviation of the smoothing over neighbouring slots, in slots; 0 for none. */
  smoothingSlots: number;
}

export interface Profile {
  habits: ProfileHabits;
  slots: number;
  calls: Float64Array[];
  exposure: Float64Array[];
  /** Calls missed, and days in a row without one, since the last call came in, per weekday and slot. */
  silence: Float64Array[];
  silentDays: Float64Array[];
  weekdayDays: number[];
  /** Shares already worked out since the last day was learned. */
  shares: (Float64Array | undefined)[];
  weight: number;
  days: number;
  /** Squared relative spread of a slot around its share of the day, beyond Poisson. */
  spread: number;
}

const ALL = 7;
const SURELY_CALLS = 7;
const CLIP_SDS = 4;
const MOST_ROUNDS = 20;
const FIRST_DAYS = 14;

export function emptyProfile(slots: number, habits: ProfileHabits): Profile {
  const lists = (count: number) => Array.from({ length: count }, () => new Float64Array(slots));
  return {
    habits,
    slots,
    calls: lists(8),
    exposure: lists(8),
    silence: lists(7),
    silentDays: lists(7),
    weekdayDays: new Array(7).fill(0),
    shares: [],
    weight: 1,
    days: 0,
    spread: 0.01,
  };
}

/** Shares of the day per slot for a weekday; they sum to one, and closed slots are zero. */
export function sharesOf(profile: Profile, weekday: number): Float64Array {
  profile.shares[weekday] ??= newShares(profile, weekday);
  return profile.shares[weekday];
}

function newShares(profile: Profile, weekday: number) {
  const { calls, exposure, slots, habits } = profile;
  const prior = habits.poolingDays * typicalExposure(profile);
  const shares = new Float64Array(slots);
  for (let slot = 0; slot < slots; slot++) {
    if (calls[ALL]![slot] === 0 || isClosed(profile, weekday, slot)) continue;
    const pooled = calls[ALL]![slot]! / exposure[ALL]![slot]!;
    shares[slot] = (calls[weekday]![slot]! + prior * pooled) / (exposure[weekday]![slot]! + prior);
  }
  return toOne(habits.smoothingSlots > 0 ? smoothed(shares, habits.smoothingSlots) : shares);
}

/** Learns one open day; single wild slots are pulled in to four standard deviations. `heard` has the special cells too. */
export function learnDay(profile: Profile, weekday: number, day: Float64Array, heard: Float64Array = day) {
  const shares = sharesOf(profile, weekday);
  const { volume, kept } = profile.days < FIRST_DAYS ? { volume: volumeOf(day, shares), kept: day } : tamed(profile, day, shares);
  if (!(volume > 0)) return;
  profile.weight *= 2 ** (1 / profile.habits.halfLifeDays);
  if (profile.days >= FIRST_DAYS) learnSpread(profile, day, shares, volume);
  for (let slot = 0; slot < day.length; slot++) {
    if (!Number.isNaN(day[slot]!)) learnSlot(profile, weekday, slot, kept[slot]!, volume);
    listen(profile, weekday, slot, heard[slot]! > 0, volume);
  }
  profile.shares = [];
  profile.days++;
  profile.weekdayDays[weekday]!++;
}

/** The day with its wild slots pulled in, and its volume without them: again and again, since a wild slot swells the volume. */
function tamed({ spread }: Profile, day: Float64Array, shares: Float64Array) {
  let volume = volumeOf(day, shares);
  for (let round = 0; ; round++) {
    const kept = day.map((count, slot) => (shares[slot] ? pulledIn(count, volume * shares[slot]!, spread) : count));
    const calmer = volumeOf(kept, shares);
    if (round === MOST_ROUNDS || Math.abs(calmer - volume) <= 0.01 * volume) return { volume: calmer, kept };
    volume = calmer;
  }
}

function pulledIn(count: number, expected: number, spread: number) {
  const reach = CLIP_SDS * Math.sqrt(expected + spread * expected ** 2) + CLIP_SDS;
  return Math.min(Math.max(count, expected - reach), expected + reach);
}

function learnSlot(profile: Profile, weekday: number, slot: number, count: number, volume: number) {
  for (const list of [weekday, ALL]) {
    profile.calls[list]![slot]! += profile.weight * count;
    profile.exposure[list]![slot]! += profile.weight * volume;
  }
}

/** Unknown counts as silence here: hours that are never in the file are hours when nobody answers. */
function listen({ calls, exposure, silence, silentDays }: Profile, weekday: number, slot: number, rang: boolean, volume: number) {
  const pooled = calls[ALL]![slot] ? calls[ALL]![slot]! / exposure[ALL]![slot]! : 0;
  silence[weekday]![slot] = rang ? 0 : silence[weekday]![slot]! + volume * pooled;
  silentDays[weekday]![slot] = rang ? 0 : silentDays[weekday]![slot]! + 1;
}

/** Silent on the last three of these weekdays (or on all so far), though several calls were to be expected. */
function isClosed({ silence, silentDays, weekdayDays }: Profile, weekday: number, slot: number) {
  return silence[weekday]![slot]! > SURELY_CALLS && silentDays[weekday]![slot]! >= Math.min(3, weekdayDays[weekday]!);
}

/** Moment estimate of the spread beyond Poisson: Σ((y − μ)² − μ) / Σμ², averaged over about a month. */
function learnSpread(profile: Profile, day: Float64Array, shares: Float64Array, volume: number) {
  let excess = 0;
  let square = 0;
  for (let slot = 0; slot < day.length; slot++) {
    const expected = volume * shares[slot]!;
    if (expected === 0 || Number.isNaN(day[slot]!)) continue;
    excess += (day[slot]! - expected) ** 2 - expected;
    square += expected ** 2;
  }
  const today = Math.min(Math.max(excess / square, 0), 1);
  profile.spread += (today - profile.spread) / Math.min(profile.days - FIRST_DAYS + 1, 30);
}

/** One day's volume at today's weight. */
function typicalExposure({ exposure, days, slots, habits }: Profile) {
  let sum = 0;
  for (const value of exposure[ALL]!) sum += value;
  const memory = habits.halfLifeDays / Math.LN2;
  return days === 0 ? 1 : sum / slots / (memory * (1 - Math.exp(-days / memory)));
}
