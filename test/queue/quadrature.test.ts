import { expect, test } from 'vitest';
import { excess } from '../../src/queue/offered-wait.ts';
import { gaussLegendre } from '../../src/queue/quadrature.ts';

test.each([2, 5, 16])('a rule of %i points is exact up to its degree', (size) => {
  const { points, weights } = gaussLegendre(size);
  for (let power = 0; power < 2 * size; power += 2) {
    const integral = points.reduce((sum, x, i) => sum + weights[i]! * x ** power, 0);
    expect(integral).toBeCloseTo(2 / (power + 1), 12);
  }
});

test.each([
  [1e-8, 4.999999983333333e-17],
  [-0.0199, 0.0001993249935898054],
  [0.0201, 0.0002006583402546309],
  [3, 2.049787068367864],
])('e^-v - 1 + v at %d keeps its digits', (v, expected) => {
  expect(excess(v) / expected).toBeCloseTo(1, 11);
});
