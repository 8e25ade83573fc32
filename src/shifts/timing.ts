import { Temporal } from 'temporal-polyfill';
import { LONGEST_HOURS } from './shift.ts';

/** A shift as its planner writes it, in the queue’s wall clock: `2026-03-02`, `22:00`, `02:00` (the next morning). */
export interface LocalTimes {
  day: string;
  from: string;
  until: string;
}

export type Timing =
  | { ok: true; startsAt: string; endsAt: string; notes: string[] }
  | { ok: false; field: 'day' | 'from' | 'until'; words: string };

/** Instants of a shift planned in `zone` (IANA). Refuses times that the clocks skip; of a time that comes twice takes the first. */
export function timeShift(local: LocalTimes, zone: string): Timing {
  const start = resolve(`${local.day}T${local.from}`, zone);
  const end = resolve(`${lastDay(local)}T${local.until}`, zone);
  if (!start.instant) return { ok: false, field: 'from', words: start.words };
  if (!end.instant) return { ok: false, field: 'until', words: end.words };

  const hours = (end.instant.epochMilliseconds - start.instant.epochMilliseconds) / 3_600_000;
  if (hours <= 0) return { ok: false, field: 'until', words: 'The clocks change that night: choose an end after the start' };
  if (hours > LONGEST_HOURS) return { ok: false, field: 'until', words: tooLong(local, hours) };
  const notes = [start.words, end.words].filter(Boolean);
  return { ok: true, startsAt: inUtc(start.instant), endsAt: inUtc(end.instant), notes };
}

/** The same weekday for a number of weeks, the first included. */
export const weekly = (day: string, weeks: number): string[] =>
  Array.from({ length: weeks }, (_, week) => Temporal.PlainDate.from(day).add({ weeks: week }).toString());

/** How a planned shift reads in the wall clock of `zone`: what the form shows when it is edited. */
export function localTimes({ startsAt, endsAt }: { startsAt: string; endsAt: string }, zone: string): LocalTimes {
  const start = Temporal.Instant.from(startsAt).toZonedDateTimeISO(zone);
  const end = Temporal.Instant.from(endsAt).toZonedDateTimeISO(zone);
  return { day: start.toPlainDate().toString(), from: clock(start), until: clock(end) };
}

/** An end that is not after its start belongs to the next day. */
export const lastDay = ({ day, from, until }: LocalTimes) =>
  until > from ? day : Temporal.PlainDate.from(day).add({ days: 1 }).toString();

function resolve(text: string, zone: string): { instant?: Temporal.Instant; words: string } {
  const wall = Temporal.PlainDateTime.from(text);
  const earlier = wall.toZonedDateTime(zone, { disambiguation: 'earlier' });
  const later = wall.toZonedDateTime(zone, { disambiguation: 'later' });
  if (earlier.equals(later)) return { instant: earlier.toInstant(), words: '' };

  const shown = `${wall.toPlainTime().toString({ smallestUnit: 'minute' })} on ${dayWords(wall)}`;
  if (earlier.toPlainDateTime().equals(wall))
    return { instant: earlier.toInstant(), words: `${shown} comes twice as the clocks go back: the first one is meant.` };
  return { words: `The clocks go forward and skip ${shown}: choose ${clock(later)} or later` };
}

function tooLong({ from, until }: LocalTimes, hours: number) {
  const next = until > from ? '' : ' the next day';
  return `A shift lasts ${LONGEST_HOURS} hours at most; ${from} to ${until}${next} would be ${Math.round(hours)}. Check the end`;
}

const clock = (at: Temporal.ZonedDateTime) => at.toPlainTime().toString({ smallestUnit: 'minute' });
const inUtc = (instant: Temporal.Instant) => instant.toString({ fractionalSecondDigits: 3 });
const dayWords = (at: Temporal.PlainDateTime) => at.toLocaleString('en-GB', { day: 'numeric', month: 'long' });
