import { expect, test } from 'vitest';
import { closedDuring } from '../../src/shifts/opening.ts';
import { localTimes, timeShift, weekly } from '../../src/shifts/timing.ts';

const LONDON = 'Europe/London';

test.each([
  ['2026-03-03', '14:00', '16:00', '2026-03-03T14:00:00.000Z', '2026-03-03T16:00:00.000Z'],
  ['2026-07-01', '14:00', '16:00', '2026-07-01T13:00:00.000Z', '2026-07-01T15:00:00.000Z'],
  ['2026-03-03', '22:00', '02:00', '2026-03-03T22:00:00.000Z', '2026-03-04T02:00:00.000Z'],
  ['2026-03-28', '22:00', '06:00', '2026-03-28T22:00:00.000Z', '2026-03-29T05:00:00.000Z'],
  ['2026-10-24', '22:00', '06:00', '2026-10-24T21:00:00.000Z', '2026-10-25T06:00:00.000Z'],
])('%s %s to %s in London', (day, from, until, startsAt, endsAt) => {
  expect(timeShift({ day, from, until }, LONDON)).toMatchObject({ ok: true, startsAt, endsAt, notes: [] });
  expect(localTimes({ startsAt, endsAt }, LONDON)).toEqual({ day, from, until });
});

test('a time the clocks skip is refused, with the next one there is', () => {
  expect(timeShift({ day: '2026-03-29', from: '01:30', until: '04:00' }, LONDON)).toEqual({
    ok: false,
    field: 'from',
    words: 'The clocks go forward and skip 01:30 on 29 March: choose 02:30 or later',
  });
});

test('of a time that comes twice the first is taken, and it is said', () => {
  const timing = timeShift({ day: '2026-10-25', from: '01:30', until: '04:00' }, LONDON);
  expect(timing).toMatchObject({ ok: true, startsAt: '2026-10-25T00:30:00.000Z', endsAt: '2026-10-25T04:00:00.000Z' });
  expect(timing.ok && timing.notes[0]).toContain('comes twice');
});

test.each([
  ['09:00', '22:00', '13'],
  ['14:00', '13:00', 'the next day would be 23'],
])('%s to %s is too long', (from, until, words) => {
  const timing = timeShift({ day: '2026-03-03', from, until }, LONDON);
  expect(timing).toMatchObject({ ok: false, field: 'until' });
  expect(!timing.ok && timing.words).toContain(words);
});

test('a series keeps the wall clock across the change of clocks', () => {
  const starts = weekly('2026-03-24', 2).map((day) => timeShift({ day, from: '09:00', until: '11:00' }, LONDON));
  expect(starts.map((one) => one.ok && one.startsAt)).toEqual(['2026-03-24T09:00:00.000Z', '2026-03-31T08:00:00.000Z']);
});

const WEEKDAYS = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opensAt: '08:00', closesAt: '18:00' }));
const ROUND_THE_CLOCK = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opensAt: '00:00', closesAt: '24:00' }));

test.each([
  { given: 'within', openings: WEEKDAYS, from: '08:00', until: '18:00', says: undefined },
  { given: 'too early', openings: WEEKDAYS, from: '07:59', until: '10:00', says: 'open 08:00–18:00 on Tuesdays' },
  {
    given: 'a closed weekday',
    openings: WEEKDAYS,
    day: '2026-03-07',
    from: '10:00',
    until: '12:00',
    says: 'closed on Saturdays',
  },
  { given: 'no hours known', openings: [], from: '03:00', until: '04:00', says: undefined },
  { given: 'over midnight, always open', openings: ROUND_THE_CLOCK, from: '22:00', until: '02:00', says: undefined },
  {
    given: 'a night queue after midnight',
    openings: [{ weekday: 1, opensAt: '22:00', closesAt: '06:00' }],
    from: '01:00',
    until: '03:00',
    says: undefined,
  },
])('opening hours: $given', ({ openings, day = '2026-03-03', from, until, says }) => {
  const closed = closedDuring({ day, from, until }, { openings, closedDays: [] });
  if (says) expect(closed).toContain(says);
  else expect(closed).toBeUndefined();
});

test('a closed day is named', () => {
  const closedDays = [{ day: '2026-03-03', reason: 'Stocktaking' }];
  const local = { day: '2026-03-03', from: '10:00', until: '12:00' };
  expect(closedDuring(local, { openings: WEEKDAYS, closedDays })).toContain('Stocktaking');
});
