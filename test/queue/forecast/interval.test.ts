import { expect, test } from 'vitest';
import { boundsOf, reachOf, scaleOf } from '../../../src/queue/forecast/interval.ts';
import { mulberry } from '../../support/centres.ts';

/** Cases whose misses are uniform between −2 and 2 standard deviations. */
function rehearsalOf(expected: number, cases: number) {
  const random = mulberry(1);
  const scale = scaleOf(expected, 0.01);
  const came = Array.from({ length: cases }, () => Math.max(0, expected + scale * (4 * random() - 2)));
  return { expected: came.map(() => expected), scale: came.map(() => scale), came, days: 1000 };
}

test('the scale is Poisson noise and the uncertain rate together', () => {
  expect(scaleOf(100, 0)).toBe(10);
  expect(scaleOf(100, 0.03)).toBe(20);
});

test('the reach holds four of five rehearsed cases', () => {
  const { below, above } = reachOf(rehearsalOf(100, 4000), 1);
  expect([below, above]).toEqual([expect.closeTo(1.6, 1), expect.closeTo(1.6, 1)]);
});

test('without experience it is the normal one', () => {
  expect(reachOf({ expected: [], scale: [], came: [], days: 0 }, 7)).toEqual({ below: 1.2816, above: 1.2816 });
});

test('small numbers cannot fall below none, so the upper end gives way', () => {
  const rehearsal = rehearsalOf(0.5, 4000);
  const reach = reachOf(rehearsal, 1);
  const held = rehearsal.came.filter((count, i) => {
    const { low, high } = boundsOf(rehearsal.expected[i]!, rehearsal.scale[i]!, reach);
    return count >= low && count <= high;
  });
  expect(held.length / 4000).toBeCloseTo(0.8, 2);
});
