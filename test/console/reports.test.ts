import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { openFloor } from '../support/floor.ts';
import { seat } from '../support/seated.ts';

async function openShift() {
  const floor = await openFloor();
  const shift = await seat(floor, floor.asha);
  const browser = await floor.as(floor.asha);
  const send = (more: object) =>
    browser
      .post(`/shifts/${shift.id}/reports`)
      .accept('json')
      .send({ kind: 'friction', summary: 'The order screen hangs', clientKey: randomUUID(), ...more });
  const reports = () => floor.db.selectFrom('reports').selectAll().orderBy('id').execute();
  return { ...floor, shift, browser, send, reports };
}

test('one sentence is enough, and good defaults stand beside it', async () => {
  const { send, reports, shift, asha } = await openShift();
  await send({}).expect(200);
  expect((await reports())[0]).toMatchObject({
    kind: 'friction',
    source: 'leader',
    reporterId: asha.id,
    shiftId: shift.id,
    queueId: shift.queueId,
    secondsLost: null,
    secondsMeasured: 0,
    happenedAt: '2026-03-02T09:00:00.000Z',
  });
});

test('everything that was pressed is kept, on the call that runs', async () => {
  const { browser, send, reports, shift } = await openShift();
  const callKey = randomUUID();
  const { body } = await browser.post(`/shifts/${shift.id}/calls`).accept('json').send({ clientKey: callKey });
  const pressed = {
    stage: 'look up',
    tool: 'CRM',
    severity: '2',
    customerWords: 'Again?',
    secondsLost: '45',
    secondsFrom: 'opened',
  };
  await send({ callKey, ...pressed }).expect(200);
  const kept = { stage: 'look up', tool: 'CRM', severity: 2, customerWords: 'Again?', secondsLost: 45, secondsMeasured: 1 };
  expect((await reports())[0]).toMatchObject({ ...kept, callId: body.call.id });
});

test('seconds that somebody typed are not measured, and none are none', async () => {
  const { send, reports } = await openShift();
  await send({ secondsLost: '45', secondsFrom: 'typed' });
  await send({ secondsLost: '', secondsFrom: 'opened' });
  await send({ secondsLost: '0', secondsFrom: 'opened' });
  expect((await reports()).map(({ secondsLost }) => secondsLost)).toEqual([45, null, null]);
  expect((await reports()).map(({ secondsMeasured }) => secondsMeasured)).toEqual([0, 0, 0]);
});

test('the same key again adds nothing, even at the same moment', async () => {
  const { send, reports } = await openShift();
  const clientKey = randomUUID();
  const answers = await Promise.all([1, 2, 3, 4].map(() => send({ clientKey })));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  expect(await reports()).toHaveLength(1);
});

test('a typed tool wins over a pressed one and comes first the next time', async () => {
  const { browser, send, shift } = await openShift();
  await send({ tool: 'CRM', toolTyped: '' });
  await send({ tool: 'CRM', toolTyped: 'Stock list' });
  const { text } = await browser.get(`/shifts/${shift.id}/console`);
  const chips = [...text.matchAll(/name="tool" id="friction-tool[^"]*" value="([^"]+)"/g)].map(([, tool]) => tool);
  expect(chips).toEqual(['Stock list', 'CRM']);
});

test('a report whose call never arrived is kept without it', async () => {
  const { send, reports } = await openShift();
  await send({ callKey: randomUUID() }).expect(200);
  expect((await reports())[0]?.callId).toBeNull();
});

test.each([
  [{ summary: ' ' }, 'summary'],
  [{ summary: 'x'.repeat(501) }, 'summary'],
  [{ kind: 'rant' }, 'kind'],
  [{ stage: 'nowhere' }, 'stage'],
  [{ secondsLost: 'ninety' }, 'secondsLost'],
  [{ secondsLost: '28801' }, 'secondsLost'],
  [{ severity: '4' }, 'severity'],
  [{ clientKey: 'x' }, 'clientKey'],
  [{ customerWords: 'x'.repeat(1001) }, 'customerWords'],
  [{ happenedAt: 'yesterday' }, 'happenedAt'],
])('%j is asked for again by name', async (more, name) => {
  const { send, reports } = await openShift();
  const again = await send(more);
  expect(again.status).toBe(422);
  expect(Object.keys(again.body.errors)).toEqual([name]);
  expect(await reports()).toEqual([]);
});

test('without a script the sheet stays open and keeps what was typed', async () => {
  const { browser, shift } = await openShift();
  const typed = { kind: 'delight', summary: '', customerWords: 'Lovely <b>service</b>', clientKey: randomUUID() };
  const again = await browser.post(`/shifts/${shift.id}/reports`).type('form').send(typed);
  expect(again.status).toBe(422);
  expect(again.text).toMatch(/<dialog[^>]+id="delight"[^>]* open/);
  expect(again.text).toContain('Lovely &lt;b&gt;service');
  expect(again.text).toContain('href="#delight-summary"');
});

test('nobody reports in a shift that is not theirs, or with somebody else’s key', async () => {
  const { send, as, ben, shift, reports } = await openShift();
  const clientKey = randomUUID();
  await send({ clientKey });
  const other = await as(ben);
  await other.post(`/shifts/${shift.id}/reports`).accept('json').send({ kind: 'friction', summary: 'Hm', clientKey }).expect(404);
  expect(await reports()).toHaveLength(1);
});
