import { expect, test } from 'vitest';
import { openFloor } from '../support/floor.ts';
import { seat } from '../support/seated.ts';

test('nobody but a seated leader opens the console', async () => {
  const floor = await openFloor();
  const { id } = await seat(floor, floor.asha);
  const console = `/shifts/${id}/console`;
  await (await floor.as(floor.ben)).get(console).expect(404);
  await (await floor.as(floor.dev)).get(console).expect(404);
  await (await floor.as(floor.ada)).get(console).expect(404);
  const buddy = await (await floor.as(floor.carmen)).get(console);
  expect(buddy.status).toBe(403);
  expect(buddy.text).toContain('Flag');
  await floor
    .anybody()
    .get(console)
    .expect(303)
    .expect('location', /sign-in/);
});

test('an owner is led to the calls instead', async () => {
  const floor = await openFloor();
  const { id } = await seat(floor, floor.asha);
  await (await floor.as(floor.priya)).get(`/shifts/${id}/console`).expect(303).expect('location', `/calls?shift=${id}`);
});

test.each([
  [{ startsIn: 16 }, 409, 'opens 15 minutes before'],
  [{ startsIn: -26 * 60 }, 200, ''],
  [{ startsIn: -27 * 60 }, 409, 'closed a day after'],
  [{ state: 'waitlisted' as const }, 403, 'in line'],
  [{ state: 'missed' as const }, 403, 'missed'],
])('a seat with %j answers %i', async (wanted, status, words) => {
  const floor = await openFloor();
  const { id } = await seat(floor, floor.asha, wanted);
  const answer = await (await floor.as(floor.asha)).get(`/shifts/${id}/console`);
  expect(answer.status).toBe(status);
  expect(answer.text).toContain(words);
});

test.each(['0', '999', 'x', '1e3'])('there is no console of shift “%s”', async (id) => {
  const floor = await openFloor();
  await (await floor.as(floor.asha)).get(`/shifts/${id}/console`).expect(404);
});

test('calls of a simulated shift are called practice', async () => {
  const floor = await openFloor();
  const { id } = await seat(floor, floor.asha, { mode: 'simulated' });
  const { text } = await (await floor.as(floor.asha)).get(`/shifts/${id}/console`);
  expect(text).toContain('Simulated: practice');
  expect(text).toContain('never count as evidence');
});

test('another question is one link away without a script', async () => {
  const floor = await openFloor();
  const { id } = await seat(floor, floor.asha);
  const asha = await floor.as(floor.asha);
  const shown = async (turn: number) =>
    /<li data-question>([^<]+)/.exec((await asha.get(`/shifts/${id}/console?question=${turn}`)).text)?.[1];
  expect(await shown(1)).not.toBe(await shown(0));
  expect(await shown(6)).toBe(await shown(0));
});

test('the worker that opens the console without a network comes from the root and is a script', async () => {
  const floor = await openFloor();
  await floor
    .anybody()
    .get('/service-worker.js')
    .expect(200)
    .expect('content-type', /javascript/);
});

test('without a buddy nobody is told to ask one', async () => {
  const floor = await openFloor();
  const { id } = await seat(floor, floor.asha);
  const read = async () => (await (await floor.as(floor.asha)).get(`/shifts/${id}/console`)).text;
  expect(await read()).toContain('ask Carmen');
  await floor.db.deleteFrom('shiftBuddies').where('shiftId', '=', id).execute();
  expect(await read()).not.toMatch(/ask (your buddy|Carmen)/);
});
