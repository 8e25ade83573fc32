/** Words for numbers and instants, in one reader's zone. Views reach it as `it.format`. */
export type Format = ReturnType<typeof formatAt>;

const formats = new Map<string, ReturnType<typeof formatFor>>();

/** The reader's formatter at a moment: what `formatIn` has, and `ago`. */
export function formatAt(zone: string, now: Date) {
  return { ...formatIn(zone), ago: (iso: string) => ago((now.getTime() - Date.parse(iso)) / 1000) };
}

/** One formatter per zone, kept: building an Intl format costs more than a hundred uses of it. */
export function formatIn(zone: string) {
  const kept = formats.get(zone) ?? formatFor(zone);
  formats.set(zone, kept);
  return kept;
}

function formatFor(zone: string) {
  const inZone = (style: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat('en-GB', { timeZone: zone, ...style });
  const dayFormat = inZone({ weekday: 'short', day: 'numeric', month: 'short' });
  const dayYearFormat = inZone({ day: 'numeric', month: 'short', year: 'numeric' });
  const clockFormat = inZone({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const day = (iso: string) => dayFormat.format(new Date(iso)).replace(',', '');
  const clock = (iso: string) => clockFormat.format(new Date(iso));

  return {
    zone,
    /** Tue 24 Nov */
    day,
    /** 24 Nov 2026 */
    date: (iso: string) => dayYearFormat.format(new Date(iso)),
    /** 24 Nov 2026 in a zone other than the reader's: a date without a time of day must not move with the reader. */
    dateIn: (iso: string, other: string): string => formatIn(other).date(iso),
    /** 14:00 */
    clock,
    /** Tue 24 Nov, 14:00 */
    when: (iso: string) => `${day(iso)}, ${clock(iso)}`,
    /** Tue 24 Nov, 14:00 in a zone other than the reader's */
    whenIn: (iso: string, other: string) => formatIn(other).when(iso),
    /** Tue 24 Nov, 14:00–16:00 */
    span: (from: string, until: string, other = zone): string => {
      if (other !== zone) return formatIn(other).span(from, until);
      const start = `${day(from)}, ${clock(from)}`;
      return day(from) === day(until) ? `${start}–${clock(until)}` : `${start} – ${day(until)}, ${clock(until)}`;
    },
    /** The same moment in another zone, or an empty text where the clocks agree: "09:00 in Chicago". */
    elsewhere: (iso: string, other: string) => elsewhere(clock(iso), day(iso), iso, other),
    /** Chicago */
    city: cityOf,
    ...numbers,
  };
}

/** 1,234 · 13.8 % · 1 min 40 s · 5.3 h · €1,234 */
const numbers = {
  count: (value: number) => countFormat.format(value),
  share: (value: number) => `${shareFormat.format(value * 100)} %`,
  hours: (value: number) => `${(value < 10 ? tenthFormat : countFormat).format(value)} h`,
  decimal: (value: number) => tenthFormat.format(value),
  duration,
  /** Minor units (cents) in, whole major units out: a cost per week is never known to the cent. */
  money: (minor: number, currency: string) => moneyFormat(currency).format(minor / 10 ** minorDigits(currency)),
};

const countFormat = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });
const tenthFormat = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 });
const shareFormat = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 });
const moneyFormats = new Map<string, Intl.NumberFormat>();
const minorDigitsOf = new Map<string, number>();

function moneyFormat(currency: string) {
  const kept =
    moneyFormats.get(currency) ??
    new Intl.NumberFormat('en-GB', { style: 'currency', currency, maximumFractionDigits: 0, currencyDisplay: 'narrowSymbol' });
  moneyFormats.set(currency, kept);
  return kept;
}

/** How many digits a currency's minor unit has: 2 for EUR, 0 for JPY (ISO 4217). */
export function minorDigits(currency: string): number {
  const known = minorDigitsOf.get(currency);
  if (known !== undefined) return known;
  const digits = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  minorDigitsOf.set(currency, digits);
  return digits;
}

/** 40 s · 1 min 40 s · 2 h 5 min */
function duration(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return joined(Math.floor(whole / 60), 'min', whole % 60, 's');
  return joined(Math.floor(whole / 3600), 'h', Math.round((whole % 3600) / 60), 'min');
}

const joined = (big: number, bigUnit: string, small: number, smallUnit: string) =>
  small === 0 ? `${big} ${bigUnit}` : `${big} ${bigUnit} ${small} ${smallUnit}`;

/** "3 days ago", "in 2 h": the largest unit that fits, from seconds past. */
function ago(seconds: number): string {
  const size = Math.abs(seconds);
  const words =
    size < 60
      ? 'a moment'
      : size < 3600
        ? `${Math.round(size / 60)} min`
        : size < 86_400
          ? `${Math.round(size / 3600)} h`
          : days(size / 86_400);
  return seconds < 0 ? `in ${words}` : `${words} ago`;
}

const days = (count: number) => (Math.round(count) === 1 ? '1 day' : `${Math.round(count)} days`);

function elsewhere(clockHere: string, dayHere: string, iso: string, other: string) {
  const there = formatIn(other);
  if (there.clock(iso) === clockHere && there.day(iso) === dayHere) return '';
  const sameDay = there.day(iso) === dayHere;
  return `${sameDay ? there.clock(iso) : there.when(iso)} in ${cityOf(other)}`;
}

function cityOf(zone: string) {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
}
