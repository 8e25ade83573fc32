import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CallRow, dayCalls, dayTotal, inSlotsOf, seriesFrom, until } from '../../../src/queue/forecast/series.ts';

const at = (day: string, minute: number, calls: number): CallRow => ({ day, minute, calls });

test('every calendar day has its row in the matrix, also the ones without calls', () => {
  const series = seriesFrom([at('2026-03-02', 480, 4), at('2026-03-04', 480, 6)], 30);
  expect([series.days, series.slots]).toEqual([3, 48]);
  expect([0, 1, 2].map((day) => dayTotal(dayCalls(series, day)))).toEqual([4, Number.NaN, 6]);
});

test('a gap is no call in a file that never writes a zero', () => {
  const series = seriesFrom([at('2026-03-02', 480, 4), at('2026-03-02', 540, 6)], 30);
  expect(dayCalls(series, 0)[17]).toBe(0);
});

test('a gap is unknown in a file that writes zeros', () => {
  const series = seriesFrom([at('2026-03-02', 480, 0), at('2026-03-02', 540, 6)], 30);
  expect(dayCalls(series, 0)[17]).toBeNaN();
});

test('the hour that comes twice in autumn is averaged', () => {
  const series = seriesFrom([at('2026-10-25', 120, 10), at('2026-10-25', 120, 14)], 60);
  expect(dayCalls(series, 0)[2]).toBe(12);
});

test('the order of rows does not matter', () => {
  const rows = Array.from({ length: 60 }, (_, i) =>
    at(`2026-03-${String(1 + (i % 20)).padStart(2, '0')}`, 480 + 30 * Math.floor(i / 20), i),
  );
  fc.assert(
    fc.property(fc.shuffledSubarray(rows, { minLength: rows.length }), (shuffled) => {
      expect(seriesFrom(shuffled, 30)).toEqual(seriesFrom(rows, 30));
    }),
    { numRuns: 20 },
  );
});

test('longer slots add up what is known', () => {
  const rows = [at('2026-03-02', 480, 1), at('2026-03-02', 485, 0), at('2026-03-02', 510, 5)];
  const halfHours = inSlotsOf(seriesFrom(rows, 5), 30);
  expect(Array.from(dayCalls(halfHours, 0).slice(15, 19))).toEqual([Number.NaN, 1, 5, Number.NaN]);
});

test('a cut series ends with its last day', () => {
  const series = seriesFrom([at('2026-03-02', 480, 4), at('2026-03-04', 480, 6)], 30);
  expect(until(series, 1).calls).toHaveLength(48);
});
