import { expect, test } from 'vitest';
import { redact, redactLines } from '../../src/friction/redact.ts';

async function all(lines: AsyncIterable<string>) {
  const collected: string[] = [];
  for await (const line of lines) collected.push(line);
  return collected;
}

test('lines come back one for one, empty ones and carriage returns included', async () => {
  const lines = ['call 415-555-0132\r', '', 'order 4155550132', 'jane@example.com'];
  expect(await all(redactLines(lines))).toEqual(['call [phone number]\r', '', 'order 4155550132', '[e-mail address]']);
});

test('what is split over two lines is found only in the whole text', async () => {
  const text = '4111 1111\n1111 1111';
  expect(redact(text)).toBe('[card number]');
  expect((await all(redactLines(text.split('\n')))).join('\n')).toBe(text);
});

test.each([
  ['US only leaves a British number without +', ['US'], '020 7946 0018', '020 7946 0018'],
  ['US only still takes it with +', ['US'], '+44 20 7946 0018', '[phone number]'],
  ['Denmark writes pairs', ['DK'], 'ring 32 12 34 56', 'ring [phone number]'],
  ['Japan writes 03-1234-5678', ['JP'], '03-1234-5678', '[phone number]'],
  ['Germany alone leaves 3-3-4', ['DE'], 'the scan 415-555-0132 failed', 'the scan 415-555-0132 failed'],
  ['small letters and unknown countries are borne', ['gb', 'XX'], '020 7946 0018', '[phone number]'],
  ['no countries: + is still a phone', [], '+14155550132', '[phone number]'],
])('%s', (_, countries, typed, cleaned) => {
  expect(redact(typed, countries)).toBe(cleaned);
});
