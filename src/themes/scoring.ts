/** word → theme → how often the theme's texts use it. */
export type Postings = ReadonlyMap<string, ReadonlyMap<number, number>>;

export interface Score {
  score: number;
  /** What each shared word added. */
  worth: Map<string, number>;
}

/** How soon a repeated word stops adding, and how much a long document is held back. */
const K1 = 1.2;
const B = 0.6;

/**
 * Okapi BM25 of a few words against themes, each theme's document being that of everything merged into it:
 * sum over words of ln(1 + (N − n + 0.5) / (n + 0.5)) × f (k1 + 1) / (f + k1 (1 − b + b L / mean L))
 * (Robertson and Zaragoza 2009, with the idf that never falls below zero). `lengths`: words per theme.
 */
export function scoreThemes(
  words: readonly string[],
  postings: Postings,
  lengths: ReadonlyMap<number, number>,
  rootOf: (themeId: number) => number,
): Map<number, Score> {
  const long = sumByRoot(lengths, rootOf);
  const mean = [...long.values()].reduce((sum, length) => sum + length, 0) / Math.max(1, long.size);
  const scores = new Map<number, Score>();
  for (const word of words) {
    const uses = sumByRoot(postings.get(word) ?? new Map(), rootOf);
    const rarity = Math.log(1 + (long.size - uses.size + 0.5) / (uses.size + 0.5));
    for (const [root, count] of uses) {
      const held = count + K1 * (1 - B + (B * long.get(root)!) / mean);
      add(scores, root, word, (rarity * count * (K1 + 1)) / held);
    }
  }
  return scores;
}

function sumByRoot(numbers: ReadonlyMap<number, number>, rootOf: (themeId: number) => number): Map<number, number> {
  const sums = new Map<number, number>();
  for (const [theme, number] of numbers) {
    const root = rootOf(theme);
    sums.set(root, (sums.get(root) ?? 0) + number);
  }
  return sums;
}

function add(scores: Map<number, Score>, root: number, word: string, worth: number) {
  const kept = scores.get(root) ?? { score: 0, worth: new Map() };
  kept.score += worth;
  kept.worth.set(word, worth);
  scores.set(root, kept);
}
