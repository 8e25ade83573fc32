import { expect, test } from 'vitest';
import { reminderStore } from '../../src/shifts/reminder-store.ts';
import { dueReminder } from '../../src/shifts/reminding.ts';
import { signUpStore } from '../../src/shifts/sign-up-store.ts';
import { shiftStore } from '../../src/shifts/store.ts';
import { NINE_AM, openFloor } from '../support/floor.ts';
import { addQueue, mailsTo, planOf, planShift } from '../support/planned.ts';

const START = '2026-03-05T14:00:00.000Z';

test.each([
  { given: 'two days before', now: '2026-03-03T14:00:00Z', due: undefined },
  { given: 'a day before', now: '2026-03-04T14:00:00Z', due: 'day' },
  { given: 'late, after a standstill', now: '2026-03-05T12:00:00Z', due: 'day' },
  { given: 'an hour before', now: '2026-03-05T13:00:00Z', due: 'hour' },
  { given: 'at the start', now: START, due: undefined },
  { given: 'signed up five hours before', now: '2026-03-05T10:00:00Z', knownSince: '2026-03-05T09:00:00Z', due: undefined },
  {
    given: 'signed up five hours before, an hour before',
    now: '2026-03-05T13:30:00Z',
    knownSince: '2026-03-05T09:00:00Z',
    due: 'hour',
  },
  { given: 'signed up in the last hour', now: '2026-03-05T13:30:00Z', knownSince: '2026-03-05T13:20:00Z', due: undefined },
])('$given: $due', ({ now, knownSince = NINE_AM.toISOString(), due }) => {
  expect(dueReminder({ startsAt: START, knownSince }, new Date(now))).toBe(due);
});

async function openThursday() {
  const floor = await openFloor();
  const queueId = await addQueue(floor.db);
  const times = { startsAt: START, endsAt: '2026-03-05T16:00:00.000Z' };
  const shiftId = await planShift(floor.db, { queueId, seats: 1, mode: 'listen', buddyIds: [floor.carmen.id], ...times });
  await signUpStore(floor.db).signUp(shiftId, floor.asha, NINE_AM);
  await signUpStore(floor.db).signUp(shiftId, floor.ben, NINE_AM);
  const remind = (at: string) => reminderStore(floor.db).queueReminders(new Date(at));
  return { ...floor, queueId, shiftId, remind };
}

test('a day and an hour before, whoever has a seat and whoever hosts hear of it once', async () => {
  const { db, remind, asha, ben, carmen } = await openThursday();
  for (const at of ['2026-03-04T14:00:00Z', '2026-03-04T14:01:00Z', '2026-03-05T13:00:00Z', '2026-03-05T13:01:00Z'])
    await remind(at);
  expect((await mailsTo(db, asha)).filter((subject) => subject.startsWith('Reminder'))).toHaveLength(2);
  expect((await mailsTo(db, carmen)).filter((subject) => subject.startsWith('Reminder, you host'))).toHaveLength(2);
  expect((await mailsTo(db, ben)).filter((subject) => subject.startsWith('Reminder'))).toEqual([]);
});

test('two processes that remind at once double nothing', async () => {
  const { remind, db } = await openThursday();
  await Promise.all([remind('2026-03-04T14:00:00Z'), remind('2026-03-04T14:00:00Z')]);
  const causes = await db.selectFrom('notices').where('cause', 'like', 'reminder:%').select('cause').execute();
  expect(causes).toHaveLength(2);
});

test('a moved shift reminds anew; a cancelled one not at all', async () => {
  const { db, remind, asha, carmen, priya, queueId, shiftId } = await openThursday();
  await remind('2026-03-04T14:00:00Z');
  const moved = planOf({
    queueId,
    mode: 'listen',
    seats: 1,
    buddyIds: [carmen.id],
    startsAt: '2026-03-07T14:00:00.000Z',
    endsAt: '2026-03-07T16:00:00.000Z',
  });
  await shiftStore(db).edit(shiftId, moved, priya.id, new Date('2026-03-04T15:00:00Z'));
  expect(await remind('2026-03-06T14:00:00Z')).toBe(2);
  await shiftStore(db).cancel(shiftId, 'Ill', priya.id, new Date('2026-03-06T15:00:00Z'));
  expect(await remind('2026-03-07T13:30:00Z')).toBe(0);
  expect((await mailsTo(db, asha)).at(-1)).toContain('Cancelled');
});
