import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Check, strictnessFrom } from '../../../src/themes/gate/checks.ts';

const many = (times: number, belief: number, right: boolean): Check[] => Array.from({ length: times }, () => ({ belief, right }));

test('without checks, and with one mistake, it is as strict as it has learned to be', () => {
  expect(strictnessFrom([])).toEqual({ kind: 'as learned', needed: 0 });
  expect(strictnessFrom(many(1, 0.99, false))).toEqual({ kind: 'as learned', needed: 0 });
  expect(strictnessFrom([...many(2, 0.96, false), ...many(38, 0.97, true)])).toEqual({ kind: 'as learned', needed: 0 });
});

test('below 95 % right it needs the belief above which nearly all were right', () => {
  const checks = [...many(2, 0.96, false), ...many(5, 0.97, true), ...many(12, 0.99, true)];
  expect(strictnessFrom(checks)).toEqual({ kind: 'tightened', needed: 0.97 });
  expect(strictnessFrom([...many(1, 0.98, false), ...checks])).toEqual({ kind: 'tightened', needed: 0.99 });
});

test('where no belief was safe it is shut, and says how many right ones are missing', () => {
  expect(strictnessFrom(many(2, 0.99, false))).toEqual({ kind: 'shut', missing: 38 });
  expect(strictnessFrom([...many(3, 0.99, false), ...many(20, 0.97, true)])).toEqual({ kind: 'shut', missing: 37 });
});

test('as many right ones as it says open it', () => {
  const wrong = many(3, 0.99, false);
  const found = strictnessFrom(wrong);
  expect(found).toEqual({ kind: 'shut', missing: 57 });
  expect(strictnessFrom([...many(56, 0.97, true), ...wrong]).kind).toBe('shut');
  expect(strictnessFrom([...many(57, 0.97, true), ...wrong]).kind).toBe('as learned');
});

test('mistakes that are a hundred checks old are forgiven', () => {
  expect(strictnessFrom([...many(100, 0.97, true), ...many(40, 0.99, false)]).kind).toBe('as learned');
  expect(strictnessFrom([...many(90, 0.97, true), ...many(40, 0.99, false)]).kind).not.toBe('as learned');
});

const check = fc.record({ belief: fc.constantFrom(0.95, 0.96, 0.97, 0.98, 0.99), right: fc.boolean() });

test('whatever was checked: where it stays open, what it would still file was right often enough', () => {
  fc.assert(
    fc.property(fc.array(check, { maxLength: 100 }), (checks) => {
      const found = strictnessFrom(checks);
      const passing = 'needed' in found ? checks.filter(({ belief }) => belief >= found.needed) : [];
      const wrong = passing.filter(({ right }) => !right).length;
      expect(wrong < 2 || wrong <= 0.05 * passing.length + 1e-9).toBe(true);
    }),
  );
});

test('one more mistake never makes it laxer', () => {
  const openness = (checks: Check[]) => {
    const found = strictnessFrom(checks);
    return found.kind === 'shut' ? 2 : found.needed;
  };
  fc.assert(
    fc.property(fc.array(check, { minLength: 2, maxLength: 60 }), fc.constantFrom(0.95, 0.97, 0.99), (checks, belief) => {
      expect(openness([{ belief, right: false }, ...checks])).toBeGreaterThanOrEqual(openness(checks));
    }),
  );
});
