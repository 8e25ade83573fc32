import { expect, test } from 'vitest';
import { type Bridge, bestBridges, bridgesInto, bridgesOfMerge, supportOf } from '../../../src/themes/grouping/bridges.ts';
import { mergeThemes } from '../../../src/themes/grouping/engine.ts';
import type { Matching } from '../../../src/themes/grouping/matching.ts';
import { applyStep } from '../../../src/themes/grouping/steps.ts';
import type { Thesaurus } from '../../../src/themes/grouping/words.ts';
import { desk } from './desk.ts';

const SCREEN: [number, string][] = [
  [1, 'the order screen takes forever'],
  [1, 'every order screen is slow'],
  [1, 'the order screen froze'],
];
const ELSEWHERE: [number, string][] = [
  [2, 'refund came late'],
  [2, 'refund never came'],
];
const NONE = new Set<string>();
const DRAFT: Thesaurus = new Map([['slow', ['slow', 'hang', 'froze']]]);

const into = (matching: Matching, themeId: number, reportIds: number[]) => bridgesInto(matching, themeId, reportIds, DRAFT);
const ofMerge = (matching: Matching, fromId: number, intoId: number) => bridgesOfMerge(matching, fromId, intoId, DRAFT);

/** The desk with entries taken in, as the log would. */
function saying(complaints: [number, string][], entries: [string, string[]][]) {
  const matching = desk(complaints);
  applyStep(matching, { kind: 'thesaurus', entries: entries.map(([key, words]) => ({ key, words })) });
  return matching;
}
const asked = (bridges: readonly Bridge[], refused = NONE) =>
  bestBridges(bridges, refused, 10).map(([first]) => [first!.one, first!.other]);

test('a report that shares no word with its theme proposes its telling word and the theme’s', () => {
  const matching = desk([...SCREEN, ...ELSEWHERE, [1, 'Orion hangs']]);
  const [first] = bestBridges(into(matching, 1, [6]), NONE, 10);
  expect(first).toMatchObject([{ other: 'order screen', themeId: 1, reportIds: [6], sayingOne: 6 }]);
  expect(['orion', 'hang']).toContain(first![0]!.one);
});

test('what several reports say is proposed before what one says, though they share it by now', () => {
  const matching = desk([...SCREEN, ...ELSEWHERE, [1, 'Orion hangs'], [1, 'Orion spins'], [2, 'money missing']]);
  const bridges = [...into(matching, 2, [8]), ...into(matching, 1, [6, 7])];
  const [first] = bestBridges(bridges, NONE, 10);
  expect(first).toMatchObject([{ one: 'orion', other: 'order screen', reportIds: [6, 7] }]);
  expect(supportOf(first!)).toBe(2);
  expect(bestBridges(bridges, NONE, 1)).toHaveLength(1);
  expect(asked(bridges)).toHaveLength(2);
});

test('two reports that are joined though they share no word are enough', () =>
  expect(into(desk([[1, 'Orion'], [1, 'screen'], ...ELSEWHERE]), 1, [2])).toMatchObject([{ one: 'screen', other: 'orion' }]));

test.each<[string, [number, string][]]>([
  ['shares two words', [...SCREEN, [1, 'the order screen Orion']]],
  ['is alone in its theme', [[1, 'Orion hangs'], ...ELSEWHERE]],
  ['says only filler words and numbers', [...SCREEN, [1, 'the 504 of 1234567']]],
  [
    'meets words that one report says each',
    [
      [1, 'apple'],
      [1, 'pear'],
      [1, 'plum'],
      [1, 'Orion'],
    ],
  ],
])('nothing is proposed for a report that %s', (_why, complaints) => {
  const matching = desk(complaints);
  const joined = complaints.findIndex(([, text]) => /Orion|504/.test(text)) + 1;
  expect(into(matching, 1, [joined])).toEqual([]);
});

test('a word that is said everywhere is nobody’s own', () => {
  const everywhere: [number, string][] = [3, 4, 5].flatMap((theme) => [
    [theme, 'hangs again'],
    [theme, 'it hangs'],
  ]);
  const matching = desk([...SCREEN, ...everywhere, [1, 'it hangs']]);
  expect(into(matching, 1, [10])).toEqual([]);
});

test('an entry by which report and theme mean the same has answered the question', () => {
  const complaints: [number, string][] = [...SCREEN, ...ELSEWHERE, [1, 'Orion stuck']];
  const entry = (...words: string[]) => into(saying(complaints, [['12', words]]), 1, [6]);
  expect(into(saying(complaints, []), 1, [6])).not.toEqual([]);
  expect(entry('Orion', 'order screen')).toEqual([]);
  expect(entry('stuck', 'froze')).toEqual([]);
  expect(entry('Orion', 'nothing here')).not.toEqual([]);
});

test('an entry of the draft takes its own words out, not the question', () => {
  const complaints: [number, string][] = [...SCREEN, ...ELSEWHERE, [1, 'Orion hangs']];
  expect(asked(into(saying(complaints, []), 1, [6])).flat()).toContain('order screen');
  expect(asked(into(saying(complaints, [...DRAFT] as [string, string[]][]), 1, [6]))).toEqual([['orion', 'order screen']]);
});

test('two merged themes that an entry makes alike are not asked about', () => {
  const complaints: [number, string][] = [...SCREEN, [3, 'Orion hangs'], [3, 'Orion spins'], ...ELSEWHERE];
  const merged = (entries: [string, string[]][]) => {
    const matching = saying(complaints, entries);
    mergeThemes(matching, 3, 1);
    return ofMerge(matching, 3, 1).length;
  };
  expect([merged([]), merged([['12', ['Orion', 'screen']]]), merged([['slow', ['hang', 'froze']]])]).toEqual([2, 0, 2]);
});

test('a pair that was refused is never asked again, however its phrase grows; the next best of the report is', () => {
  const matching = desk([...SCREEN, ...ELSEWHERE, [1, 'Orion hangs']]);
  const bridges = into(matching, 1, [6]);
  const [first] = bestBridges(bridges, NONE, 10);
  const after = bestBridges(bridges, new Set([first![0]!.pair]), 10);
  expect(after).toHaveLength(1);
  expect(after[0]![0]!.pair).not.toBe(first![0]!.pair);
  expect(bestBridges(bridges, new Set(bridges.map(({ pair }) => pair)), 10)).toEqual([]);
});

test('two themes that were merged though none of their telling words is common propose one', () => {
  const matching = desk([...SCREEN, [3, 'Orion hangs'], [3, 'Orion spins'], ...ELSEWHERE]);
  expect(mergeThemes(matching, 3, 1).done).toBe(true);
  expect(bestBridges(ofMerge(matching, 3, 1), NONE, 10)).toMatchObject([
    [{ one: 'orion', other: 'order screen', themeId: 1, mergedId: 3, reportIds: [] }],
  ]);
});

test('themes that have telling words in common, or are not known, propose none', () => {
  const matching = desk([...SCREEN, [3, 'order screen Orion'], ...ELSEWHERE]);
  mergeThemes(matching, 3, 1);
  expect(ofMerge(matching, 3, 1)).toEqual([]);
  expect(ofMerge(matching, 99, 1)).toEqual([]);
  expect(bestBridges([], NONE, 10)).toEqual([]);
  expect(into(desk([[1, 'one']]), 1, [])).toEqual([]);
});

test('the same decisions from reports and merges add up', () => {
  const bridge = { one: 'a', other: 'b', pair: 'a|b', themeId: 1, sayingOne: 1, sayingOther: 2, worth: 1 };
  const bridges = [
    { ...bridge, reportIds: [1, 2] },
    { ...bridge, themeId: 5, reportIds: [3] },
    { ...bridge, reportIds: [], mergedId: 4 },
    { ...bridge, one: 'c', pair: 'b|c', reportIds: [5, 6, 7] },
  ];
  expect(bestBridges(bridges, NONE, 10).map(supportOf)).toEqual([4, 3]);
});
