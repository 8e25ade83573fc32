type Partition = ReadonlyArray<string | number>;

/** How often each pair of (predicted, true) group occurs, and each alone. Both lists are as long as there are reports. */
interface Table {
  cells: number[];
  predicted: number[];
  truth: number[];
  all: number;
}

/** Adjusted Rand index: (RI − expected) / (max − expected) over pairs (Hubert and Arabie, 1985). 1 = the same groups, 0 = by chance. */
export function adjustedRandIndex(predicted: Partition, truth: Partition): number {
  const table = tabulate(predicted, truth);
  const [together, p, t] = [pairsIn(table.cells), pairsIn(table.predicted), pairsIn(table.truth)];
  const expected = table.all < 2 ? 0 : (p * t) / pairsIn([table.all]);
  const most = (p + t) / 2;
  return most === expected ? 1 : (together - expected) / (most - expected);
}

/** Normalised mutual information, 2 I(P;T) / (H(P) + H(T)). */
export function normalisedMutualInformation(predicted: Partition, truth: Partition): number {
  const table = tabulate(predicted, truth);
  const [joint, p, t] = [entropy(table.cells, table.all), entropy(table.predicted, table.all), entropy(table.truth, table.all)];
  return p + t === 0 ? 1 : (2 * (p + t - joint)) / (p + t);
}

/** F1 of "these two reports belong together" over all pairs of reports. */
export function pairF1(predicted: Partition, truth: Partition): number {
  const table = tabulate(predicted, truth);
  const claimed = pairsIn(table.predicted) + pairsIn(table.truth);
  return claimed === 0 ? 1 : (2 * pairsIn(table.cells)) / claimed;
}

/** Area under the ROC curve: how likely a true case scores above a false one, ties half (Mann–Whitney U); undefined when one kind is missing. */
export function areaUnderCurve(scores: readonly number[], truths: readonly boolean[]): number | undefined {
  const positives = truths.filter(Boolean).length;
  const negatives = truths.length - positives;
  if (positives === 0 || negatives === 0) return undefined;
  const rankSum = midRanks(scores).reduce((sum, rank, i) => sum + (truths[i] ? rank : 0), 0);
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}

/** The value below which a share of the numbers lies; 0 for none. */
export function quantile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

function tabulate(predicted: Partition, truth: Partition): Table {
  const cells = new Map<string, number>();
  const ps = new Map<string | number, number>();
  const ts = new Map<string | number, number>();
  predicted.forEach((p, i) => {
    const t = truth[i]!;
    count(cells, JSON.stringify([p, t]));
    count(ps, p);
    count(ts, t);
  });
  return { cells: [...cells.values()], predicted: [...ps.values()], truth: [...ts.values()], all: predicted.length };
}

const count = <K>(counts: Map<K, number>, key: K) => counts.set(key, (counts.get(key) ?? 0) + 1);
const pairsIn = (sizes: number[]) => sizes.reduce((sum, size) => sum + (size * (size - 1)) / 2, 0);
const entropy = (sizes: number[], all: number) => -sizes.reduce((sum, size) => sum + (size / all) * Math.log(size / all), 0);

function midRanks(scores: readonly number[]): number[] {
  const order = scores.map((_, i) => i).sort((a, b) => scores[a]! - scores[b]!);
  const ranks = new Array<number>(scores.length);
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to < order.length && scores[order[to]!] === scores[order[from]!]) to++;
    for (let i = from; i < to; i++) ranks[order[i]!] = (from + to + 1) / 2;
    from = to;
  }
  return ranks;
}
