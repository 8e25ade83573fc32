import { expect, test } from 'vitest';
import { byEvidence, evidenceWords, NO_EVIDENCE } from '../../src/themes/evidence.ts';
import { byWeek, firstDay, inOrder, pageOf, themeFilters, usual } from '../../src/themes/theme-list.ts';

const NOW = new Date('2026-03-02T09:00:00.000Z');
const theme = (id: number, name: string, evidence = {}) => ({
  id,
  name,
  layer: null,
  cost: undefined,
  evidence: { ...NO_EVIDENCE, ...evidence },
});
const ids = (themes: { id: number }[]) => themes.map(({ id }) => id);

test('an address typed wrong shows the plain list', () => {
  const plain = themeFilters.parse({});
  expect(themeFilters.parse({ queue: 'x', stage: 'moon', layer: ['data'], kind: '1', sort: 'drop', after: '-3', q: {} })).toEqual(
    plain,
  );
});

test('more calls and CSRs stand first; imported reports only break ties; of equals, the older', () => {
  const themes = [
    theme(1, 'Imported', { imported: 500 }),
    theme(2, 'Calls', { observedCalls: 2 }),
    theme(3, 'CSRs', { csrs: 1, anonymousFlags: 2 }),
    theme(4, 'Calls and files', { observedCalls: 2, imported: 1 }),
    theme(5, 'Calls too', { observedCalls: 2 }),
  ];
  expect(ids(inOrder(themes, { q: '', sort: '-evidence' }))).toEqual([3, 4, 2, 5, 1]);
  expect(ids(inOrder(themes, { q: 'CALLS', sort: 'name' }))).toEqual([2, 4, 5]);
});

test('practice calls and the rank of who saw it add nothing', () => {
  expect(byEvidence({ ...NO_EVIDENCE, practiceCalls: 50 }, NO_EVIDENCE)).toBe(0);
});

test('pages are walked by key, to the end and back', () => {
  const all = [5, 3, 9, 1, 7].map((id) => ({ id }));
  expect(pageOf(all, {}, 2)).toEqual({ rows: [{ id: 5 }, { id: 3 }], newer: undefined, older: 3 });
  expect(pageOf(all, { after: 3 }, 2)).toEqual({ rows: [{ id: 9 }, { id: 1 }], newer: 9, older: 1 });
  expect(pageOf(all, { after: 1 }, 2)).toMatchObject({ rows: [{ id: 7 }], older: undefined });
  expect(ids(pageOf(all, { before: 9 }, 2).rows)).toEqual([5, 3]);
  expect(ids(pageOf(all, { after: 404 }, 2).rows)).toEqual([5, 3]);
});

test('days fall into the last twelve weeks; what is older or ahead falls out', () => {
  expect(firstDay(NOW)).toBe('2025-12-09');
  const days = [
    { day: '2026-03-02', count: 2 },
    { day: '2026-02-24', count: 1 },
    { day: '2025-12-09', count: 4 },
    { day: '2025-12-08', count: 100 },
    { day: '2026-03-03', count: 100 },
  ];
  expect(byWeek(days, NOW)).toEqual([4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3]);
});

test('the usual stage and layer are those most reports name, if any does', () => {
  const steps = [
    { stage: 'wait' as const, layer: null, count: 2 },
    { stage: 'find' as const, layer: 'data' as const, count: 2 },
    { stage: null, layer: null, count: 9 },
  ];
  expect(usual(steps)).toEqual({ stage: 'find', layer: 'data' });
  expect(usual([])).toEqual({ stage: null, layer: null });
});

test('evidence in one line leaves out what is not there', () => {
  expect(evidenceWords({ ...NO_EVIDENCE, observedCalls: 12, csrs: 3, anonymousFlags: 2 })).toBe(
    '12 observed calls, 5 CSRs (2 without a name)',
  );
  expect(evidenceWords({ ...NO_EVIDENCE, leaders: 1 })).toBe('1 leader');
  expect(evidenceWords(NO_EVIDENCE)).toBe('no reports yet');
});
