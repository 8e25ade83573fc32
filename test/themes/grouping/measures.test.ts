import { expect, test } from 'vitest';
import {
  adjustedRandIndex,
  areaUnderCurve,
  normalisedMutualInformation,
  pairF1,
  quantile,
} from '../../../src/themes/grouping/measures.ts';

const TRUTH = ['a', 'a', 'b', 'b'];

test('the same groups under other names are perfect', () => {
  expect(adjustedRandIndex([7, 7, 1, 1], TRUTH)).toBe(1);
  expect(normalisedMutualInformation([7, 7, 1, 1], TRUTH)).toBeCloseTo(1, 12);
  expect(pairF1([7, 7, 1, 1], TRUTH)).toBe(1);
});

/** Values of scikit-learn's documentation for these partitions. */
test('published examples', () => {
  expect(adjustedRandIndex([0, 0, 1, 2], [0, 0, 1, 1])).toBeCloseTo(0.5714, 4);
  expect(adjustedRandIndex([0, 0, 1, 1], [0, 0, 1, 2])).toBeCloseTo(0.5714, 4);
  expect(adjustedRandIndex([0, 1, 2, 3], [0, 0, 0, 0])).toBe(0);
  expect(adjustedRandIndex([0, 0, 1, 1], [0, 1, 0, 1])).toBeCloseTo(-0.5, 12);
});

test('one group for all shares no information', () =>
  expect(normalisedMutualInformation([1, 1, 1, 1], TRUTH)).toBeCloseTo(0, 12));

test('pair F1 counts pairs: 2 of 2 true pairs among 6 claimed', () => expect(pairF1([1, 1, 1, 1], TRUTH)).toBe(0.5));

test('one report and none are groups like any other', () => {
  for (const measure of [adjustedRandIndex, normalisedMutualInformation, pairF1]) {
    expect(measure([], [])).toBe(1);
    expect(measure([1], ['a'])).toBe(1);
  }
});

test('the area under the curve', () => {
  expect(areaUnderCurve([0.1, 0.4, 0.35, 0.8], [false, false, true, true])).toBe(0.75);
  expect(areaUnderCurve([1, 1, 1], [true, false, true])).toBe(0.5);
  expect(areaUnderCurve([1, 2], [true, true])).toBeUndefined();
});

test('quantiles', () => {
  expect(quantile([3, 1, 2], 0.5)).toBe(2);
  expect(quantile([], 0.95)).toBe(0);
});
