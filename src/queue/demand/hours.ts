import type { LocalClock } from './local-clock.ts';
import type { ExpectedCalls, Plan } from './planned-interval.ts';

export type PlannedInterval = ExpectedCalls & Plan;

/** One hour on the queue's clock: its intervals taken together. */
export interface Hour {
  /** The instant its first interval starts. */
  startsAt: string;
  endsAt: string;
  day: string;
  hour: number;
  calls: number;
  /** The most people needed, and the fewest there, in any of its intervals; null where it is not known. */
  required: number | null;
  staffed: number | null;
  scheduled: boolean;
  /** Required − staffed where it is worst; over 0 is short. Null without a schedule. */
  short: number | null;
  /** What one more person for the whole hour saves. */
  waitSaved: number;
  hangUpsSaved: number;
}

const HOUR_MINUTES = 60;

/** Intervals, sorted by start, as hours of the queue's clock. The hour that comes twice in autumn is two hours. */
export function hoursOf(intervals: readonly PlannedInterval[], clock: LocalClock): Hour[] {
  const hours: Hour[] = [];
  for (const interval of intervals) {
    const { day, minute } = clock.read(interval.startsAt);
    const hour = Math.floor(minute / HOUR_MINUTES);
    const last = hours.at(-1);
    const again = last && Date.parse(interval.startsAt) - Date.parse(last.startsAt) >= HOUR_MINUTES * 60_000;
    if (last?.day === day && last.hour === hour && !again) addTo(last, interval);
    else hours.push(addTo(emptyHour(interval.startsAt, day, hour), interval));
  }
  return hours;
}

/** The hour that starts at this instant, of intervals that reach at least an hour back. */
export function hourAt(at: string, intervals: readonly PlannedInterval[], clock: LocalClock): Hour | undefined {
  return hoursOf(intervals, clock).find(({ startsAt }) => startsAt === at);
}

/** The hours in which one more person changes most: fewest hang up more, then least wait (under one patience both say the same). */
export function bestHours(hours: readonly Hour[], most: number): Hour[] {
  return hours
    .filter(({ waitSaved }) => waitSaved > 0)
    .toSorted((a, b) => b.hangUpsSaved - a.hangUpsSaved || b.waitSaved - a.waitSaved || (a.startsAt < b.startsAt ? -1 : 1))
    .slice(0, most);
}

/** Chosen hours that touch become one stretch, up to `mostHours` long. Instants may come in any order and twice. */
export function stretchesOf(hours: readonly { startsAt: string; endsAt: string }[], mostHours: number) {
  const stretches: { startsAt: string; endsAt: string }[] = [];
  for (const { startsAt, endsAt } of hours.toSorted((a, b) => (a.startsAt < b.startsAt ? -1 : 1))) {
    const last = stretches.at(-1);
    if (last && startsAt < last.endsAt) continue;
    const length = last ? Date.parse(endsAt) - Date.parse(last.startsAt) : 0;
    if (last && last.endsAt === startsAt && length <= mostHours * 3_600_000) last.endsAt = endsAt;
    else stretches.push({ startsAt, endsAt });
  }
  return stretches;
}

function emptyHour(startsAt: string, day: string, hour: number): Hour {
  const unknown = { required: null, staffed: null, scheduled: false, short: null };
  return { startsAt, endsAt: startsAt, day, hour, calls: 0, ...unknown, waitSaved: 0, hangUpsSaved: 0 };
}

function addTo(hour: Hour, interval: PlannedInterval): Hour {
  const { calls, required, scheduled, staffed, waitSaved, hangUpsSaved, seconds, startsAt } = interval;
  hour.endsAt = new Date(Date.parse(startsAt) + seconds * 1000).toISOString();
  hour.calls += calls;
  hour.waitSaved += waitSaved ?? 0;
  hour.hangUpsSaved += hangUpsSaved ?? 0;
  hour.required = mostOf(hour.required, required);
  hour.staffed = staffed === null ? hour.staffed : Math.min(hour.staffed ?? staffed, staffed);
  if (scheduled === null) return hour;
  hour.scheduled = true;
  hour.short = required === null || staffed === null ? hour.short : mostOf(hour.short, required - staffed);
  return hour;
}

const mostOf = (one: number | null, other: number | null) =>
  one === null || other === null ? (one ?? other) : Math.max(one, other);
