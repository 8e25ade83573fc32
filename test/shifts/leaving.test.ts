import { expect, test } from 'vitest';
import { leavingStore } from '../../src/shifts/leaving-store.ts';
import { signUpStore } from '../../src/shifts/sign-up-store.ts';
import { hire, NINE_AM } from '../support/floor.ts';
import { openFloorWithShift } from '../support/floor-with-shift.ts';
import { mailsTo, planShift, statesIn } from '../support/planned.ts';
import { plansOf, wholeReads } from '../support/plans.ts';

const listening = async () => {
  const floor = await openFloorWithShift({ mode: 'listen', seats: 1, buddyIds: [] });
  const signUps = signUpStore(floor.db);
  return { ...floor, signUps, leaving: leavingStore(floor.db) };
};

test('whoever is deactivated gives back every place ahead, and the first in line gets the seat', async () => {
  const { db, signUps, post, ada, asha, ben, shiftId, queueId } = await listening();
  const other = await planShift(db, {
    queueId,
    startsAt: '2026-03-04T14:00:00.000Z',
    endsAt: '2026-03-04T16:00:00.000Z',
    seats: 1,
  });
  await signUps.signUp(shiftId, asha, NINE_AM);
  await signUps.signUp(shiftId, ben, NINE_AM);
  await signUps.signUp(other, ben, NINE_AM);
  await signUps.signUp(other, asha, NINE_AM);
  const answer = await post(ada, `/people/${asha.id}/deactivation`);
  expect(decodeURIComponent(String(answer.headers['set-cookie']))).toContain('2 places in shifts were given back');
  expect(await statesIn(db, shiftId)).toEqual(['Asha cancelled', 'Ben confirmed']);
  expect(await statesIn(db, other)).toEqual(['Ben confirmed', 'Asha cancelled']);
  expect(await mailsTo(db, ben)).toContain('A seat for you: Orders, Tue 3 Mar, 14:00');
  expect(await mailsTo(db, asha)).toContain('Seat given back: Orders, Tue 3 Mar, 14:00');
  const { calendar, body } = await db
    .selectFrom('notices')
    .where('subject', 'like', 'Seat given back%')
    .select(['calendar', 'body'])
    .executeTakeFirstOrThrow();
  expect([calendar?.includes('METHOD:CANCEL'), body.includes('Ada took you off')]).toEqual([true, true]);
});

test('a deactivated buddy hosts nothing ahead: the page and the owner say that it needs one', async () => {
  const { db, get, post, ada, asha, carmen, priya, shiftId } = await openFloorWithShift();
  const answer = await post(ada, `/people/${carmen.id}/deactivation`);
  expect(decodeURIComponent(String(answer.headers['set-cookie']))).toContain('1 shift lost its buddy');
  expect(await db.selectFrom('shiftBuddies').selectAll().execute()).toEqual([]);
  expect(await mailsTo(db, carmen)).toContain('You no longer host: Orders, Tue 3 Mar, 14:00');
  const mine = (await get(asha, `/shifts/${shiftId}`)).text;
  expect(mine).toContain('No buddy yet');
  expect(mine).toContain('no longer hosts: Carmen');
  expect(mine).not.toContain(`/shifts/${shiftId}/edit`);
  const owners = (await get(priya, `/shifts/${shiftId}`)).text;
  expect(owners).toContain('This shift needs a buddy');
  expect((await get(priya, '/shifts')).text).toContain('No buddy yet');
  expect((await get(priya, '/')).text).toContain('without a buddy');
});

test('a buddy who stays is kept, and a simulated shift needs none', async () => {
  const { get, post, ada, asha, carmen, dev, shiftId, db, queueId } = await openFloorWithShift();
  await db.insertInto('shiftBuddies').values({ shiftId, personId: dev.id }).execute();
  const simulated = await planShift(db, { queueId, startsAt: '2026-03-04T14:00:00.000Z', endsAt: '2026-03-04T16:00:00.000Z' });
  await post(ada, `/people/${carmen.id}/deactivation`);
  expect(await db.selectFrom('shiftBuddies').select('personId').execute()).toEqual([{ personId: dev.id }]);
  for (const id of [shiftId, simulated]) expect((await get(asha, `/shifts/${id}`)).text).not.toContain('No buddy yet');
});

test('what has begun, is over or is cancelled stays as it was, and leaving twice is leaving once', async () => {
  const { db, signUps, leaving, asha, ada, shiftId, priya } = await listening();
  await signUps.signUp(shiftId, asha, NINE_AM);
  expect(await leaving.leaveAll(asha.id, ada.id, new Date('2026-03-03T14:00:00Z'))).toEqual({ places: 0, hosted: 0 });
  expect(await statesIn(db, shiftId)).toEqual(['Asha confirmed']);
  const both = await Promise.all([leaving.leaveAll(asha.id, priya.id, NINE_AM), leaving.leaveAll(asha.id, priya.id, NINE_AM)]);
  expect(both.reduce((sum, { places }) => sum + places, 0)).toBe(1);
  expect((await mailsTo(db, asha)).filter((subject) => subject.startsWith('Seat given back'))).toHaveLength(1);
});

test('a refused deactivation leaves everybody where they are', async () => {
  const { db, post, ada, shiftId, signUps } = await listening();
  await db.insertInto('roles').values({ personId: ada.id, role: 'leader' }).execute();
  await signUps.signUp(shiftId, { ...ada, roles: ['administrator', 'leader'] }, NINE_AM);
  expect((await post(ada, `/people/${ada.id}/deactivation`)).status).toBe(409);
  expect(await statesIn(db, shiftId)).toEqual(['Ada confirmed']);
});

test('places of people who left long ago are given back too', async () => {
  const { db, signUps, leaving, asha, ben, priya, shiftId } = await listening();
  const cleo = await hire(db, { name: 'Cleo', roles: ['leader'] });
  for (const person of [asha, ben, cleo]) await signUps.signUp(shiftId, person, NINE_AM);
  await db
    .updateTable('people')
    .set({ deactivatedAt: NINE_AM.toISOString(), deactivatedBy: priya.id })
    .where('id', 'in', [asha.id, ben.id])
    .execute();
  await leaving.leaveForGone(NINE_AM);
  await leaving.leaveForGone(NINE_AM);
  expect(await statesIn(db, shiftId)).toEqual(['Asha cancelled', 'Ben cancelled', 'Cleo confirmed']);
});

test('looking for their places reads no table whole', async () => {
  const { db, asha, ada } = await listening();
  const plan = await plansOf(db, async (watched) => leavingStore(watched).leaveAll(asha.id, ada.id, NINE_AM));
  if (!process.env.TEST_DATABASE_URL) expect(wholeReads(plan, ['shifts', 'sign_ups', 'shift_buddies'])).toEqual([]);
});
