import { expect, test } from 'vitest';
import { isComplaint } from '../../src/signals/complaint.ts';
import { decimalMarkOf, keyOf, readCount, readSignal } from '../../src/signals/signal.ts';

const said = (typed: string, mark?: '.' | ',') => {
  const count = readCount(typed, mark);
  return isComplaint(count) ? count.say(count.quoted) : count;
};

test.each([
  ['1240', 1240],
  ['0', 0],
  ['1,240', 1240],
  ['1.240', 1240],
  ['1 240', 1240],
  ['1\u00a0240', 1240],
  ['1\u202f240', 1240],
  ['1’240', 1240],
  ["1'240'000", 1_240_000],
  ['12.0', 12],
  ['12,00', 12],
  [' 7 ', 7],
  ['007', 7],
])('%j is %i', (typed, count) => expect(said(typed)).toBe(count));

test.each([
  ['', 'is missing: write 0 where nothing was heard'],
  ['-3', 'is no count'],
  ['+3', 'is no count'],
  ['12.5', 'is no count'],
  ['1,24', 'is no count'],
  ['1,2400', 'is no count'],
  ['1.240,5', 'is no count'],
  ['1,240.000', 'is no count'],
  ['1.2k', 'is no count'],
  ['1e3', 'is no count'],
  ['many', 'is no count'],
  ['n/a', 'is no count'],
  ['12 %', 'is a share'],
  ['9999999999', 'more than can be counted here: 2,147,483,647 is the most'],
])('%j is refused: %s', (typed, says) => expect(said(typed)).toContain(says));

test('where the point stands before decimals it groups no thousands', () => {
  expect(decimalMarkOf(['1,240', '12.5', '3'])).toBe('.');
  expect(decimalMarkOf(['1.240', '12,50'])).toBe(',');
  expect(decimalMarkOf(['1.240', '1,240', '7'])).toBeUndefined();
  expect(said('1.240', '.')).toContain('stands before decimals here');
  expect(said('1,240', '.')).toBe(1240);
});

const november = { from: '2026-11-01', until: '2026-11-30' };
const signal = (given: object) => {
  const read = readSignal({ source: 'Gong', topic: 'Order status', count: '12', period: november, ...given });
  return isComplaint(read) ? read.say(read.quoted) : read;
};

test('a signal is what was said, tidied', () => {
  expect(signal({ topic: ' Order \u0007\n status ', count: '1,240' })).toEqual({
    source: 'Gong',
    topic: 'Order status',
    mentions: 1240,
    period: november,
  });
});

test.each([
  [{ topic: ' ' }, 'The topic is missing'],
  [{ topic: '\u200b\u3164\u202e' }, 'The topic is missing'],
  [{ source: '\u2060' }, 'The source is missing'],
  [{ source: '' }, 'The source is missing'],
  [{ topic: 'x'.repeat(201) }, 'has 201 characters'],
  [{ source: 'x'.repeat(201) }, 'has 201 characters'],
  [{ topic: 'Grand Total' }, 'a sum over topics'],
  [{ topic: 'Summe' }, 'a sum over topics'],
  [{ count: '' }, 'The count is missing'],
  [{ period: { quoted: 'x', say: () => 'no period' } }, 'no period'],
])('%j is refused: %s', (given, says) => expect(signal(given)).toContain(says));

test('names are one when only capitals, spaces and what nobody sees differ', () => {
  expect(keyOf(' Order  Status ')).toBe(keyOf('order status'));
  expect(keyOf('Ｏrder')).toBe(keyOf('order'));
  expect(keyOf('\u200bOrder\u00ad status\u200f')).toBe(keyOf('order status'));
  expect(keyOf('می\u200cخواهم')).toBe(keyOf('میخواهم'));
  expect(keyOf('Résumé')).not.toBe(keyOf('resume'));
});
