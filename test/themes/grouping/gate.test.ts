import { expect, test } from 'vitest';
import { asksForCheck, createGate, gateThreshold, learnGate, type Verdict } from '../../../src/themes/grouping/gate.ts';

const verdict = (sureness: number, agreed = true): Verdict => ({
  sureness,
  fresh: 0.1,
  agreed,
  clues: new Float64Array(12).fill(0.5),
});

function confirmed(cases: Array<[sureness: number, right: boolean]>) {
  const gate = createGate();
  for (const [sureness, right] of cases) learnGate(gate, verdict(sureness), 0, right, false);
  return gate;
}

const many = (times: number, sureness: number, right: boolean) =>
  Array.from({ length: times }, (): [number, boolean] => [sureness, right]);

test('a gate that has seen little stays shut', () => {
  expect(gateThreshold(createGate())).toBeGreaterThan(1);
  expect(gateThreshold(confirmed(many(10, 0.99, true)))).toBeGreaterThan(1);
});

test('it opens as far as its own confirmations allow', () => {
  expect(gateThreshold(confirmed([...many(50, 0.9, true), ...many(20, 0.6, false)]))).toBe(0.9);
});

test('it tightens itself when the sure ones turn out wrong', () => {
  expect(gateThreshold(confirmed([...many(60, 0.9, true), ...many(10, 0.95, false)]))).toBeGreaterThan(1);
});

test('it forgets what is long past', () => {
  expect(gateThreshold(confirmed([...many(50, 0.9, false), ...many(500, 0.9, true)]))).toBe(0.9);
});

test('rankers that disagree teach the threshold nothing', () => {
  const gate = createGate();
  for (let i = 0; i < 60; i++) learnGate(gate, verdict(0.99, false), 0, true, false);
  expect(gateThreshold(gate)).toBeGreaterThan(1);
});

test('one in ten that it could file alone is checked by a human', () => {
  const gate = confirmed(many(60, 0.9, true));
  gate.unchecked = 8;
  expect(asksForCheck(gate)).toBe(false);
  gate.unchecked = 9;
  expect(asksForCheck(gate)).toBe(true);
  learnGate(gate, verdict(0.9), 0, true, false);
  expect(asksForCheck(gate)).toBe(false);
});
