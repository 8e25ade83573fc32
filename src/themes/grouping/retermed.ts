import { type LanguageName, languageNames } from '../../queue/language.ts';
import { rootOf } from './lineage.ts';
import { append, lengthOf, replaceKeys, slotOf } from './lists.ts';
import type { Matching } from './matching.ts';
import { type Edit, reshelve } from './reshelving.ts';
import { type Shelf, termsAt, WITHDRAWN } from './shelf.ts';
import { type Tallies, termWeight } from './tallies.ts';
import type { Telling } from './telling.ts';
import { CONCEPT, numberOf } from './vocabulary.ts';
import { conceptTerm, type Thesaurus, termsOfPhrase } from './words.ts';

/** An entry of the thesaurus as it is from now on; without words there is none. */
export interface EntryChange {
  key: string;
  words: readonly string[];
}

/** What changes for a concept: places of reports are oldest first, counts by theme are by place of the theme, merges not followed. */
interface Concept extends Edit {
  holders: Int32Array;
  /** Reports of each theme that held it, and that hold it now. */
  was: Int32Array;
  is: Int32Array;
}

const READ_AT_ONCE = 20_000;

/**
 * Takes changed entries in, and reads the reports on the shelf again from their stored terms: counts, lists and tallies are as if the
 * entries had always been so. Only what was learned meanwhile (the classifier's weights) and the lengths of the themes' vectors, which keep
 * the rarity that a word had when it was counted, remember that they were not. It pauses between portions of work and changes nothing that
 * a question reads before the last one, so questions may be answered in the pauses; steps may not be applied.
 */
export function* reterm(matching: Matching, changes: readonly EntryChange[]): Generator<void, void> {
  const wanted = new Map(changes.map(({ key, words }) => [key, words]));
  const concepts: Concept[] = [];
  for (const [key, words] of wanted) {
    const concept = yield* readConcept(matching, key, words);
    if (concept) concepts.push(concept);
  }
  if (concepts.length > 0) Object.assign(matching.shelf, yield* reshelve(matching.shelf, concepts));
  for (const concept of concepts) recount(matching, concept);
  matching.thesaurus = thesaurusWith(matching.thesaurus, wanted);
}

function thesaurusWith(thesaurus: Thesaurus, wanted: Thesaurus): Thesaurus {
  const changed = new Map(thesaurus);
  for (const [key, words] of wanted)
    if (words.length > 0) changed.set(key, words);
    else changed.delete(key);
  return changed;
}

/** Undefined when the same reports hold the concept as before. */
function* readConcept(matching: Matching, key: string, words: readonly string[]): Generator<void, Concept | undefined> {
  const { vocabulary, byReport } = matching;
  const known = vocabulary.numbers.get(conceptTerm(key));
  const start = known === undefined ? 0 : byReport.starts[known]!;
  const before = byReport.keys.slice(start, start + (known === undefined ? 0 : lengthOf(byReport, known)));
  const holders = yield* holdersOf(matching, words);
  yield;
  const [gone, come] = [without(before, holders), without(holders, before)];
  if (gone.length + come.length === 0) return undefined;
  const term = known ?? numberOf(vocabulary, { text: conceptTerm(key), kind: 'concept' });
  yield;
  return { term, holders, gone, come, was: countByTheme(matching, before), is: countByTheme(matching, holders) };
}

/** Places of the reports that say one of the words, each in its own language. */
function* holdersOf(matching: Matching, words: readonly string[]): Generator<void, Int32Array> {
  const { shelf, byReport } = matching;
  const holds = new Uint8Array(shelf.count);
  let read = 0;
  for (const code of new Set(shelf.languages.subarray(0, shelf.count)))
    for (const [rarest, ...others] of numbersOf(matching, words, languageNames[code]!)) {
      const start = byReport.starts[rarest!]!;
      for (let slot = start; slot < start + lengthOf(byReport, rarest!); slot++) {
        if (++read % READ_AT_ONCE === 0) yield;
        const place = byReport.keys[slot]!;
        if (shelf.languages[place] === code && others.every((term) => termsAt(shelf, place).includes(term))) holds[place] = 1;
      }
    }
  return marked(holds);
}

function marked(flags: Uint8Array): Int32Array {
  const places: number[] = [];
  for (let place = 0; place < flags.length; place++) if (flags[place] === 1) places.push(place);
  return Int32Array.from(places);
}

/** For each word or phrase that some report may say, its terms, the rarest first. */
function numbersOf({ vocabulary, byReport }: Matching, words: readonly string[], language: LanguageName): number[][] {
  return words.flatMap((word) => {
    const terms = termsOfPhrase(word, language).map((text) => vocabulary.numbers.get(text) ?? -1);
    if (terms.length === 0 || terms.some((term) => term === -1 || lengthOf(byReport, term) === 0)) return [];
    return [terms.toSorted((a, b) => lengthOf(byReport, a) - lengthOf(byReport, b))];
  });
}

/** The places of one list that are not in the other; both are in order. */
function without(places: Int32Array, others: Int32Array): Int32Array {
  let at = 0;
  return places.filter((place) => {
    while (at < others.length && others[at]! < place) at++;
    return others[at] !== place;
  });
}

/** Reports by place of the theme that they are in. */
function countByTheme({ shelf, own }: Matching, places: Int32Array): Int32Array {
  const counts = new Int32Array(own.count);
  for (const place of places) if (shelf.themes[place]! >= 0) counts[shelf.themes[place]!]!++;
  return counts;
}

/** The concept's counts as its reports are now: in the vocabulary, in the lists of reports and themes, and in what themes weigh. */
function recount(matching: Matching, { term, holders, gone, come, was, is }: Concept) {
  const { vocabulary, shelf, byTheme, own, spoken, lineage } = matching;
  const weightBefore = termWeight(vocabulary, shelf.count, term) ** 2;
  const by = standing(shelf, come) - standing(shelf, gone);
  vocabulary.reportCounts[term]! += by;
  vocabulary.totals[CONCEPT]! += by;
  const weights = { before: weightBefore, after: termWeight(vocabulary, shelf.count, term) ** 2 };
  replaceKeys(matching.byReport, term, holders);
  for (const [theme, many] of is.entries()) {
    if (many === was[theme]) continue;
    const found = slotOf(byTheme, term, theme);
    byTheme.counts[found === -1 ? append(byTheme, term, theme) : found] = many;
  }
  retell(vocabulary, term, was, is);
  const roots = lineage.parents.map((_, theme) => rootOf(lineage, theme));
  retally(own, was, is, weights);
  retally(spoken, summed(was, roots), summed(is, roots), weights);
}

/** Filed reports that hold the term, and the squares of how many each theme has of them. */
function retell({ filed, filedSquares }: Telling, term: number, was: Int32Array, is: Int32Array) {
  for (const [theme, many] of is.entries()) {
    filed[term]! += many - was[theme]!;
    filedSquares[term]! += many ** 2 - was[theme]! ** 2;
  }
}

function standing(shelf: Shelf, places: Int32Array): number {
  let many = 0;
  for (const place of places) if (shelf.themes[place] !== WITHDRAWN) many++;
  return many;
}

function summed(counts: Int32Array, roots: readonly number[]): Int32Array {
  const sums = new Int32Array(counts.length);
  for (const [theme, many] of counts.entries()) sums[roots[theme]!]! += many;
  return sums;
}

/** A theme's square grows by n²w² − m²v², with m reports at weight v before and n at weight w now. */
function retally(tallies: Tallies, was: Int32Array, is: Int32Array, weights: { before: number; after: number }) {
  for (const [at, many] of is.entries()) {
    tallies.totals[CONCEPT]![at]! += many - was[at]!;
    tallies.squares[at]! += many ** 2 * weights.after - was[at]! ** 2 * weights.before;
  }
}
