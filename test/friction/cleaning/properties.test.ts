import fc from 'fast-check';
import { expect, test } from 'vitest';
import { read } from '../../../src/friction/cleaning/characters.ts';
import { passesLuhn } from '../../../src/friction/cleaning/digits.ts';
import { redact } from '../../../src/friction/redact.ts';
import { clean, removals } from './corpus.ts';

const ZEROS = [0x30, 0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0xff10, 0x1d7ce, 0x1d7d8, 0x1d7e2, 0x1fbf0];
const GAPS = [
  '',
  '',
  '',
  ' ',
  '-',
  ' - ',
  '\u00a0',
  '\u2009',
  '\u3000',
  '\u2013',
  '\u2014',
  '\u2212',
  '\uff0d',
  '.',
  '\u200b',
  '\u2060 ',
];
const BEGINNINGS = ['4', '51', '55', '2221', '2720', '6011', '65', '3530', '6759', '2200'];

const cardDigits = fc
  .tuple(fc.constantFrom(...BEGINNINGS), fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 15, maxLength: 15 }))
  .map(([beginning, rest]) => withCheckDigit(`${beginning}${rest.join('')}`.slice(0, 15)));

const typedCard = fc
  .tuple(cardDigits, fc.array(fc.constantFrom(...GAPS), { minLength: 15, maxLength: 15 }), fc.constantFrom(...ZEROS))
  .map(([digits, gaps, zero]) =>
    [...digits].map((digit, at) => (at ? gaps[at - 1] : '') + String.fromCodePoint(zero + Number(digit))).join(''),
  );

function withCheckDigit(fifteen: string) {
  return [...'0123456789'].map((digit) => fifteen + digit).find(passesLuhn)!;
}

test('a card never survives, whatever its grouping, digits, dashes and spaces', () => {
  fc.assert(
    fc.property(typedCard, (card) => {
      expect(redact(`paid with ${card}, twice`)).toBe('paid with [card number], twice');
    }),
    { numRuns: 500 },
  );
});

test('text without digits and signs comes back as it was', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }).filter((text) => !/[\p{N}@%&]/u.test(text)),
      (text) => {
        expect(redact(text)).toBe(text);
      },
    ),
  );
});

const piece = fc.oneof(
  fc.constantFrom(...removals.map(([typed]) => typed), ...clean),
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('order ', 'call ', 'card ', 'IBAN ', ' or ', ', ', '[phone number]', '[card number] ', '\n'),
  fc.integer({ min: 0 }).map(String),
);

test('cleaning twice changes nothing more', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), fc.constantFrom('', ' '), (pieces, gap) => {
      const once = redact(pieces.join(gap));
      expect(redact(once)).toBe(once);
    }),
    { numRuns: 300 },
  );
});

test('what is removed is marked in its order and the sentences between stay', () => {
  const items = removals.filter(([, cleaned]) => /^\[[\w -]+\]$/.test(cleaned) && cleaned !== '');
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...items), { maxLength: 6 }), (chosen) => {
      const typed = chosen.map(([item]) => `He said: «${item}»`).join('; éç👩‍👩‍👧 ');
      expect(redact(typed)).toBe(chosen.map(([, mark]) => `He said: «${mark}»`).join('; éç👩‍👩‍👧 '));
    }),
  );
});

test('half characters and control characters neither throw nor change', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 0xffff })), (units) => {
      const noise = String.fromCharCode(...units).replace(/[\p{N}\p{L}@%&+]/gu, '');
      expect(redact(`${noise} jane@example.com ${noise}`)).toContain('[e-mail address]');
    }),
  );
});

test('positions lead back to the text as typed', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 0x10ffff })), (codes) => {
      const text = String.fromCodePoint(...codes);
      const { plain, starts, ends } = read(text);
      if (starts && ends) expect([starts.length, ends.length]).toEqual([plain.length, plain.length]);
      else expect(plain).toBe(text);
    }),
  );
});
