import type { Row } from './cells.ts';
import type { Columns } from './columns.ts';
import type { MomentReader } from './moment.ts';
import { FileRefused } from './refusal.ts';
import type { ZoneClock } from './zone-clock.ts';

/** The instants a row may mean, in seconds, the likelier first; or why it means none. */
export type RowTime = { instants: number[] } | { problem: string };

export type RowTimes = (row: Row, queue: string) => RowTime;

const DAY = 86_400;
const SAYS_DATE = /\d[-/.]\d|\d{5}|[a-z]{3}.*\d{4}/i;

/** Reads when a row is, in one zone. Throws `FileRefused` where times show a 12-hour clock without its halves. */
export function createRowTimes(columns: Columns, readMoment: MomentReader, clock: ZoneClock): RowTimes {
  const watch = createHalfDayWatch();
  return (row, queue) => {
    const written = writtenTime(row, columns);
    const moment = readMoment(written);
    if (!moment) return { problem: `“${written}” is not a date with a time of day. Write it like 2026-03-02 09:30.` };
    if ('instant' in moment) return { instants: [moment.instant] };
    watch(row.line, queue, moment);
    const instants = clock.instantsOf(moment.local);
    if (instants.length > 0) return { instants };
    return { problem: `“${written}” does not exist in ${clock.zone}: the clocks skip it. Export in UTC, or correct the zone.` };
  };
}

/** The text of a row that says when: one cell that says it all, or a date and a time of day. */
export function writtenTime({ cells }: Row, { start, arrival, date, time }: Columns): string {
  const whole = start ?? arrival ?? time;
  const text = (whole && cells[whole.at]) ?? '';
  if (!date || SAYS_DATE.test(text)) return text;
  return [cells[date.at], toClock(text)].filter(Boolean).join(' ');
}

/** A bare hour, or hours and minutes without a colon, as some reports print them beside a date. */
function toClock(text: string) {
  const match = /^(\d{1,2})(\d{2})?$/.exec(text);
  return match ? `${match[1]}:${match[2] ?? '00'}` : text;
}

/** On one day a 24-hour clock never goes from 12 back to 1; a 12-hour clock does so at every noon. */
function createHalfDayWatch() {
  const last = new Map<string, { day: number; hour: number }>();
  let latestHour = 0;
  return (line: number, queue: string, { local, hour }: { local: number; hour: number }) => {
    const day = Math.floor(local / DAY);
    const before = last.get(queue);
    latestHour = Math.max(latestHour, hour);
    if (before?.day === day && before.hour === 12 && hour === 1 && latestHour === 12) {
      throw new FileRefused(
        line,
        'Times go from 12 back to 1 within a day: a 12-hour clock without AM and PM. Export with AM and PM, or with 24 hours.',
      );
    }
    last.set(queue, { day, hour });
  };
}
