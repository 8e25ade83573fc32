import { expect, test } from 'vitest';
import { openFloorWithShift } from '../support/floor-with-shift.ts';

test.each([
  ['2026-03-03T15:00:00.000Z', 'It runs now, and sign-up is over'],
  ['2026-03-04T15:00:00.000Z', 'Over'],
])('at %s the page of a shift says: %s', async (at, says) => {
  const { db, at: moveTo, get, asha, shiftId } = await openFloorWithShift();
  const times = {
    startsAt: '2026-03-03T14:00:00.000Z',
    endsAt: '2026-03-03T16:00:00.000Z',
    signUpClosesAt: '2026-03-03T14:00:00.000Z',
  };
  await db.updateTable('shifts').set(times).where('id', '=', shiftId).execute();
  moveTo(at);
  const { text } = await get(asha, `/shifts/${shiftId}`);
  expect(text).toContain(`<p>${says}. <a`);
  expect(text).not.toContain('It has begun');
});
