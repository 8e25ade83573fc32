import { bestOf } from './best.ts';
import type { Matching } from './matching.ts';
import { languageAt, termsAt } from './shelf.ts';
import { termWeight } from './tallies.ts';
import { CONCEPT, PAIR, type Vocabulary, WORD } from './vocabulary.ts';
import { conceptsIn, conceptTerm, keyOf, LONG_NUMBER } from './words.ts';
import { heldBy } from './words-in-common.ts';

const SAMPLE = 200;
const WORDS_OF_THEME = 2;
/** What one report alone says is not yet how a theme speaks. */
const FEWEST_SAYING = 2;
const SAID_AGAIN = 3;
/** A word is a theme's own when at least so many of the reports that say it are in the theme. */
const OWN = 0.5;
/** A pair of neighbours stands for its word when most reports that say the word say the pair. */
const SAID_AS_PHRASE = 0.7;

/** A word, the places of the reports that say it, and the places of the themes on both sides. */
interface Bridgehead {
  word: number;
  places: readonly number[];
  members: readonly number[];
}

/** From a word to the words by which others of its theme are known. */
export function bridgesAcross(matching: Matching, { word, places, members }: Bridgehead, others: readonly number[]) {
  const { vocabulary, shelf } = matching;
  const own = new Set(places.flatMap((place) => [...termsAt(shelf, place)]));
  const counts = countTermsOf(matching, others);
  const words = [...counts.keys()].filter(
    (term) =>
      counts.get(term)! >= Math.min(FEWEST_SAYING, others.length) &&
      isTelling(vocabulary, term) &&
      !own.has(term) &&
      isOwn(matching, term, members),
  );
  const worth = (term: number) => (counts.get(term)! / others.length) * weigh(matching, term);
  const best = bestOf(words.length, WORDS_OF_THEME, (i) => worth(words[i]!)).map((i) => words[i]!);
  return best.flatMap((term) => {
    const [one, other] = [vocabulary.texts[word]!, phraseOf(matching, term, counts)];
    if (meanTheSame(matching, places[0]!, word, other)) return [];
    const sayingOther = others.find((place) => termsAt(shelf, place).includes(vocabulary.numbers.get(other)!))!;
    const pair = [one, vocabulary.texts[term]!].toSorted().join('|');
    const saying = { sayingOne: shelf.ids[places[0]!]!, sayingOther: shelf.ids[sayingOther]! };
    return [{ one, other, pair, ...saying, worth: promise(matching, word) * worth(term) }];
  });
}

function phraseOf({ vocabulary }: Matching, word: number, counts: ReadonlyMap<number, number>): string {
  const stem = vocabulary.texts[word]!;
  const pairs = [...counts.keys()].filter((term) => {
    const stems = vocabulary.kinds[term] === PAIR ? vocabulary.texts[term]!.split(' ') : [];
    return stems.includes(stem) && stems.every((one) => isTelling(vocabulary, vocabulary.numbers.get(one) ?? -1));
  });
  const [best] = bestOf(pairs.length, 1, (i) => counts.get(pairs[i]!)!);
  const many = best === undefined ? 0 : counts.get(pairs[best]!)!;
  return many >= 2 && many >= SAID_AS_PHRASE * counts.get(word)! ? vocabulary.texts[pairs[best!]!]! : stem;
}

/** Whether an entry of the thesaurus holds both already. */
function meanTheSame(matching: Matching, place: number, word: number, other: string): boolean {
  const keys = meaningsOf(matching, place, word);
  const language = languageAt(matching.shelf, place);
  return conceptsIn(matching.thesaurus, language, new Set([other, ...other.split(' ')])).some((key) => keys.includes(key));
}

/** The entries of the thesaurus that hold a word of a report. */
export const meaningsOf = ({ thesaurus, shelf, vocabulary }: Matching, place: number, word: number): string[] =>
  conceptsIn(thesaurus, languageAt(shelf, place), new Set([vocabulary.texts[word]!]));

/** The entries of the thesaurus that a report says something of. */
export const conceptsAt = ({ shelf, vocabulary }: Matching, place: number): string[] =>
  [...termsAt(shelf, place)].filter((term) => vocabulary.kinds[term] === CONCEPT).map((term) => keyOf(vocabulary.texts[term]!));

/** Whether more than one report of these themes says something of an entry. */
export function isMeantBy(matching: Matching, key: string, members: readonly number[]): boolean {
  const term = matching.vocabulary.numbers.get(conceptTerm(key));
  return term !== undefined && heldBy(matching, term, members) > 1;
}

/** A word that nobody else has said yet would join nothing more. */
export const promise = (matching: Matching, term: number) =>
  weigh(matching, term) * (matching.vocabulary.reportCounts[term]! > 1 ? SAID_AGAIN : 1);

export const weigh = ({ vocabulary, shelf }: Matching, term: number) => termWeight(vocabulary, shelf.count, term);

export function isTelling({ kinds, stops, texts, reportCounts }: Vocabulary, term: number): boolean {
  if (kinds[term] !== WORD || stops[term] === 1 || !(reportCounts[term]! > 0)) return false;
  return texts[term] !== LONG_NUMBER && !/^\p{N}+$/u.test(texts[term]!);
}

export function countTermsOf({ shelf }: Matching, places: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const place of places) for (const term of termsAt(shelf, place)) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}

export function newestPlaces({ shelf }: Matching, members: ReadonlySet<number>): number[] {
  const places: number[] = [];
  for (let place = shelf.count - 1; place >= 0 && places.length < SAMPLE; place--)
    if (members.has(shelf.themes[place]!)) places.push(place);
  return places;
}

export const isOwn = (matching: Matching, word: number, members: readonly number[]) =>
  heldBy(matching, word, members) >= OWN * matching.vocabulary.reportCounts[word]!;
