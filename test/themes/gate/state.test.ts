import { expect, test } from 'vitest';
import { bandsOf, decisionsIn } from '../../../src/themes/gate/decisions.ts';
import { passedOver } from '../../../src/themes/gate/passed-over.ts';
import { checkFrom, wordOn } from '../../../src/themes/gate/record.ts';
import { type GateFacts, gateState, neededBelief, tellState } from '../../../src/themes/gate/state.ts';
import { createMatching } from '../../../src/themes/grouping/matching.ts';

const learned = (right: number, wrong = 0) => ({
  sureness: [...Array<number>(right).fill(0.9), ...Array<number>(wrong).fill(0.95)],
  outcomes: [...Array<boolean>(right).fill(true), ...Array<boolean>(wrong).fill(false)],
});
const facts = (given: Partial<GateFacts>): GateFacts => ({
  on: true,
  gate: learned(40),
  strictness: { kind: 'as learned', needed: 0 },
  holds: 0,
  ...given,
});
const percent = (share: number) => `${share * 100} %`;

test.each([
  ['open', {}, 'is 90 % or more'],
  ['off', { on: false }, 'Every report waits'],
  ['learning', { gate: learned(7) }, 'needs 20 decisions in which all its rankers had agreed, and has 7'],
  ['unsure', { gate: learned(20, 20) }, 'In 40 decisions'],
  ['shut', { strictness: { kind: 'shut', missing: 17 } }, 'when 17 more in a row are right'],
  ['tightened', { strictness: { kind: 'tightened', needed: 0.98 } }, 'is 98 % or more'],
  ['waiting', { holds: 10 }, 'Decide about one'],
] as const)('%s: the page says why', (kind, given, words) => {
  const state = gateState(facts(given));
  expect(state.kind).toBe(kind);
  expect(tellState(state, percent).says).toContain(words);
  expect(neededBelief(state) <= 1).toBe(kind === 'open' || kind === 'tightened');
});

test('a tightened belief below what it has learned changes nothing', () => {
  expect(gateState(facts({ strictness: { kind: 'tightened', needed: 0.5 } }))).toEqual({ kind: 'open', needed: 0.9 });
});

test('decisions fall into bands, surest first, each once, and lead to their reports', () => {
  const matching = createMatching();
  matching.shelf.ids.push(11, 12, 13);
  Object.assign(matching.gate, { sureness: [0.2, 0.95, 1], outcomes: [false, true, true], places: [0, 1, 2] });
  expect(bandsOf(matching.gate)).toEqual([
    { from: 0.99, to: 1, decisions: 1, right: 1 },
    { from: 0.95, to: 0.97, decisions: 1, right: 1 },
    { from: 0, to: 0.5, decisions: 1, right: 0 },
  ]);
  expect(decisionsIn(matching, { from: 0.95, to: 1 })).toEqual([
    { reportId: 13, belief: 1, right: true },
    { reportId: 12, belief: 0.95, right: true },
  ]);
});

test('three later decisions of a source pass over what came before; one report decided twice is one', () => {
  const decided = (...ids: number[]) => ids.map((reportId) => ({ source: 'csr' as const, reportId }));
  expect(passedOver(decided(5, 9))).toEqual({ leader: 0, csr: 0, import: 0 });
  expect(passedOver(decided(9, 9, 9, 5))).toMatchObject({ csr: 0 });
  expect(passedOver([...decided(5, 9, 7, 2), { source: 'leader', reportId: 30 }])).toEqual({ leader: 0, csr: 5, import: 0 });
});

const untouched = { backId: null, movedId: null, refusalId: null, checkedAt: null };

test.each([
  [{}, 'not checked'],
  [{ checkedAt: 'then' }, 'right'],
  [{ checkedAt: 'then', backId: 4 }, 'taken back'],
  [{ backId: 4, movedId: 5 }, 'moved'],
  [{ backId: 4, refusalId: 1 }, 'said not to belong'],
] as const)('traces %o mean %s', (traces, word) => {
  expect(wordOn({ ...untouched, ...traces })).toBe(word);
});

const reasons = (place: number | null) => ({ version: '1', place, share: 1, words: [], nearestReportId: null });

test('a filing of the gate is a check once people spoke; a decision of theirs is one where the gate would have decided', () => {
  const row = { ...untouched, belief: 0.97, reasons: reasons(1) };
  expect(checkFrom({ ...row, madeBy: 'gate' })).toBeUndefined();
  expect(checkFrom({ ...row, madeBy: 'gate', checkedAt: 'then' })).toEqual({ belief: 0.97, right: true });
  expect(checkFrom({ ...row, madeBy: 'gate', movedId: 3 })).toEqual({ belief: 0.97, right: false });
  expect(checkFrom({ ...row, madeBy: 'human' })).toEqual({ belief: 0.97, right: true });
  expect(checkFrom({ ...row, madeBy: 'human', reasons: reasons(2) })).toEqual({ belief: 0.97, right: false });
  expect(checkFrom({ ...row, madeBy: 'human', reasons: reasons(null) })).toEqual({ belief: 0.97, right: false });
  expect(checkFrom({ ...row, madeBy: 'human', backId: 8 })).toBeUndefined();
});
