import type { LanguageName } from '../../queue/language.ts';
import { languages } from './languages.ts';

export type TermKind = 'word' | 'pair' | 'piece' | 'concept' | 'facet';

/** One countable feature of a report: `text` is unique over all kinds, so a table can hold it as its key. */
export interface Term {
  text: string;
  kind: TermKind;
}

export interface ReportWords {
  text: string;
  language?: LanguageName;
  /** Such as stage, layer, tool and queue; empty values are left out. */
  facets?: Readonly<Record<string, string>>;
}

/** What means the same here: the key of an entry → its words and phrases, its name first. A change makes another one. */
export type Thesaurus = ReadonlyMap<string, readonly string[]>;

const UNSPACED_SCRIPTS = '\\p{scx=Hani}\\p{scx=Hira}\\p{scx=Kana}\\p{scx=Thai}\\p{scx=Laoo}\\p{scx=Khmr}\\p{scx=Mymr}';
const UNSPACED = new RegExp(`[${UNSPACED_SCRIPTS}]`, 'u');
const PARTS = new RegExp(`[${UNSPACED_SCRIPTS}]+|[^${UNSPACED_SCRIPTS}]+`, 'gu');
const PIECE_SIZES = [3, 4];
const LONGEST_PLAIN_NUMBER = 4;

/**
 * What the rankers count in a report, each term once: stemmed words, pairs of neighbours, pieces of 3–4 characters (typing errors,
 * scripts without a stemmer), concepts of the thesaurus and facets.
 */
export function termsOf(report: ReportWords, thesaurus: Thesaurus = new Map()): Term[] {
  const language = report.language ?? 'english';
  const tokens = tokenise(report.text, language);
  const stems = tokens.map((token) => stemOf(token, language));
  const terms = new Map<string, TermKind>();
  for (const stem of stems) terms.set(stem, 'word');
  for (const pair of pairsOf(stems)) terms.set(pair, 'pair');
  const concepts = conceptsIn(thesaurus, language, terms);
  for (const token of tokens) for (const piece of piecesOf(token)) terms.set(piece, 'piece');
  for (const key of concepts) terms.set(conceptTerm(key), 'concept');
  for (const facet of facetsOf(report)) terms.set(facet, 'facet');
  return [...terms].map(([text, kind]) => ({ text, kind }));
}

/** What stands among a report's terms for an entry of the thesaurus. */
export const conceptTerm = (key: string) => `@${key}`;
export const keyOf = (term: string) => term.slice(1);

/** The stems of a text and its pairs of neighbours: what the words of a thesaurus are looked for in. */
export function stemsAndPairs(text: string, language: LanguageName): Set<string> {
  const stems = tokenise(text, language).map((token) => stemOf(token, language));
  return new Set([...stems, ...pairsOf(stems)]);
}

/** The terms that a report holds when it says a word (its stem) or a phrase (all its pairs of neighbours). Empty for what says nothing. */
export function termsOfPhrase(phrase: string, language: LanguageName): string[] {
  const stems = tokenise(phrase, language).map((token) => stemOf(token, language));
  return stems.length < 2 ? stems : pairsOf(stems);
}

/** Keys of the entries of which a report with these words and pairs says something. */
export function conceptsIn(
  thesaurus: Thesaurus,
  language: LanguageName,
  terms: Pick<ReadonlySet<string>, 'has' | 'keys'>,
): string[] {
  const phrases = phrasesOf(thesaurus, language);
  const found = new Set<string>();
  for (const term of terms.keys())
    for (const { key, rest } of phrases.get(term) ?? []) if (rest.every((other) => terms.has(other))) found.add(key);
  return [...found];
}

/** Lower-case runs of letters and digits; scripts that write no spaces become overlapping pairs of characters. */
export function tokenise(text: string, language: LanguageName = 'english'): string[] {
  const plain = lowerCase(text.normalize('NFKC'), language).replace(/['’‘`´]/g, '');
  return (plain.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [])
    .flatMap(partsOf)
    .flatMap((part) => (isUnspaced(part) ? characterPairs(part) : [part]));
}

/** Whether a word is of a script that writes no spaces. */
export const isUnspaced = (word: string) => UNSPACED.test(word);

/** Where a script without spaces meets one with, as in “CRM画面”, a word begins. */
export const partsOf = (run: string): string[] => (UNSPACED.test(run) ? run.match(PARTS)! : [run]);

/** Turkish has a dotted and a dotless i, each with a capital of its own. */
export const lowerCase = (text: string, language: LanguageName) =>
  language === 'turkish' ? text.toLocaleLowerCase('tr') : text.toLowerCase();

/** Stands for every number that is too long to be a theme's. */
export const LONG_NUMBER = '#';

/** The stem without accents. Long numbers name one case, never a theme, and become one word. */
export function stemOf(token: string, language: LanguageName): string {
  if (token.length > LONGEST_PLAIN_NUMBER && /^\p{N}+$/u.test(token)) return LONG_NUMBER;
  const known = stems[language].get(token);
  if (known !== undefined) return known;
  const stem = foldAccents(languages[language].stem(token)) || token;
  if (stems[language].size < STEMS_KEPT) stems[language].set(token, stem);
  return stem;
}

/** Whether a stem is grammar rather than matter, in that language. */
export function isStopStem(stem: string, language: LanguageName): boolean {
  return stopStems[language].has(stem);
}

const foldAccents = (word: string) =>
  word
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .replaceAll('ı', 'i');

const pairsOf = (stems: readonly string[]) => stems.slice(1).map((stem, i) => `${stems[i]} ${stem}`);

function characterPairs(run: string): string[] {
  const characters = Array.from(run);
  return characters.length < 2 ? characters : characters.slice(1).map((character, i) => characters[i] + character);
}

/** "#" marks a piece; "<" and ">" mark where the word begins and ends. */
function piecesOf(token: string): string[] {
  const characters = Array.from(`<${foldAccents(token)}>`);
  return PIECE_SIZES.flatMap((size) =>
    characters.slice(0, Math.max(0, characters.length - size + 1)).map((_, i) => `#${characters.slice(i, i + size).join('')}`),
  );
}

const facetsOf = (report: ReportWords) =>
  Object.entries(report.facets ?? {})
    .map(([name, value]) => [name, value.trim().toLowerCase()] as const)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `=${name}=${value}`);

interface Phrase {
  key: string;
  /** Its terms but the first, by which it is looked up. */
  rest: readonly string[];
}

function phrasesOf(thesaurus: Thesaurus, language: LanguageName): ReadonlyMap<string, readonly Phrase[]> {
  const known = phrases.get(thesaurus) ?? new Map<LanguageName, Map<string, Phrase[]>>();
  phrases.set(thesaurus, known);
  if (!known.has(language)) known.set(language, readPhrases(thesaurus, language));
  return known.get(language)!;
}

function readPhrases(thesaurus: Thesaurus, language: LanguageName) {
  const byFirst = new Map<string, Phrase[]>();
  for (const [key, words] of thesaurus)
    for (const word of words) {
      const [first, ...rest] = termsOfPhrase(word, language);
      if (first !== undefined) byFirst.set(first, [...(byFirst.get(first) ?? []), { key, rest }]);
    }
  return byFirst;
}

/** Caches of pure answers: they change nothing but speed. */
const phrases = new WeakMap<Thesaurus, Map<LanguageName, Map<string, Phrase[]>>>();
const STEMS_KEPT = 50_000;
const stems = Object.fromEntries(Object.keys(languages).map((name) => [name, new Map()])) as Record<
  LanguageName,
  Map<string, string>
>;

const stopStems = Object.fromEntries(
  Object.entries(languages).map(([name, { stops }]) => [
    name,
    new Set(
      [...stops, 'a'].flatMap((stop) => tokenise(stop, name as LanguageName)).map((stop) => stemOf(stop, name as LanguageName)),
    ),
  ]),
) as Record<LanguageName, Set<string>>;
