import { expect, test } from 'vitest';
import { incidenceOf } from '../../src/backlog/incidence.ts';
import { isSure, numbersToKeep, objectionToVerify } from '../../src/backlog/verification.ts';

const measured = (before: [number, number], after: [number, number]) => ({
  before: { incidence: incidenceOf(...before), seconds: 40 },
  after: { incidence: incidenceOf(...after), seconds: undefined },
});

test.each([
  { given: 'never shipped', comparison: undefined, says: 'nothing to compare with' },
  { given: 'never met before', comparison: measured([0, 0], [0, 9]), says: 'nothing to compare with' },
  { given: 'not heard since', comparison: measured([9, 20], [0, 0]), says: 'plan a shift' },
  { given: 'as often', comparison: measured([1, 10], [2, 20]), says: 'Mark it regressed' },
  { given: 'more often', comparison: measured([1, 10], [9, 20]), says: '1 of 10 calls before and on 9 of 20 calls since' },
  { given: 'met on none either time', comparison: measured([0, 10], [0, 10]), says: 'not better' },
])('$given: it cannot be verified', ({ comparison, says }) => expect(objectionToVerify(comparison)).toContain(says));

test('met less often since, on calls that were heard, it can be', () => {
  expect(objectionToVerify(measured([10, 20], [1, 30]))).toBeUndefined();
});

test('overlapping intervals are not sure', () => {
  expect([isSure(measured([10, 20], [1, 30])), isSure(measured([1, 3], [0, 2]))]).toEqual([true, false]);
});

test('the numbers that stay are k and n, and null where nothing was measured', () => {
  expect(numbersToKeep(measured([10, 20], [1, 30]))).toEqual({ metBefore: 10, callsBefore: 20, metSince: 1, callsSince: 30 });
  expect(Object.values(numbersToKeep(undefined))).toEqual([null, null, null, null]);
});
