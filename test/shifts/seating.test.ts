import { expect, test } from 'vitest';
import { type Commitment, fill, giveBack, mark, seat } from '../../src/shifts/seating.ts';
import type { Shift } from '../../src/shifts/shift.ts';
import { NINE_AM } from '../support/floor.ts';

const TWO_PM: Shift = {
  id: 1,
  queueId: 1,
  mode: 'shadow',
  startsAt: '2026-03-03T14:00:00.000Z',
  endsAt: '2026-03-03T16:00:00.000Z',
  signUpClosesAt: '2026-03-03T14:00:00.000Z',
  seats: 2,
  cancelledAt: null,
};
const READY = { leads: true, commitments: [], readiness: { ready: true } as const };
const bound = (as: Commitment['as'], shiftId = 1, startsAt = TWO_PM.startsAt, endsAt = TWO_PM.endsAt) => ({
  ...READY,
  commitments: [{ as, shiftId, startsAt, endsAt }],
});
const FOUR_PM = '2026-03-03T16:00:00.000Z';
const SIX_PM = '2026-03-03T18:00:00.000Z';

test.each([
  { given: 'a free seat', gets: 'confirmed' },
  { given: 'a full shift', taken: 2, gets: 'waitlisted' },
  { given: 'a shift with more people than seats', taken: 3, gets: 'waitlisted' },
  { given: 'the last second', now: '2026-03-03T13:59:59.999Z', gets: 'confirmed' },
  { given: 'the start', now: TWO_PM.startsAt, gets: 'past' },
  { given: 'closed sign-up', shift: { signUpClosesAt: NINE_AM.toISOString() }, gets: 'closed' },
  { given: 'a cancelled shift', shift: { cancelledAt: NINE_AM.toISOString() }, gets: 'cancelled' },
  { given: 'a seat of one’s own', who: bound('confirmed'), gets: 'yours' },
  { given: 'a place in its line, full', who: bound('waitlisted'), taken: 2, gets: 'waiting' },
  { given: 'a place in its line, a seat free', who: bound('waitlisted'), taken: 1, gets: 'confirmed' },
  {
    given: 'a place in its line, a seat free, sign-up closed',
    who: bound('waitlisted'),
    shift: { signUpClosesAt: NINE_AM.toISOString() },
    gets: 'confirmed',
  },
  { given: 'a shift one hosts', who: bound('buddy'), gets: 'hosting' },
  { given: 'another shift then', who: bound('confirmed', 2), gets: 'overlaps' },
  { given: 'another line then', who: bound('waitlisted', 2), gets: 'overlaps' },
  { given: 'hosting another shift then', who: bound('buddy', 2), gets: 'overlaps' },
  { given: 'a shift right after', who: bound('confirmed', 2, FOUR_PM, SIX_PM), gets: 'confirmed' },
  { given: 'no leader', who: { ...READY, leads: false }, gets: 'not a leader' },
  { given: 'a briefing unread', who: { ...READY, readiness: { ready: false, needs: 'briefing' } as const }, gets: 'not ready' },
])('$given: $gets', ({ shift, taken = 0, who = READY, now = NINE_AM, gets }) => {
  const seating = seat({ ...TWO_PM, ...shift }, taken, who, new Date(now));
  expect(seating.seated ? seating.state : seating.why).toBe(gets);
});

test.each([
  { given: 'a day before', now: '2026-03-02T14:00:00Z', how: 'promote', personIds: [7] },
  { given: 'exactly 12 hours before', now: '2026-03-03T02:00:00.000Z', how: 'promote', personIds: [7] },
  { given: 'a moment later', now: '2026-03-03T02:00:00.001Z', how: 'tell', personIds: [7, 8] },
  { given: 'after the start', now: '2026-03-03T14:00:00Z', how: 'tell', personIds: [] },
])('one free seat, two in line, $given: $how $personIds', ({ now, how, personIds }) => {
  expect(fill(TWO_PM, 1, [7, 8], new Date(now))).toEqual({ how, personIds });
});

test('a cancelled or full shift promotes nobody', () => {
  expect(fill(TWO_PM, 2, [7], NINE_AM).personIds).toEqual([]);
  expect(fill({ ...TWO_PM, cancelledAt: 'now' }, 0, [7], NINE_AM).personIds).toEqual([]);
});

test.each([
  ['confirmed', '2026-03-03T13:00:00Z', 'given back'],
  ['waitlisted', '2026-03-03T13:00:00Z', 'given back'],
  ['cancelled', '2026-03-03T13:00:00Z', 'already'],
  ['confirmed', '2026-03-03T14:00:00Z', 'begun'],
] as const)('giving back what is %s at %s: %s', (state, now, answer) => {
  expect(giveBack(TWO_PM, state, new Date(now))).toBe(answer);
});

test.each([
  ['confirmed', '2026-03-03T13:59:59Z', 'not begun'],
  ['confirmed', '2026-03-03T14:00:00Z', 'marked'],
  ['missed', '2026-03-09T14:00:00Z', 'marked'],
  ['attended', '2026-03-03T17:00:00Z', 'already'],
  ['waitlisted', '2026-03-03T17:00:00Z', 'no seat'],
  ['cancelled', '2026-03-03T17:00:00Z', 'no seat'],
] as const)('marking as attended who is %s at %s: %s', (state, now, answer) => {
  expect(mark(TWO_PM, state, 'attended', new Date(now))).toBe(answer);
});
