import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { lastUsedFirst } from '../../src/console/calls.ts';
import { openFloor } from '../support/floor.ts';
import { addSeat, pause, seat } from '../support/seated.ts';

async function openShift(wanted = {}) {
  const floor = await openFloor();
  const shift = await seat(floor, floor.asha, wanted);
  const asha = await floor.as(floor.asha);
  const start = (clientKey = randomUUID() as string, more = {}) =>
    asha
      .post(`/shifts/${shift.id}/calls`)
      .accept('json')
      .send({ clientKey, ...more });
  const calls = () => floor.db.selectFrom('calls').selectAll().orderBy('startedAt').orderBy('id').execute();
  return { ...floor, shift, browser: asha, start, calls };
}

test('without a script: a call starts, ends, gets a reason and an outcome', async () => {
  const { browser, shift, calls } = await openShift();
  await browser.post(`/shifts/${shift.id}/calls`).type('form').send({ clientKey: randomUUID() }).expect(303);
  const [call] = await calls();
  expect((await browser.get(`/shifts/${shift.id}/console`)).text).toContain(`action="/calls/${call!.id}/ending"`);
  await browser.post(`/calls/${call!.id}/ending`).type('form').send({}).expect(303);
  const told = { reason: '', reasonTyped: ' Where  is my order ', outcome: 'resolved' };
  await browser.post(`/calls/${call!.id}/description`).type('form').send(told).expect(303);
  expect((await calls())[0]).toMatchObject({ reason: 'Where is my order', outcome: 'resolved', endedAt: expect.any(String) });
  expect((await browser.get(`/shifts/${shift.id}/console`)).text).toContain('Where is my order · Resolved');
});

test('the same key again answers the same call and adds nothing', async () => {
  const { start, calls } = await openShift();
  const key = randomUUID();
  const answers = await Promise.all([1, 2, 3, 4].map(() => start(key)));
  expect(new Set(answers.map(({ body }) => body.call.id)).size).toBe(1);
  expect(await calls()).toHaveLength(1);
});

test('a start, an end and a withdrawal write one event each, however often they are sent', async () => {
  const { browser, start, db } = await openShift();
  const key = randomUUID();
  await start(key);
  for (const noun of ['ending', 'ending', 'withdrawal', 'withdrawal'])
    await browser.post(`/calls/${key}/${noun}`).accept('json').send({}).expect(200);
  await start(key).expect(200);
  const events = await db.selectFrom('events').where('subject', '=', 'call').select('action').orderBy('id').execute();
  expect(events.map(({ action }) => action)).toEqual(['call.started', 'call.ended', 'call.withdrawn']);
});

test('a second start ends the call before it', async () => {
  const { start, calls, at } = await openShift();
  await start();
  at('2026-03-02T09:07:00Z');
  await start();
  const [first, second] = await calls();
  expect(first?.endedAt).toBe(second?.startedAt);
  expect(second?.endedAt).toBeNull();
});

test('a call that waited in a phone does not end one that began after it', async () => {
  const { start, calls } = await openShift();
  await start(undefined, { startedAt: '2026-03-02T08:58:00Z' });
  await start(undefined, { startedAt: '2026-03-02T08:50:00Z' });
  expect((await calls()).map(({ endedAt }) => endedAt)).toEqual(['2026-03-02T08:58:00.000Z', null]);
});

test('it ends where the next one starts, until its own end arrives; a later end changes nothing', async () => {
  const { browser, start, calls } = await openShift();
  const late = randomUUID();
  for (const minute of ['58', '54']) await start(undefined, { startedAt: `2026-03-02T08:${minute}:00Z` });
  await start(late, { startedAt: '2026-03-02T08:50:00Z' });
  expect((await calls())[0]?.endedAt).toBe('2026-03-02T08:54:00.000Z');
  for (const minute of ['56', '52', '51', '53'])
    await browser
      .post(`/calls/${late}/ending`)
      .accept('json')
      .send({ endedAt: `2026-03-02T08:${minute}:00Z` })
      .expect(200);
  expect((await calls()).map(({ endedAt }) => endedAt?.slice(14, 16))).toEqual(['52', '58', undefined]);
});

test('a call that waited does not end at one that was withdrawn', async () => {
  const { browser, start, calls } = await openShift();
  const withdrawn = randomUUID();
  await start(withdrawn, { startedAt: '2026-03-02T08:58:00Z' });
  await browser.post(`/calls/${withdrawn}/withdrawal`).accept('json').send({}).expect(200);
  await start(undefined, { startedAt: '2026-03-02T08:50:00Z' });
  expect((await calls())[0]?.endedAt).toBeNull();
});

test('an end before the start is the start; the first end stays', async () => {
  const { browser, start, calls } = await openShift();
  const key = randomUUID();
  await start(key, { startedAt: '2026-03-02T08:50:00Z' });
  await browser.post(`/calls/${key}/ending`).accept('json').send({ endedAt: '2026-03-02T08:40:00Z' });
  await browser.post(`/calls/${key}/ending`).accept('json').send({ endedAt: '2026-03-02T08:55:00Z' });
  expect((await calls())[0]).toMatchObject({ startedAt: '2026-03-02T08:50:00.000Z', endedAt: '2026-03-02T08:50:00.000Z' });
});

test('a withdrawn call comes back', async () => {
  const { browser, start, calls, shift } = await openShift();
  const key = randomUUID();
  await start(key);
  await browser.post(`/calls/${key}/withdrawal`).type('form').send({}).expect(303);
  expect((await browser.get(`/shifts/${shift.id}/console`)).text).toContain('Bring it back');
  await browser.post(`/calls/${key}/restoration`).type('form').send({}).expect(303);
  expect((await calls())[0]?.withdrawnAt).toBeNull();
});

test('while the shift is paused no call starts, and one that runs may be finished', async () => {
  const { browser, start, calls, shift, ...floor } = await openShift();
  const key = randomUUID();
  await start(key);
  await pause(floor, shift.id);
  const refused = await start();
  expect(refused.status).toBe(409);
  expect(refused.body).toMatchObject({
    message: expect.stringContaining('paused'),
    next: expect.stringContaining('The queue is hot.'),
  });
  await browser.post(`/calls/${key}/ending`).accept('json').send({}).expect(200);
  expect(await calls()).toHaveLength(1);
  expect((await browser.get(`/shifts/${shift.id}/console`)).text).toContain('The queue is hot.');
});

test('somebody else’s call is nobody’s to end, describe or withdraw', async () => {
  const { start, as, ben, shift, ...floor } = await openShift();
  const key = randomUUID();
  await start(key);
  await addSeat({ ...floor }, shift.id, ben);
  const other = await as(ben);
  for (const noun of ['ending', 'description', 'withdrawal', 'restoration'])
    await other.post(`/calls/${key}/${noun}`).accept('json').send({}).expect(404);
  await other.post(`/shifts/${shift.id}/calls`).accept('json').send({ clientKey: key }).expect(409);
  expect((await other.get(`/shifts/${shift.id}/console`)).text).not.toContain(key);
});

test.each([{}, { clientKey: 'seven' }, { clientKey: randomUUID(), startedAt: 'noon' }, { clientKey: randomUUID(), sentAt: 12 }])(
  'a start of %j is asked for again',
  async (body) => {
    const { browser, shift, calls } = await openShift();
    const again = await browser.post(`/shifts/${shift.id}/calls`).accept('json').send(body);
    expect(again.status).toBe(422);
    expect(Object.values(again.body.errors).join()).toMatch(/^(Reload|Send)/);
    expect(await calls()).toEqual([]);
  },
);

test('a reason that is too long, or an outcome nobody offers, keeps what was typed', async () => {
  const { browser, start, calls } = await openShift();
  await start();
  const [call] = await calls();
  const long = 'x'.repeat(81);
  const again = await browser.post(`/calls/${call!.id}/description`).type('form').send({ reasonTyped: long, outcome: 'lost' });
  expect(again.status).toBe(422);
  expect(again.text).toContain(long);
  expect(again.text).toContain('Choose one of the outcomes shown');
});

test.each(['999', 'x', '0', '-1', randomUUID(), '9'.repeat(40)])('there is no call “%s”', async (reference) => {
  const { browser } = await openShift();
  await browser.post(`/calls/${reference}/ending`).accept('json').send({}).expect(404);
});

test('chips: each word once, last used first', () => {
  expect(lastUsedFirst(['Refund', null, 'Order', 'refund', 'Bill'], 2)).toEqual(['Refund', 'Order']);
});
