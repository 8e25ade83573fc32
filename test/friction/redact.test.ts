import { expect, test } from 'vitest';
import { redact } from '../../src/friction/redact.ts';
import { clean, removals } from './cleaning/corpus.ts';

test.each(removals)('%j becomes %j', (typed, cleaned) => {
  expect(redact(typed)).toBe(cleaned);
});

test.each(clean)('%j stays', (sentence) => {
  expect(redact(sentence)).toBe(sentence);
});
