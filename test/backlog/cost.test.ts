import fc from 'fast-check';
import { expect, test } from 'vitest';
import { added, costOf, median, type QueueEvidence, totalOf } from '../../src/backlog/cost.ts';

const orders: QueueEvidence = {
  queueId: 1,
  queue: 'Orders',
  callsPerWeek: 4200,
  costPerHourMinor: 4000,
  currency: 'EUR',
  met: 12,
  observed: 87,
  timesPerWeek: [],
};

test('calls a week × incidence × median seconds × cost an hour', () => {
  const cost = costOf({ queues: [orders], leaderSeconds: [20, 40, 90], csrSeconds: [500] })!;
  expect(cost.hours.value).toBeCloseTo((4200 * (12 / 87) * 40) / 3600, 10);
  expect(cost.moneyMinor!.value).toBeCloseTo(cost.hours.value * 4000, 6);
  expect(cost).toMatchObject({ guessed: false, currency: 'EUR', seconds: { median: 40, from: 'leaders', count: 3 } });
});

test('where no leader met it, the CSRs’ own frequencies stand in, and it says so', () => {
  const cost = costOf({
    queues: [{ ...orders, met: 0, observed: 0, timesPerWeek: [10, 5] }],
    leaderSeconds: [],
    csrSeconds: [60, 120],
  })!;
  expect(cost).toMatchObject({ guessed: true, seconds: { median: 90, from: 'CSRs' } });
  expect(cost.lines[0]).toMatchObject({ basis: 'csr', people: 2, timesPerWeek: { low: 15, value: 15, high: 15 } });
  expect(cost.hours.value).toBeCloseTo((15 * 90) / 3600, 12);
});

test('what CSRs say is cut to what the observed calls allow', () => {
  const [line] = costOf({
    queues: [{ ...orders, met: 0, observed: 500, timesPerWeek: [900] }],
    leaderSeconds: [],
    csrSeconds: [60],
  })!.lines;
  expect(line!.capped).toBe(true);
  expect(line!.timesPerWeek.value).toBeCloseTo(4200 * line!.incidence!.high, 10);
});

test.each([
  { given: 'nobody said how long', evidence: { queues: [orders], leaderSeconds: [], csrSeconds: [] } },
  { given: 'nobody said how often', evidence: { queues: [{ ...orders, met: 0 }], leaderSeconds: [40], csrSeconds: [] } },
  { given: 'no queue is known', evidence: { queues: [], leaderSeconds: [40], csrSeconds: [] } },
])('unknown is not free: $given', ({ evidence }) => expect(costOf(evidence)).toBeUndefined());

test('two currencies are never added', () => {
  const cost = costOf({ queues: [orders, { ...orders, queueId: 2, currency: 'USD' }], leaderSeconds: [40], csrSeconds: [] })!;
  expect(cost.moneyMinor).toBeUndefined();
  expect(cost.hours.value).toBeCloseTo((2 * 4200 * (12 / 87) * 40) / 3600, 10);
});

test('a fix answers the sum of its themes; an unpriced theme adds nothing', () => {
  const one = costOf({ queues: [orders], leaderSeconds: [40], csrSeconds: [] })!;
  expect(totalOf([one, undefined, one])!.hours.value).toBeCloseTo(2 * one.hours.value, 10);
  expect(totalOf([undefined])).toBeUndefined();
});

test('the median is the middle of any list', () => {
  expect([median([]), median([3]), median([9, 1]), median([5, 1, 100])]).toEqual([undefined, 3, 5, 5]);
});

const estimate = fc
  .tuple(
    fc.double({ min: 0, max: 1e6, noNaN: true }),
    fc.double({ min: 0, max: 1e6, noNaN: true }),
    fc.double({ min: 0, max: 1e6, noNaN: true }),
  )
  .map((values) => values.toSorted((a, b) => a - b))
  .map(([low, value, high]) => ({ low: low!, value: value!, high: high! }));

test('a sum’s interval holds its value and is never wider than the intervals put end to end', () => {
  fc.assert(
    fc.property(fc.array(estimate, { minLength: 1 }), (parts) => {
      const sum = added(parts);
      const slack = 1e-6 * (1 + sum.high);
      expect(sum.low).toBeLessThanOrEqual(sum.value);
      expect(sum.high).toBeGreaterThanOrEqual(sum.value);
      expect(sum.high).toBeLessThanOrEqual(parts.reduce((total, part) => total + part.high, 0) + slack);
      expect(sum.low).toBeGreaterThanOrEqual(parts.reduce((total, part) => total + part.low, 0) - slack);
    }),
  );
});
