import { expect, test } from 'vitest';
import { readWording, wordingOf } from '../../src/friction/wording.ts';

test('what is chosen so far goes along, a typed tool before a pressed one, the shift’s queue before any other', () => {
  const form = {
    kind: 'delight',
    summary: 'Found at once',
    customerWords: 'Wow',
    stage: 'look up',
    tool: 'CRM',
    toolTyped: 'Orion',
  };
  expect(readWording({ ...form, queueId: '7' }, 3)).toEqual({
    text: 'Found at once\nWow',
    kind: 'delight',
    facets: { stage: 'look up', layer: '', tool: 'Orion', queue: '3' },
  });
  expect(readWording({ ...form, toolTyped: '', queueId: '7' })?.facets).toMatchObject({ tool: 'CRM', queue: '7' });
});

test('what a draft says is read as what is stored will be', () => {
  const report = { summary: 'Refund is late', customerWords: null, stage: 'wait', layer: null, tool: 'CRM', queueId: 2 };
  expect(wordingOf(report)).toEqual(readWording({ summary: 'Refund is late', stage: 'wait', tool: 'CRM', queueId: '2' }));
});

test.each([
  ['nothing', undefined],
  ['a list', ['Refund']],
  ['no sentence', { stage: 'wait' }],
  ['two letters', { summary: ' ab ' }],
  ['a list for a sentence', { summary: ['Refund is late'] }],
  ['an object for a sentence', { summary: { a: 1 } }],
  ['NULs', { summary: '\u0000\u0000\u0000' }],
])('%s is nothing to compare', (_what, body) => expect(readWording(body)).toBeUndefined());

test('what cannot be read of the rest is left out, and a long text is cut', () => {
  const odd = { kind: 'rant', stage: 'nowhere', layer: ['x'], tool: { a: 1 }, toolTyped: 7, queueId: '1e9', customerWords: 5 };
  const read = readWording({ summary: `a ${'😀'.repeat(400)}`, ...odd });
  expect(read).toMatchObject({ kind: 'friction', facets: { stage: '', layer: '', tool: '', queue: '' } });
  expect(read!.text.length).toBeLessThanOrEqual(500);
  expect(read!.text.isWellFormed()).toBe(true);
});
