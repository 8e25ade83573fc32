import { expect, test } from 'vitest';
import { fileReport, refuseTheme } from '../../../src/themes/grouping/engine.ts';
import type { Matching } from '../../../src/themes/grouping/matching.ts';
import { loadState, saveState } from '../../../src/themes/grouping/state.ts';
import { stateFromBytes, stateToBytes } from '../../../src/themes/grouping/state-bytes.ts';
import { applyStep, type Step } from '../../../src/themes/grouping/steps.ts';
import { counts, desk } from './desk.ts';

const SLOW = { id: 50, text: 'order search is slow again' };

/** The gate has filed report 50 under theme 1, where the engine puts it first. */
function filedAlone(): Matching {
  const matching = desk();
  play(matching, { kind: 'added', report: SLOW }, { kind: 'filed', reportId: 50, themeId: 1, by: 'gate' });
  return matching;
}

const play = (matching: Matching, ...steps: Step[]) => {
  for (const step of steps) applyStep(matching, step);
};

const heard = ({ gate, shelf }: Matching) => ({
  decisions: gate.heard,
  last: gate.outcomes.at(-1),
  about: shelf.ids[gate.places.at(-1) ?? -1],
});

test('what the gate files itself teaches it nothing', () => {
  const before = desk();
  expect(heard(filedAlone())).toEqual(heard(before));
  expect(filedAlone().gate.unchecked).toBe(1);
});

test.each([
  ['taken back', { kind: 'unfiled', reportId: 50 }, false],
  ['refused', { kind: 'refused', reportId: 50, themeId: 1 }, false],
  ['moved by a person', { kind: 'filed', reportId: 50, themeId: 2, by: 'human' }, false],
  ['filed anew by a person in the same theme', { kind: 'filed', reportId: 50, themeId: 1, by: 'human' }, true],
  ['called right', { kind: 'confirmed', reportId: 50 }, true],
] as const)('%s: it learns once whether it was right', (_, step, right) => {
  const matching = filedAlone();
  const { decisions } = heard(matching);
  play(matching, step);
  expect(heard(matching)).toEqual({ decisions: decisions + 1, last: right, about: 50 });
  play(matching, { kind: 'confirmed', reportId: 50 }, { kind: 'unfiled', reportId: 50 });
  expect(matching.gate.heard).toBe(decisions + 1);
});

test('it is judged by what it believed when it filed, not by what was learned since', () => {
  const [early, late] = [filedAlone(), filedAlone()];
  play(
    late,
    { kind: 'added', report: { id: 60, text: 'refund refund' } },
    { kind: 'filed', reportId: 60, themeId: 3, by: 'human' },
  );
  for (const matching of [early, late]) play(matching, { kind: 'confirmed', reportId: 50 });
  expect(late.gate.sureness.at(-1)).toBe(early.gate.sureness.at(-1));
});

test('a report that was taken back and then filed by a person moves the weights of the rankers, and the gate no second time', () => {
  const matching = filedAlone();
  play(matching, { kind: 'unfiled', reportId: 50 });
  const [{ decisions }, weights] = [heard(matching), [...matching.fusion.weights]];
  play(matching, { kind: 'filed', reportId: 50, themeId: 4, by: 'human' });
  expect(heard(matching).decisions).toBe(decisions);
  expect([...matching.fusion.weights]).not.toEqual(weights);
});

test('a split that takes it along is no mistake of the gate, and undone it can be checked again', () => {
  const matching = filedAlone();
  const before = heard(matching);
  play(matching, { kind: 'filed', reportId: 50, themeId: 9, by: 'import' });
  play(matching, { kind: 'confirmed', reportId: 50 });
  expect(heard(matching)).toEqual(before);
  play(matching, { kind: 'filed', reportId: 50, themeId: 1, by: 'import' }, { kind: 'confirmed', reportId: 50 });
  expect(heard(matching)).toMatchObject({ last: true, about: 50 });
});

test('what a person moves between themes that the gate did not choose teaches nothing', () => {
  const matching = desk();
  const before = heard(matching);
  play(matching, { kind: 'filed', reportId: 1, themeId: 2, by: 'human' }, { kind: 'unfiled', reportId: 2 });
  play(matching, { kind: 'confirmed', reportId: 3 });
  expect(heard(matching)).toEqual(before);
});

test('a report that is set aside is one that no theme fits', () => {
  const matching = desk();
  play(matching, { kind: 'added', report: { id: 51, text: 'the canteen was closed' } });
  const { decisions } = heard(matching);
  const bias = matching.gate.fresh.weights[0]!;
  play(matching, { kind: 'aside', reportId: 51 });
  expect(matching.gate.heard).toBe(decisions + 1);
  expect(matching.gate.fresh.weights[0]).toBeGreaterThan(bias);
});

test('one that is held back lets the next ones through', () => {
  const matching = filedAlone();
  matching.gate.unchecked = 9;
  play(matching, { kind: 'added', report: { id: 51, text: 'order search' } }, { kind: 'held', reportId: 51 });
  expect(matching.gate.unchecked).toBe(0);
});

test('confirming and taking out leave every count as it was', () => {
  const [plain, checked] = [filedAlone(), filedAlone()];
  play(checked, { kind: 'confirmed', reportId: 50 });
  expect(counts(checked)).toEqual(counts(plain));
  refuseTheme(checked, 50, 1);
  const never = desk();
  play(never, { kind: 'added', report: SLOW });
  expect(counts(checked)).toEqual(counts(never));
});

test('an engine that was saved in between hears a person’s word like the one that was not', () => {
  const matching = filedAlone();
  const again = loadState(stateFromBytes(stateToBytes(saveState(matching))));
  for (const engine of [matching, again]) {
    play(engine, { kind: 'confirmed', reportId: 50 });
    fileReport(engine, { id: 50 }, 2, 'human');
  }
  expect(JSON.stringify(saveState(again))).toBe(JSON.stringify(saveState(matching)));
});

test('a word about a report that nobody knows is refused', () => {
  expect(applyStep(desk(), { kind: 'confirmed', reportId: 99 })).toMatchObject({ done: false });
});
