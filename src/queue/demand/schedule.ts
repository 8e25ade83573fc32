import { type LocalClock, minuteOf, weekdayOf } from './local-clock.ts';

/** So many agents every such weekday, on the queue's clock. Weekday 1 is Monday; 24:00 ends the day. */
export interface Pattern {
  weekday: number;
  fromClock: string;
  untilClock: string;
  agents: number;
}

/** Scheduled agents by the instant an interval starts; null where nothing is said. */
export type Schedule = (startsAt: string) => number | null;

/** What stands for an interval wins over the week's pattern; patterns of the same time add up (two teams). */
export function scheduleOf(patterns: readonly Pattern[], given: ReadonlyMap<string, number>, clock: LocalClock): Schedule {
  return (startsAt) => given.get(startsAt) ?? byPattern(patterns, startsAt, clock);
}

function byPattern(patterns: readonly Pattern[], startsAt: string, clock: LocalClock) {
  if (patterns.length === 0) return null;
  const { day, minute } = clock.read(startsAt);
  const weekday = weekdayOf(day) + 1;
  const there = patterns.filter(
    (pattern) => pattern.weekday === weekday && minuteOf(pattern.fromClock) <= minute && minute < minuteOf(pattern.untilClock),
  );
  return there.length === 0 ? null : there.reduce((sum, { agents }) => sum + agents, 0);
}
