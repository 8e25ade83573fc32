import { expect, test } from 'vitest';
import { among, blend, type Look } from '../../src/themes/blend.ts';

const look = (shares: Record<number, number>, sureness: number, fresh = 0): Look => ({
  suggestions: Object.entries(shares)
    .map(([id, share]) => ({ themeId: Number(id), share, wordsInCommon: [`word ${id}`], similarity: 0.5, meaning: 0 }))
    .toSorted((a, b) => b.share - a.share),
  fresh,
  sureness,
});

const sharesOf = ({ suggestions }: Look) => suggestions.map(({ themeId, share }) => [themeId, share]);

test('each theme has the belief of the look that knows it better, and what only one of them sees is there too', () => {
  const both = blend(look({ 1: 0.8, 2: 0.2 }, 0.9), look({ 3: 0.6, 1: 0.4 }, 0.8));
  expect(sharesOf(both)).toEqual([
    [1, expect.closeTo(0.5)],
    [3, expect.closeTo(0.375)],
    [2, expect.closeTo(0.125)],
  ]);
  expect(both.suggestions[1]!.wordsInCommon).toEqual(['word 3']);
});

test('two that agree are as sure as both together; two that disagree are as sure as a share', () => {
  expect(blend(look({ 1: 0.9 }, 0.9, 0.1), look({ 1: 0.7 }, 0.5, 0.3))).toMatchObject({ sureness: 0.7, fresh: 0.2 });
  expect(blend(look({ 1: 0.9 }, 0.99), look({ 2: 0.9 }, 0.99)).sureness).toBe(0.5);
});

test('of equals the older theme comes first, and nothing twice is nothing', () => {
  expect(sharesOf(blend(look({ 9: 0.5 }, 0), look({ 4: 0.5 }, 0)))).toEqual([
    [4, 0.5],
    [9, 0.5],
  ]);
  expect(blend(look({}, 0), look({}, 0))).toEqual({ suggestions: [], fresh: 0, sureness: 0 });
});

test('of the themes that come into question the least believed are left out', () => {
  const all = look({ 1: 0.9, 2: 0.06, 3: 0.039, 4: 0.001 }, 0.95);
  expect(sharesOf(among(all, new Set([1, 2, 3, 4]), 0.02)).map(([id]) => id)).toEqual([1, 2, 3]);
  const rest = among(all, new Set([2, 3, 4]), 0.02);
  expect(sharesOf(rest).map(([id]) => id)).toEqual([2, 3]);
  expect([among(all, new Set([1]), 0.02).sureness, rest.sureness]).toEqual([0.95, 0.06]);
  expect(among(all, new Set(), 0.02)).toMatchObject({ suggestions: [], sureness: 0 });
});
