import { addReport, fileReport, rank } from '../../../src/themes/grouping/engine.ts';
import { createMatching, type Matching } from '../../../src/themes/grouping/matching.ts';
import { saveState } from '../../../src/themes/grouping/state.ts';

/** A few complaints, and under which theme a human put them. */
export const COMPLAINTS: ReadonlyArray<[theme: number, text: string]> = [
  [1, 'order lookup takes forever'],
  [1, 'searching for an order is slow'],
  [1, 'order search spins and spins'],
  [2, 'customer stuck in the phone menu'],
  [2, 'phone menu sends callers back to the start'],
  [3, 'refund status cannot be seen'],
  [3, 'no way to see where the refund is'],
  [4, 'slow search for orders in the console'],
  [4, 'order console search takes a minute'],
];

/** An engine with the complaints added and filed, ids 1, 2, 3… */
export function desk(complaints = COMPLAINTS): Matching {
  const matching = createMatching();
  complaints.forEach(([theme, text], i) => {
    addReport(matching, { id: i + 1, text });
    fileReport(matching, { id: i + 1 }, theme, 'human');
  });
  return matching;
}

/** What the engine answers to a few questions: theme ids with scores, in order. */
export const answers = (matching: Matching) =>
  ['order search slow', 'menu loop on the phone', 'where is my refund', 'printer jam'].map((text) =>
    rank(matching, { text }).candidates.map(({ theme, score, share }) => [matching.themeIds[theme], score, share]),
  );

/** Every count, by name: terms and themes by what they are called, not by when they were met. */
export function counts(matching: Matching): string[] {
  const { vocabulary, themeTerms } = saveState(matching);
  const background = vocabulary.texts.map((text, i) => `${text}: ${vocabulary.reportCounts[i]}`);
  const rows = Array.from(themeTerms.terms, (term, i) => [
    vocabulary.texts[term],
    matching.themeIds[themeTerms.themes[i]!],
    themeTerms.reports[i],
  ]);
  const themes = matching.themeIds.map((id, place) => `theme ${id}: ${matching.own.reports[place]}`);
  return [...background, ...themes, ...rows.filter(([, , many]) => many !== 0).map((row) => row.join(' | '))].sort();
}
