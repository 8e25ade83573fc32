import { expect, test } from 'vitest';
import { closureChance } from '../../../src/queue/forecast/closures.ts';
import { forecastDays, settingsFor } from '../../../src/queue/forecast/forecast.ts';
import { knowsCountry, publicHolidays } from '../../../src/queue/forecast/holidays.ts';
import { eventSpans } from '../../../src/queue/forecast/named-events.ts';
import { dayCalls, dayTotal, type Series } from '../../../src/queue/forecast/series.ts';
import { CENTRES, callsOf } from '../../support/centres.ts';

const OFFICE = { ...CENTRES.office!, days: 140 };
const MAILING_DAYS = [45, 72, 107];

function withMailings(): Series {
  const series = callsOf(OFFICE);
  for (const day of MAILING_DAYS)
    dayCalls(series, day).forEach((count, slot, calls) => {
      calls[slot] = Math.round(count * 1.6);
    });
  return series;
}

const dateOf = (series: Series, day: number) => series.firstDay.add({ days: day }).toString();
const wholeDay = (series: Series, name: string, day: number) => ({
  name,
  from: `${dateOf(series, day)}T00:00`,
  until: `${dateOf(series, day + 1)}T00:00`,
});

test('an event lifts the forecast by what events of its name did', () => {
  const series = withMailings();
  const past = MAILING_DAYS.map((day) => wholeDay(series, 'Mailing', day));
  const settings = settingsFor(series, eventSpans(series, past));
  const [plain, lifted] = [past, [...past, wholeDay(series, 'mailing ', 142)]].map(
    (events) => forecastDays(series, 3, settings, eventSpans(series, events))[2]!,
  );
  expect(dayTotal(lifted!.calls) / dayTotal(plain!.calls)).toBeCloseTo(1.6, 1);
});

test('an event nobody has seen before changes nothing but the width', () => {
  const series = callsOf(OFFICE);
  const settings = settingsFor(series);
  const unknown = eventSpans(series, [
    { name: 'Outage', from: `${dateOf(series, 142)}T10:00`, until: `${dateOf(series, 142)}T12:00` },
  ]);
  const [plain, marked] = [forecastDays(series, 3, settings)[2]!, forecastDays(series, 3, settings, unknown)[2]!];
  expect(marked.calls).toEqual(plain.calls);
  expect([marked.high[20]! > plain.high[20]!, marked.high[25]]).toEqual([true, plain.high[25]]);
});

test('a marked mailing does not leak into ordinary days', () => {
  const series = withMailings();
  const spans = eventSpans(
    series,
    MAILING_DAYS.map((day) => wholeDay(series, 'Mailing', day)),
  );
  const calm = forecastDays(callsOf(OFFICE), 7);
  const marked = forecastDays(series, 7, settingsFor(series, spans), spans);
  expect(dayTotal(marked[3]!.calls) / dayTotal(calm[3]!.calls)).toBeCloseTo(1, 1);
});

test('public holidays of a country and of a state are found on their days', () => {
  const series = callsOf({ ...OFFICE, days: 366 });
  const names = (code: string) => publicHolidays(series, 0, code).map((span) => `${span.firstCell / series.slots} ${span.name}`);
  expect(names('US')).toContain('185 Independence Day');
  expect(names('DE-BY').length).toBeGreaterThan(names('DE').length);
  expect(['us', 'DE-BY', 'XX', 'DE-XX', ''].map(knowsCountry)).toEqual([true, true, false, false, false]);
});

test('a holiday that was always closed is closed; an unseen one is only likely to be', () => {
  const span = (name: string, day: number) => ({ kind: 'holiday' as const, name, firstCell: day, endCell: day + 1 });
  const totals = Float64Array.from([Number.NaN, 5, Number.NaN, 5]);
  const chance = closureChance([span('A', 0), span('B', 1), span('A', 2), span('A', 4), span('B', 5), span('C', 6)], totals, 1);
  expect([4, 5, 6, 7].map(chance)).toEqual([1, expect.closeTo(0.3, 9), expect.closeTo(0.6, 9), 0]);
});

test('a closed holiday of last year is forecast as closed', () => {
  const series = callsOf({ ...OFFICE, days: 365 });
  dayCalls(series, 0).fill(Number.NaN);
  const spans = publicHolidays(series, 7, 'US');
  const [newYear, dayAfter] = forecastDays(series, 3, settingsFor(series, spans), spans).slice(1);
  expect([dayTotal(newYear!.calls), dayTotal(newYear!.high)]).toEqual([0, 0]);
  expect(dayTotal(dayAfter!.calls)).toBeGreaterThan(1000);
});
