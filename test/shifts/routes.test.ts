import { expect, test } from 'vitest';
import type { Person } from '../../src/people/person.ts';
import { openFloor } from '../support/floor.ts';
import { addQueue, mailsTo, planShift, statesIn } from '../support/planned.ts';

async function openFloorWithShift(given: object = {}) {
  const floor = await openFloor();
  const queueId = await addQueue(floor.db);
  const shiftId = await planShift(floor.db, { queueId, mode: 'shadow', buddyIds: [floor.carmen.id], ...given }, floor.priya);
  const post = async (person: Person, path: string, body: object = {}) =>
    (await floor.as(person)).post(path).type('form').send(body);
  const get = async (person: Person, path: string) => (await floor.as(person)).get(path);
  const signUpId = async () => (await floor.db.selectFrom('signUps').select('id').executeTakeFirstOrThrow()).id;
  return { ...floor, queueId, shiftId, post, get, signUpId };
}

const FORM = {
  mode: 'simulated',
  day: '2026-03-10',
  from: '14:00',
  until: '16:00',
  seats: '2',
  closesHours: '0',
  weeks: '1',
  place: '',
  note: '',
};

test('a leader finds a shift, takes a seat, and sees it', async () => {
  const { get, post, asha, shiftId, db } = await openFloorWithShift();
  expect((await get(asha, '/shifts')).text).toContain('Sign me up');
  const taken = await post(asha, `/shifts/${shiftId}/sign-ups`);
  expect([taken.status, taken.headers.location]).toEqual([303, `/shifts/${shiftId}`]);
  expect((await get(asha, `/shifts/${shiftId}`)).text).toContain('You have a seat');
  expect((await get(asha, '/shifts?view=mine')).text).toContain('You have a seat');
  expect(await statesIn(db, shiftId)).toEqual(['Asha confirmed']);
});

test('pressing twice is pressing once', async () => {
  const { post, asha, shiftId, db } = await openFloorWithShift();
  for (let n = 0; n < 3; n++) expect((await post(asha, `/shifts/${shiftId}/sign-ups`)).status).toBe(303);
  expect(await mailsTo(db, asha)).toHaveLength(1);
  expect(await db.selectFrom('events').where('action', '=', 'sign-up.confirmed').selectAll().execute()).toHaveLength(1);
});

test.each(['carmen', 'priya', 'ada', 'omar'] as const)('%s is no leader and gets no seat', async (name) => {
  const floor = await openFloorWithShift();
  const refused = await floor.post(floor[name], `/shifts/${floor.shiftId}/sign-ups`);
  expect(refused.status).toBe(403);
  expect(refused.text).toContain('Seats are for leaders');
  expect((await floor.get(floor[name], '/shifts')).text).not.toContain('Sign me up');
});

test('nobody signed in sees or does anything', async () => {
  const { anybody, shiftId } = await openFloorWithShift();
  expect((await anybody().get('/shifts')).headers.location).toContain('/sign-in');
  expect((await anybody().post(`/shifts/${shiftId}/sign-ups`)).status).toBe(401);
});

const PLANNING = [
  ['get', '/shifts/new'],
  ['post', '/shifts'],
  ['get', '/shifts/1/edit'],
  ['post', '/shifts/1'],
  ['get', '/shifts/1/cancellation'],
  ['post', '/shifts/1/cancellation'],
] as const;

test.each(['asha', 'carmen', 'ada', 'omar'] as const)('%s does not plan', async (name) => {
  const floor = await openFloorWithShift();
  const browser = await floor.as(floor[name]);
  for (const [method, path] of PLANNING) expect((await browser[method](path)).status, `${method} ${path}`).toBe(403);
});

test.each(['asha', 'ben', 'dev', 'ada', 'omar'] as const)(
  '%s does not run the shift; an owner and its buddy do',
  async (name) => {
    const floor = await openFloorWithShift();
    await floor.post(floor.asha, `/shifts/${floor.shiftId}/sign-ups`);
    const attendance = `/sign-ups/${await floor.signUpId()}/attendance`;
    floor.at('2026-03-03T15:00:00Z');
    for (const path of [attendance, `/shifts/${floor.shiftId}/pauses`, `/shifts/${floor.shiftId}/resumption`])
      expect((await floor.post(floor[name], path, { attendance: 'attended', reason: 'Hot' })).status).toBe(403);
    for (const person of [floor.carmen, floor.priya])
      expect((await floor.post(person, attendance, { attendance: 'attended' })).status).toBe(303);
  },
);

test('attendance waits for the start, is corrected, and takes no other word', async () => {
  const { post, at, asha, carmen, shiftId, signUpId, db } = await openFloorWithShift();
  await post(asha, `/shifts/${shiftId}/sign-ups`);
  const path = `/sign-ups/${await signUpId()}/attendance`;
  expect((await post(carmen, path, { attendance: 'attended' })).status).toBe(409);
  at('2026-03-03T14:00:00Z');
  expect((await post(carmen, path, { attendance: 'late' })).status).toBe(422);
  for (const attendance of ['missed', 'attended', 'attended'])
    expect((await post(carmen, path, { attendance })).status).toBe(303);
  expect(await statesIn(db, shiftId)).toEqual(['Asha attended']);
  expect((await post(asha, `/sign-ups/${await signUpId()}/cancellation`)).status).toBe(409);
});

test('somebody else’s sign-up is not there', async () => {
  const { post, asha, ben, shiftId, signUpId } = await openFloorWithShift();
  await post(asha, `/shifts/${shiftId}/sign-ups`);
  expect((await post(ben, `/sign-ups/${await signUpId()}/cancellation`)).status).toBe(404);
  for (const id of ['0', '99', 'x', '1e3', '99999999999']) {
    expect((await post(ben, `/sign-ups/${id}/cancellation`)).status).toBe(404);
    expect((await post(ben, `/shifts/${id}/sign-ups`)).status).toBe(404);
  }
});

test('a briefing is read before a seat is taken', async () => {
  const { db, post, get, asha, queueId, shiftId } = await openFloorWithShift();
  await db.insertInto('rungs').values({ queueId, mode: 'shadow', briefing: 'Say nothing.', afterMode: null }).execute();
  expect((await get(asha, '/shifts')).text).toContain('Read the briefing');
  const refused = await post(asha, `/shifts/${shiftId}/sign-ups`);
  expect([refused.status, refused.text.includes('briefing to read first')]).toEqual([409, true]);
  for (let n = 0; n < 2; n++) expect((await post(asha, `/shifts/${shiftId}/briefing-readings`)).status).toBe(303);
  expect((await post(asha, `/shifts/${shiftId}/sign-ups`)).status).toBe(303);
});

test('an owner plans a series in the queue’s clock, across the change of clocks', async () => {
  const { post, priya, queueId, db } = await openFloorWithShift();
  const made = await post(priya, '/shifts', { ...FORM, queueId, day: '2026-03-24', weeks: '2' });
  expect(made.status).toBe(303);
  const starts = await db.selectFrom('shifts').where('mode', '=', 'simulated').select('startsAt').orderBy('id').execute();
  expect(starts.map(({ startsAt }) => startsAt)).toEqual(['2026-03-24T14:00:00.000Z', '2026-03-31T13:00:00.000Z']);
});

test.each([
  [{ day: '2026-02-30' }, 'in the calendar'],
  [{ day: '2026-03-01' }, 'That time has passed'],
  [{ from: '25:00' }, 'Write when it starts'],
  [{ until: '13:00' }, 'the next day would be 23'],
  [{ day: '2026-03-29', from: '01:15', until: '05:00' }, 'clocks go forward'],
  [{ seats: '0' }, 'how many leaders fit'],
  [{ weeks: '27' }, '1 to 26'],
  [{ mode: 'live' }, 'Choose a buddy'],
  [{ mode: 'sleep' }, 'Choose what the leader will do'],
  [{ queueId: '99' }, 'Choose a queue that is in use'],
  [{ buddyIds: '1' }, 'A buddy is a CSR'],
])('a plan with %o is asked for again, kept as typed', async (given, words) => {
  const { post, priya, queueId } = await openFloorWithShift();
  const again = await post(priya, '/shifts', { ...FORM, queueId, place: 'Desk “7”', ...given });
  expect(again.status).toBe(422);
  expect(again.text).toContain(words);
  expect(again.text).toContain('Desk “7”');
});

test('no call comes in while the queue is closed, so only a simulated shift fits there', async () => {
  const { post, priya, carmen, queueId, db } = await openFloorWithShift();
  await db.insertInto('openingHours').values({ queueId, weekday: 2, opensAt: '08:00', closesAt: '15:00' }).execute();
  const refused = await post(priya, '/shifts', { ...FORM, queueId, mode: 'shadow', buddyIds: carmen.id });
  expect([refused.status, refused.text.includes('open 08:00–15:00 on Tuesdays')]).toEqual([422, true]);
  expect((await post(priya, '/shifts', { ...FORM, queueId })).status).toBe(303);
});

test('a buddy is never double-booked, not even by two owners at once', async () => {
  const { post, priya, dev, queueId, db } = await openFloorWithShift();
  const plan = { ...FORM, queueId, mode: 'shadow', buddyIds: dev.id };
  const both = await Promise.all([
    post(priya, '/shifts', plan),
    post(priya, '/shifts', { ...plan, from: '15:00', until: '17:00' }),
  ]);
  expect(both.map(({ status }) => status).toSorted()).toEqual([303, 422]);
  expect(await db.selectFrom('shiftBuddies').where('personId', '=', dev.id).selectAll().execute()).toHaveLength(1);
});

test('moving tells everybody; taking seats away that are taken is refused', async () => {
  const { post, asha, ben, carmen, dev, priya, queueId, shiftId, db } = await openFloorWithShift();
  for (const person of [asha, ben]) await post(person, `/shifts/${shiftId}/sign-ups`);
  const form = { ...FORM, queueId, mode: 'shadow', day: '2026-03-04', buddyIds: dev.id };
  const refused = await post(priya, `/shifts/${shiftId}`, { ...form, seats: '1' });
  expect([refused.status, refused.text.includes('2 seats are taken')]).toEqual([422, true]);
  expect((await post(priya, `/shifts/${shiftId}`, { ...form, mode: 'listen' })).text).toContain('plan another one instead');
  expect((await post(priya, `/shifts/${shiftId}`, form)).status).toBe(303);
  for (const person of [asha, ben]) expect(await mailsTo(db, person)).toContain('Changed: Orders, Wed 4 Mar, 14:00');
  expect(await mailsTo(db, carmen)).toContain('You no longer host: Orders, Wed 4 Mar, 14:00');
  expect(await mailsTo(db, dev)).toEqual(['You host: Orders, Wed 4 Mar, 14:00']);
});

test('cancelling asks why and tells everybody once', async () => {
  const { post, asha, carmen, priya, shiftId, db, get } = await openFloorWithShift();
  await post(asha, `/shifts/${shiftId}/sign-ups`);
  expect((await post(priya, `/shifts/${shiftId}/cancellation`, { reason: ' ' })).status).toBe(422);
  for (let n = 0; n < 2; n++)
    expect((await post(priya, `/shifts/${shiftId}/cancellation`, { reason: 'Fire drill' })).status).toBe(303);
  for (const person of [asha, carmen]) expect((await mailsTo(db, person)).at(-1)).toBe('Cancelled: Orders, Tue 3 Mar, 14:00');
  expect((await mailsTo(db, asha)).filter((subject) => subject.startsWith('Cancelled'))).toHaveLength(1);
  expect((await get(asha, `/shifts/${shiftId}`)).text).toContain('Fire drill');
  expect((await post(asha, `/shifts/${shiftId}/sign-ups`)).status).toBe(409);
});

test('a hot queue pauses a shift until somebody lets it go on', async () => {
  const { post, get, at, asha, carmen, shiftId, db } = await openFloorWithShift();
  expect((await post(carmen, `/shifts/${shiftId}/pauses`, { reason: '' })).status).toBe(422);
  for (let n = 0; n < 2; n++) await post(carmen, `/shifts/${shiftId}/pauses`, { reason: '40 callers wait' });
  expect((await get(asha, `/shifts/${shiftId}`)).text).toContain('40 callers wait');
  for (let n = 0; n < 2; n++) await post(carmen, `/shifts/${shiftId}/resumption`);
  const pauses = await db.selectFrom('shiftPauses').select(['resumedBy']).execute();
  expect(pauses).toEqual([{ resumedBy: carmen.id }]);
  at('2026-03-03T16:00:00Z');
  expect((await post(carmen, `/shifts/${shiftId}/pauses`, { reason: 'Late' })).status).toBe(409);
});

test('the list leaves as CSV, and what is typed into it stays text', async () => {
  const { get, asha } = await openFloorWithShift({ place: '=HYPERLINK("x")' });
  const { text, headers } = await get(asha, '/shifts.csv');
  expect(headers['content-disposition']).toContain('shifts.csv');
  expect(text).toContain('Carmen');
  expect(text).toContain("'=HYPERLINK");
});

test('hostile text is shown as text', async () => {
  const { get, asha, shiftId } = await openFloorWithShift({ place: '<script>alert(1)</script>', note: '"><b>' });
  for (const path of ['/shifts', `/shifts/${shiftId}`]) expect((await get(asha, path)).text).not.toContain('<script>alert');
});

test('the list pages by key, and nothing is shown twice or left out', async () => {
  const { get, asha, db, queueId } = await openFloorWithShift();
  for (let n = 0; n < 120; n++)
    await planShift(db, {
      queueId,
      startsAt: `2026-04-0${1 + (n % 9)}T10:00:00.000Z`,
      endsAt: `2026-04-0${1 + (n % 9)}T11:00:00.000Z`,
    });
  const seen: string[] = [];
  for (let path: string | undefined = '/shifts'; path; ) {
    const { text }: { text: string } = await get(asha, path);
    seen.push(...[...text.matchAll(/list-title" href="(\/shifts\/\d+)"/g)].map(([, href]) => href!));
    path = /href="([^"]+)" rel="next"/.exec(text)?.[1]?.replaceAll('&amp;', '&');
  }
  expect(seen).toHaveLength(121);
  expect(new Set(seen).size).toBe(121);
});

test.each(['after=x', 'after=2026-03-02T00:00:00.000Z_0', 'queue=-1', 'mode=sleep', 'view=everything', 'queue[]=1'])(
  'an address with ?%s still shows a list',
  async (query) => {
    const { get, asha } = await openFloorWithShift();
    expect((await get(asha, `/shifts?${query}`)).status).toBe(200);
  },
);
