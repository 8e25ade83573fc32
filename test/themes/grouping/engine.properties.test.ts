import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addReport,
  fileReport,
  keepReportsApart,
  mergeThemes,
  rank,
  refuseTheme,
  splitTheme,
  themeIdOf,
  undoMerge,
} from '../../../src/themes/grouping/engine.ts';
import type { Matching } from '../../../src/themes/grouping/matching.ts';
import { createMatching } from '../../../src/themes/grouping/matching.ts';
import { loadState, saveState } from '../../../src/themes/grouping/state.ts';
import { stateFromBytes, stateToBytes } from '../../../src/themes/grouping/state-bytes.ts';
import { answers, COMPLAINTS, counts, desk } from './desk.ts';

const word = fc.constantFrom('order', 'search', 'slow', 'menu', 'phone', 'refund', 'label', 'print', 'wait', 'the', 'code');
const text = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(' '));
const complaints = fc.array(fc.tuple(fc.integer({ min: 1, max: 5 }), text), { minLength: 2, maxLength: 15 });
const id = fc.integer({ min: 1, max: 12 });

/** One thing that somebody might do; ids that do not exist are refused, which is part of the game. */
const deed = fc.oneof(
  fc.record({ kind: fc.constant('file' as const), a: id, b: id }),
  fc.record({ kind: fc.constant('merge' as const), a: id, b: id }),
  fc.record({ kind: fc.constant('undo' as const), a: id, b: id }),
  fc.record({ kind: fc.constant('refuse' as const), a: id, b: id }),
  fc.record({ kind: fc.constant('split' as const), a: id, b: id }),
);

interface Deed {
  kind: string;
  a: number;
  b: number;
}

function perform(matching: Matching, { kind, a, b }: Deed, step: number) {
  if (kind === 'file') fileReport(matching, { id: a }, b, 'human');
  if (kind === 'merge') mergeThemes(matching, a, b);
  if (kind === 'undo') undoMerge(matching, a);
  if (kind === 'refuse') refuseTheme(matching, a, b);
  if (kind === 'split') splitTheme(matching, a, 100 + step, [b]);
}

const performAll = (matching: Matching, deeds: Deed[], from = 0) => {
  for (const [step, each] of deeds.entries()) perform(matching, each, from + step);
};

test('merge then undo is identity on ranks and counts, whatever happened before', () => {
  const check = (deeds: Deed[], from: number, into: number) => {
    const matching = desk();
    performAll(matching, deeds);
    const before = [answers(matching), counts(matching)];
    if (mergeThemes(matching, from, into).done) undoMerge(matching, from);
    expect([answers(matching), counts(matching)]).toEqual(before);
  };
  fc.assert(fc.property(fc.array(deed, { maxLength: 8 }), id, id, check), { numRuns: 50 });
});

test('merges undone in any order leave what was there', () => {
  const matching = desk();
  const before = [answers(matching), counts(matching)];
  const merges: Array<[number, number]> = [
    [4, 1],
    [3, 2],
    [1, 2],
  ];
  for (const order of [
    [4, 3, 1],
    [1, 3, 4],
    [3, 1, 4],
    [1, 4, 3],
  ]) {
    for (const [from, into] of merges) expect(mergeThemes(matching, from, into).done).toBe(true);
    for (const theme of order) undoMerge(matching, theme);
    expect([answers(matching), counts(matching)]).toEqual(before);
  }
});

test('two reports that are kept apart never share a theme, whatever is done later', () => {
  const check = (one: number, other: number, deeds: Deed[]) => {
    const matching = desk();
    if (!keepReportsApart(matching, one, other).done) return;
    deeds.forEach((each, step) => {
      perform(matching, each, step);
      const themes = [themeIdOf(matching, one), themeIdOf(matching, other)];
      if (themes[0] !== undefined) expect(themes[0]).not.toBe(themes[1]);
    });
  };
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), fc.array(deed, { maxLength: 25 }), check),
    { numRuns: 120 },
  );
});

test('a refused theme is never suggested again, whatever is done later', () => {
  const check = (report: number, theme: number, deeds: Deed[]) => {
    const matching = desk();
    refuseTheme(matching, report, theme);
    performAll(matching, deeds);
    const root = matching.lineage.parents[matching.themeOf.get(theme)!];
    const suggested = rank(matching, { id: report, text: COMPLAINTS[report - 1]![1] }).candidates.map(
      (candidate) => candidate.theme,
    );
    expect(suggested).not.toContain(root);
  };
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 4 }), fc.array(deed, { maxLength: 15 }), check),
    { numRuns: 60 },
  );
});

test('the order of arrival changes no count', () => {
  const fill = (list: Array<[number, string, number]>) => {
    const matching = createMatching();
    for (const [theme, words, report] of list) {
      addReport(matching, { id: report, text: words });
      fileReport(matching, { id: report }, theme, 'import');
    }
    return counts(matching);
  };
  const shuffledTwice = complaints.chain((list) => {
    const numbered = list.map(([theme, words], i): [number, string, number] => [theme, words, i + 1]);
    return fc.tuple(fc.constant(numbered), fc.shuffledSubarray(numbered, { minLength: numbered.length }));
  });
  fc.assert(
    fc.property(shuffledTwice, ([list, other]) => {
      expect(fill(other)).toEqual(fill(list));
    }),
    { numRuns: 60 },
  );
});

test('moving a report out and back restores every count', () => {
  const matching = desk();
  const before = counts(matching);
  fileReport(matching, { id: 1 }, 2, 'human');
  expect(counts(matching)).not.toEqual(before);
  fileReport(matching, { id: 1 }, 1, 'human');
  expect(counts(matching)).toEqual(before);
});

test('the same input gives the same output', () => {
  fc.assert(
    fc.property(complaints, (list) => {
      expect(answers(desk(list))).toEqual(answers(desk(list)));
    }),
    { numRuns: 30 },
  );
});

test('a saved engine answers and goes on exactly like the one that was saved', () => {
  const check = (deeds: Deed[], later: Deed[]) => {
    const matching = desk();
    performAll(matching, deeds);
    const again = loadState(stateFromBytes(stateToBytes(saveState(matching))));
    for (const engine of [matching, again]) performAll(engine, later, 50);
    expect([answers(again), counts(again)]).toEqual([answers(matching), counts(matching)]);
  };
  fc.assert(fc.property(fc.array(deed, { maxLength: 8 }), fc.array(deed, { maxLength: 5 }), check), { numRuns: 40 });
});

test('a state that was cut short is refused with a sentence', () => {
  const bytes = stateToBytes(saveState(desk()));
  for (const length of [0, 5, 20, bytes.length - 8])
    expect(() => stateFromBytes(bytes.slice(0, length))).toThrow(/cut short; delete it/);
});
