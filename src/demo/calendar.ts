import { Temporal } from 'temporal-polyfill';

/** ISO 8601 UTC with milliseconds, as every instant is stored. */
export const instantOf = (at: Temporal.Instant): string => at.toString({ fractionalSecondDigits: 3 });

export const plusSeconds = (iso: string, seconds: number): string => new Date(Date.parse(iso) + seconds * 1000).toISOString();

/** So many days before now, at a clock time of a zone; for zero days never later than now. */
export function daysAgo(now: Date, days: number, clock = '09:30', zone = 'Europe/London'): string {
  const day = today(now, zone).add({ days: -days });
  const at = atClock(day, clock, zone);
  return at < now.toISOString() ? at : plusSeconds(now.toISOString(), -600);
}

/** 2026-03-02: so many days from today in a zone; negative is in the past. */
export const dayFromToday = (now: Date, days: number, zone = 'Europe/London'): string =>
  today(now, zone).add({ days }).toString();

/** The instants of a shift on a weekday (1 Monday) of the week that lies so many weeks after this one. */
export function slot(
  now: Date,
  zone: string,
  { weeksAhead, weekday, from, hours }: SlotAt,
): { startsAt: string; endsAt: string } {
  const here = today(now, zone);
  const day = here.add({ days: weeksAhead * 7 + weekday - here.dayOfWeek });
  const startsAt = atClock(day, from, zone);
  return { startsAt, endsAt: plusSeconds(startsAt, hours * 3600) };
}

export interface SlotAt {
  weeksAhead: number;
  weekday: number;
  from: string;
  hours: number;
}

/** Whole weeks between an instant and now. */
export const weeksAgo = (iso: string, now: Date): number => Math.floor((now.getTime() - Date.parse(iso)) / (7 * 24 * 3_600_000));

const today = (now: Date, zone: string) =>
  Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone).toPlainDate();

const atClock = (day: Temporal.PlainDate, clock: string, zone: string) =>
  instantOf(day.toZonedDateTime({ timeZone: zone, plainTime: clock }).toInstant());
