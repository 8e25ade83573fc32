import { expect, test } from 'vitest';
import { FIX_STATES, type FixState } from '../../src/backlog/fix.ts';
import { answerTo } from '../../src/friction/answer.ts';

const AT = '2026-03-02T09:00:00.000Z';
const flag = { themeId: 7, themeName: 'Postcode', filedAt: AT, setAsideAt: null, withdrawnAt: null };
const step = (state: FixState, words = 'Because') => ({ fixId: 1, title: 'Remember it', state, words, at: AT });

test.each([
  [{ ...flag, themeId: null }, 'Waiting to be sorted'],
  [{ ...flag, themeId: null, setAsideAt: AT }, 'Read'],
  [flag, 'Grouped'],
  [{ ...flag, withdrawnAt: AT }, 'Withdrawn'],
])('before any fix, %j is “%s”', (given, state) => {
  expect(answerTo(given, []).state).toBe(state);
});

test.each(FIX_STATES)('a fix that is %s is told with its words and its page', (state) => {
  expect(answerTo(flag, [step(state)])).toMatchObject({ words: 'Because', href: '/fixes/1', at: AT });
});

test('a step without words still says what it means', () => {
  expect(answerTo(flag, [step('shipped', '')]).words).toContain('measured again');
});

test('of several fixes the one furthest on is told', () => {
  expect(answerTo(flag, [step('declined'), step('planned'), step('shipped')]).state).toBe('Fix shipped');
  expect(answerTo(flag, [step('declined'), step('proposed')]).state).toBe('Fix proposed');
});
