import fc from 'fast-check';
import { expect, test } from 'vitest';
import { enter, happenedAt, refusedByPause, type SeatedShift } from '../../src/console/opening.ts';
import type { SignUpState } from '../../src/shifts/seating.ts';

const shift: SeatedShift = {
  id: 1,
  queueId: 1,
  queue: 'Orders',
  zone: 'Europe/London',
  mode: 'shadow',
  place: '',
  startsAt: '2026-03-02T10:00:00.000Z',
  endsAt: '2026-03-02T12:00:00.000Z',
  cancelledAt: null,
  state: 'confirmed',
};
const at = (time: string) => new Date(`2026-03-${time}:00.000Z`);

test.each([
  ['02T09:44', 409],
  ['02T09:45', 200],
  ['02T12:30', 200],
  ['03T12:00', 200],
  ['03T12:01', 409],
])('at %s the page answers %i', (time, status) => {
  const entry = enter(shift, at(time));
  expect(entry.open ? 200 : entry.status).toBe(status);
});

test('a phone that found no network may still send a week later, not more', () => {
  expect(enter(shift, at('09T11:59'), { forSending: true }).open).toBe(true);
  expect(enter(shift, at('09T12:01'), { forSending: true }).open).toBe(false);
});

test.each<[SignUpState | null, number]>([
  ['confirmed', 200],
  ['offered', 200],
  ['attended', 200],
  ['waitlisted', 403],
  ['missed', 403],
  ['excused', 403],
  ['cancelled', 404],
  [null, 404],
])('a seat that is %s: %i, with a next step', (state, status) => {
  const entry = enter({ ...shift, state }, at('02T10:30'));
  expect(entry.open ? 200 : entry.status).toBe(status);
  if (!entry.open) expect(entry.next).toMatch(/\.$/);
});

test('a cancelled shift has no console', () => {
  expect(enter({ ...shift, cancelledAt: shift.startsAt }, at('02T10:30'))).toMatchObject({ open: false, status: 409 });
});

test('a phone that is right is believed to the second', () => {
  const now = at('02T10:30');
  expect(happenedAt('2026-03-02T10:12:13.000Z', '2026-03-02T10:29:50.000Z', shift, now)).toBe('2026-03-02T10:12:13.000Z');
});

test('a phone an hour ahead is corrected by how far it is off', () => {
  const now = at('02T10:30');
  expect(happenedAt('2026-03-02T11:12:00.000Z', '2026-03-02T11:30:00.000Z', shift, now)).toBe('2026-03-02T10:12:00.000Z');
});

test('nothing happens in the future or outside the shift, whatever a phone says', () => {
  const instants = fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
  const maybe = fc.option(instants, { nil: undefined });
  fc.assert(
    fc.property(maybe, maybe, fc.integer({ min: 0, max: 600 }), (given, sent, minutes) => {
      const now = new Date(Date.parse('2026-03-02T09:45:00.000Z') + minutes * 60_000);
      const found = happenedAt(given?.toISOString(), sent?.toISOString(), shift, now);
      expect(found >= '2026-03-02T09:45:00.000Z' && found <= '2026-03-02T13:00:00.000Z' && found <= now.toISOString()).toBe(true);
    }),
  );
});

test.each([
  ['2026-03-02T10:29:00.000Z', true],
  ['2026-03-02T10:14:00.000Z', false],
  ['2026-03-02T10:20:00.000Z', false],
])('a call that began at %s in a shift paused since 10:15 is refused at 10:30: %s', (startedAt, refused) => {
  expect(refusedByPause(startedAt, { pausedAt: '2026-03-02T10:15:00.000Z' }, at('02T10:30'))).toBe(refused);
});
