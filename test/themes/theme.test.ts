import { expect, test } from 'vitest';
import { isSameName, mergeVerdict, nameFrom, rootsOf, type Theme } from '../../src/themes/theme.ts';
import { backTo, unsortedAddress } from '../../src/themes/unsorted.ts';

const theme = (id: number, rootId = id): Theme => ({ id, name: `Theme ${id}`, rootId });

test('a theme counts for the end of its merges', () => {
  const pointers = [
    { themeId: 1, intoId: 2 },
    { themeId: 2, intoId: 3 },
  ];
  expect([...rootsOf([1, 2, 3, 4], pointers)]).toEqual([
    [1, 3],
    [2, 3],
    [3, 3],
    [4, 4],
  ]);
});

test('a circle, which the rules rule out, does not run for ever', () => {
  const pointers = [
    { themeId: 1, intoId: 2 },
    { themeId: 2, intoId: 1 },
  ];
  expect(rootsOf([1, 2], pointers).size).toBe(2);
});

test.each([
  ['two that count for themselves', theme(1), theme(2), undefined, 'merge'],
  ['the same merge again', theme(1, 2), theme(2), { themeId: 1, intoId: 2 }, 'already'],
  ['a theme into itself', theme(1), theme(1), undefined, 'itself'],
  ['one that is part of another', theme(1, 3), theme(2), { themeId: 1, intoId: 3 }, 'part of another'],
  ['into one that is part of another', theme(1), theme(2, 3), undefined, 'into a part'],
  ['into its own part', theme(1), theme(2, 1), undefined, 'into a part'],
])('merging %s', (_, one, into, pointer, verdict) => {
  expect(mergeVerdict(one, into, pointer)).toBe(verdict);
});

test('a name is the first sentence, cut between words', () => {
  expect(nameFrom('Order lookup takes 40 s. Every time!')).toBe('Order lookup takes 40 s');
  expect(nameFrom('Version 2.5 is slow\nand more')).toBe('Version 2.5 is slow');
  const long = nameFrom('word '.repeat(40));
  expect(long.length).toBeLessThanOrEqual(81);
  expect(long.endsWith('word…')).toBe(true);
  expect(nameFrom('😀'.repeat(90)).isWellFormed()).toBe(true);
});

test('capitals, accents and punctuation make no other name; other scripts and signs do', () => {
  expect(isSameName('Order look-up', 'order LOOK UP')).toBe(true);
  expect(isSameName('Café', 'cafe')).toBe(true);
  expect(isSameName('注文が遅い', '配達が遅い')).toBe(false);
  expect(isSameName('!!!', '???')).toBe(false);
});

test('a decision leads back to a page it was made on, never elsewhere', () => {
  expect(backTo('/unsorted?source=csr&after=3-12')).toBe('/unsorted?source=csr&after=3-12');
  expect(backTo('/themes/7')).toBe('/themes/7');
  for (const other of ['//evil.example', 'https://evil.example', '/unsorted/../x', '/sign-out', undefined, ['/unsorted']])
    expect(backTo(other)).toBe('/unsorted');
  expect(unsortedAddress({ source: 'csr', look: 'list', after: '3-12' })).toBe('/unsorted?source=csr&look=list&after=3-12');
});
