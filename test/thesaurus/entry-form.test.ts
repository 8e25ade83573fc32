import { expect, test } from 'vitest';
import { changedEntry, MOST_LINES, MOST_WORDS, newEntries, problemWith } from '../../src/thesaurus/entry-form.ts';
import { readForm } from '../../src/web/form.ts';

const linesOf = (words: unknown) => {
  const form = readForm(newEntries, { words });
  return form.ok ? form.value.words : form.errors.words;
};

test('a line is an entry; commas, semicolons, tabs and “=” part its words', () => {
  expect(linesOf('Orion = order  screen = CRM\r\n\n refund;moneyback\tchargeback\n注文、オーダー')).toEqual([
    ['Orion', 'order screen', 'CRM'],
    ['refund', 'moneyback', 'chargeback'],
    ['注文', 'オーダー'],
  ]);
});

test('the same word twice is one, as it was written first', () =>
  expect(linesOf('Orion, CRM, ORION')).toEqual([['Orion', 'CRM']]));

test.each([
  ['nothing', undefined],
  ['spaces', '  \n '],
  ['commas', ',,;='],
  ['a list', ['Orion']],
  ['NUL', 'Orion\u0000, CRM'],
  ['half a character', 'Orion\ud800, CRM'],
  ['too many lines', 'a, b\n'.repeat(MOST_LINES + 1)],
  ['a book', 'word, '.repeat(10_000)],
])('%s is refused with a sentence', (_what, words) => expect(linesOf(words)).toMatch(/^[A-Z].*[a-z]/));

test('an entry that is changed is one, however its lines are broken', () => {
  const form = readForm(changedEntry, { words: 'Orion,\nCRM', seen: '7' });
  expect(form).toEqual({ ok: true, value: { words: ['Orion', 'CRM'], seen: 7 } });
});

const problem = (words: string[], languages: Parameters<typeof problemWith>[1] = ['english'], kept: string[] = []) =>
  problemWith(words, languages, kept);

test.each([
  [['Orion', 'CRM']],
  [['Orion', 'order screen']],
  [['cash machine', 'point of sale']],
  [['注文', 'オーダー']],
  [['คำสั่งซื้อ', 'ออเดอร์']],
  [['404', 'not found']],
  [['sign-in', 'log on']],
])('%j can be an entry', (words) => expect(problem(words)).toBeUndefined());

test.each<[string[], RegExp]>([
  [['Orion'], /“Orion” alone means only itself/],
  [['Refund', 'refunds'], /“Refund” and “refunds” are read as one word already/],
  [['café', 'cafe'], /read as one word/],
  [['Orion', 'the'], /“the” is a filler word in English.*leave it out/],
  [['Orion', 'of the'], /“of the” is a filler word/],
  [['Orion', '!!!'], /“!!!” has no letters/],
  [['Orion', '😀'], /no letters/],
  [['Orion', 'the screen of orders'], /more than three words/],
  [['Orion', 'error 1234567'], /long number/],
  [['駅', '画面'], /“駅” is one character/],
  [['Orion', 'x'.repeat(41)], /keep each word or phrase under 40 letters/],
  [Array.from({ length: MOST_WORDS + 1 }, (_, n) => `w${n}`), /at most 30 words/],
])('%j cannot', (words, says) => expect(problem(words)).toMatch(says));

test('filler words are those of any language that reports are written in', () => {
  expect(problem(['Orion', 'oder'])).toBeUndefined();
  expect(problem(['Orion', 'oder'], ['english', 'german'])).toMatch(/filler word in Deutsch/);
});

test('words that differ in one of the languages are two', () => {
  expect(problem(['Bestellung', 'Bestellungen'], ['german'])).toMatch(/read as one word/);
  expect(problem(['Bestellung', 'Bestellungen'], ['english', 'german'])).toBeUndefined();
});

test('a word that stood in the entry may stay', () => {
  expect(problem(['repeat', 'again'])).toMatch(/filler/);
  expect(problem(['repeat', 'again'], ['english'], ['again', 'repeat', 'reenter'])).toBeUndefined();
});
