/** A rule for integrals over [-1, 1]: points and their weights, same length. */
export interface QuadratureRule {
  points: Float64Array;
  weights: Float64Array;
}

/** Gauss–Legendre rule of `size` points, exact for polynomials of degree 2·size − 1 (Press et al., Numerical Recipes 4.6.1). */
export function gaussLegendre(size: number): QuadratureRule {
  const points = new Float64Array(size);
  const weights = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    const root = legendreRoot(size, Math.cos((Math.PI * (i + 0.75)) / (size + 0.5)));
    const { slope } = legendre(size, root);
    points[i] = root;
    weights[i] = 2 / ((1 - root * root) * slope * slope);
  }
  return { points, weights };
}

function legendreRoot(degree: number, guess: number) {
  let root = guess;
  for (let step = 0; step < 8; step++) {
    const { value, slope } = legendre(degree, root);
    root -= value / slope;
  }
  return root;
}

function legendre(degree: number, x: number) {
  let before = 1;
  let value = x;
  for (let n = 2; n <= degree; n++) [before, value] = [value, ((2 * n - 1) * x * value - (n - 1) * before) / n];
  return { value, slope: (degree * (x * value - before)) / (x * x - 1) };
}
