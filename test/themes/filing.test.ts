import { expect, test } from 'vitest';
import { type Filing, standingAfter, undoVerdict } from '../../src/themes/filing.ts';

const move = (id: number, fromId: number | null, toId: number | null, undoesId: number | null = null): Filing => ({
  id,
  fromId,
  toId,
  undoesId,
  how: undoesId ? 'undone' : 'sorted',
  filedAt: `2026-03-02T09:0${id}:00.000Z`,
  filedBy: 5,
});

test('a report without moves is unsorted', () => {
  expect(standingAfter([])).toEqual({ themeId: null, setAsideAt: null, filedAt: null, filedBy: null, filingId: null });
});

test('the last move counts; one to no theme sets aside', () => {
  expect(standingAfter([move(1, null, 7), move(2, 7, 8)])).toMatchObject({ themeId: 8, filingId: 2, setAsideAt: null });
  expect(standingAfter([move(1, null, null)])).toMatchObject({ themeId: null, setAsideAt: '2026-03-02T09:01:00.000Z' });
});

test('what was taken back does not count, in whatever order', () => {
  const moves = [move(1, null, 7), move(2, 7, 8), move(3, 8, 7, 2)];
  expect(standingAfter(moves)).toMatchObject({ themeId: 7, filingId: 1 });
  expect(standingAfter([...moves, move(4, 7, null, 1)])).toMatchObject({ themeId: null, filingId: null });
});

test('a report that came with a theme goes back to it', () => {
  expect(standingAfter([move(1, 3, 7), move(2, 7, 3, 1)])).toMatchObject({ themeId: 3 });
});

test('only the move that a report stands by may be taken back, once', () => {
  const moves = [move(1, null, 7), move(2, 7, 8)];
  expect(undoVerdict(1, moves)).toBe('moved since');
  expect(undoVerdict(2, moves)).toBe('undo');
  expect(undoVerdict(2, [...moves, move(3, 8, 7, 2)])).toBe('already');
});
