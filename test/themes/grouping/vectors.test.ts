import { expect, test } from 'vitest';
import { mergeThemes, undoMerge } from '../../../src/themes/grouping/engine.ts';
import { loadState, saveState } from '../../../src/themes/grouping/state.ts';
import { stateFromBytes, stateToBytes } from '../../../src/themes/grouping/state-bytes.ts';
import { applyStep } from '../../../src/themes/grouping/steps.ts';
import { meanings, quantised } from '../../../src/themes/grouping/vectors.ts';
import { desk } from './desk.ts';

const RIGHT = quantised([1, 0, 0.1])!;
const UP = quantised([0, 1, 0.1])!;

function embedded() {
  const matching = desk();
  const say = (reportId: number, vector: Int8Array, model = 'm') =>
    applyStep(matching, { kind: 'embedded', reportId, model, vector });
  say(1, RIGHT);
  say(8, UP);
  return { matching, say, roots: Int32Array.from(matching.themeIds.keys()) };
}

const sumsOf = ({ matching }: ReturnType<typeof embedded>) => JSON.stringify(matching.vectors.sums);

test('whole numbers keep the direction; a vector without one is none', () => {
  expect([...quantised([0.5, -0.25])!]).toEqual([127, -63]);
  expect(quantised([0, 0])).toBeUndefined();
  expect(quantised([Number.NaN, 1])).toBeUndefined();
});

test('a theme is like the vectors of its reports, and a merged one like those of both', () => {
  const here = embedded();
  const [one, two] = [here.matching.shelf.themes[0]!, here.matching.shelf.themes[7]!];
  const cosines = meanings(here.matching.vectors, here.roots, RIGHT);
  expect(cosines[one]).toBeGreaterThan(0.9);
  expect(cosines[two]).toBeLessThan(0.1);
  expect([...meanings(here.matching.vectors, here.roots, undefined)].every((cosine) => cosine === 0)).toBe(true);
  expect([...meanings(here.matching.vectors, here.roots, Int8Array.of(1, 2))].every((cosine) => cosine === 0)).toBe(true);
});

test('what is moved away, withdrawn and brought back counts exactly as before', () => {
  const here = embedded();
  const before = sumsOf(here);
  const theme = here.matching.themeIds[here.matching.shelf.themes[0]!]!;
  applyStep(here.matching, { kind: 'withdrawn', reportId: 1 });
  expect(sumsOf(here)).not.toBe(before);
  applyStep(here.matching, { kind: 'restored', reportId: 1 });
  applyStep(here.matching, { kind: 'filed', reportId: 1, themeId: theme, by: 'import' });
  expect(sumsOf(here)).toBe(before);
  mergeThemes(here.matching, 4, 1);
  undoMerge(here.matching, 4);
  expect(sumsOf(here)).toBe(before);
});

test('a vector said again counts once, and another model begins anew', () => {
  const here = embedded();
  const before = sumsOf(here);
  here.say(1, RIGHT);
  expect(sumsOf(here)).toBe(before);
  here.say(3, quantised([1, 0])!, 'other');
  expect(here.matching.vectors).toMatchObject({ model: 'other', size: 2 });
  expect([...here.matching.vectors.ofReports.keys()]).toEqual([2]);
});

test('saved and loaded, nothing is lost', () => {
  const { matching } = embedded();
  const loaded = loadState(stateFromBytes(stateToBytes(saveState(matching))));
  expect(loaded.vectors).toEqual(matching.vectors);
});
