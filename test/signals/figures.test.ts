import { expect, test } from 'vitest';
import { figuresOf, lastDayOf, type Reading } from '../../src/signals/figures.ts';
import { dayAfter, isoWeek, monthsFrom, type Period } from '../../src/signals/period.ts';
import { withStates } from '../../src/signals/said.ts';
import { signalsByTheme } from '../../src/signals/theme-figures.ts';

const heard = (period: Period, mentions: number, heardUntil = period.until): Reading => ({ ...period, mentions, heardUntil });
const weekly = (from: number, until: number, mentions = 7): Reading[] =>
  Array.from({ length: until - from + 1 }, (_, n) => heard(isoWeek(2026, from + n)!, mentions));

test('the last twelve weeks that the source has told of, and what came before them not', () => {
  const readings = weekly(30, 46);
  const figures = figuresOf(readings, lastDayOf([readings]));
  expect(figures).toMatchObject({ mentions: 84, latest: isoWeek(2026, 46), weeks: Array(12).fill(7) });
  expect(figures.span).toEqual({ from: isoWeek(2026, 35)!.from, until: isoWeek(2026, 46)!.until });
});

test('a topic that fell silent is counted in the same weeks as the others of its source', () => {
  expect(figuresOf(weekly(20, 36), '2026-11-15')).toMatchObject({ mentions: 14, weeks: [7, 7, ...Array(10).fill(0)] });
  expect(figuresOf(weekly(1, 10), '2026-11-15')).toMatchObject({ mentions: 0, span: undefined, latest: isoWeek(2026, 10) });
});

test('a month is counted whole and drawn evenly over its days', () => {
  const november = heard(monthsFrom(2026, 11)!, 300);
  const { mentions, span, weeks } = figuresOf([november], '2026-11-30');
  expect([mentions, span]).toEqual([300, monthsFrom(2026, 11)]);
  expect(weeks.slice(-4)).toEqual([70, 70, 70, 70]);
  expect(weeks.reduce((sum, week) => sum + week, 0)).toBe(300);
});

test('a period that still runs ends where it was told of, so that it pushes no other out of the last weeks', () => {
  const year = heard({ from: '2026-11-02', until: '2027-10-31' }, 14, '2026-11-15');
  const weeks = weekly(30, 46);
  expect(lastDayOf([[year], weeks])).toBe('2026-11-15');
  expect(figuresOf(weeks, lastDayOf([[year], weeks]))).toMatchObject({ mentions: 84 });
  expect(figuresOf([year], '2026-11-15').weeks).toEqual([...Array(10).fill(0), 7, 7]);
});

test('a month and its weeks are never added together', () => {
  const readings = [...weekly(45, 47, 70), heard(monthsFrom(2026, 11)!, 300)];
  expect(figuresOf(readings, '2026-11-30').mentions).toBe(300);
  const all = [...weekly(44, 49, 70), heard(monthsFrom(2026, 11)!, 300)];
  expect(figuresOf(all, '2026-12-06').mentions).toBe(420);
});

test('what became of everything that was said', () => {
  const week = isoWeek(2026, 46)!;
  const said = [
    { id: 1, ...week, undoneAt: null },
    { id: 2, ...week, undoneAt: '2026-11-20T00:00:00.000Z' },
    { id: 3, ...week, undoneAt: null },
    { id: 4, from: week.from, until: week.from, undoneAt: null },
    { id: 5, from: '2026-01-01', until: '2026-01-01', undoneAt: null },
  ];
  expect(withStates(said).map(({ id, state }) => [id, state])).toEqual([
    [3, 'counted'],
    [2, 'undone'],
    [1, 'corrected'],
    [4, 'overlapped'],
    [5, 'counted'],
  ]);
});

test('topics of one tool add up for a theme, those of two tools stand apart, and set-aside ones count for none', () => {
  const figures = new Map([1, 2, 3, 4, 5].map((id) => [id, figuresOf([heard(monthsFrom(2026, 11)!, id * 10)], '2026-11-30')]));
  const mapped = (id: number, source: string, rootId: number | null) => ({
    ...{ id, name: `T${id}`, sourceId: source.length, source },
    mapping: { id, themeId: rootId, rootId, themeName: 'x', mappedAt: '', by: null },
  });
  const topics = [
    mapped(1, 'Gong', 7),
    mapped(2, 'Gong', 7),
    mapped(3, 'Voices', 7),
    mapped(4, 'Gong', null),
    mapped(9, 'Gong', 8),
  ];
  const byTheme = signalsByTheme([...topics, { ...topics[0]!, id: 5, mapping: null }], figures);
  expect([...byTheme.keys()]).toEqual([7]);
  expect(byTheme.get(7)).toEqual([
    { sourceId: 4, source: 'Gong', topics: 2, mentions: 30, when: 'Nov 2026' },
    { sourceId: 6, source: 'Voices', topics: 1, mentions: 30, when: 'Nov 2026' },
  ]);
  expect(dayAfter('2026-12-31', 1)).toBe('2027-01-01');
});
