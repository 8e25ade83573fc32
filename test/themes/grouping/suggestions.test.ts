import { expect, test } from 'vitest';
import { addReport, fileReport, mergeThemes } from '../../../src/themes/grouping/engine.ts';
import { createMatching } from '../../../src/themes/grouping/matching.ts';
import { centralReportId, keywordStems, suggest } from '../../../src/themes/grouping/suggestions.ts';
import { COMPLAINTS, desk } from './desk.ts';

test('a suggestion names its words in common and its nearest report', () => {
  const [first] = suggest(desk(), { text: 'The phone menu sends me round' }).suggestions;
  expect(first).toMatchObject({ themeId: 2, nearestReportId: 5 });
  expect(first!.wordsInCommon).toEqual(expect.arrayContaining(['phone', 'menu', 'sends']));
  expect(first!.wordsInCommon).not.toContain('the');
});

test('at most five themes are suggested', () => {
  const crowd = desk(Array.from({ length: 12 }, (_, i) => [i + 1, `order problem ${i}`]));
  expect(suggest(crowd, { text: 'order problem' }).suggestions).toHaveLength(5);
});

test('an engine that knows nothing suggests nothing and holds the report for new', () => {
  const advice = suggest(createMatching(), { text: 'order search slow' });
  expect(advice).toEqual({ suggestions: [], fresh: 1, gate: { passes: false, sureness: 0, agreed: false } });
});

test.each(['', '!!!', 'zzz qqq'])('a text that says nothing is answered all the same: %j', (text) => {
  expect(suggest(desk(), { text }).gate.passes).toBe(false);
});

test('facets decide where words are the same', () => {
  const matching = createMatching();
  const tools = ['CRM', 'dialler', 'wiki'];
  for (let id = 1; id <= 30; id++) {
    const report = { id, text: 'slow again', facets: { tool: tools[id % 3]! } };
    addReport(matching, report);
    fileReport(matching, report, (id % 3) + 1, 'human');
  }
  const best = (tool: string) => suggest(matching, { text: 'slow again', facets: { tool } }).suggestions[0]!.themeId;
  expect([best('crm'), best('Dialler'), best('wiki')]).toEqual([1, 2, 3]);
});

test('a theme is named by its most central report and a few stems', () => {
  const matching = desk();
  expect([1, 2, 3]).toContain(centralReportId(matching, 1));
  expect(keywordStems(matching, 2, 2).sort()).toEqual(['menu', 'phone']);
  expect(centralReportId(matching, 99)).toBeUndefined();
  expect(keywordStems(matching, 99, 3)).toEqual([]);
});

test('a merged theme is described by all its reports', () => {
  const matching = desk();
  mergeThemes(matching, 4, 1);
  expect(keywordStems(matching, 1, 9)).toContain('consol');
  expect(COMPLAINTS[centralReportId(matching, 4)! - 1]![0]).toBeOneOf([1, 4]);
});
