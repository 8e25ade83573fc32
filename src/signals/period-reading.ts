import { type DateOrder, readDate } from '../friction/import-date.ts';
import { type Complaint, complain } from './complaint.ts';
import { dayAfter, daysIn, isoWeek, monthsFrom, type Period, quarterOf } from './period.ts';

/** What a date in a column stands for: itself, the week it begins or ends, or the month or quarter it is the first or last day of. */
export type Grain = 'day' | 'week' | 'week end' | 'month' | 'quarter';

export interface Dating {
  grain: Grain;
  /** Whether 03/04/2026 is in March or in April; undefined: nobody knows, so such dates are not read. */
  order: DateOrder | undefined;
  /** The last day that may have begun anywhere: 2026-11-21. */
  today: string;
}

const WEEK = /^(?:(\d{4})[- ]?(?:W|CW|KW|week) ?-?(\d{1,2})|(?:W|CW|KW|week) ?(\d{1,2})[-,/ ]+(\d{4}))$/i;
const QUARTER = /^(?:(\d{4})[-/ ]?Q([1-4])|Q([1-4])[-,/' ]*(\d{4}))$/i;
const MONTH = /^(?:(\d{4})[-/. ](\d{1,2})|(\d{1,2})[-/.](\d{4}))$/;
const NAMED_MONTH = /^(?:(\d{4})[-/ ]([a-z]+)|([a-z]+)\.?[-,/ ]+(\d{4}))$/i;
const MONTH_NAMES =
  /^(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)$/i;
const FROM_TO = /^(.{6,}?)(?:\s*(?:–|—|\.\.|--)\s*|\s+(?:-|to|until|through)\s+|(?<=\d{4}-\d\d-\d\d)\/)(.{6,})$/i;
const WEEK_FROM = /^(?:week (?:of|from|starting|beginning|commencing)|w\/c)[: ]+(.+)$/i;
const WEEK_TO = /^(?:week (?:to|ending)|w\/e)[: ]+(.+)$/i;
const CLOCK = /[T ]\d{1,2}:\d\d.*$/;
const EARLIEST = '2000-01-01';
const MOST_DAYS = 366;

/** The days that a period's text means, or why it cannot be taken. */
export function readPeriod(typed: string, dating: Dating): Period | Complaint {
  const text = typed.trim().replace(/\s+/g, ' ');
  if (!text) return complain('', () => 'The period is missing');
  if (dating.grain.startsWith('week') && MONTH.test(text))
    return complain(text, (period) => `“${period}” can be a week or a month: write a week like 2026-W46, a month like Nov 2026`);
  const found = named(text) ?? fromTo(text, dating) ?? around(text, dating);
  if (found === NOWHERE) return complain(text, (period) => `“${period}” is in no calendar: look at its number`);
  if (found) return within(found, text, dating);
  return complain(text, readDay(text, dating.order) ? (NO_EDGE[dating.grain] ?? UNREADABLE) : UNREADABLE);
}

/** The days from one date to another, both included. */
export function readSpan(from: string, until: string, dating: Dating): Period | Complaint {
  const text = [from.trim(), until.trim()].filter(Boolean).join(' – ');
  if (!text) return complain('', () => 'The period is missing');
  const found = spanOf(from, until, dating);
  return found ? within(found, text, dating) : complain(text, UNREADABLE);
}

/** The dates in a period's text, as they are written. */
export function datesIn(typed: string): string[] {
  const text = typed.trim().replace(/\s+/g, ' ');
  const [, from, until] = FROM_TO.exec(text) ?? [];
  return from ? [from, until!] : [(WEEK_FROM.exec(text) ?? WEEK_TO.exec(text))?.[1] ?? text];
}

/** The day that a date names, whatever its clock; undefined where it cannot be read, or can be read in two ways. */
export function readDay(typed: string, order: DateOrder | undefined): string | undefined {
  const text = typed.trim().replace(CLOCK, '');
  if (!/\d{4}/.test(text)) return undefined;
  const as = (one: DateOrder) => readDate(text, one)?.slice(0, 10);
  if (order) return as(order);
  const [dayFirst, monthFirst] = [as('day first'), as('month first')];
  return dayFirst && monthFirst && dayFirst !== monthFirst ? undefined : (dayFirst ?? monthFirst);
}

const UNREADABLE = (period: string) =>
  `“${period}” is no period: write a week like 2026-W46, a month like 2026-11, a quarter like 2026-Q4, a day like 2026-11-16, or days like 2026-11-16/2026-11-22`;

const NO_EDGE: Record<string, Complaint['say']> = {
  month: (day) => `“${day}” is neither the first nor the last day of a month: head the column Date if the day is meant`,
  quarter: (day) => `“${day}” is neither the first nor the last day of a quarter: head the column Date if the day is meant`,
};

/** A week 60 or a month 13. */
const NOWHERE = 'nowhere';

function named(text: string): Period | typeof NOWHERE | undefined {
  const week = pairIn(WEEK, text);
  if (week) return isoWeek(Number(week.year), Number(week.part)) ?? NOWHERE;
  const quarter = pairIn(QUARTER, text);
  if (quarter) return quarterOf(Number(quarter.year), Number(quarter.part));
  const month = pairIn(MONTH, text);
  if (month) return monthsFrom(Number(month.year), Number(month.part)) ?? NOWHERE;
  const name = pairIn(NAMED_MONTH, text);
  return name && MONTH_NAMES.test(name.part) ? monthsFrom(Number(name.year), monthNamed(name.part)) : undefined;
}

/** A year and what stands before or after it. */
function pairIn(pattern: RegExp, text: string): { year: string; part: string } | undefined {
  const [, yearFirst, after, before, yearLast] = pattern.exec(text) ?? [];
  if (yearFirst) return { year: yearFirst, part: after! };
  return yearLast ? { year: yearLast, part: before! } : undefined;
}

const monthNamed = (name: string) => Number(readDate(`1 ${name} 2000`, 'day first')?.slice(5, 7) ?? 0);

function fromTo(text: string, dating: Dating): Period | undefined {
  const [, from, until] = FROM_TO.exec(text) ?? [];
  return from ? spanOf(from, until!, dating) : undefined;
}

function spanOf(from: string, until: string, { order }: Dating): Period | undefined {
  const [first, last] = [readDay(from, order), readDay(until, order)];
  return first && last ? { from: first, until: last } : undefined;
}

/** What one date stands for. */
function around(text: string, { grain, order }: Dating): Period | undefined {
  const [, starting] = WEEK_FROM.exec(text) ?? [];
  const [, ending] = WEEK_TO.exec(text) ?? [];
  const day = readDay(starting ?? ending ?? text, order);
  if (!day) return undefined;
  if (starting || (grain === 'week' && !ending)) return { from: day, until: dayAfter(day, 6) };
  if (ending || grain === 'week end') return { from: dayAfter(day, -6), until: day };
  return grain === 'month' || grain === 'quarter' ? edgeOf(day, grain) : { from: day, until: day };
}

/** The month or quarter that begins or ends on a day; the 16th of a month stands for neither. */
function edgeOf(day: string, grain: 'month' | 'quarter'): Period | undefined {
  const [year, month] = day.split('-').map(Number) as [number, number];
  const whole = grain === 'month' ? monthsFrom(year, month) : quarterOf(year, Math.ceil(month / 3));
  return whole && (whole.from === day || whole.until === day) ? whole : undefined;
}

function within(period: Period, text: string, { today }: Dating): Period | Complaint {
  if (period.until < period.from) return complain(text, (typed) => `“${typed}” ends before it begins`);
  if (period.from < EARLIEST) return complain(text, (typed) => `“${typed}” lies before ${EARLIEST.slice(0, 4)}`);
  if (period.from > today) return complain(text, (typed) => `“${typed}” is yet to come`);
  if (daysIn(period) > MOST_DAYS) return complain(text, (typed) => `“${typed}” is longer than a year: send shorter periods`);
  return period;
}
