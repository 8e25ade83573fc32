import Holidays from 'date-holidays';
import { Temporal } from 'temporal-polyfill';
import type { ClosureChance } from './calendar.ts';
import type { Series } from './series.ts';
import type { SpecialSpan } from './special-spans.ts';

/** A country (`US`) or one of its states (`DE-BY`) as date-holidays knows it. */
export function knowsCountry(code: string): boolean {
  const [country, state] = code.toUpperCase().split('-');
  const places = new Holidays();
  return country! in places.getCountries() && (state === undefined || state in (places.getStates(country!) ?? {}));
}

/** Public holidays from the series' first day to `aheadDays` after its last, each a span of whole days. */
export function publicHolidays(series: Series, aheadDays: number, code: string): SpecialSpan[] {
  const [country, state] = code.toUpperCase().split('-');
  const calendar = state ? new Holidays(country!, state) : new Holidays(country!);
  const last = series.firstDay.add({ days: series.days + aheadDays });
  const spans: SpecialSpan[] = [];
  for (let year = series.firstDay.year; year <= last.year; year++) {
    for (const { date, name, type } of calendar.getHolidays(year, 'en')) {
      const day = series.firstDay.until(Temporal.PlainDate.from(date.slice(0, 10)), { largestUnit: 'day' }).days;
      if (type !== 'public' || day < 0 || day >= series.days + aheadDays) continue;
      spans.push({ kind: 'holiday', name: usualName(name), firstCell: day * series.slots, endCell: (day + 1) * series.slots });
    }
  }
  return spans;
}

/**
 * How likely each day to come is closed: this holiday's own past with one occasion's weight of all holidays' past,
 * (k + K̂) / (n + 1) with K̂ = (K + 1) / (N + 2); a holiday that was always closed stays closed.
 */
export function closureChance(spans: SpecialSpan[], totals: Float64Array, slots: number): ClosureChance {
  const names = new Map<number, string>();
  for (const span of spans) if (span.kind === 'holiday') names.set(span.firstCell / slots, span.name);
  const past = [...names]
    .filter(([day]) => day < totals.length)
    .map(([day, name]) => ({ name, closed: Number.isNaN(totals[day]!) }));
  const overall = (past.filter((day) => day.closed).length + 1) / (past.length + 2);
  return (day) => {
    const same = past.filter(({ name }) => name === names.get(day));
    const closed = same.filter((other) => other.closed).length;
    if (!names.has(day)) return 0;
    return same.length > 0 && closed === same.length ? 1 : (closed + overall) / (same.length + 1);
  };
}

/** "Independence Day (substitute day)" is learned from as Independence Day. */
function usualName(name: string) {
  return name.replace(/ \(.*\)$/, '');
}
