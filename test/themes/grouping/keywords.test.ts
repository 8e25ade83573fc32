import { expect, test } from 'vitest';
import { addReport } from '../../../src/themes/grouping/engine.ts';
import { mostCentral, tellingStems, writtenForms } from '../../../src/themes/grouping/keywords.ts';
import { createMatching } from '../../../src/themes/grouping/matching.ts';

function engineWith(...texts: string[]) {
  const matching = createMatching();
  for (const [index, text] of texts.entries()) addReport(matching, { id: index + 1, text });
  return matching;
}

const english = (...texts: string[]) => texts.map((text) => ({ text, language: 'english' as const }));

test('the most central report shares the most with the others', () => {
  const matching = engineWith('Refund late', 'Order search is slow', 'Order search takes long', 'The order search is slow today');
  expect(mostCentral(matching, [2, 3, 4])).toBe(2);
  expect(mostCentral(matching, [1])).toBe(1);
  expect(mostCentral(matching, [99])).toBeUndefined();
});

test('what many of the reports hold and few others do tells the most; small words, bare numbers and letters tell nothing', () => {
  const matching = engineWith(
    'The console freezes 3 times',
    'Consoles freeze in row C',
    'Refund is late',
    'Refund again',
    'Refund',
  );
  expect(tellingStems(matching, [1, 2], 2).toSorted()).toEqual(['consol', 'freez']);
  for (const empty of ['3', 'c']) expect(tellingStems(matching, [1, 2], 9)).not.toContain(empty);
  expect(tellingStems(matching, [99], 3)).toEqual([]);
});

test('a stem is shown as it was written most often, in the capitals used most often', () => {
  const texts = english('Searching OrderDesk', 'the search in OrderDesk', 'search orderdesk');
  expect(writtenForms(['search', 'orderdesk'], texts)).toEqual(['search', 'OrderDesk']);
});

test('a tie is broken the same way every time, and a stem that nobody wrote is left out', () => {
  expect(writtenForms(['search', 'menu'], english('Search', 'search'))).toEqual(['search']);
});

test('each text is read in its own language, and scripts without spaces in pairs of characters', () => {
  expect(writtenForms(['bestell'], [{ text: 'Die Bestellungen fehlen', language: 'german' }])).toEqual(['Bestellungen']);
  expect(writtenForms(['注文'], [{ text: '注文が遅い', language: 'other' }])).toEqual(['注文']);
});
