import { expect, test } from 'vitest';
import type { LanguageName } from '../../../src/queue/language.ts';
import { addReport, fileReport } from '../../../src/themes/grouping/engine.ts';
import { createMatching } from '../../../src/themes/grouping/matching.ts';
import { suggest } from '../../../src/themes/grouping/suggestions.ts';
import { tokenise } from '../../../src/themes/grouping/words.ts';
import { writtenWords } from '../../../src/themes/grouping/written.ts';

const texts = (text: string, language: LanguageName) => writtenWords(text, language).map((word) => word.text);

test('words are shown as they were written', () => {
  expect(texts('Can’t open ‘Orion’: #404!', 'english')).toEqual(['Can’t', 'open', 'Orion', '404']);
  expect(writtenWords('Can’t open', 'english').map(({ stems }) => stems)).toEqual([['cant'], ['open']]);
});

test('a dictionary says where words end in scripts without spaces', () => {
  expect(texts('CRM画面が遅い', 'japanese')).toEqual(['CRM', '画面', 'が', '遅い']);
  expect(texts('หน้าจอคำสั่งซื้อช้า', 'other').join('')).toBe('หน้าจอคำสั่งซื้อช้า');
  expect(texts('หน้าจอคำสั่งซื้อช้า', 'other').length).toBeGreaterThan(2);
});

test('a word in another script is found beside one without spaces', () =>
  expect(tokenise('Orionの画面ーCRM')).toEqual(['orion', 'の画', '画面', '面ー', 'crm']));

/** Five reports in one language, in two themes; what the sixth has in common with the first. */
function inCommon(language: LanguageName, [one, other]: [string, string], asked: string, thesaurus?: [string, string[]]) {
  const matching = createMatching(new Map(thesaurus ? [thesaurus] : []));
  [one, other].forEach((text, i) => {
    addReport(matching, { id: i + 1, text, language });
    fileReport(matching, { id: i + 1 }, i + 1, 'human');
  });
  return suggest(matching, { text: asked, language }).suggestions.find(({ themeId }) => themeId === 1)?.wordsInCommon;
}

test.each<[LanguageName, [string, string], string, string[]]>([
  [
    'german',
    ['Die Bestellungen laden ewig', 'Die Rückzahlung fehlt'],
    'Eine Bestellung zu laden dauert',
    ['bestellung', 'laden'],
  ],
  ['turkish', ['Sipariş ekranı donuyor', 'İade gecikti'], 'SİPARİŞLER için ekran açılmıyor', ['ekran', 'siparişler']],
  ['japanese', ['注文検索が遅いです', '返金が届かない'], '注文の検索に時間がかかる', ['検索', '注文']],
  ['other', ['หน้าจอคำสั่งซื้อช้ามาก', 'ไม่ได้รับเงินคืน'], 'คำสั่งซื้อค้าง', ['คำ', 'สั่ง', 'ซื้อ']],
])('in %s, words in common are words', (language, reports, asked, words) => {
  expect(inCommon(language, reports, asked)!.toSorted()).toEqual(words.toSorted());
});

test('what means the same is said as such, and only where no word of the entry is shared', () => {
  const entry: [string, string[]] = ['4', ['Orion', 'order screen', 'CRM']];
  const reports: [string, string] = ['the order screen is slow', 'refund came late'];
  expect(inCommon('english', reports, 'Orion froze', entry)).toEqual(['Orion = order screen']);
  expect(inCommon('english', reports, 'my order screen froze', entry)).toEqual(['order', 'screen']);
  expect(inCommon('english', reports, 'Orion froze')).toEqual([]);
});

test('a long number is no word in common', () =>
  expect(inCommon('english', ['order 1234567 lost', 'refund late'], 'order 7654321')).toEqual(['order']));
