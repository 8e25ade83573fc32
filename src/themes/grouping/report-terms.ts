import { KIND_WEIGHTS, kindWeight } from './tallies.ts';
import { telling } from './telling.ts';
import { kinds, knownTerms, type Vocabulary } from './vocabulary.ts';
import type { ReportWords, Thesaurus } from './words.ts';

/** A report as the rankers see it. */
export interface ReportTerms {
  /** Numbers of the terms that the vocabulary knows. */
  terms: Int32Array;
  /** How many terms it does not know, by kind. */
  unknown: Int32Array;
  /** All terms, by kind. */
  lengths: Int32Array;
  /** Unit-length weights beside `terms`, for the online classifier. */
  vector: Float64Array;
}

/** Reads a report that may be new to the vocabulary; changes nothing. */
export function readTerms(vocabulary: Vocabulary, report: ReportWords, thesaurus: Thesaurus): ReportTerms {
  const { terms, unknown } = knownTerms(vocabulary, report, thesaurus);
  return measured(vocabulary, terms, unknown);
}

/** The same for terms that are all known. */
export const storedTerms = (vocabulary: Vocabulary, terms: Int32Array) =>
  measured(vocabulary, terms, new Int32Array(kinds.length));

/** A report on the shelf as `readTerms` would read it now: terms that no other report holds are unknown again. */
export function termsAnew(vocabulary: Vocabulary, terms: Int32Array): ReportTerms {
  const unknown = new Int32Array(kinds.length);
  const known = terms.filter((term) => vocabulary.reportCounts[term]! > 0);
  for (const term of terms) if (vocabulary.reportCounts[term] === 0) unknown[vocabulary.kinds[term]!]!++;
  return measured(vocabulary, known, unknown);
}

function measured(vocabulary: Vocabulary, terms: Int32Array, unknown: Int32Array): ReportTerms {
  const lengths = unknown.slice();
  for (const term of terms) lengths[vocabulary.kinds[term]!]!++;
  return { terms, unknown, lengths, vector: unitVector(vocabulary, terms, unknown) };
}

/**
 * x = kind weight × √telling, divided by the length of all such x, those of unknown terms included. Rarity has no part in it: it would hold
 * back what the classifier learns from common words.
 */
function unitVector(vocabulary: Vocabulary, terms: Int32Array, unknown: Int32Array): Float64Array {
  const vector = Float64Array.from(terms, (term) => kindWeight(vocabulary, term) * Math.sqrt(telling(vocabulary, term)));
  let square = unknown.reduce((sum, many, kind) => sum + many * KIND_WEIGHTS[kind]! ** 2, 0);
  for (const x of vector) square += x * x;
  const length = Math.sqrt(square) || 1;
  return vector.map((x) => x / length);
}
