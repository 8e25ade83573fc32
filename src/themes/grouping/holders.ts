import { lengthOf } from './lists.ts';
import type { Matching } from './matching.ts';
import { WITHDRAWN } from './shelf.ts';
import { conceptTerm } from './words.ts';

/** How many reports say something of an entry of the thesaurus; withdrawn ones are left out. */
export function countHolders({ vocabulary }: Matching, key: string): number {
  const term = vocabulary.numbers.get(conceptTerm(key));
  return term === undefined ? 0 : vocabulary.reportCounts[term]!;
}

/** Their ids, the last to arrive first; those that arrived before a given one, if one is given. */
export function holderIds({ vocabulary, byReport, shelf }: Matching, key: string, most: number, before?: number): number[] {
  const term = vocabulary.numbers.get(conceptTerm(key));
  const found: number[] = [];
  if (term === undefined) return found;
  const end = before === undefined ? shelf.count : (shelf.placeOf.get(before) ?? 0);
  const start = byReport.starts[term] ?? 0;
  for (let slot = start + lengthOf(byReport, term) - 1; slot >= start && found.length < most; slot--) {
    const place = byReport.keys[slot]!;
    if (place < end && shelf.themes[place] !== WITHDRAWN) found.push(shelf.ids[place]!);
  }
  return found;
}
