import { expect, test } from 'vitest';
import { fileReport, keepThemesApart, mergeThemes } from '../../../src/themes/grouping/engine.ts';
import { halvesOf } from '../../../src/themes/grouping/halves.ts';
import type { Matching } from '../../../src/themes/grouping/matching.ts';
import { saveState } from '../../../src/themes/grouping/state.ts';
import { central, goesTo, placesByRoot, twinsAmong } from '../../../src/themes/grouping/twins.ts';
import { desk } from './desk.ts';

const LOOKUP = ['order lookup is slow', 'looking up an order is slow', 'slow order lookup again', 'order lookup takes long'];
const REFUND = ['refund came late', 'the refund is late', 'late refund again', 'refund late by weeks'];
const PRINTER = ['printer jams on labels', 'label printer jams', 'printer jam with labels'];

const complaints = (themes: Record<number, readonly string[]>) =>
  Object.entries(themes).flatMap(([theme, texts]) => texts.map((text): [number, string] => [Number(theme), text]));

function twins(matching: Matching) {
  const places = placesByRoot(matching);
  const beliefs = new Map([...places].map(([root, reports]) => [root, goesTo(matching, root, reports)]));
  return twinsAmong(matching, beliefs, 10).map(({ from, into, score }) => ({
    from: matching.themeIds[from],
    into: matching.themeIds[into],
    score,
  }));
}

/** Theme 2 is the same complaint as theme 1, with fewer reports. */
const cutInTwo = () => desk(complaints({ 1: LOOKUP.slice(0, 3), 2: LOOKUP.slice(3), 3: REFUND, 4: PRINTER }));

test('two themes with the same complaint come first, the smaller into the larger', () => {
  expect(twins(cutInTwo())[0]).toMatchObject({ from: 2, into: 1 });
});

test('what was said not to be the same, or is one theme already, is not among them', () => {
  const apart = cutInTwo();
  keepThemesApart(apart, 1, 2);
  expect(twins(apart).some(({ from, into }) => from === 2 && into === 1)).toBe(false);
  const merged = cutInTwo();
  mergeThemes(merged, 2, 1);
  expect(twins(merged).some(({ from, into }) => from === 2 || into === 2)).toBe(false);
});

test('looking changes nothing', () => {
  const matching = cutInTwo();
  const before = JSON.stringify(saveState(matching));
  twins(matching);
  for (const places of placesByRoot(matching).values()) halvesOf(matching, places);
  expect(JSON.stringify(saveState(matching))).toBe(before);
});

test('the central report says what most of the others say', () => {
  const matching = desk(complaints({ 1: ['refund', 'order lookup is slow', 'slow order lookup', 'lookup order slow today'] }));
  expect(central(matching, [0, 1, 2, 3], 1)).not.toContain(0);
  expect(central(matching, [], 3)).toEqual([]);
});

test('a theme of two complaints falls into them', () => {
  const matching = desk(complaints({ 1: [...LOOKUP, ...REFUND.slice(0, 3)], 2: PRINTER }));
  const halves = halvesOf(matching, placesByRoot(matching).get(0)!)!;
  expect(halves.part.toSorted()).toEqual([4, 5, 6]);
  expect(halves.score).toBeGreaterThan(0.7);
});

test('a theme of one complaint, or of a few reports, does not', () => {
  const one = desk(complaints({ 1: Array.from({ length: 8 }, () => 'order lookup is slow'), 2: PRINTER }));
  expect(halvesOf(one, placesByRoot(one).get(0)!)?.score ?? 0).toBeLessThan(0.7);
  const few = desk(complaints({ 1: [...LOOKUP.slice(0, 2), ...REFUND.slice(0, 2)] }));
  expect(halvesOf(few, placesByRoot(few).get(0)!)).toBeUndefined();
});

test('reports that were taken out are in no theme’s places', () => {
  const matching = cutInTwo();
  fileReport(matching, { id: 1 }, 3, 'human');
  expect(placesByRoot(matching).get(0)).toEqual([1, 2]);
});
