import { expect, test } from 'vitest';
import { isStopStem, stemOf, termsOf, tokenise } from '../../../src/themes/grouping/words.ts';

const textsOf = (text: string, kind: string) =>
  termsOf({ text })
    .filter((term) => term.kind === kind)
    .map((term) => term.text);

test('words are stemmed and counted once', () => {
  expect(textsOf('Refunds, refunded: refund!', 'word')).toEqual(['refund']);
});

test('neighbours become pairs', () => expect(textsOf('card not working', 'pair')).toEqual(['card not', 'not work']));

test('pieces let a typing error still match', () => {
  const shared = textsOf('verification', 'piece').filter((piece) => textsOf('verfication', 'piece').includes(piece));
  expect(shared.length).toBeGreaterThan(10);
});

test('an apostrophe joins, accents fold, full-width digits become plain', () => {
  expect(tokenise('Can’t pay １２ €')).toEqual(['cant', 'pay', '12']);
  expect(stemOf('café', 'french')).toBe('caf');
});

test('a long number is nobody’s theme', () => {
  expect(textsOf('order 1234567', 'word')).toEqual(['order', '#']);
  expect(textsOf('error 504', 'word')).toEqual(['error', '504']);
});

test('scripts without spaces become pairs of characters', () =>
  expect(tokenise('注文検索 slow')).toEqual(['注文', '文検', '検索', 'slow']));

test('vowel signs stay with their letters', () => expect(tokenise('धीमा ऑर्डर')).toEqual(['धीमा', 'ऑर्डर']));

test('the thesaurus adds what a word stands for', () => {
  const thesaurus = new Map([['12', ['Orion', 'CRM', 'order screen', 'desk of orders']]]);
  const concepts = (text: string) =>
    termsOf({ text }, thesaurus)
      .filter(({ kind }) => kind === 'concept')
      .map((term) => term.text);
  expect(concepts('Orion is slow')).toEqual(['@12']);
  expect(concepts('crms froze')).toEqual(['@12']);
  expect(concepts('two order screens hung')).toEqual(['@12']);
  expect(concepts('the desk of orders')).toEqual(['@12']);
  for (const none of ['the screen of an order', 'desk of the orders', 'orders on the desk', 'an order'])
    expect(concepts(none)).toEqual([]);
});

test('words of the thesaurus are stemmed in the language of the report', () => {
  const thesaurus = new Map([['3', ['Bestellung', 'order']]]);
  const holds = (text: string, language: 'english' | 'german') =>
    termsOf({ text, language }, thesaurus).some(({ kind }) => kind === 'concept');
  expect(holds('Alle Bestellungen hängen', 'german')).toBe(true);
  expect(holds('Alle Bestellungen hängen', 'english')).toBe(false);
  expect(holds('orders hang', 'english')).toBe(true);
});

test('Turkish has an i with and one without a dot', () => {
  const stems = (text: string) => tokenise(text, 'turkish').map((token) => stemOf(token, 'turkish'));
  expect(stems('İADE SİPARİŞLERİ')).toEqual(stems('iade siparişleri'));
  expect(stems('SIPARIŞ')).toEqual(stems('sipariş'));
});

test('facets count when they say something', () => {
  const terms = termsOf({ text: '', facets: { stage: ' Wait ', tool: '' } });
  expect(terms).toEqual([{ text: '=stage=wait', kind: 'facet' }]);
});

test('stop words belong to a language', () => {
  expect(isStopStem('the', 'english')).toBe(true);
  expect(isStopStem('the', 'german')).toBe(false);
  expect(isStopStem('und', 'german')).toBe(true);
});

test.each(['', '   ', '!!!', '\u0000', '😀😀'])('a text without words has no terms: %j', (text) =>
  expect(termsOf({ text })).toEqual([]),
);

test('stemming depends on the language', () => {
  expect(stemOf('running', 'english')).toBe('run');
  expect(stemOf('running', 'other')).toBe('running');
});
