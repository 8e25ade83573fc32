import { Temporal } from 'temporal-polyfill';

/** Which number of a date such as 03/04/2026 is the day. */
export type DateOrder = 'day-first' | 'month-first';

/** What a row says about when: an instant, or a local time as if its clock were UTC; both in seconds since 1970. */
export type Moment = { instant: number } | { local: number; hour: number };

interface DatePart {
  year: number;
  month: number;
  day: number;
  /** Characters of the text the date takes. */
  length: number;
}

const DAY = 86_400;
const EPOCH = /^(\d{10})(\d{3})?(?:\.\d+)?$/;
const SPREADSHEET = /^[3-7]\d{4}(\.\d+)?$/;
/** Spreadsheets count days from 30 December 1899; this is 1 January 1970. */
const SPREADSHEET_EPOCH = 25_569;
const YEAR_FIRST = /^(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})(?=\D|$)/;
const YEAR_LAST = /^(\d{1,2})([-/.])\s?(\d{1,2})\2\s?(\d{4}|\d{2})(?=\D|$)/;
const DAY_MONTH_NAME = /^(\d{1,2})[- .]+([a-z]{3})[a-z]*[- .,]+(\d{4}|\d{2})(?=\D|$)/i;
const MONTH_NAME_DAY = /^([a-z]{3})[a-z]*[- .]+(\d{1,2}),?[- ]+(\d{4})(?=\D|$)/i;
const CLOCK = /(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?(?:\s*([ap])\.?\s?m\b\.?)?\s*(Z|[+-]\d{2}:?\d{2})?/i;
const HALF = /\d\s*[ap]\.?\s?m\b/i;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Reads date and time of day; undefined where one is missing or the calendar has no such day. A range ("09:00 - 09:30") counts from its start. */
export type MomentReader = (text: string) => Moment | undefined;

/** A reader for dates in one order; without an order, dates that need one are not read. It remembers the days it has met. */
export function createMomentReader(order: DateOrder | undefined): MomentReader {
  const days = new Map<string, number | undefined>();
  return (text) => {
    const epoch = EPOCH.exec(text);
    if (epoch) return { instant: Number(text) / (epoch[2] ? 1000 : 1) };
    if (SPREADSHEET.test(text)) return fromSpreadsheet(Number(text));
    const date = datePart(text, order);
    if (!date) return undefined;
    const day = dayOf(date, days);
    if (day === undefined) return undefined;
    const rest = text.slice(date.length);
    return addClock(day * DAY, rest);
  };
}

/** Dates of a year-last kind whose order is not written on them. */
export function twoNumbers(text: string): { first: number; second: number } | undefined {
  const match = YEAR_LAST.exec(text);
  return match && match[2] !== '.' ? { first: Number(match[1]), second: Number(match[3]) } : undefined;
}

function fromSpreadsheet(days: number): Moment {
  const local = Math.round((days - SPREADSHEET_EPOCH) * DAY);
  return { local, hour: Math.floor((local % DAY) / 3600) };
}

function datePart(text: string, order: DateOrder | undefined) {
  const yearFirst = YEAR_FIRST.exec(text);
  if (yearFirst) return toParts(yearFirst, 1, 3, 4);
  const yearLast = YEAR_LAST.exec(text);
  if (yearLast?.[2] === '.' || (yearLast && order === 'day-first')) return toParts(yearLast, 4, 3, 1);
  if (yearLast) return order && toParts(yearLast, 4, 1, 3);
  const dayFirst = DAY_MONTH_NAME.exec(text);
  if (dayFirst) return toParts(dayFirst, 3, 2, 1);
  const monthFirst = MONTH_NAME_DAY.exec(text);
  return monthFirst ? toParts(monthFirst, 3, 1, 2) : undefined;
}

function toParts(match: RegExpExecArray, year: number, month: number, day: number): DatePart {
  const named = MONTHS.indexOf(match[month]!.toLowerCase().slice(0, 3)) + 1;
  const fullYear = Number(match[year]) + (match[year]!.length === 2 ? 2000 : 0);
  return { year: fullYear, month: named || Number(match[month]), day: Number(match[day]), length: match[0].length };
}

function dayOf(date: DatePart, days: Map<string, number | undefined>) {
  const written = `${date.year}-${date.month}-${date.day}`;
  if (days.size > 20_000) days.clear();
  if (!days.has(written)) days.set(written, dayNumber(date));
  return days.get(written);
}

function dayNumber({ year, month, day }: DatePart) {
  if (year < 1970 || year > 2100) return undefined;
  try {
    const date = Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
    return Temporal.PlainDate.from('1970-01-01').until(date).days;
  } catch {
    return undefined;
  }
}

function addClock(midnight: number, text: string): Moment | undefined {
  const match = CLOCK.exec(text);
  if (!match) return undefined;
  const [, hours, minutes, seconds = '0', half, suffix] = match;
  if (!half && HALF.test(text)) return undefined;
  const hour = hourOf(Number(hours), half);
  if (hour === undefined || hour > 23 || Number(minutes) > 59 || Number(seconds) > 59) return undefined;
  const local = midnight + hour * 3600 + Number(minutes) * 60 + Number(seconds);
  return suffix && !isRange(text, suffix, match[3]) ? { instant: local - offsetOf(suffix) } : { local, hour };
}

/** "09:00-09:30" is a range; an offset follows seconds, or a T. */
function isRange(text: string, suffix: string, seconds: string | undefined) {
  return suffix.length > 1 && seconds === undefined && !/^T/i.test(text);
}

function hourOf(hour: number, half: string | undefined) {
  if (half === undefined) return hour;
  if (hour < 1 || hour > 12) return undefined;
  return (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
}

function offsetOf(suffix: string) {
  if (suffix.toUpperCase() === 'Z') return 0;
  const sign = suffix.startsWith('-') ? -1 : 1;
  return sign * (Number(suffix.slice(1, 3)) * 3600 + Number(suffix.slice(-2)) * 60);
}
