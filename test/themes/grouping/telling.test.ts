import { expect, test } from 'vitest';
import { addReport, fileReport, mergeThemes, rank, refuseTheme } from '../../../src/themes/grouping/engine.ts';
import { createMatching, type Matching } from '../../../src/themes/grouping/matching.ts';
import { seeded, shuffled } from '../../../src/themes/grouping/shuffle.ts';
import { loadState, saveState } from '../../../src/themes/grouping/state.ts';
import { stateFromBytes, stateToBytes } from '../../../src/themes/grouping/state-bytes.ts';
import { telling } from '../../../src/themes/grouping/telling.ts';
import { stemOf } from '../../../src/themes/grouping/words.ts';

const MATTERS = ['refund missing', 'menu loops', 'label smudged', 'search slow', 'headset crackles', 'voucher refused'];
const ASIDES =
  'well hello there|you know how it is|my neighbour said to call|sorry about the dog|this morning I was at the office|as I was saying|bear with me one second|thanks for taking my call|it has been a long day|let me find the paper|I hope this is the right number|so anyway long story short'.split(
    '|',
  );

/** What a caller says around the matter: six asides out of twelve. */
function rambling(matter: string, seed: number): string {
  const asides = shuffled(ASIDES, seeded(seed)).slice(0, 6);
  return [...asides.slice(0, 3), matter, ...asides.slice(3)].join(' ');
}

function calls(): Matching {
  const matching = createMatching();
  for (let id = 1; id <= 60; id++) {
    addReport(matching, { id, text: rambling(MATTERS[id % MATTERS.length]!, id) });
    fileReport(matching, { id }, (id % MATTERS.length) + 1, 'human');
  }
  return matching;
}

const tells = (matching: Matching, word: string) =>
  telling(matching.vocabulary, matching.vocabulary.numbers.get(stemOf(word, 'english'))!);

test('what is said in every theme tells little, what is said in one tells much', () => {
  const matching = calls();
  for (const word of ['neighbour', 'dog', 'anyway']) expect(tells(matching, word)).toBeLessThan(0.3);
  for (const word of ['refund', 'menu', 'voucher']) expect(tells(matching, word)).toBeGreaterThan(0.9);
});

test('a rambling caller is understood by the two words that matter', () => {
  const matching = calls();
  MATTERS.forEach((matter, i) => {
    const [first] = rank(matching, { text: rambling(matter, 1000 + i) }).candidates;
    expect(matching.themeIds[first!.theme]).toBe(i + 1);
  });
});

test('a word met once keeps what words are expected to tell, and nothing filed tells nothing against a word', () => {
  const matching = calls();
  addReport(matching, { id: 99, text: 'flurble' });
  expect(tells(matching, 'flurble')).toBeGreaterThan(0);
  const empty = createMatching();
  addReport(empty, { id: 1, text: 'flurble' });
  expect(tells(empty, 'flurble')).toBe(1);
});

test('a merge changes nothing of it, and a report taken out takes its share along', () => {
  const matching = calls();
  const before = tells(matching, 'refund');
  mergeThemes(matching, 2, 1);
  expect(tells(matching, 'refund')).toBe(before);
  refuseTheme(matching, 6, 1);
  expect(matching.vocabulary.filings).toEqual({ reports: 59, squares: 5 * 100 + 81 });
});

test('a loaded engine counts on from where it was', () => {
  const matching = calls();
  mergeThemes(matching, 2, 1);
  const loaded = loadState(stateFromBytes(stateToBytes(saveState(matching))));
  expect(loaded.vocabulary.filings).toEqual(matching.vocabulary.filings);
  for (const term of matching.vocabulary.texts.keys()) {
    expect(telling(loaded.vocabulary, term)).toBe(telling(matching.vocabulary, term));
  }
});

test('an engine saved empty takes its first words in', () => {
  const loaded = loadState(stateFromBytes(stateToBytes(saveState(createMatching()))));
  for (const id of [1, 2]) {
    addReport(loaded, { id, text: 'refund missing' });
    fileReport(loaded, { id }, 1, 'human');
  }
  expect(rank(loaded, { text: 'refund missing' }).candidates).toHaveLength(1);
});
