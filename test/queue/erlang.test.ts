import fc from 'fast-check';
import { expect, test } from 'vitest';
import { erlangB, type Load, offeredLoad, serve } from '../../src/queue/erlang.ts';

const HALF_HOUR: Load = { calls: 100, intervalSeconds: 1800, handleSeconds: 180, targetSeconds: 20 };

const loads = fc.record({
  calls: fc.double({ min: 0.1, max: 2000, noNaN: true }),
  intervalSeconds: fc.constantFrom(900, 1800, 3600),
  handleSeconds: fc.double({ min: 1, max: 3000, noNaN: true }),
  targetSeconds: fc.double({ min: 0, max: 600, noNaN: true }),
  patienceSeconds: fc.double({ min: 1, max: 1e6, noNaN: true }),
});
const agents = fc.integer({ min: 1, max: 400 });

test('one more agent never makes service worse', () => {
  fc.assert(
    fc.property(loads, agents, (load, n) => {
      const before = serve(load, n);
      const after = serve(load, n + 1);
      expect(after.serviceLevel).toBeGreaterThanOrEqual(before.serviceLevel - 1e-11);
      expect(after.abandonedShare).toBeLessThanOrEqual(before.abandonedShare * (1 + 1e-11));
      expect(after.answeredWaitSeconds).toBeLessThanOrEqual(before.answeredWaitSeconds * (1 + 1e-11));
      expect(after.occupancy).toBeLessThanOrEqual(before.occupancy * (1 + 1e-11));
    }),
  );
});

test('what comes in is answered or abandoned, and nothing else', () => {
  fc.assert(
    fc.property(loads, agents, (load, n) => {
      const { occupancy, abandonedShare, queueLength, everyoneWaitSeconds } = serve(load, n);
      const busy = occupancy * n;
      expect(busy / offeredLoad(load) + abandonedShare).toBeCloseTo(1, 11);
      expect((queueLength * load.intervalSeconds) / load.calls).toBeCloseTo(everyoneWaitSeconds, 6);
    }),
  );
});

test('every share stays between nobody and everybody', () => {
  fc.assert(
    fc.property(loads, agents, (load, n) => {
      const { waitShare, serviceLevel, abandonedShare, occupancy } = serve(load, n);
      for (const share of [waitShare, serviceLevel, abandonedShare, occupancy]) {
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(1 + 1e-12);
      }
    }),
  );
});

test.each([12, 14, 30])('patience that hardly ends gives Erlang C (%i agents)', (n) => {
  const forever = serve(HALF_HOUR, n);
  const patient = serve({ ...HALF_HOUR, patienceSeconds: 1e13 }, n);
  expect(patient.serviceLevel).toBeCloseTo(forever.serviceLevel, 9);
  expect(patient.answeredWaitSeconds / forever.answeredWaitSeconds).toBeCloseTo(1, 9);
  expect(serve({ ...HALF_HOUR, patienceSeconds: Infinity }, n)).toEqual(forever);
});

test('patience that ends at once gives Erlang B', () => {
  const { abandonedShare } = serve({ ...HALF_HOUR, patienceSeconds: 1e-9 }, 12);
  expect(abandonedShare).toBeCloseTo(erlangB(10, 12), 9);
});

test('Erlang C follows from Erlang B', () => {
  const blocked = erlangB(10, 12);
  expect(serve(HALF_HOUR, 12).waitShare).toBeCloseTo((12 * blocked) / (12 - 10 * (1 - blocked)), 13);
});

test.each([
  { given: 'as many patient calls as agents', load: HALF_HOUR, n: 10 },
  { given: 'more patient calls than agents', load: HALF_HOUR, n: 3 },
])('$given make a queue without end', ({ load, n }) => {
  expect(serve(load, n)).toMatchObject({ serviceLevel: 0, waitShare: 1, everyoneWaitSeconds: Infinity, occupancy: 1 });
});

test('with nobody on the phones everyone hangs up', () => {
  const service = serve({ ...HALF_HOUR, patienceSeconds: 120 }, 0);
  expect(service).toMatchObject({ serviceLevel: 0, abandonedShare: 1, everyoneWaitSeconds: 120, answeredWaitSeconds: NaN });
});

test('with nobody on the phones patient callers wait without end', () => {
  expect(serve(HALF_HOUR, 0)).toMatchObject({ abandonedShare: 0, everyoneWaitSeconds: Infinity, queueLength: Infinity });
});

test('without calls nobody waits', () => {
  expect(serve({ ...HALF_HOUR, calls: 0 }, 5)).toMatchObject({
    serviceLevel: 1,
    abandonedShare: 0,
    occupancy: 0,
    queueLength: 0,
  });
});

test.each([1, 120, 1e6, 1e12])('five thousand agents hold at 0.1 Erlang with a patience of %d seconds', (patienceSeconds) => {
  const service = serve({ ...HALF_HOUR, calls: 1, patienceSeconds }, 5000);
  expect(service).toMatchObject({ serviceLevel: 1, waitShare: 0, abandonedShare: 0, answeredWaitSeconds: 0 });
});

test.each([1, 120, 1e6, 1e12])(
  'a tenfold overload of five thousand agents holds with a patience of %d seconds',
  (patienceSeconds) => {
    const service = serve({ ...HALF_HOUR, calls: 500_000, patienceSeconds }, 5000);
    expect(service.abandonedShare).toBeCloseTo(0.9, 9);
    expect(service.occupancy).toBeCloseTo(1, 9);
  },
);
