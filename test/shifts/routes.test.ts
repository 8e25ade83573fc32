import { expect, test } from 'vitest';
import { openFloorWithShift } from '../support/floor-with-shift.ts';
import { mailsTo, planShift, statesIn } from '../support/planned.ts';

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

test.each([
  { reason: 'x'.repeat(201), says: 'Keep it under 200 characters' },
  { reason: ' ', says: 'Say why, in a few words' },
])('a refused pause shows the shift again: $says', async ({ reason, says }) => {
  const { post, carmen, shiftId, db } = await openFloorWithShift();
  const refused = await post(carmen, `/shifts/${shiftId}/pauses`, { reason });
  expect(refused.status).toBe(422);
  for (const words of [says, `value="${reason}"`, 'Who comes', 'href="#reason"', 'aria-invalid="true"'])
    expect(refused.text).toContain(words);
  expect(await db.selectFrom('shiftPauses').selectAll().execute()).toEqual([]);
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
