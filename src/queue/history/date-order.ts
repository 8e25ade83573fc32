import { type DateOrder, twoNumbers } from './moment.ts';

/** Whether dates need an order, and which one they show. */
export type OrderFound = DateOrder | 'written' | 'open';

/**
 * The order of dates such as 03/04/2026, from what they show: a number over 12 is the day; otherwise the number that changes more often
 * from row to row is. `open` when neither tells, `written` when no date needs it.
 */
export function findDateOrder(dates: string[]): OrderFound {
  const numbers = dates.map(twoNumbers).filter((pair) => pair !== undefined);
  if (numbers.length === 0) return 'written';
  if (numbers.some(({ first }) => first > 12)) return 'day-first';
  if (numbers.some(({ second }) => second > 12)) return 'month-first';
  const firsts = new Set(numbers.map(({ first }) => first)).size;
  const seconds = new Set(numbers.map(({ second }) => second)).size;
  if (firsts === seconds) return 'open';
  return firsts > seconds ? 'day-first' : 'month-first';
}
