import type { Row } from './cells.ts';
import type { Columns } from './columns.ts';
import type { MomentReader } from './moment.ts';
import { FileRefused } from './refusal.ts';
import type { ZoneClock } from './zone-clock.ts';

/** The instants a row may mean, in seconds, the likelier first; or why it means none. */
export type RowTime = { instants: number[] } | { problem: string };

export interface RowTimes {
  read(row: Row, queue: string): RowTime;
  /** Throws `FileRefused` where the times read show a 12-hour clock without its halves. */
  finish(): void;
}

const DAY = 86_400;
const SAYS_DATE = /\d[-/.]\d{1,2}[-/.]\d|\d{5}|[a-z]{3}.*\d{4}/i;

/** Reads when a row is, in one zone. */
export function createRowTimes(columns: Columns, readMoment: MomentReader, clock: ZoneClock): RowTimes {
  const halves = createHalfDayWatch();

  function read(row: Row, queue: string): RowTime {
    const written = writtenTime(row, columns);
    const moment = readMoment(written);
    if (!moment) return { problem: `“${written}” is not a date with a time of day. Write it like 2026-03-02 09:30.` };
    if ('instant' in moment) return { instants: [moment.instant] };
    halves.see(row.line, queue, moment);
    const instants = clock.instantsOf(moment.local);
    if (instants.length > 0) return { instants };
    return { problem: `“${written}” does not exist in ${clock.zone}: the clocks skip it. Export in UTC, or correct the zone.` };
  }

  return { read, finish: halves.finish };
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

/** A 12-hour clock goes from 12 back to 1 at noon and never shows 0 or 13. */
function createHalfDayWatch() {
  const last = new Map<string, { day: number; hour: number }>();
  let backAt: number | undefined;
  let shows24 = false;

  function see(line: number, queue: string, { local, hour }: { local: number; hour: number }) {
    const day = Math.floor(local / DAY);
    const before = last.get(queue);
    if (before?.day === day && before.hour === 12 && hour === 1) backAt ??= line;
    shows24 ||= hour === 0 || hour > 12;
    last.set(queue, { day, hour });
  }

  function finish() {
    if (backAt === undefined || shows24) return;
    throw new FileRefused(
      backAt,
      'Times go from 12 back to 1 within a day: a 12-hour clock without AM and PM. Export it with them, or with 24 hours.',
    );
  }

  return { see, finish };
}
