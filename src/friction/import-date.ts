export type DateOrder = 'day first' | 'month first';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const YEAR_FIRST = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]+(.+))?$/i;
const YEAR_LAST = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})(?:[T, ]+(.+))?$/i;
const DAY_NAMED = /^(\d{1,2})(?:st|nd|rd|th|\.)?[- ]+([a-z]{3,9})\.?[-, ]+(\d{4}|\d{2})(?:[, ]+(.+))?$/i;
const NAMED_DAY = /^([a-z]{3,9})\.? +(\d{1,2})(?:st|nd|rd|th)?[, ]+(\d{4})(?:[, ]+(.+))?$/i;
const WEEKDAY = /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[., ]+/i;
const CLOCK = /^(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*([ap])?\.?(?:m\.?)?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d)?$/i;
const NOON = { minutes: 12 * 60, seconds: 0 };

/**
 * Which of two numbers before a year is the day: one column has one order, so a single 26 in the first place decides for all.
 * `undefined`: nothing decides. When both are found the more frequent wins; the others will not be read.
 */
export function orderOf(dates: Iterable<string>): DateOrder | undefined {
  let day = 0;
  let month = 0;
  for (const date of dates) {
    const [, first = '', second = ''] = YEAR_LAST.exec(date.trim()) ?? [];
    if (Number(first) > 12) day += 1;
    if (Number(second) > 12) month += 1;
  }
  if (day === month) return undefined;
  return day > month ? 'day first' : 'month first';
}

/** An instant from what people write as a date. Without a clock it is noon UTC (the same day nearly everywhere), without a zone UTC. */
export function readDate(typed: string, order: DateOrder): string | undefined {
  const text = typed.trim().replace(WEEKDAY, '');
  const parts = partsOf(text, order);
  const clock = parts?.clock === undefined ? NOON : readClock(parts.clock);
  if (!parts || !clock) return undefined;
  const midnight = Date.UTC(parts.year, parts.month - 1, parts.day);
  const isReal = new Date(midnight).getUTCMonth() === parts.month - 1 && parts.day > 0 && parts.year >= 1970;
  return isReal ? new Date(midnight + clock.minutes * 60_000 + clock.seconds * 1_000).toISOString() : undefined;
}

function partsOf(text: string, order: DateOrder) {
  const [, year, month, day, clock] = YEAR_FIRST.exec(text) ?? [];
  if (year) return { year: Number(year), month: Number(month), day: Number(day), clock };
  const [, one, two, last, clockAfter] = YEAR_LAST.exec(text) ?? [];
  if (last) {
    const [dayOf, monthOf] = order === 'day first' ? [one, two] : [two, one];
    return { year: fullYear(last), month: Number(monthOf), day: Number(dayOf), clock: clockAfter };
  }
  const [, d, m, y, c] = DAY_NAMED.exec(text) ?? swapped(NAMED_DAY.exec(text));
  return y ? { year: fullYear(y), month: monthNamed(m), day: Number(d), clock: c } : undefined;
}

const swapped = (found: RegExpExecArray | null) => (found ? [found[0], found[2], found[1], found[3], found[4]] : []);
const monthNamed = (name = '') => MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
/** POSIX: 69–99 are the last century. */
const fullYear = (year: string) => (year.length === 4 ? Number(year) : Number(year) + (Number(year) >= 69 ? 1900 : 2000));

function readClock(text: string) {
  const [, hours, minutes, seconds = '0', half, zone = 'Z'] = CLOCK.exec(text.trim()) ?? [];
  if (!hours || Number(minutes) > 59 || Number(seconds) > 60) return undefined;
  if (Number(hours) > (half ? 12 : 23)) return undefined;
  const hour = half ? (Number(hours) % 12) + (half.toLowerCase() === 'p' ? 12 : 0) : Number(hours);
  return { minutes: hour * 60 + Number(minutes) - offsetOf(zone), seconds: Number(seconds) };
}

/** +02:00 → 120 minutes east of UTC. */
function offsetOf(zone: string) {
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(zone) ?? [];
  return sign ? (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) : 0;
}
