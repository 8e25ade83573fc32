export const KINDS = ['person', 'shift', 'theme', 'fix', 'report'] as const;
export type Kind = (typeof KINDS)[number];

/** What somebody looks for: words that must all be there, or a number, perhaps of a kind (`theme 7`). */
export interface Query {
  words: string[];
  number: number | null;
  kind: Kind | null;
}

const MOST_WORDS = 8;
const NUMBER = /^(?:(people|person|shift|theme|fix|report|flag)s?\s*)?#?\s*([1-9]\d{0,9})$/i;
const SYNONYMS: Record<string, Kind> = { people: 'person', flag: 'report' };

/** Reads `#42`, `theme 7` or words. More than eight words are too many to matter; a number beyond any row's is a word. */
export function readQuery(text: unknown): Query {
  const asked = (typeof text === 'string' ? text : '')
    .normalize('NFC')
    .replaceAll('\u0000', '')
    .toWellFormed()
    .trim()
    .slice(0, 200);
  const words = asked.split(/\s+/).filter(Boolean).slice(0, MOST_WORDS);
  const [, noun, digits] = NUMBER.exec(asked) ?? [];
  const number = Number(digits);
  if (!digits || number > 2_147_483_647) return { words, number: null, kind: null };
  const kind = noun ? (SYNONYMS[noun.toLowerCase()] ?? (noun.toLowerCase() as Kind)) : null;
  return { words: kind ? [] : [digits], number, kind };
}

/** A word as a pattern of `like` with the escape `\`: a typed % or _ is only itself. */
export const containing = (word: string) => `%${word.replace(/[\\%_]/g, '\\$&')}%`;

/** How a name may write a word: one engine ignores capitals of plain letters only. */
export function writings(word: string): string[] {
  const low = word.toLowerCase();
  return [...new Set([low, word, `${low.charAt(0).toUpperCase()}${low.slice(1)}`, low.toUpperCase()])];
}
