import { expect, test } from 'vitest';
import { LIVE_BRIEFING, readiness, rungOf } from '../../src/shifts/ladder.ts';
import { MODES } from '../../src/shifts/shift.ts';

test('a queue that says nothing asks for nothing before listening, simulated and shadow', () => {
  for (const mode of ['listen', 'simulated', 'shadow'] as const)
    expect(readiness(rungOf(mode, undefined), { briefed: false, attended: [] })).toEqual({ ready: true });
});

test.each([undefined, { briefing: '', afterMode: null }, { briefing: '  ', afterMode: 'live' as const }])(
  'live is never taken without briefing and practice, whatever was set up: %o',
  (said) => {
    const rung = rungOf('live', said);
    expect(rung).toEqual({ briefing: LIVE_BRIEFING, afterMode: 'shadow' });
    expect(readiness(rung, { briefed: true, attended: ['listen'] })).toMatchObject({ needs: 'practice', mode: 'shadow' });
    expect(readiness(rung, { briefed: false, attended: ['shadow'] })).toMatchObject({ needs: 'briefing' });
    expect(readiness(rung, { briefed: true, attended: ['shadow'] })).toEqual({ ready: true });
  },
);

test('a higher rung counts as practice for a lower one', () => {
  const rung = rungOf('shadow', { briefing: '', afterMode: 'listen' });
  expect(readiness(rung, { briefed: false, attended: ['live'] })).toEqual({ ready: true });
});

test('no rung asks for itself or a higher one', () => {
  for (const mode of MODES) {
    const { afterMode } = rungOf(mode, { briefing: 'Read me', afterMode: mode });
    expect(afterMode === null || MODES.indexOf(afterMode) < MODES.indexOf(mode)).toBe(true);
  }
});
