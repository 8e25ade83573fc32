import Holidays from 'date-holidays';
import { Temporal } from 'temporal-polyfill';
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

/** "Independence Day (substitute day)" is learned from as Independence Day. */
function usualName(name: string) {
  return name.replace(/ \(.*\)$/, '');
}
