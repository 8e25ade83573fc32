import { expect, test } from 'vitest';
import { spanFor } from '../../src/shifts/notices.ts';
import { signUpStore } from '../../src/shifts/sign-up-store.ts';
import { hire, NINE_AM, openFloor } from '../support/floor.ts';
import { addQueue, planShift } from '../support/planned.ts';

const unfolded = (calendar: string | null) => (calendar ?? '').replaceAll(/\r?\n[ \t]/g, '');
const lineOf = (calendar: string, name: string) => calendar.split(/\r?\n/).find((line) => line.startsWith(name));

test('times are in the reader’s zone, with the queue’s where its clock differs', () => {
  const shift = { startsAt: '2026-03-03T14:00:00.000Z', endsAt: '2026-03-03T16:00:00.000Z', timeZone: 'Europe/London' };
  expect(spanFor(shift, { timeZone: 'Africa/Abidjan' })).toBe('Tue 3 Mar, 14:00–16:00');
  expect(spanFor(shift, { timeZone: 'America/Chicago' })).toBe('Tue 3 Mar, 08:00–10:00 (your time; 14:00 in London)');
});

test('an invitation keeps its UID, counts up, and is withdrawn when the seat is given back', async () => {
  const { db, asha, priya } = await openFloor();
  const shiftId = await planShift(db, { queueId: await addQueue(db) }, priya);
  const signUps = signUpStore(db);
  await signUps.signUp(shiftId, asha, NINE_AM);
  const { id } = await db.selectFrom('signUps').select('id').executeTakeFirstOrThrow();
  await signUps.cancel(id, asha, NINE_AM);
  await signUps.signUp(shiftId, asha, NINE_AM);

  const letters = await db
    .selectFrom('notices')
    .where('personId', '=', asha.id)
    .select(['calendar', 'messageId'])
    .orderBy('id')
    .execute();
  const calendars = letters.map(({ calendar }) => unfolded(calendar));
  expect(calendars.map((one) => lineOf(one, 'METHOD'))).toEqual(['METHOD:REQUEST', 'METHOD:CANCEL', 'METHOD:REQUEST']);
  expect(new Set(calendars.map((one) => lineOf(one, 'UID'))).size).toBe(1);
  const versions = calendars.map((one) => Number(lineOf(one, 'SEQUENCE')?.split(':')[1]));
  expect(versions).toEqual(versions.toSorted((a, b) => a - b));
  expect(new Set(versions).size).toBe(3);
  expect(new Set(letters.map(({ messageId }) => messageId)).size).toBe(3);
  expect(lineOf(calendars[0]!, 'DTSTART')).toBe('DTSTART:20260303T140000Z');
});

test('no name breaks out of its line in an invitation', async () => {
  const { db, priya } = await openFloor();
  const mallory = await hire(db, {
    name: 'Mal"lory\r\nATTENDEE:mailto:evil@example.com',
    email: 'm@example.com',
    roles: ['leader'],
  });
  await signUpStore(db).signUp(await planShift(db, { queueId: await addQueue(db) }, priya), mallory, NINE_AM);
  const { calendar } = await db
    .selectFrom('notices')
    .where('personId', '=', mallory.id)
    .select('calendar')
    .executeTakeFirstOrThrow();
  const attendees = unfolded(calendar)
    .split(/\r?\n/)
    .filter((line) => line.startsWith('ATTENDEE'));
  expect(attendees).toHaveLength(1);
});
