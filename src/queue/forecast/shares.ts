/** The day's whole volume: known calls over the share of the day that they should be. */
export function volumeOf(day: Float64Array, shares: Float64Array): number {
  let known = 0;
  let share = 0;
  for (let slot = 0; slot < day.length; slot++) {
    if (Number.isNaN(day[slot]!)) continue;
    known += day[slot]!;
    share += shares[slot]!;
  }
  return share >= 0.999 || share === 0 ? known : known / share;
}

/** A Gaussian average over the open neighbours. */
export function smoothed(shares: Float64Array, sd: number) {
  const reach = Math.ceil(2.5 * sd);
  const kernel = Array.from({ length: 2 * reach + 1 }, (_, i) => Math.exp(-0.5 * ((i - reach) / sd) ** 2));
  return shares.map((share, slot) => {
    if (share === 0) return 0;
    let sum = 0;
    let weight = 0;
    for (let i = -reach; i <= reach; i++) {
      const other = shares[slot + i];
      if (!other) continue;
      sum += kernel[i + reach]! * other;
      weight += kernel[i + reach]!;
    }
    return sum / weight;
  });
}

/** Scaled so that the shares sum to one. */
export function toOne(shares: Float64Array) {
  let sum = 0;
  for (const share of shares) sum += share;
  return sum > 0 ? shares.map((share) => share / sum) : shares;
}
