import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LanguageName } from '../../../src/queue/language.ts';
import { addReport, fileReport, mergeThemes, undoMerge, withdrawReport } from '../../../src/themes/grouping/engine.ts';
import { createMatching, type Matching } from '../../../src/themes/grouping/matching.ts';
import { type EntryChange, reterm } from '../../../src/themes/grouping/retermed.ts';
import { termsAt } from '../../../src/themes/grouping/shelf.ts';
import { loadState, saveState } from '../../../src/themes/grouping/state.ts';
import { applyStep } from '../../../src/themes/grouping/steps.ts';
import { restoreReport } from '../../../src/themes/grouping/undoing.ts';
import { answers, counts } from './desk.ts';

const WORDS = ['orion', 'order', 'screen', 'search', 'slow', 'Bestellung', 'Bestellungen', 'crm', 'the', '注文', '画面', 'iade'];
const words = (minLength: number, maxLength: number) =>
  fc.array(fc.constantFrom(...WORDS), { minLength, maxLength }).map((chosen) => chosen.join(' '));
const language = fc.constantFrom<LanguageName>('english', 'german', 'turkish', 'japanese', 'other');
const id = fc.integer({ min: 1, max: 14 });
const theme = fc.integer({ min: 1, max: 4 });

const deed = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('add' as const), id, text: words(1, 6), language }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('file' as const), id, theme }) },
  fc.record({ kind: fc.constant('merge' as const), theme, other: theme }),
  fc.record({ kind: fc.constant('unmerge' as const), theme }),
  fc.record({ kind: fc.constant('withdraw' as const), id }),
  fc.record({ kind: fc.constant('restore' as const), id }),
);
const change = fc.record({
  kind: fc.constant('change' as const),
  key: fc.constantFrom('a', 'b'),
  words: fc.array(words(1, 3), { maxLength: 4 }),
});
type Deed = typeof deed extends fc.Arbitrary<infer D> ? D : never;
type Change = typeof change extends fc.Arbitrary<infer C> ? C : never;

function perform(matching: Matching, done: Deed | Change) {
  if (done.kind === 'add') addReport(matching, done);
  if (done.kind === 'file') fileReport(matching, { id: done.id }, done.theme, 'human');
  if (done.kind === 'merge') mergeThemes(matching, done.theme, done.other);
  if (done.kind === 'unmerge') undoMerge(matching, done.theme);
  if (done.kind === 'withdraw') withdrawReport(matching, done.id);
  if (done.kind === 'restore') restoreReport(matching, done.id);
  if (done.kind === 'change') retermAll(matching, [done]);
}

function retermAll(matching: Matching, changes: readonly EntryChange[]) {
  for (const _ of reterm(matching, changes));
}

const history = fc.array(fc.oneof({ weight: 6, arbitrary: deed }, change), { minLength: 4, maxLength: 45 });

/** Everything that is counted, by name; what a term counted nothing for is left out. */
function counted(matching: Matching) {
  const { vocabulary, shelf, byReport, own, spoken, lineage } = matching;
  const name = (term: number) => vocabulary.texts[term]!;
  const shelved = shelf.ids.map((report, place) => [report, [...termsAt(shelf, place)].map(name).sort()]);
  const lists = vocabulary.texts.map((text, term) => {
    const start = byReport.starts[term] ?? 0;
    return `${text}: ${[...byReport.keys.slice(start, start + (byReport.lengths[term] ?? 0))]}`;
  });
  const weighed = [own, spoken].map((tallies) =>
    matching.themeIds.map((themeId, at) => [
      themeId,
      tallies === spoken && lineage.parents[at] !== at ? 'speaks for nobody' : tallies.totals.map((column) => column[at]),
      tallies.newest[at],
    ]),
  );
  return {
    counts: counts(matching).filter((row) => !row.endsWith(': 0')),
    shelved,
    lists: lists.filter((row) => !row.endsWith(': ')).sort(),
    totals: [...vocabulary.totals],
    tells: vocabulary.texts
      .map((text, term) => `${text}: ${vocabulary.filed[term]} ${vocabulary.filedSquares[term]}`)
      .filter((row) => !row.endsWith(': 0 0'))
      .sort(),
    filings: { ...vocabulary.filings },
    weighed,
  };
}

test('an engine that heard of its entries late counts like one that had them from the beginning', () => {
  const check = (deeds: (Deed | Change)[]) => {
    const late = createMatching();
    for (const each of deeds) perform(late, each);
    const early = createMatching(late.thesaurus);
    for (const each of deeds) if (each.kind !== 'change') perform(early, each);
    expect(counted(late)).toEqual(counted(early));
  };
  fc.assert(fc.property(history, check), { numRuns: 300 });
});

test('an entry that is taken in and out again leaves everything as it was, the lengths of the vectors up to rounding', () => {
  const check = (deeds: (Deed | Change)[], { words: added }: Change) => {
    const matching = createMatching();
    for (const each of deeds) perform(matching, each);
    const squares = () => [...matching.own.squares, ...matching.spoken.squares];
    const before = [counted(matching), [...saveState(matching).reports.terms], [...matching.thesaurus]];
    const [lengths, asked] = [squares(), answers(matching)];
    retermAll(matching, [{ key: 'new', words: added }]);
    retermAll(matching, [{ key: 'new', words: [] }]);
    expect([counted(matching), [...saveState(matching).reports.terms], [...matching.thesaurus]]).toEqual(before);
    squares().forEach((square, i) => void expect(square).toBeCloseTo(lengths[i]!, 9));
    expect(answers(matching).map((each) => each.map(([first]) => first))).toEqual(
      asked.map((each) => each.map(([first]) => first)),
    );
  };
  fc.assert(fc.property(history, change, check), { numRuns: 150 });
});

test('several entries at once are as one after the other', () => {
  const check = (deeds: Deed[], changes: Change[]) => {
    const [together, oneByOne] = [createMatching(), createMatching()];
    for (const each of deeds) for (const engine of [together, oneByOne]) perform(engine, each);
    applyStep(together, { kind: 'thesaurus', entries: changes });
    for (const each of changes) perform(oneByOne, each);
    expect(counted(together)).toEqual(counted(oneByOne));
  };
  fc.assert(fc.property(fc.array(deed, { maxLength: 30 }), fc.array(change, { maxLength: 4 }), check), { numRuns: 100 });
});

test('a saved engine keeps its thesaurus and the languages of its reports', () => {
  const check = (deeds: (Deed | Change)[], later: (Deed | Change)[]) => {
    const matching = createMatching();
    for (const each of deeds) perform(matching, each);
    const again = loadState(structuredClone(saveState(matching)));
    for (const engine of [matching, again]) for (const each of later) perform(engine, each);
    expect([counted(again), [...again.thesaurus]]).toEqual([counted(matching), [...matching.thesaurus]]);
  };
  fc.assert(fc.property(history, history, check), { numRuns: 60 });
});

test('nothing that a question reads changes before the work is done', () => {
  const matching = createMatching();
  for (let report = 1; report <= 5_000; report++) {
    addReport(matching, { id: report, text: `Orion hangs ${report % 9}` });
    if (report % 50 === 0) fileReport(matching, { id: report }, 1 + (report % 3), 'import');
  }
  const before = counted(matching);
  let pauses = 0;
  for (const _ of reterm(matching, [{ key: 'orion', words: ['Orion', 'CRM'] }])) {
    pauses++;
    if (pauses % 2 === 1) expect(counted(matching)).toEqual(before);
  }
  expect(pauses).toBeGreaterThan(2);
  expect(matching.vocabulary.reportCounts[matching.vocabulary.numbers.get('@orion')!]).toBe(5_000);
});

test('a state without a thesaurus is refused with a sentence', () => {
  const { thesaurus: _, ...older } = saveState(createMatching());
  expect(() => loadState(older as never)).toThrow(/count the reports again/);
});
