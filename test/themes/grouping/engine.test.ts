import { expect, test } from 'vitest';
import {
  addReport,
  fileReport,
  keepReportsApart,
  keepThemesApart,
  mergeThemes,
  rank,
  refuseTheme,
  splitTheme,
  themeIdOf,
  undoMerge,
  withdrawReport,
} from '../../../src/themes/grouping/engine.ts';
import { answers, COMPLAINTS, counts, desk } from './desk.ts';

const first = (matching: ReturnType<typeof desk>, text: string) =>
  matching.themeIds[rank(matching, { text }).candidates[0]!.theme];

test('a report finds its theme and the nearest earlier report', () => {
  const matching = desk();
  const [best] = rank(matching, { text: 'the phone menu goes round' }).candidates;
  expect(matching.themeIds[best!.theme]).toBe(2);
  expect([4, 5]).toContain(matching.shelf.ids[best!.nearest]);
});

test('ranking changes nothing', () => {
  const matching = desk();
  const before = answers(matching);
  rank(matching, { id: 1, text: COMPLAINTS[0]![1] });
  expect(answers(matching)).toEqual(before);
});

test('a merge speaks with all reports, and its undo restores ranks and counts', () => {
  const matching = desk();
  const [ranks, tallies] = [answers(matching), counts(matching)];
  expect(mergeThemes(matching, 4, 1)).toEqual({ done: true });
  expect([first(matching, 'order search slow'), themeIdOf(matching, 8)]).toEqual([1, 1]);
  expect(
    answers(matching)
      .flat()
      .map(([id]) => id),
  ).not.toContain(4);
  expect(undoMerge(matching, 4)).toEqual({ done: true });
  expect([answers(matching), counts(matching)]).toEqual([ranks, tallies]);
});

test('a report filed into a merged theme stays with it when the merge is undone', () => {
  const matching = desk();
  mergeThemes(matching, 4, 1);
  addReport(matching, { id: 20, text: 'order search is slow again' });
  fileReport(matching, { id: 20 }, 4, 'human');
  undoMerge(matching, 4);
  expect([themeIdOf(matching, 20), themeIdOf(matching, 8)]).toEqual([4, 4]);
});

test('a refused theme is never suggested to that report again', () => {
  const matching = desk();
  const report = { id: 1, text: COMPLAINTS[0]![1] };
  refuseTheme(matching, 1, 1);
  expect(themeIdOf(matching, 1)).toBeUndefined();
  expect(rank(matching, report).candidates.map(({ theme }) => matching.themeIds[theme])).not.toContain(1);
  expect(fileReport(matching, report, 1, 'human')).toMatchObject({ done: false });
  mergeThemes(matching, 1, 4);
  expect(fileReport(matching, report, 4, 'gate')).toMatchObject({ done: false });
});

test('two reports that are not the same part, and their themes never merge', () => {
  const matching = desk();
  keepReportsApart(matching, 1, 2);
  expect([themeIdOf(matching, 1), themeIdOf(matching, 2)]).toEqual([1, undefined]);
  fileReport(matching, { id: 2 }, 4, 'human');
  expect(mergeThemes(matching, 4, 1)).toMatchObject({ done: false, why: expect.stringContaining('move those reports first') });
});

test('a split moves its reports and is not merged back', () => {
  const matching = desk();
  expect(splitTheme(matching, 1, 9, [3])).toEqual({ done: true });
  expect(themeIdOf(matching, 3)).toBe(9);
  expect(mergeThemes(matching, 9, 1)).toMatchObject({ done: false });
  expect(mergeThemes(matching, 1, 9)).toMatchObject({ done: false });
});

test('a withdrawn report is found by nobody', () => {
  const matching = desk();
  withdrawReport(matching, 1);
  expect(rank(matching, { text: COMPLAINTS[0]![1] }).near.map(({ place }) => place)).not.toContain(0);
});

test.each([
  ['a report that is here', (m: ReturnType<typeof desk>) => addReport(m, { id: 1, text: 'again' })],
  ['filing what is not here', (m: ReturnType<typeof desk>) => fileReport(m, { id: 99 }, 1, 'human')],
  ['refusing for a report that is not here', (m: ReturnType<typeof desk>) => refuseTheme(m, 99, 1)],
  ['parting a report from itself', (m: ReturnType<typeof desk>) => keepReportsApart(m, 1, 1)],
  ['merging a theme into itself', (m: ReturnType<typeof desk>) => mergeThemes(m, 1, 1)],
  ['merging an unknown theme', (m: ReturnType<typeof desk>) => mergeThemes(m, 99, 1)],
  ['undoing no merge', (m: ReturnType<typeof desk>) => undoMerge(m, 1)],
  ['parting an unknown theme', (m: ReturnType<typeof desk>) => keepThemesApart(m, 1, 99)],
  ['splitting nothing off', (m: ReturnType<typeof desk>) => splitTheme(m, 1, 9, [])],
  ['splitting off another theme’s report', (m: ReturnType<typeof desk>) => splitTheme(m, 1, 9, [4])],
  ['splitting into a theme that exists', (m: ReturnType<typeof desk>) => splitTheme(m, 1, 2, [3])],
  ['withdrawing what is not here', (m: ReturnType<typeof desk>) => withdrawReport(m, 99)],
])('%s is refused with a sentence and changes nothing', (_, attempt) => {
  const matching = desk();
  const before = counts(matching);
  expect(attempt(matching)).toEqual({ done: false, why: expect.stringMatching(/[;:].+\.$|\.$/) });
  expect(counts(matching)).toEqual(before);
});

test('merging twice, or in a circle, is refused', () => {
  const matching = desk();
  mergeThemes(matching, 4, 1);
  expect(mergeThemes(matching, 4, 2)).toMatchObject({ done: false, why: expect.stringContaining('undo that merge first') });
  expect(mergeThemes(matching, 1, 4)).toMatchObject({ done: false });
});
