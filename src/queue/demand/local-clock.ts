import { Temporal } from 'temporal-polyfill';
import { createZoneClock, type ZoneClock } from '../history/zone-clock.ts';

/** A day and a minute of it, as a clock on the wall of the queue shows them. */
export interface LocalTime {
  day: string;
  minute: number;
}

/** Reads instants on a wall clock and back. */
export interface LocalClock {
  read(instant: string): LocalTime;
  /** No instant where the clocks skip that minute, two where they show it twice. */
  instantsOf(time: LocalTime): string[];
}

const DAY_SECONDS = 86_400;

export function createLocalClock(zone: string): LocalClock {
  const clock: ZoneClock = createZoneClock(zone);
  const names = new Map<number, string>();

  function read(instant: string) {
    const seconds = Date.parse(instant) / 1000;
    const local = seconds + clock.offsetAt(seconds);
    const day = Math.floor(local / DAY_SECONDS);
    return { day: nameOf(day), minute: Math.floor((local - day * DAY_SECONDS) / 60) };
  }

  function nameOf(day: number) {
    const name = names.get(day) ?? new Date(day * DAY_SECONDS * 1000).toISOString().slice(0, 10);
    names.set(day, name);
    return name;
  }

  const instantsOf = ({ day, minute }: LocalTime) =>
    clock
      .instantsOf(Date.parse(`${day}T00:00:00Z`) / 1000 + minute * 60)
      .map((seconds) => new Date(seconds * 1000).toISOString());

  return { read, instantsOf };
}

export const dayAfter = (day: string, days: number) => Temporal.PlainDate.from(day).add({ days }).toString();

export const daysBetween = (from: string, until: string) =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(until), { largestUnit: 'day' }).days;

/** 0 for Monday. */
export const weekdayOf = (day: string) => Temporal.PlainDate.from(day).dayOfWeek - 1;

export const minuteOf = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));

export const clockOf = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
