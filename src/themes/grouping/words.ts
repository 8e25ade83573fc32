import { type LanguageName, languages } from './languages.ts';

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

/** From a stemmed word to what it stands for: "orion" → "order-screen". */
export type Thesaurus = ReadonlyMap<string, string>;

const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const PIECE_SIZES = [3, 4];
const LONGEST_PLAIN_NUMBER = 4;

/**
 * What the rankers count in a report, each term once: stemmed words, pairs of neighbours, pieces of 3–4 characters (typing errors,
 * scripts without a stemmer), concepts of the thesaurus and facets.
 */
export function termsOf(report: ReportWords, thesaurus: Thesaurus = new Map()): Term[] {
  const tokens = tokenise(report.text);
  const stems = tokens.map((token) => stemOf(token, report.language ?? 'english'));
  const terms = new Map<string, TermKind>();
  for (const stem of stems) terms.set(stem, 'word');
  for (let i = 1; i < stems.length; i++) terms.set(`${stems[i - 1]} ${stems[i]}`, 'pair');
  for (const token of tokens) for (const piece of piecesOf(token)) terms.set(piece, 'piece');
  for (const stem of stems) if (thesaurus.has(stem)) terms.set(`@${thesaurus.get(stem)}`, 'concept');
  for (const facet of facetsOf(report)) terms.set(facet, 'facet');
  return [...terms].map(([text, kind]) => ({ text, kind }));
}

/** Lower-case runs of letters and digits; scripts that write no spaces become overlapping pairs of characters. */
export function tokenise(text: string): string[] {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’‘`´]/g, '');
  return (plain.match(/[\p{L}\p{N}\p{M}]+/gu) ?? []).flatMap((run) => (UNSPACED.test(run) ? characterPairs(run) : [run]));
}

/** The stem without accents. Long numbers name one case, never a theme, and become one word. */
export function stemOf(token: string, language: LanguageName): string {
  if (token.length > LONGEST_PLAIN_NUMBER && /^\p{N}+$/u.test(token)) return '#';
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
    .normalize('NFC');

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

/** A cache of pure answers: it changes nothing but speed. */
const STEMS_KEPT = 50_000;
const stems = Object.fromEntries(Object.keys(languages).map((name) => [name, new Map()])) as Record<
  LanguageName,
  Map<string, string>
>;

const stopStems = Object.fromEntries(
  Object.entries(languages).map(([name, { stops }]) => [
    name,
    new Set([...stops, 'a'].flatMap(tokenise).map((stop) => stemOf(stop, name as LanguageName))),
  ]),
) as Record<LanguageName, Set<string>>;
