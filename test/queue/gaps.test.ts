import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findGap, type ImpatientLoad, marginalGain } from '../../src/queue/gaps.ts';

const HALF_HOUR: ImpatientLoad = {
  calls: 100,
  intervalSeconds: 1800,
  handleSeconds: 180,
  targetSeconds: 20,
  patienceSeconds: 120,
};

test.each([
  { staffed: 9, gap: 3 },
  { staffed: 12, gap: 0 },
  { staffed: 15, gap: -3 },
])('$staffed agents leave a gap of $gap', ({ staffed, gap }) => {
  expect(findGap(HALF_HOUR, { serviceLevel: 0.8 }, staffed)).toMatchObject({ required: 12, staffed, gap });
});

test('one more person saves what the two services differ by', () => {
  const { service, withOneMore, gain } = findGap(HALF_HOUR, { serviceLevel: 0.8 }, 9);
  expect(gain.abandonments).toBeCloseTo(100 * (service.abandonedShare - withOneMore.abandonedShare), 12);
  expect(gain.waitSeconds).toBeCloseTo(gain.abandonments * 120, 9);
  expect(gain).toEqual(marginalGain(HALF_HOUR, 9));
});

test('the first person on an empty floor saves the most', () => {
  const gains = [0, 5, 10, 15].map((staffed) => marginalGain(HALF_HOUR, staffed).abandonments);
  expect(gains).toEqual([...gains].sort((a, b) => b - a));
  expect(gains[0]).toBeGreaterThan(9);
});

test('the busiest hour is not always where one more person matters', () => {
  const busyButStaffed = marginalGain({ ...HALF_HOUR, calls: 300 }, 40);
  const quietButShort = marginalGain({ ...HALF_HOUR, calls: 60 }, 5);
  expect(quietButShort.abandonments).toBeGreaterThan(busyButStaffed.abandonments);
});

test('a promise nobody can keep leaves the gap open and still says what one more saves', () => {
  const gap = findGap(HALF_HOUR, { maxOccupancy: 0 }, 9);
  expect(gap).toMatchObject({ required: undefined, gap: undefined });
  expect(gap.gain.abandonments).toBeGreaterThan(0);
});

test('one more person never costs anyone a second', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 80 }), (calls, staffed) => {
      const { waitSeconds, abandonments } = marginalGain({ ...HALF_HOUR, calls }, staffed);
      expect(Math.min(waitSeconds, abandonments)).toBeGreaterThanOrEqual(-1e-9);
      expect(abandonments).toBeLessThanOrEqual(1800 / 180 + 1e-9);
    }),
  );
});
