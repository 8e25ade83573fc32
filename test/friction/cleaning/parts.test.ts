import { expect, test } from 'vitest';
import { read, replaceFound } from '../../../src/friction/cleaning/characters.ts';
import { passesLuhn } from '../../../src/friction/cleaning/digits.ts';
import { IBAN_LENGTHS, passesMod97 } from '../../../src/friction/cleaning/iban.ts';
import { hasIssuer } from '../../../src/friction/cleaning/issuers.ts';
import { nameBefore } from '../../../src/friction/cleaning/naming.ts';

test.each([
  ['٤٢', '42'],
  ['４２', '42'],
  ['𝟒𝟚', '42'],
  ['④②❹➋', '4242'],
  ['⑴⒉', '12'],
  ['4️⃣', '4'],
  ['a\u200bb\u00adc', 'abc'],
  ['–—−－‑', '-----'],
  ['\u00a0\u2009\u3000\t', '    '],
  ['＠．', '@.'],
])('%j is read as %j', (typed, plain) => {
  expect(read(typed).plain).toBe(plain);
});

test('a mark takes the place of what was typed, with the marks over its last digit', () => {
  const reading = read('é🙂 4\u200b1️⃣ 🙂');
  const start = reading.plain.indexOf('4');
  expect(replaceFound(reading, [{ start, end: start + 2, mark: '#' }])).toBe('é🙂 # 🙂');
});

test.each([
  ['4111111111111111', true],
  ['79927398713', true],
  ['4111111111111112', false],
])('Luhn on %s: %s', (digits, passes) => {
  expect(passesLuhn(digits)).toBe(passes);
});

test.each([
  ['GB82WEST12345698765432', true],
  ['gb82west12345698765432', true],
  ['GB82WEST12345698765431', false],
])('mod 97 on %s: %s', (iban, passes) => {
  expect(passesMod97(iban)).toBe(passes);
});

test('IBAN lengths lie between the shortest, Norway, and 34', () => {
  for (const length of IBAN_LENGTHS.values()) expect(length >= 15 && length <= 34).toBe(true);
  expect(IBAN_LENGTHS.get('NO')).toBe(15);
});

test.each([
  ['4111111111111111', true],
  ['411111111111111', false],
  ['378282246310005', true],
  ['1234567812345670', false],
  ['9400111899223344', false],
])('an issuer hands out %s: %s', (digits, issued) => {
  expect(hasIssuer(digits)).toBe(issued);
});

test.each([
  ['my order number is ', 'other', true],
  ['about the order, please call ', 'call', true],
  ['call me back at ', 'phone', true],
  ['Bestellnummer: ', 'other', true],
  ['Rückrufnummer ', 'phone', true],
  ['orders 4155550132 and ', 'other', true],
  ['Phone # ', 'phone', true],
  ['ticket # ', 'other', true],
  ['my order is late. ', 'other', false],
  ['credit card no. ', 'card', true],
  ['[card number] ', 'none', false],
  ['it took ', 'none', false],
])('%j calls what follows %s (directly: %s)', (before, kind, direct) => {
  expect(nameBefore(`${before}4155550132`, before.length)).toEqual({ kind, direct });
});
