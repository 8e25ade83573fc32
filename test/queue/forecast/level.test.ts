import { expect, test } from 'vitest';
import { expectLevel, learnLevel, nextDay, type Part, startLevel } from '../../../src/queue/forecast/level.ts';

const LEVEL: Part = { mean: 5, sd: 0.5, step: 0.01, persistence: 1 };
const SLOPE: Part = { mean: 0, sd: 0, step: 0, persistence: 1 };
const DESIGN = { index: [0], weight: [1] };

function learned(observed: number[], parts = [LEVEL, SLOPE]) {
  const state = startLevel(parts);
  for (const level of observed) {
    nextDay(state);
    learnLevel(state, DESIGN, level, 0.01);
  }
  return state;
}

test('settles on a steady level and grows sure of it', () => {
  const { level, variance } = expectLevel(learned(new Array(60).fill(6)), DESIGN);
  expect(level).toBeCloseTo(6, 2);
  expect(variance).toBeLessThan(0.002);
});

test('one wild day hardly moves it, a lasting change does', () => {
  const steady = new Array(60).fill(6);
  expect(expectLevel(learned([...steady, 9]), DESIGN).level).toBeLessThan(6.1);
  expect(expectLevel(learned([...steady, ...new Array(30).fill(7)]), DESIGN).level).toBeGreaterThan(6.8);
});

test('a slope carries the level on', () => {
  const rising = Array.from({ length: 80 }, (_, day) => 5 + day * 0.02);
  const state = learned(rising, [LEVEL, { ...SLOPE, sd: 0.01 }]);
  for (let day = 0; day < 10; day++) nextDay(state);
  expect(expectLevel(state, DESIGN).level).toBeCloseTo(5 + 89 * 0.02, 1);
});

test('a part that comes back to zero is forgotten', () => {
  const state = learned([6], [{ mean: 4, sd: 0, step: 0, persistence: 0.5 }, SLOPE]);
  for (let day = 0; day < 20; day++) nextDay(state);
  expect(expectLevel(state, DESIGN).level).toBeCloseTo(0, 4);
});
