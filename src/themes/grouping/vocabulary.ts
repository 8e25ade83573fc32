import type { LanguageName } from '../../queue/language.ts';
import { grown } from './lists.ts';
import { type Telling, untold } from './telling.ts';
import { isStopStem, type ReportWords, type Term, type TermKind, type Thesaurus, termsOf } from './words.ts';

export const kinds: readonly TermKind[] = ['word', 'pair', 'piece', 'concept', 'facet'];
export const WORD = 0;
export const PAIR = 1;
export const PIECE = 2;
export const CONCEPT = 3;
export const FACET = 4;

/** Every term ever met, numbered in order of appearance, with how many reports hold it. */
export interface Vocabulary extends Telling {
  numbers: Map<string, number>;
  texts: string[];
  kinds: Uint8Array;
  /** 1 where the term is a stop word in the language that brought it. */
  stops: Uint8Array;
  reportCounts: Int32Array;
  /** Reports' terms so far, by kind: the background that a theme's counts are smoothed with. */
  totals: Float64Array;
}

export const createVocabulary = (): Vocabulary => ({
  numbers: new Map(),
  texts: [],
  kinds: new Uint8Array(1024),
  stops: new Uint8Array(1024),
  reportCounts: new Int32Array(1024),
  ...untold(1024),
  totals: new Float64Array(kinds.length),
});

/** Numbers of the terms that are known; how many are not is counted by kind. Changes nothing. */
export function knownTerms(vocabulary: Vocabulary, report: ReportWords, thesaurus: Thesaurus) {
  const unknown = new Int32Array(kinds.length);
  const terms: number[] = [];
  for (const term of termsOf(report, thesaurus)) {
    const number = vocabulary.numbers.get(term.text);
    if (number === undefined || vocabulary.reportCounts[number] === 0) unknown[kinds.indexOf(term.kind)]!++;
    else terms.push(number);
  }
  return { terms: Int32Array.from(terms), unknown };
}

/** Numbers of a report's terms; new ones enter the vocabulary. Counts nothing yet. */
export function numberTerms(vocabulary: Vocabulary, report: ReportWords, thesaurus: Thesaurus): Int32Array {
  return Int32Array.from(termsOf(report, thesaurus), (term) => numberOf(vocabulary, term, report.language));
}

/** The number of a term, which enters the vocabulary if it is new. */
export const numberOf = (vocabulary: Vocabulary, term: Term, language: LanguageName = 'english'): number =>
  vocabulary.numbers.get(term.text) ?? enter(vocabulary, term, language);

/** Counts one report's terms in (+1) or out (−1). */
export function countTerms(vocabulary: Vocabulary, terms: Int32Array, by: 1 | -1) {
  for (const term of terms) {
    vocabulary.reportCounts[term]! += by;
    vocabulary.totals[vocabulary.kinds[term]!]! += by;
  }
}

/** How rare a term is: ln(1 + (N − n + ½)/(n + ½)), the idf of BM25 (Robertson and Zaragoza, 2009). */
export const rarity = (reports: number, holding: number) => Math.log(1 + Math.max(0, reports - holding + 0.5) / (holding + 0.5));

function enter(vocabulary: Vocabulary, term: Term, language: LanguageName): number {
  const number = vocabulary.texts.length;
  if (number === vocabulary.kinds.length) widen(vocabulary);
  vocabulary.numbers.set(term.text, number);
  vocabulary.texts.push(term.text);
  vocabulary.kinds[number] = kinds.indexOf(term.kind);
  vocabulary.stops[number] = term.kind === 'word' && isStopStem(term.text, language) ? 1 : 0;
  return number;
}

function widen(vocabulary: Vocabulary) {
  const length = Math.max(1024, vocabulary.kinds.length * 2);
  vocabulary.kinds = grown(vocabulary.kinds, length);
  vocabulary.stops = grown(vocabulary.stops, length);
  vocabulary.reportCounts = grown(vocabulary.reportCounts, length);
  vocabulary.filed = grown(vocabulary.filed, length);
  vocabulary.filedSquares = grown(vocabulary.filedSquares, length);
}
