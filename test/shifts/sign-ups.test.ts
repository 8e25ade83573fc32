import { expect, test } from 'vitest';
import { signUpStore } from '../../src/shifts/sign-up-store.ts';
import { hire, NINE_AM, openFloor } from '../support/floor.ts';
import { addQueue, mailsTo, planShift, statesIn } from '../support/planned.ts';

async function openShift(given: object = {}) {
  const floor = await openFloor();
  const queueId = await addQueue(floor.db);
  const shiftId = await planShift(floor.db, { queueId, ...given }, floor.priya);
  const signUps = signUpStore(floor.db);
  const idOf = async (person: { id: number }) =>
    (await floor.db.selectFrom('signUps').where('personId', '=', person.id).select('id').executeTakeFirstOrThrow()).id;
  return { ...floor, queueId, shiftId, signUps, idOf };
}

test('a free seat is confirmed, a full shift has a line, and both are told once', async () => {
  const { db, signUps, shiftId, asha, ben } = await openShift({ seats: 1 });
  await signUps.signUp(shiftId, asha, NINE_AM);
  await signUps.signUp(shiftId, ben, NINE_AM);
  await signUps.signUp(shiftId, ben, NINE_AM);
  expect(await statesIn(db, shiftId)).toEqual(['Asha confirmed', 'Ben waitlisted']);
  expect(await mailsTo(db, asha)).toEqual(['Your seat: Orders, Tue 3 Mar, 14:00']);
  expect(await mailsTo(db, ben)).toEqual(['In line: Orders, Tue 3 Mar, 14:00']);
});

test('fifty leaders at once never get one seat too many', async () => {
  const { db, signUps, shiftId } = await openShift({ seats: 3 });
  const crowd = [];
  for (let n = 0; n < 50; n++) crowd.push(await hire(db, { name: `Leader ${n}`, roles: ['leader'] }));
  await Promise.all(crowd.map((person) => signUps.signUp(shiftId, person, NINE_AM)));
  const states = (await statesIn(db, shiftId)).map((line) => line.split(' ').at(-1));
  expect(states.filter((state) => state === 'confirmed')).toHaveLength(3);
  expect(states.filter((state) => state === 'waitlisted')).toHaveLength(47);
  const places = await db.selectFrom('signUps').select('placeInLine').distinct().execute();
  expect(places).toHaveLength(50);
});

test('one leader who takes two overlapping shifts at once gets one of them', async () => {
  const { db, signUps, queueId, shiftId, asha } = await openShift();
  const other = await planShift(db, { queueId, startsAt: '2026-03-03T15:00:00.000Z', endsAt: '2026-03-03T17:00:00.000Z' });
  const both = await Promise.all([signUps.signUp(shiftId, asha, NINE_AM), signUps.signUp(other, asha, NINE_AM)]);
  expect(both.map((one) => one?.seated).toSorted()).toEqual([false, true]);
});

test('more than 12 hours before, a freed seat goes to the first in line', async () => {
  const { db, signUps, shiftId, asha, ben, idOf } = await openShift({ seats: 1 });
  await signUps.signUp(shiftId, asha, NINE_AM);
  await signUps.signUp(shiftId, ben, NINE_AM);
  expect(await signUps.cancel(await idOf(asha), asha, NINE_AM)).toBe('given back');
  expect(await statesIn(db, shiftId)).toEqual(['Asha cancelled', 'Ben confirmed']);
  expect(await mailsTo(db, ben)).toContain('A seat for you: Orders, Tue 3 Mar, 14:00');
});

test('later, nobody is bound unasked: everybody in line is told, and whoever takes the seat first has it', async () => {
  const { db, signUps, shiftId, asha, ben, idOf } = await openShift({ seats: 1 });
  const cleo = await hire(db, { name: 'Cleo', roles: ['leader'] });
  for (const person of [asha, ben, cleo]) await signUps.signUp(shiftId, person, NINE_AM);
  const late = new Date('2026-03-03T08:00:00Z');
  await signUps.cancel(await idOf(asha), asha, late);
  expect(await statesIn(db, shiftId)).toEqual(['Asha cancelled', 'Ben waitlisted', 'Cleo waitlisted']);
  for (const person of [ben, cleo]) expect(await mailsTo(db, person)).toContain('A seat is free: Orders, Tue 3 Mar, 14:00');
  expect(await signUps.signUp(shiftId, cleo, late)).toEqual({ seated: true, state: 'confirmed' });
  expect(await signUps.signUp(shiftId, ben, late)).toEqual({ seated: false, why: 'waiting' });
});

test('whoever comes back after cancelling goes to the end of the line', async () => {
  const { db, signUps, shiftId, asha, ben, idOf } = await openShift({ seats: 1 });
  await signUps.signUp(shiftId, asha, NINE_AM);
  await signUps.signUp(shiftId, ben, NINE_AM);
  await signUps.cancel(await idOf(asha), asha, NINE_AM);
  await signUps.signUp(shiftId, asha, NINE_AM);
  expect(await statesIn(db, shiftId)).toEqual(['Ben confirmed', 'Asha waitlisted']);
});

test('giving back twice is giving back once', async () => {
  const { db, signUps, shiftId, asha, idOf } = await openShift();
  await signUps.signUp(shiftId, asha, NINE_AM);
  const id = await idOf(asha);
  expect(await Promise.all([1, 2, 3].map(() => signUps.cancel(id, asha, NINE_AM)))).toEqual(
    expect.arrayContaining(['given back', 'already', 'already']),
  );
  expect(await mailsTo(db, asha)).toHaveLength(2);
});

test('nobody gives back what is somebody else’s, but an owner may', async () => {
  const { signUps, shiftId, asha, ben, carmen, ada, priya, idOf } = await openShift();
  await signUps.signUp(shiftId, asha, NINE_AM);
  for (const person of [ben, carmen, ada]) expect(await signUps.cancel(await idOf(asha), person, NINE_AM)).toBeUndefined();
  expect(await signUps.cancel(await idOf(asha), priya, NINE_AM)).toBe('given back');
});

test('whoever left the company is passed over in the line', async () => {
  const { db, signUps, shiftId, asha, ben, idOf } = await openShift({ seats: 1 });
  const cleo = await hire(db, { name: 'Cleo', roles: ['leader'] });
  for (const person of [asha, ben, cleo]) await signUps.signUp(shiftId, person, NINE_AM);
  await db.updateTable('people').set({ deactivatedAt: NINE_AM.toISOString() }).where('id', '=', ben.id).execute();
  await signUps.cancel(await idOf(asha), asha, NINE_AM);
  expect(await statesIn(db, shiftId)).toEqual(['Asha cancelled', 'Ben waitlisted', 'Cleo confirmed']);
});

test('live is refused until the briefing is read and a shadow shift attended in that queue', async () => {
  const { db, signUps, shiftId, queueId, asha, carmen, idOf } = await openShift();
  const live = await planShift(db, {
    queueId,
    mode: 'live',
    buddyIds: [carmen.id],
    startsAt: '2026-03-05T14:00:00.000Z',
    endsAt: '2026-03-05T16:00:00.000Z',
  });
  expect(await signUps.signUp(live, asha, NINE_AM)).toMatchObject({ why: 'not ready', readiness: { needs: 'practice' } });
  await db.updateTable('shifts').set({ mode: 'shadow' }).where('id', '=', shiftId).execute();
  await signUps.signUp(shiftId, asha, NINE_AM);
  const after = new Date('2026-03-03T17:00:00Z');
  expect(await signUps.markAttendance(await idOf(asha), 'attended', carmen.id, after)).toBe('marked');
  expect(await signUps.signUp(live, asha, after)).toMatchObject({ why: 'not ready', readiness: { needs: 'briefing' } });
  await db
    .insertInto('briefingsRead')
    .values({ queueId, mode: 'live', personId: asha.id, readAt: after.toISOString() })
    .execute();
  expect(await signUps.signUp(live, asha, after)).toEqual({ seated: true, state: 'confirmed' });
});
