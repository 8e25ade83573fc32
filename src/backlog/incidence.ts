/** A standard normal deviate that leaves 5 % on each side: the 90 % intervals of every page. */
export const Z_90 = 1.6448536269514722;

/** How often something happened in a sample: k of n calls, its share, and the 90 % interval of the true share (0…1). */
export interface Incidence {
  k: number;
  n: number;
  share: number;
  low: number;
  high: number;
}

/**
 * Wilson score interval: (p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n). Wilson 1927; it stays inside 0…1 and is honest at k = 0.
 * Undefined without calls. Throws when k is not among n, since that is a counting mistake and no page should show it.
 */
export function incidenceOf(k: number, n: number, z = Z_90): Incidence | undefined {
  if (!Number.isInteger(k) || !Number.isInteger(n) || k < 0 || k > n) throw new RangeError(`${k} of ${n} calls cannot be`);
  if (n === 0) return undefined;

  const share = k / n;
  const spread = 1 + (z * z) / n;
  const middle = (share + (z * z) / (2 * n)) / spread;
  const half = (z / spread) * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  return { k, n, share, low: k === 0 ? 0 : Math.max(0, middle - half), high: k === n ? 1 : Math.min(1, middle + half) };
}
