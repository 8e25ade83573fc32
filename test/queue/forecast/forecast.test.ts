import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type DayForecast, forecastDays, settingsFor } from '../../../src/queue/forecast/forecast.ts';
import { publicHolidays } from '../../../src/queue/forecast/holidays.ts';
import { dayCalls, dayTotal, inSlotsOf, type Series, until } from '../../../src/queue/forecast/series.ts';
import { CENTRES, type Centre, callsOf } from '../../support/centres.ts';

const OFFICE = callsOf({ ...CENTRES.office!, days: 120 });
const total = (day: DayForecast) => dayTotal(day.calls);

const anyCentre = fc.record({
  seed: fc.integer(),
  days: fc.integer({ min: 14, max: 70 }),
  slotMinutes: fc.constantFrom(30, 60, 1440),
  callsPerDay: fc.constantFrom(0.5, 20, 5000),
  week: fc.array(fc.constantFrom(0, 0.3, 1), { minLength: 7, maxLength: 7 }),
  hours: fc.constantFrom<[number, number][]>([0, 24], [22, 24]).map((hours) => [hours]),
  outliers: fc.constantFrom(0, 0.3),
  missing: fc.constantFrom(0, 0.3),
});

test('whatever the centre: finite, never negative, low ≤ expected ≤ high', () => {
  fc.assert(
    fc.property(anyCentre, (centre) => {
      for (const { calls, low, high } of forecastDays(callsOf(centre as Centre), 9)) {
        calls.forEach((expected, slot) => {
          expect(low[slot]! >= 0 && low[slot]! <= expected && expected <= high[slot]! && Number.isFinite(high[slot]!)).toBe(true);
        });
      }
    }),
    { numRuns: 25 },
  );
});

test('changing the future never changes a forecast', () => {
  const [past, other] = [callsOf(CENTRES.office!), callsOf(CENTRES.office!)];
  dayCalls(other, 120).fill(Number.NaN);
  other.calls.subarray(121 * other.slots).fill(9999);
  const seen = ([past, other] as Series[]).map((series) => {
    const history = until(series, 120);
    const spans = publicHolidays(series, 28, 'US');
    return forecastDays(history, 28, settingsFor(history, spans), spans);
  });
  expect(seen[0]).toEqual(seen[1]);
});

test('the same history gives the same forecast', () => {
  expect(forecastDays(OFFICE, 7)).toEqual(forecastDays(callsOf({ ...CENTRES.office!, days: 120 }), 7));
});

test('closed days and closed slots are zero, with no width', () => {
  const week = forecastDays(OFFICE, 7);
  const closed = week.filter((day) => total(day) === 0);
  expect(closed.map((day) => OFFICE.firstDay.add({ days: day.day }).dayOfWeek)).toEqual([6, 7]);
  expect([...closed.map((day) => dayTotal(day.high)), week[0]!.calls[15], week[0]!.high[36]]).toEqual([0, 0, 0, 0]);
});

test('short slots add up to the forecast in long ones', () => {
  const fine = callsOf({ ...CENTRES.office!, days: 90, slotMinutes: 10 });
  const long = forecastDays(inSlotsOf(fine, 30), 7);
  const short = forecastDays(fine, 7);
  for (let day = 0; day < 7; day++)
    expect(Math.abs(total(short[day]!) - total(long[day]!))).toBeLessThanOrEqual(0.02 * total(long[day]!));
});

test('a day of the phones being dead does not close the hour', () => {
  const series = callsOf({ ...CENTRES.office!, days: 120 });
  const lastTuesday = 113 + ((9 - series.firstDay.add({ days: 113 }).dayOfWeek) % 7);
  dayCalls(series, lastTuesday).fill(0, 20, 24);
  const healthy = forecastDays(OFFICE, 7);
  forecastDays(series, 7).forEach((day, i) => {
    expect(total(day)).toBeGreaterThanOrEqual(0.95 * total(healthy[i]!));
  });
});

test('a centre that grows is followed', () => {
  const series = callsOf({ ...CENTRES.growing!, growthPerWeek: 0.03 });
  const [lastWeek, fourthWeek] = [-7, 21].map((from) => {
    const days =
      from < 0
        ? Array.from({ length: 7 }, (_, i) => dayTotal(dayCalls(series, series.days + from + i)) || 0)
        : forecastDays(series, 28).slice(from).map(total);
    return days.reduce((a, b) => a + b, 0);
  });
  expect(fourthWeek! / lastWeek!).toBeGreaterThan(1.03);
});

test('the day after a closed day is lifted by what such days brought', () => {
  const series = callsOf({ ...CENTRES.office!, days: 120 });
  for (const monday of [28, 49, 77, 98]) {
    dayCalls(series, monday).fill(Number.NaN);
    dayCalls(series, monday + 1).forEach((count, slot, calls) => {
      calls[slot] = Math.round(count * 1.4);
    });
  }
  const closedMonday = until(series, 120);
  dayCalls(closedMonday, 119).fill(Number.NaN);
  expect(total(forecastDays(closedMonday, 1)[0]!)).toBeGreaterThan(1.15 * total(forecastDays(OFFICE, 1)[0]!));
});

test('daily totals are forecast too', () => {
  const daily = callsOf({ ...CENTRES.daily!, days: 60 });
  const [next] = forecastDays(daily, 1);
  expect(next!.calls).toHaveLength(1);
  expect(next!.calls[0]).toBeGreaterThan(350);
});
