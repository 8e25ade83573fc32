import { expect, test } from 'vitest';
import { tally } from '../../src/console/debrief.ts';
import { openFloor } from '../support/floor.ts';
import { seat } from '../support/seated.ts';

const words = { met: 'They repeat themselves', wouldFix: 'One customer file', tellTeam: 'Listen in' };

async function openDebrief(wanted = {}) {
  const floor = await openFloor();
  const { id } = await seat(floor, floor.asha, wanted);
  const asha = await floor.as(floor.asha);
  const write = (body: object) => asha.post(`/shifts/${id}/debrief`).type('form').send(body);
  return { ...floor, id, browser: asha, write, address: `/shifts/${id}/debrief` };
}

test('a debrief is written, changed, and leads to the next shift', async () => {
  const { browser, write, address, db } = await openDebrief();
  await write(words).expect(303);
  await write({ ...words, met: 'Even more' }).expect(303);
  const { text } = await browser.get(address);
  expect(text).toContain('Even more');
  expect(text).toContain('href="/shifts"');
  expect(await db.selectFrom('debriefs').select('met').execute()).toEqual([{ met: 'Even more' }]);
});

test('one answer is enough, none is too little', async () => {
  const { write } = await openDebrief();
  const again = await write({ met: ' ', wouldFix: '', tellTeam: '' });
  expect(again.status).toBe(422);
  expect(again.text).toContain('a sentence is enough');
  await write({ tellTeam: 'Listen in' }).expect(303);
});

test('a day after the shift it can be read but not changed', async () => {
  const { as, asha, write, address, at } = await openDebrief();
  await write(words);
  at('2026-03-03T11:00:00Z');
  const back = await as(asha);
  await back.post(address).type('form').send({ met: 'Late' }).expect(409);
  const { text } = await back.get(address);
  expect(text).toContain('They repeat themselves');
  expect(text).not.toContain('<textarea');
});

test('before the shift there is nothing to look back on', async () => {
  const { browser, write, address } = await openDebrief({ startsIn: 60 });
  await browser.get(address).expect(409);
  await write(words).expect(409);
});

test('only those who sat in it write one; owners read them, and nobody else', async () => {
  const { as, ben, carmen, priya, ada, id, write, address } = await openDebrief();
  await write(words);
  for (const person of [ben, carmen, ada]) {
    await (await as(person)).get(address).expect(404);
    await (await as(person)).post(address).type('form').send(words).expect(404);
    await (await as(person)).get(`/shifts/${id}/debriefs`).expect(403);
    await (await as(person)).get(`/shifts/${id}/debriefs.csv`).expect(403);
  }
  const owner = await as(priya);
  await owner.get(address).expect(303).expect('location', `/shifts/${id}/debriefs`);
  expect((await owner.get(`/shifts/${id}/debriefs`)).text).toContain('One customer file');
  expect((await owner.get(`/shifts/${id}/debriefs.csv`)).text).toContain('Asha,0,0,They repeat themselves');
});

test.each(['waitlisted', 'missed', 'excused', 'cancelled'] as const)('a seat that is %s has no debrief', async (state) => {
  const { browser, address } = await openDebrief({ state });
  await browser.get(address).expect(404);
});

test('the numbers leave out what was withdrawn and say how many were timed', () => {
  const call = { startedAt: '2026-03-02T09:00:00.000Z', endedAt: '2026-03-02T09:02:00.000Z', withdrawnAt: null };
  const calls = [call, { ...call, endedAt: null }, { ...call, withdrawnAt: call.endedAt }];
  const friction = { kind: 'friction' as const, secondsLost: 40 };
  const reports = [friction, { ...friction, secondsLost: null }, { kind: 'delight' as const, secondsLost: null }];
  const numbers = { calls: 2, running: 1, callSeconds: 120, frictions: 2, delights: 1, timed: 1, secondsLost: 40 };
  expect(tally(calls, reports)).toEqual(numbers);
});
