import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readCalls } from '../../../src/queue/forecast/calls-file.ts';
import { type Accuracy, evaluate } from '../../../src/queue/forecast/evaluation.ts';
import { dayCalls, inSlotsOf, type Series, seriesFrom } from '../../../src/queue/forecast/series.ts';
import { CENTRES, callsOf } from '../../support/centres.ts';

const BANK = new URL('../../../../shared/data/queue/bank_calls_5min.csv', import.meta.url);
const MINUTE = 60_000;

const of = (accuracy: Accuracy[], method: string, horizon: number) =>
  accuracy.find((row) => row.method === method && row.horizon === horizon)!;

function steady(days: number): Series {
  const series = callsOf({ ...CENTRES.office!, days });
  return { ...series, calls: series.calls.map((count) => (Number.isNaN(count) ? count : 10)) };
}

test('a centre that never changes is forecast within half a call a day', () => {
  for (const row of evaluate(steady(100), { everyOrigins: 10 })) {
    expect([row.wape < 0.003, row.coverage80]).toEqual([true, 1]);
  }
});

test('the error measures follow their formulas', () => {
  const series = steady(64);
  dayCalls(series, 63).forEach((count, slot, calls) => {
    if (count > 0) calls[slot] = 15;
  });
  const { wape, mae, rmse, intervals } = of(evaluate(series, { horizons: [1] }), 'last_week', 1);
  expect([wape, mae, rmse, intervals]).toEqual([100 / 1300, 100 / 120, Math.sqrt(500 / 120), 120]);
});

test('nothing is judged before forty days are known', () => {
  expect(evaluate(callsOf({ ...CENTRES.office!, days: 50 })).every((row) => row.intervals === 0)).toBe(true);
});

test.each(['office', 'hospital', 'growing', 'ragged', 'payday', 'restless', 'daily'])(
  'at an imagined centre (%s) it beats both baselines and holds what it promises',
  (name) => {
    const accuracy = evaluate(callsOf(CENTRES[name]!), { everyOrigins: 9 });
    for (const horizon of [7, 28]) {
      const { wape, coverage80 } = of(accuracy, 'forecast', horizon);
      expect(wape).toBeLessThan(Math.min(of(accuracy, 'last_week', horizon).wape, of(accuracy, 'mean_of_4', horizon).wape));
      expect(coverage80).toBeGreaterThan(0.76);
      expect(coverage80).toBeLessThan(0.845);
    }
  },
  MINUTE,
);

if (existsSync(BANK)) {
  const file = readCalls(readFileSync(BANK, 'utf8'));
  test.each([
    [30, 1, { 1: 0.059, 7: 0.062, 28: 0.064 }],
    [5, 3, { 1: 0.079, 7: 0.082, 28: 0.083 }],
  ])(
    'on the bank, %i minutes, it stays under the error that was asked for',
    (minutes, everyOrigins, wanted) => {
      const accuracy = evaluate(inSlotsOf(seriesFrom(file.rows, file.slotMinutes), minutes), { everyOrigins });
      for (const [horizon, wape] of Object.entries(wanted)) {
        const row = of(accuracy, 'forecast', Number(horizon));
        expect(row.wape).toBeLessThanOrEqual(wape);
        expect(row.coverage80).toBeGreaterThanOrEqual(0.76);
        expect(row.coverage80).toBeLessThanOrEqual(0.84);
      }
    },
    3 * MINUTE,
  );
} else {
  test('the bank file is not here, so accuracy on it is not checked', () => {
    expect(existsSync(BANK)).toBe(false);
  });
}
