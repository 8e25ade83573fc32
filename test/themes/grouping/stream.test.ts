import { expect, test } from 'vitest';
import { groupUnaided } from '../../../src/themes/grouping/stream.ts';

const group = (texts: string[]) => groupUnaided(texts.map((text) => ({ text })));

test('the same text is the same theme, an unlike one is not', () => {
  const [a, b, c] = group(['refund not visible', 'refund not visible', 'headset crackles badly']);
  expect(a).toBe(b);
  expect(c).not.toBe(a);
});

test('nothing in, nothing out', () => expect(group([])).toEqual([]));

test('texts without words are grouped without falling over', () => expect(group(['', '!!!', '😀'])).toHaveLength(3));

test('the same stream is grouped the same way', () => {
  const texts = Array.from({ length: 60 }, (_, i) => `${['order slow', 'menu loop', 'refund missing'][i % 3]} ${i % 7}`);
  expect(group(texts)).toEqual(group(texts));
});
