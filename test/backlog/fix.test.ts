import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  FIX_STATES,
  type Fix,
  type FixState,
  isLate,
  lackingAfter,
  missingFor,
  needsItsParts,
  nextStates,
  rewrites,
} from '../../src/backlog/fix.ts';
import { incidenceOf } from '../../src/backlog/incidence.ts';

const part = { department: 'IT', personId: 1, dueOn: '2026-04-01', doneAt: '2026-03-30T10:00:00.000Z' };
const whole: Fix = {
  state: 'proposed',
  title: 'Index the order table',
  ownerId: 1,
  willChange: 'Order search in 2 s',
  couldWorsen: 'Stale stock',
  howTried: 'Ten CSRs, a week',
  contributions: [part],
  measured: {
    before: { incidence: incidenceOf(10, 20), seconds: 40 },
    after: { incidence: incidenceOf(1, 30), seconds: 5 },
  },
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
  { given: 'a measure without words', fix: { state: 'shipped' }, to: 'verified', lacks: ['words'] },
  { given: 'no measure', fix: { state: 'shipped', measured: undefined }, to: 'verified', lacks: ['measured', 'words'] },
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

const promise = { title: whole.title, ownerId: 1, willChange: 'A', couldWorsen: 'B', howTried: '' };

test('what a plan needs cannot be taken away from a plan, only from a proposal', () => {
  const emptied = { ...promise, ownerId: null, couldWorsen: '' };
  const lacking = (state: FixState) => lackingAfter({ ...whole, state }, emptied).map(({ field }) => field);
  expect(lacking('planned')).toEqual(['ownerId', 'couldWorsen']);
  expect(lacking('testing')).toEqual(['ownerId', 'couldWorsen']);
  for (const state of ['proposed', 'declined', 'regressed'] as const) expect(lacking(state)).toEqual([]);
});

test('a promise stands once it has shipped, until it came back', () => {
  const rewritten = (state: FixState) => rewrites({ ...whole, state }, { ...whole, howTried: 'Otherwise' });
  expect(FIX_STATES.filter(rewritten)).toEqual(['shipped', 'verified']);
  expect(rewrites({ ...whole, state: 'shipped' }, whole)).toBe(false);
});

test('a plan keeps at least one part', () => {
  expect(FIX_STATES.filter((state) => needsItsParts({ state, contributions: [part] }))).toEqual(['planned', 'testing']);
  expect(needsItsParts({ state: 'planned', contributions: [part, part] })).toBe(false);
});

test('an open part is late from the day after it was due', () => {
  const open = { dueOn: '2026-03-02', doneAt: null };
  expect([isLate(open, '2026-03-02'), isLate(open, '2026-03-03')]).toEqual([false, true]);
  expect(isLate({ ...open, doneAt: part.doneAt }, '2026-03-09')).toBe(false);
});
