import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countedOf } from '../../src/signals/counted.ts';
import { dayAfter, daysIn, isoWeek, monthsFrom, type Period, quarterOf } from '../../src/signals/period.ts';

const november = monthsFrom(2026, 11)!;
const weeks = (from: number, until: number) => Array.from({ length: until - from + 1 }, (_, n) => isoWeek(2026, from + n)!);
const counted = (periods: Period[]) => periods.filter((period) => countedOf(periods).has(period));

test('periods that do not overlap all count', () => {
  const periods = [...weeks(40, 44), isoWeek(2026, 46)!];
  expect(counted(periods)).toEqual(periods);
  expect(counted([])).toEqual([]);
});

test('a month and some of its weeks: the month', () => {
  expect(counted([november, ...weeks(45, 48)])).toEqual([november]);
});

test('a month and all the weeks that touch it: the weeks, for they cover more days', () => {
  expect(counted([november, ...weeks(44, 49)])).toEqual(weeks(44, 49));
});

test('of equals the fewer and longer: a quarter, not its months; a month, not its days', () => {
  const months = [10, 11, 12].map((month) => monthsFrom(2026, month)!);
  expect(counted([...months, quarterOf(2026, 4)!])).toEqual([quarterOf(2026, 4)]);
  const daily = Array.from({ length: 30 }, (_, n) => dayAfter('2026-11-01', n)).map((day) => ({ from: day, until: day }));
  expect(counted([...daily, november])).toEqual([november]);
});

const overlap = (a: Period, b: Period) => a.from <= b.until && b.from <= a.until;
const total = (periods: readonly Period[]) => periods.reduce((sum, period) => sum + daysIn(period), 0);

/** Every choice without overlap, tried one by one. */
const mostDays = ([first, ...rest]: Period[]): number =>
  first ? Math.max(mostDays(rest), daysIn(first) + mostDays(rest.filter((other) => !overlap(first, other)))) : 0;

test('never two that overlap, and no other choice covers more days', () => {
  const period = fc
    .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 20 }))
    .map(([start, length]) => ({ from: dayAfter('2026-01-01', start), until: dayAfter('2026-01-01', start + length) }));
  fc.assert(
    fc.property(fc.uniqueArray(period, { maxLength: 10, selector: ({ from, until }) => from + until }), (periods) => {
      const chosen = counted(periods);
      for (const one of chosen) expect(chosen.filter((other) => overlap(one, other))).toEqual([one]);
      expect(total(chosen)).toBe(mostDays(periods));
    }),
    { numRuns: 200 },
  );
});
