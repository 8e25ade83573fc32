import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FIX_STATES, type Fix, type FixState, missingFor, nextStates } from '../../src/backlog/fix.ts';

const part = { department: 'IT', personId: 1, dueOn: '2026-04-01', doneAt: '2026-03-30T10:00:00.000Z' };
const whole: Fix = {
  state: 'proposed',
  ownerId: 1,
  willChange: 'Order search in 2 s',
  couldWorsen: 'Stale stock',
  howTried: 'Ten CSRs, a week',
  contributions: [part],
};
const fields = (fix: Partial<Fix>, to: FixState, words = '') =>
  missingFor({ ...whole, ...fix }, to, words).map(({ field }) => field);

test.each([
  {
    given: 'nothing but a title',
    fix: { ownerId: null, willChange: '', couldWorsen: '', contributions: [] },
    to: 'planned',
    lacks: ['ownerId', 'contributions', 'willChange', 'couldWorsen'],
  },
  { given: 'no trial', fix: { state: 'testing', howTried: '' }, to: 'shipped', lacks: ['howTried'] },
  {
    given: 'an open part',
    fix: { state: 'testing', contributions: [part, { ...part, doneAt: null }] },
    to: 'shipped',
    lacks: ['contributions'],
  },
  { given: 'no reason', fix: {}, to: 'declined', lacks: ['words'] },
  { given: 'no measure', fix: { state: 'shipped' }, to: 'verified', lacks: ['words'] },
  { given: 'everything', fix: { state: 'testing' }, to: 'shipped', lacks: [] },
] as const)('$given: $to lacks $lacks', ({ fix, to, lacks }) => expect(fields(fix as Partial<Fix>, to)).toEqual(lacks));

test('blank words are no words', () => expect(fields({}, 'declined', '  ')).toEqual(['words']));

test('no step leads round its conditions: what is shipped was planned, tried and done', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...FIX_STATES), { maxLength: 12 }), fc.boolean(), fc.boolean(), (path, done, tried) => {
      let fix: Fix = { ...whole, howTried: tried ? 'Yes' : '', contributions: [{ ...part, doneAt: done ? part.doneAt : null }] };
      for (const to of path) if (missingFor(fix, to, 'Because').length === 0) fix = { ...fix, state: to };
      if (['shipped', 'verified', 'regressed'].includes(fix.state)) expect([done, tried]).toEqual([true, true]);
    }),
  );
});

test('every state but the end of the road leads somewhere, and none to itself', () => {
  for (const state of FIX_STATES) {
    expect(nextStates(state).length).toBeGreaterThan(0);
    expect(nextStates(state)).not.toContain(state);
  }
});
