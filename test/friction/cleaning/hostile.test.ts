import { expect, test } from 'vitest';
import { numberingOf } from '../../../src/friction/cleaning/numbering.ts';
import { redact } from '../../../src/friction/redact.ts';

const SIZE = 100_000;
const fill = (piece: string) => piece.repeat(Math.ceil(SIZE / piece.length)).slice(0, SIZE);
const pieces = [
  ...[
    '1',
    '1 ',
    '1-',
    '1:',
    '12 34 ',
    '0123 ',
    '+',
    '+49 ',
    '(',
    ' ',
    '\n',
    '٣',
    '\u200b',
    '\ud800',
    '@',
    'a@',
    'a.',
    '"@',
    'a@b.',
  ],
  ...[
    ' at ',
    'a dot ',
    '(at)',
    'DE89 ',
    'iban de12 ',
    'one ',
    'one onex ',
    '一',
    'call ',
    'card 4111 ',
    '4111 1111 1111 1111 12/27 ',
  ],
];

test.each(pieces)('100 KB of %j are cleaned and stay cleaned', (piece) => {
  const once = redact(fill(piece));
  expect(redact(once)).toBe(once);
});

test('half characters without digits stay as they are', () => {
  expect(redact(fill('\ud800'))).toBe(fill('\ud800'));
});

test('when a text asks for too many look-ups, shape alone decides and the number goes', () => {
  const numbering = numberingOf(['US'], 0);
  for (let asked = 0; asked < 1000; asked++) numbering.isNorthAmerican(String(1_000_000_000 + asked));
  expect(numbering.isNorthAmerican('0000000000')).toBe(true);
  expect(numberingOf(['US'], 0).isNorthAmerican('0000000000')).toBe(false);
});
