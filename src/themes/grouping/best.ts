/** The `limit` numbers below `count` with the highest worth, best first; equal worth goes to the lower number. -Infinity is left out. */
export function bestOf(count: number, limit: number, worthOf: (index: number) => number): number[] {
  const best: number[] = [];
  const worths: number[] = [];
  for (let index = 0; index < count; index++) {
    const worth = worthOf(index);
    if (worth === -Infinity || (best.length === limit && worth <= worths[limit - 1]!)) continue;
    let at = Math.min(best.length, limit - 1);
    while (at > 0 && worths[at - 1]! < worth) {
      best[at] = best[at - 1]!;
      worths[at] = worths[at - 1]!;
      at--;
    }
    best[at] = index;
    worths[at] = worth;
  }
  return best;
}
