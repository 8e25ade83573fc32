import { type Score, scoreThemes } from './scoring.ts';
import { tellingWords } from './words.ts';

export interface Match {
  /** A root theme. */
  id: number;
  score: number;
  /** The words the text shares with it, as written in the text, the most telling first. */
  words: string[];
  /** Its report that is most like the text. */
  nearestId: number | null;
}

export type Matcher = ReturnType<typeof newMatcher>;

/** A text of a theme: its name, or a report filed in it. */
interface Entry {
  themeId: number;
  text: string;
  counts: Map<string, number>;
}

/** A name stands for its theme as much as this many reports in the same words. */
const NAME_COUNTS = 3;

/**
 * Themes by their words, in memory: name and reports together are a theme's document. Texts go in and out one by one, and a merge
 * only changes which themes count together (`countTogether`). The same content gives the same answers in whatever order it came.
 */
export function newMatcher() {
  const entries = new Map<string, Entry>();
  const postings = new Map<string, Map<number, number>>();
  const lengths = new Map<number, number>();
  const keysOf = new Map<number, Set<string>>();
  const reportsIn = new Map<number, number>();
  let roots: ReadonlyMap<number, number> = new Map();
  const rootOf = (themeId: number) => roots.get(themeId) ?? themeId;
  const entriesUnder = (rootId: number) => [...keysOf].flatMap(([theme, keys]) => (rootOf(theme) === rootId ? [...keys] : []));

  function put(key: string, themeId: number, text: string, weight: number) {
    const kept = entries.get(key);
    if (kept?.themeId === themeId && kept.text === text) return;
    remove(key);
    const counts = new Map([...tellingWords(text)].map(([word, { count }]) => [word, count * weight]));
    entries.set(key, { themeId, text, counts });
    keysOf.set(themeId, (keysOf.get(themeId) ?? new Set()).add(key));
    count(themeId, counts, 1);
    if (isReport(key)) addTo(reportsIn, themeId, 1);
  }

  function remove(key: string) {
    const entry = entries.get(key);
    if (!entry) return;
    entries.delete(key);
    keysOf.get(entry.themeId)?.delete(key);
    count(entry.themeId, entry.counts, -1);
    if (isReport(key)) addTo(reportsIn, entry.themeId, -1);
  }

  function count(themeId: number, counts: Map<string, number>, sign: 1 | -1) {
    for (const [word, number] of counts) {
      const uses = postings.get(word) ?? new Map<number, number>();
      postings.set(word, addTo(uses, themeId, sign * number));
      if (uses.size === 0) postings.delete(word);
      addTo(lengths, themeId, sign * number);
    }
  }

  return {
    putName: (themeId: number, name: string) => put(`name ${themeId}`, themeId, name, NAME_COUNTS),
    putReport: (reportId: number, themeId: number, text: string) => put(`report ${reportId}`, themeId, text, 1),
    removeName: (themeId: number) => remove(`name ${themeId}`),
    removeReport: (reportId: number) => remove(`report ${reportId}`),
    countTogether: (rootIds: ReadonlyMap<number, number>) => {
      roots = rootIds;
    },

    /** The themes nearest to a text, best first; of equals, the older. One that holds no report is not there to be found. */
    rank(text: string, limit: number): Match[] {
      const asked = tellingWords(text);
      const scores = scoreThemes([...asked.keys()], postings, lengths, rootOf);
      const holding = new Set([...reportsIn.keys()].map(rootOf));
      const best = [...scores]
        .filter(([id]) => holding.has(id))
        .toSorted(byScore)
        .slice(0, limit);
      return best.map(([id, { score, worth }]) => ({
        id,
        score,
        words: byWorth(worth).map((word) => asked.get(word)!.written),
        nearestId: nearest(worth, entriesUnder(id), entries),
      }));
    },

    /** The words that tell a theme from the others, as a text to look for its neighbours with. */
    tellingText(rootId: number, most = 12): string {
      const counts = new Map<string, number>();
      for (const key of entriesUnder(rootId)) for (const [word, number] of entries.get(key)!.counts) addTo(counts, word, number);
      for (const [word, number] of counts) counts.set(word, number / (postings.get(word)?.size ?? 1));
      return byWorth(counts).slice(0, most).join(' ');
    },
  };
}

const isReport = (key: string) => key.startsWith('report ');

function addTo<K>(numbers: Map<K, number>, key: K, by: number) {
  const sum = (numbers.get(key) ?? 0) + by;
  if (sum > 0) numbers.set(key, sum);
  else numbers.delete(key);
  return numbers;
}

const byScore = (a: [number, Score], b: [number, Score]) => b[1].score - a[1].score || a[0] - b[0];

const byWorth = (worth: Map<string, number>) =>
  [...worth].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([word]) => word);

/** Of a theme's reports, the one whose words are worth most to what was asked, for its length; of equals, the older. */
function nearest(worth: Map<string, number>, keys: string[], entries: Map<string, Entry>): number | null {
  let best = { id: null as number | null, score: 0 };
  for (const key of keys) {
    if (!isReport(key)) continue;
    const { counts } = entries.get(key)!;
    const shared = [...worth].reduce((sum, [word, each]) => sum + (counts.has(word) ? each : 0), 0);
    const [id, score] = [Number(key.slice(7)), shared / Math.sqrt(counts.size || 1)];
    if (score > best.score || (score === best.score && score > 0 && id < best.id!)) best = { id, score };
  }
  return best.id;
}
