import fc from 'fast-check';
import { expect, test } from 'vitest';
import { incidenceOf } from '../../src/backlog/incidence.ts';

/** Newcombe 1998 (Statistics in Medicine 17, table I, method 3), at 95 %: z = 1.959963984540054. */
test.each([
  { k: 81, n: 263, low: 0.2553, high: 0.3662 },
  { k: 15, n: 148, low: 0.0624, high: 0.1605 },
  { k: 0, n: 20, low: 0, high: 0.1611 },
  { k: 1, n: 29, low: 0.0061, high: 0.1718 },
])('$k of $n agrees with print', ({ k, n, low, high }) => {
  const at95 = incidenceOf(k, n, 1.959963984540054)!;
  expect(at95.low).toBeCloseTo(low, 4);
  expect(at95.high).toBeCloseTo(high, 4);
});

test('12 of 87 at 90 %, computed apart to 40 digits', () => {
  const { share, low, high } = incidenceOf(12, 87)!;
  expect(share).toBeCloseTo(0.13793, 5);
  expect(low).toBeCloseTo(0.0879784160548, 12);
  expect(high).toBeCloseTo(0.2097238487752, 12);
});

test('no call says nothing', () => expect(incidenceOf(0, 0)).toBeUndefined());

test.each([
  [3, 2],
  [-1, 2],
  [0.5, 2],
  [1, Number.NaN],
])('%d of %d is a counting mistake', (k, n) => expect(() => incidenceOf(k, n)).toThrow('cannot be'));

test('the interval holds the share, stays in 0…1 and narrows as calls come in', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, part) => {
      const k = Math.round(part * n);
      const [few, many] = [incidenceOf(k, n)!, incidenceOf(10 * k, 10 * n)!];
      expect(few.low).toBeLessThanOrEqual(few.share);
      expect(few.high).toBeGreaterThanOrEqual(few.share);
      expect(few.low).toBeGreaterThanOrEqual(0);
      expect(few.high).toBeLessThanOrEqual(1);
      expect(many.high - many.low).toBeLessThan(few.high - few.low);
    }),
  );
});
