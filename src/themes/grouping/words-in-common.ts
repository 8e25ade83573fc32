import type { LanguageName } from '../../queue/language.ts';
import { bestOf } from './best.ts';
import { membersOf } from './lineage.ts';
import { slotOf } from './lists.ts';
import type { Matching } from './matching.ts';
import { languageAt } from './shelf.ts';
import { termWeight } from './tallies.ts';
import {
  conceptsIn,
  conceptTerm,
  isStopStem,
  LONG_NUMBER,
  lowerCase,
  type ReportWords,
  stemsAndPairs,
  termsOfPhrase,
} from './words.ts';
import { type WrittenWord, writtenWords } from './written.ts';

const WORDS_SHOWN = 5;

/**
 * Words of a report, as it writes them, that a theme holds too, most telling first; then what means the same by the thesaurus, as
 * “Orion = order screen”: the report's word, and the theme's.
 */
export function wordsInCommon(matching: Matching, report: ReportWords & { id?: number }, root: number): string[] {
  const language = languageOf(matching, report);
  const members = membersOf(matching.lineage, root);
  const worth = new Map<string, number>();
  for (const { text, stems } of writtenWords(report.text, language))
    if (isTelling(stems, language) && holdsAll(matching, stems, members))
      worth.set(lowerCase(text, language), weightOf(matching, stems));
  const words = [...worth.keys()];
  const shared = bestOf(words.length, WORDS_SHOWN, (i) => worth.get(words[i]!)!).map((i) => words[i]!);
  return [...shared, ...meaningsInCommon(matching, { text: report.text, language }, members)].slice(0, WORDS_SHOWN);
}

/** The language of a report on the shelf; of one that is being written, what it says. */
export function languageOf({ shelf }: Matching, { id, language = 'english' }: ReportWords & { id?: number }): LanguageName {
  const place = id === undefined ? undefined : shelf.placeOf.get(id);
  return place === undefined ? language : languageAt(shelf, place);
}

/** How many reports of these themes hold a term. */
export const heldBy = ({ byTheme }: Matching, term: number, members: readonly number[]) =>
  members.reduce((sum, member) => {
    const slot = slotOf(byTheme, term, member);
    return slot === -1 ? sum : sum + byTheme.counts[slot]!;
  }, 0);

const isTelling = (stems: readonly string[], language: LanguageName) =>
  !stems.every((stem) => stem === LONG_NUMBER || isStopStem(stem, language));

const holdsAll = (matching: Matching, terms: readonly string[], members: readonly number[]) =>
  terms.length > 0 &&
  terms.every((text) => {
    const term = matching.vocabulary.numbers.get(text);
    return term !== undefined && heldBy(matching, term, members) > 0;
  });

const weightOf = ({ vocabulary, shelf }: Matching, stems: WrittenWord['stems']) =>
  Math.max(...stems.map((stem) => termWeight(vocabulary, shelf.count, vocabulary.numbers.get(stem)!)));

/** Where report and theme say the same by different words of one entry. */
function meaningsInCommon(matching: Matching, report: ReportWords, members: readonly number[]): string[] {
  const language = report.language ?? 'english';
  const terms = stemsAndPairs(report.text, language);
  return conceptsIn(matching.thesaurus, language, terms).flatMap((key) => {
    if (!holdsAll(matching, [conceptTerm(key)], members)) return [];
    const words = matching.thesaurus.get(key)!.map((word) => ({ word, terms: termsOfPhrase(word, language) }));
    const said = words.filter((one) => one.terms.length > 0 && one.terms.every((term) => terms.has(term)));
    const held = words.filter((one) => holdsAll(matching, one.terms, members));
    return held.length === 0 || said.some((one) => held.includes(one)) ? [] : [`${said[0]!.word} = ${held[0]!.word}`];
  });
}
