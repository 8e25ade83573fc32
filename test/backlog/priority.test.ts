import { expect, test } from 'vitest';
import { ranked, unitOf } from '../../src/backlog/priority.ts';

const exact = (value: number) => ({ low: value, value, high: value });
const item = (id: number, euros: number | undefined, effortDays: number | null, currency = 'EUR') => ({
  id,
  effortDays,
  currency: euros === undefined ? undefined : currency,
  hours: euros === undefined ? undefined : exact(euros / 40),
  moneyMinor: euros === undefined ? undefined : exact(euros * 100),
});

test('cost per day of effort first, then cost alone, then what is not known', () => {
  const order = ranked([item(1, undefined, 1), item(2, 900, null), item(3, 100, 10), item(4, 50, 1), item(5, 1000, null)]);
  expect(order.map(({ id, rank, grounds }) => [rank, id, grounds])).toEqual([
    [1, 4, 'cost per day of effort'],
    [2, 3, 'cost per day of effort'],
    [3, 5, 'cost alone'],
    [4, 2, 'cost alone'],
    [5, 1, 'cost unknown'],
  ]);
});

test('an equal ratio leaves the older one first', () => {
  expect(ranked([item(9, 100, 2), item(3, 50, 1)]).map(({ id }) => id)).toEqual([3, 9]);
});

test('different currencies are compared in hours', () => {
  const items = [item(1, 100, 1, 'USD'), item(2, 200, 1, 'EUR')];
  expect(unitOf(items)).toBe('hours');
  expect(ranked(items).map(({ id }) => id)).toEqual([2, 1]);
});

test('nothing to rank is an empty list', () => expect(ranked([])).toEqual([]));
