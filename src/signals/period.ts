import { Temporal } from 'temporal-polyfill';

/** A stretch of whole days, the last one included: `2026-11-16`. */
export interface Period {
  from: string;
  until: string;
}

const DAY = 86_400_000;

/** Days since 1970. */
export const dayNumber = (day: string) => Date.parse(`${day}T00:00:00Z`) / DAY;
export const dayAfter = (day: string, days: number) => new Date((dayNumber(day) + days) * DAY).toISOString().slice(0, 10);
export const daysIn = ({ from, until }: Period) => dayNumber(until) - dayNumber(from) + 1;
export const isSamePeriod = (one: Period, other: Period) => one.from === other.from && one.until === other.until;

/** Some whole months from one on; undefined where the calendar has no such month. */
export function monthsFrom(year: number, month: number, count = 1): Period | undefined {
  if (month < 1 || month > 12) return undefined;
  const first = Temporal.PlainDate.from({ year, month, day: 1 });
  return { from: first.toString(), until: first.add({ months: count }).subtract({ days: 1 }).toString() };
}

export const quarterOf = (year: number, quarter: number) => monthsFrom(year, quarter * 3 - 2, 3);

/** Monday to Sunday; week 1 holds the year's first Thursday (ISO 8601). Undefined where the year has no such week. */
export function isoWeek(year: number, week: number): Period | undefined {
  const inFirst = Temporal.PlainDate.from({ year, month: 1, day: 4 });
  const monday = inFirst.subtract({ days: inFirst.dayOfWeek - 1 }).add({ weeks: week - 1 });
  const thursday = monday.add({ days: 3 });
  if (week < 1 || thursday.year !== year) return undefined;
  return { from: monday.toString(), until: monday.add({ days: 6 }).toString() };
}

/** As short as it stays plain: “Nov 2026”, “Q4 2026”, “W46, 9–15 Nov 2026”, “16 Nov 2026”, “26 Oct – 3 Nov 2026”. */
export function periodWords({ from, until }: Period): string {
  const [first, last] = [Temporal.PlainDate.from(from), Temporal.PlainDate.from(until)];
  if (first.day === 1 && last.day === last.daysInMonth) return monthWords(first, last);
  if (from === until) return dayWords(first);
  const days = `${startWords(first, last)}${dayWords(last)}`;
  const isWeek = first.dayOfWeek === 1 && daysIn({ from, until }) === 7;
  return isWeek ? `W${String(first.weekOfYear).padStart(2, '0')}, ${days}` : days;
}

type Day = Temporal.PlainDate;

function monthWords(first: Day, last: Day): string {
  const { year } = last;
  if (first.year !== year) return `${monthName(first)} ${first.year} – ${monthName(last)} ${year}`;
  const months = last.month - first.month + 1;
  if (months === 12) return `${year}`;
  if (months === 3 && last.month % 3 === 0) return `Q${last.month / 3} ${year}`;
  return months === 1 ? `${monthName(last)} ${year}` : `${monthName(first)} – ${monthName(last)} ${year}`;
}

function startWords(first: Day, last: Day): string {
  if (first.year !== last.year) return `${dayWords(first)} – `;
  return first.month === last.month ? `${first.day}–` : `${first.day} ${monthName(first)} – `;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sept', 'Oct', 'Nov', 'Dec'];
const monthName = ({ month }: Day) => MONTHS[month - 1]!;
const dayWords = (day: Day) => `${day.day} ${monthName(day)} ${day.year}`;
