import { expect, test } from 'vitest';
import { emptyProfile, learnDay, sharesOf } from '../../../src/queue/forecast/profile.ts';
import { volumeOf } from '../../../src/queue/forecast/shares.ts';

const HABITS = { halfLifeDays: 91, poolingDays: 1, smoothingSlots: 0 };

function profileOf(days: number[][], weekday = 0) {
  const profile = emptyProfile(days[0]!.length, HABITS);
  for (const day of days) learnDay(profile, weekday, Float64Array.from(day));
  return profile;
}

test('shares of a weekday sum to one and follow its calls', () => {
  expect(Array.from(sharesOf(profileOf(new Array(4).fill([10, 30, 60])), 0))).toEqual(
    [0.1, 0.3, 0.6].map((share) => expect.closeTo(share, 9)),
  );
});

test('a weekday without a past leans on the others', () => {
  expect(sharesOf(profileOf([[10, 30, 60]]), 3)[2]).toBeCloseTo(0.6, 9);
});

test('a slot that stays silent is closed; one silent day does not close it', () => {
  const open = new Array(6).fill([20, 30, 50]);
  expect(sharesOf(profileOf([...open, [0, 30, 50]]), 0)[0]).toBeGreaterThan(0.1);
  expect(sharesOf(profileOf([...open, ...new Array(3).fill([0, 30, 50])]), 0)[0]).toBe(0);
});

test('hours that are never in the file of a weekday are closed on it', () => {
  const profile = profileOf(new Array(6).fill([20, 30, 50]));
  for (let week = 0; week < 3; week++) learnDay(profile, 5, Float64Array.from([Number.NaN, 30, 50]));
  expect(sharesOf(profile, 5)[0]).toBe(0);
});

test('a wild slot is pulled in', () => {
  const profile = profileOf([...new Array(20).fill([20, 30, 50]), [20, 3000, 50]]);
  expect(sharesOf(profile, 0)[1]).toBeLessThan(0.35);
});

test('a day known in part is raised to the whole day', () => {
  expect(volumeOf(Float64Array.from([10, Number.NaN, 60]), Float64Array.from([0.1, 0.3, 0.6]))).toBeCloseTo(100, 9);
});
