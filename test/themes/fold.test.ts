import { expect, test } from 'vitest';
import { fold } from '../../src/themes/fold.ts';

test('texts are compared without case, accents, apostrophes and punctuation', () => {
  expect(fold('  Can’t FIND the Café’s order — #12!')).toBe('cant find the cafes order 12');
  expect(fold('ｆｕｌｌ　ｗｉｄｔｈ')).toBe('full width');
  expect(fold('!?')).toBe('');
});
