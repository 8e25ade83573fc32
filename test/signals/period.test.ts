import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isComplaint } from '../../src/signals/complaint.ts';
import { dayAfter, daysIn, isoWeek, periodWords } from '../../src/signals/period.ts';
import { type Dating, readPeriod, readSpan } from '../../src/signals/period-reading.ts';

const DATING: Dating = { grain: 'day', order: undefined, today: '2026-11-21' };

const days = (typed: string, given: Partial<Dating> = {}) => {
  const read = readPeriod(typed, { ...DATING, ...given });
  return isComplaint(read) ? read.say(read.quoted) : `${read.from}/${read.until}`;
};

test.each([
  ['2026-W46', '2026-11-09/2026-11-15'],
  ['2026W46', '2026-11-09/2026-11-15'],
  ['2026-w01', '2025-12-29/2026-01-04'],
  ['2020-W53', '2020-12-28/2021-01-03'],
  ['W46 2026', '2026-11-09/2026-11-15'],
  ['Week 46, 2026', '2026-11-09/2026-11-15'],
  ['KW46/2026', '2026-11-09/2026-11-15'],
  ['2026-11', '2026-11-01/2026-11-30'],
  ['02/2024', '2024-02-01/2024-02-29'],
  ['Nov 2026', '2026-11-01/2026-11-30'],
  ['september-2026', '2026-09-01/2026-09-30'],
  ['2026-Feb', '2026-02-01/2026-02-28'],
  ['2026-Q4', '2026-10-01/2026-12-31'],
  ['Q3 2026', '2026-07-01/2026-09-30'],
  ['2026-11-16', '2026-11-16/2026-11-16'],
  ['2026-11-16 00:00:00', '2026-11-16/2026-11-16'],
  ['2026-11-16T23:30:00+02:00', '2026-11-16/2026-11-16'],
  ['16 Nov 2026', '2026-11-16/2026-11-16'],
  ['Mon, November 16, 2026', '2026-11-16/2026-11-16'],
  ['16/11/2026', '2026-11-16/2026-11-16'],
  ['2026-11-16/2026-11-22', '2026-11-16/2026-11-22'],
  ['2026-11-16 - 2026-11-22', '2026-11-16/2026-11-22'],
  ['2026-11-16 to 2026-11-22', '2026-11-16/2026-11-22'],
  ['16 Nov 2026 – 22 Nov 2026', '2026-11-16/2026-11-22'],
  ['16/11/2026 - 22/11/2026', '2026-11-16/2026-11-22'],
  ['Week of 2026-11-16', '2026-11-16/2026-11-22'],
  ['w/c 16 Nov 2026', '2026-11-16/2026-11-22'],
  ['Week ending 2026-11-15', '2026-11-09/2026-11-15'],
  ['  2026-11 ', '2026-11-01/2026-11-30'],
])('%s is %s', (typed, said) => expect(days(typed)).toBe(said));

test.each<[Dating['grain'], string, string]>([
  ['week', '2026-11-15', '2026-11-15/2026-11-21'],
  ['week', '2026-11-16T00:00:00Z', '2026-11-16/2026-11-22'],
  ['week', '2026-W46', '2026-11-09/2026-11-15'],
  ['week end', '2026-11-15', '2026-11-09/2026-11-15'],
  ['month', '2026-11-01', '2026-11-01/2026-11-30'],
  ['month', '2026-10-31', '2026-10-01/2026-10-31'],
  ['month', '2026-10', '2026-10-01/2026-10-31'],
  ['quarter', '2026-10-01', '2026-10-01/2026-12-31'],
])('under a heading that says %s, %s is %s', (grain, typed, said) => expect(days(typed, { grain })).toBe(said));

test('03/04/2026 is read in the order of its column, and not without one', () => {
  expect(days('03/04/2026', { order: 'day first' })).toBe('2026-04-03/2026-04-03');
  expect(days('03/04/2026', { order: 'month first' })).toBe('2026-03-04/2026-03-04');
  expect(days('03/04/2026')).toContain('is no period');
});

test.each([
  ['', 'is missing'],
  ['2026-W60', 'in no calendar'],
  ['2025-W53', 'in no calendar'],
  ['2026-W00', 'in no calendar'],
  ['2026-13', 'in no calendar'],
  ['2026-02-30', 'is no period'],
  ['2026-Q5', 'is no period'],
  ['W46', 'is no period'],
  ['46', 'is no period'],
  ['2026', 'is no period'],
  ['202611', 'is no period'],
  ['Nov-26', 'is no period'],
  ['16/11/26', 'is no period'],
  ['last week', 'is no period'],
  ['Marathon 2026', 'is no period'],
  ['2026-12', 'is yet to come'],
  ['2026-W48', 'is yet to come'],
  ['1999-12', 'lies before 2000'],
  ['2026-11-22/2026-11-16', 'ends before it begins'],
  ['2024-01-01/2026-01-01', 'longer than a year'],
])('%j is refused: %s', (typed, says) => expect(days(typed)).toContain(says));

test.each<[Dating['grain'], string, string]>([
  ['week', '2026-11', 'can be a week or a month'],
  ['week', '11/2026', 'can be a week or a month'],
  ['month', '2026-11-16', 'neither the first nor the last day of a month'],
  ['quarter', '2026-11-01', 'neither the first nor the last day of a quarter'],
])('under a heading that says %s, %s is refused: %s', (grain, typed, says) => expect(days(typed, { grain })).toContain(says));

test('two columns say the first day and the last', () => {
  expect(readSpan('2026-11-16', '2026-11-22 23:59', DATING)).toEqual({ from: '2026-11-16', until: '2026-11-22' });
  for (const [from, until] of [
    ['2026-11-16', ''],
    ['', ''],
    ['x', '2026-11-22'],
    ['2026-11-22', '2026-11-16'],
  ] as const)
    expect(isComplaint(readSpan(from, until, DATING))).toBe(true);
});

test.each([
  ['2026-11-01', '2026-11-30', 'Nov 2026'],
  ['2026-10-01', '2026-12-31', 'Q4 2026'],
  ['2026-09-01', '2026-11-30', 'Sept – Nov 2026'],
  ['2025-11-01', '2026-01-31', 'Nov 2025 – Jan 2026'],
  ['2026-01-01', '2026-12-31', '2026'],
  ['2026-11-16', '2026-11-16', '16 Nov 2026'],
  ['2026-11-09', '2026-11-15', 'W46, 9–15 Nov 2026'],
  ['2026-10-26', '2026-11-01', 'W44, 26 Oct – 1 Nov 2026'],
  ['2026-11-15', '2026-11-21', '15–21 Nov 2026'],
  ['2025-12-29', '2026-01-04', 'W01, 29 Dec 2025 – 4 Jan 2026'],
])('%s to %s is told as %s', (from, until, said) => expect(periodWords({ from, until })).toBe(said));

test('every day lies in exactly the ISO week that its calendar names', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 9_000 }), (number) => {
      const day = dayAfter('2001-01-01', number);
      const weeks = [-1, 0, 1].flatMap((step) => {
        const year = Number(day.slice(0, 4)) + step;
        return Array.from({ length: 53 }, (_, week) => isoWeek(year, week + 1)).filter(
          (week) => week && week.from <= day && day <= week.until,
        );
      });
      expect(weeks.map((week) => daysIn(week!))).toEqual([7]);
    }),
    { numRuns: 50 },
  );
});
