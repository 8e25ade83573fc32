import type { Standing } from '../database/tables/thesaurus.ts';
import { type Thesaurus, termsOfPhrase } from '../themes/grouping/words.ts';

/** Words and phrases that mean the same here; the first is its name. `key` is its number, or its name in the draft. */
export interface Entry {
  key: string;
  words: readonly string[];
  standing: Standing;
  isDraft: boolean;
  /** Its last change; null for one of the draft that nobody has touched. */
  changeId: number | null;
  changedAt: string | null;
  changedBy: string | null;
}

/** An entry as it is stored: `words` is JSON. */
export interface StoredEntry {
  id: number;
  draftKey: string | null;
  words: string;
  standing: Standing;
  changeId: number;
  changedAt: string;
  changedBy: string | null;
}

export const MOST_ENTRIES = 500;

/** Owners' entries by name, then the draft with what owners have made of it; removed ones are left out. */
export function entriesFrom(stored: readonly StoredEntry[], draft: Thesaurus): Entry[] {
  const read = stored.map(asEntry);
  const changed = new Map(read.filter(({ isDraft }) => isDraft).map((entry) => [entry.key, entry]));
  const drafted = [...draft].map(([key, words]) => changed.get(key) ?? untouched(key, words));
  return [...read.filter(({ isDraft }) => !isDraft).toSorted(byName), ...drafted].filter(
    ({ standing }) => standing !== 'removed',
  );
}

export const asEntry = ({ id, draftKey, words, ...rest }: StoredEntry): Entry => ({
  ...rest,
  key: draftKey ?? String(id),
  words: JSON.parse(words) as string[],
  isDraft: draftKey !== null,
});

const untouched = (key: string, words: readonly string[]): Entry => ({
  key,
  words,
  standing: 'on',
  isDraft: true,
  changeId: null,
  changedAt: null,
  changedBy: null,
});

const byName = (one: Entry, other: Entry) => nameOf(one).localeCompare(nameOf(other), 'en');

export const nameOf = ({ words }: Pick<Entry, 'words'>) => words[0] ?? '';

/** What an entry says to the engine: an entry that is off or removed says nothing. */
export const wordsInForce = ({ words, standing }: Pick<Entry, 'words' | 'standing'>): readonly string[] =>
  standing === 'on' ? words : [];

/** The entry by which these words mean the same already. */
export const saidAlready = (words: readonly string[], entries: readonly Entry[]): Entry | undefined =>
  entries.find((entry) => {
    const known = new Set(wordsInForce(entry).map(asRead));
    return words.every((word) => known.has(asRead(word)));
  });

/** Of several lists of words, those that say something new, and the entries that say the others already. */
export function newLists(lists: readonly (readonly string[])[], entries: readonly Entry[]) {
  const already: Entry[] = [];
  const fresh: Entry[] = [];
  for (const words of lists) {
    const known = saidAlready(words, [...entries, ...fresh]);
    if (known) already.push(known);
    else fresh.push({ ...untouched('', words), isDraft: false });
  }
  return { fresh: fresh.map(({ words }) => words), already };
}

/** Names of the other entries that hold a word too. It counts for each of them: a word can mean more than one thing. */
export function alsoIn(entry: Entry, entries: readonly Entry[]): { word: string; names: string[] }[] {
  const others = entries.filter(({ key, standing }) => key !== entry.key && standing === 'on');
  return entry.words.flatMap((word) => {
    const names = others.filter(({ words }) => words.some((other) => asRead(other) === asRead(word))).map(nameOf);
    return names.length === 0 ? [] : [{ word, names }];
  });
}

/** Two spellings that are read alike in English are one word. */
const asRead = (word: string) => termsOfPhrase(word, 'english').join(' ');

interface Change {
  id: number;
  undoesId: number | null;
}

/** May this change be taken back? Only while nothing was changed after it. `changes` are all of its entry, oldest first. */
export function undoVerdict(changeId: number, changes: readonly Change[]): 'undo' | 'already' | 'changed since' {
  const undone = new Set(changes.map(({ undoesId }) => undoesId));
  if (undone.has(changeId)) return 'already';
  const last = changes.findLast(({ id, undoesId }) => undoesId === null && !undone.has(id));
  return last?.id === changeId ? 'undo' : 'changed since';
}
