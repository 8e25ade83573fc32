import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { newReport } from '../../src/friction/report.ts';
import { reportStore } from '../../src/friction/report-store.ts';
import { readForm } from '../../src/web/form.ts';
import { NINE_AM, openFloor } from '../support/floor.ts';
import { addQueue, from, report } from '../support/friction.ts';

async function shiftWithCall(floor: Awaited<ReturnType<typeof openFloor>>, personId: number) {
  const queueId = await addQueue(floor.db, 'Orders');
  const at = {
    startsAt: '2026-03-02T09:00:00.000Z',
    endsAt: '2026-03-02T11:00:00.000Z',
    signUpClosesAt: '2026-03-02T09:00:00.000Z',
  };
  const row = { queueId, mode: 'shadow', ...at, seats: 2, place: '', note: '', addedAt: at.startsAt } as const;
  const shift = await floor.db.insertInto('shifts').values(row).returning('id').executeTakeFirstOrThrow();
  const call = { shiftId: shift.id, personId, clientKey: randomUUID(), startedAt: at.startsAt, reason: 'order status' };
  const { id } = await floor.db.insertInto('calls').values(call).returning('id').executeTakeFirstOrThrow();
  return { queueId, shiftId: shift.id, callId: id };
}

test('a leader’s report is kept with its shift, call, stopwatch and words', async () => {
  const floor = await openFloor();
  const { queueId, shiftId, callId } = await shiftWithCall(floor, floor.asha.id);
  const store = reportStore(floor.db);
  const { id, added } = await store.addReport(report({ callId }), from(floor.asha.id, { shiftId, queueId }), NINE_AM);
  expect(added).toBe(true);
  const row = {
    shiftId,
    callId,
    queueId,
    secondsLost: 40,
    secondsMeasured: 1,
    severity: 2,
    reporter: 'Asha',
    queueName: 'Orders',
  };
  expect(await store.findReport(id)).toMatchObject({ ...row, source: 'leader' });
});

test('a report that an offline phone sends again, ten times at once, is one report and one event', async () => {
  const { db, asha } = await openFloor();
  const one = report();
  const sent = await Promise.all(Array.from({ length: 10 }, () => reportStore(db).addReport(one, from(asha.id), NINE_AM)));
  expect(new Set(sent.map(({ id }) => id)).size).toBe(1);
  expect(sent.filter(({ added }) => added)).toHaveLength(1);
  expect(await db.selectFrom('events').where('action', '=', 'report.added').select('id').execute()).toHaveLength(1);
});

test('somebody else’s key is refused and adds nothing', async () => {
  const { db, asha, ben } = await openFloor();
  const one = report();
  await reportStore(db).addReport(one, from(asha.id), NINE_AM);
  await expect(reportStore(db).addReport(one, from(ben.id), NINE_AM)).rejects.toMatchObject({ status: 409 });
  expect(await db.selectFrom('reports').select('id').execute()).toHaveLength(1);
});

test('a call of somebody else, or of another shift, cannot stand behind a report', async () => {
  const floor = await openFloor();
  const { shiftId, callId } = await shiftWithCall(floor, floor.asha.id);
  const store = reportStore(floor.db);
  const wrong = [from(floor.ben.id, { shiftId }), from(floor.asha.id), from(floor.asha.id, { shiftId: shiftId + 1 })];
  for (const who of wrong) await expect(store.addReport(report({ callId }), who, NINE_AM)).rejects.toMatchObject({ status: 404 });
  await expect(store.addReport(report({ callId: 999 }), from(floor.asha.id), NINE_AM)).rejects.toMatchObject({ status: 404 });
});

test('a phone whose clock runs ahead does not report from the future', async () => {
  const { db, asha } = await openFloor();
  const store = reportStore(db);
  const happened = async (happenedAt: string) =>
    (await store.findReport((await store.addReport(report({ happenedAt }), from(asha.id), NINE_AM)).id))?.happenedAt;
  expect(await happened('2026-03-02T11:00:00Z')).toBe('2026-03-02T09:00:00.000Z');
  expect(await happened('2026-03-02T08:59:00+01:00')).toBe('2026-03-02T07:59:00.000Z');
});

const sent = (given: object) =>
  readForm(newReport, { kind: 'friction', summary: 'The CRM froze', clientKey: randomUUID(), ...given });

test('a report needs its kind, one sentence and its key', () => {
  expect(sent({})).toMatchObject({ ok: true, value: { stage: null, secondsLost: null, secondsMeasured: false, tool: null } });
  expect(sent({ secondsLost: '40', secondsMeasured: 'yes', severity: 3 })).toMatchObject({
    value: { secondsLost: 40, secondsMeasured: true, severity: 3 },
  });
});

test.each([
  [{ kind: 'joke' }, 'kind'],
  [{ summary: '' }, 'summary'],
  [{ summary: 'a'.repeat(501) }, 'summary'],
  [{ summary: 'a\u0000' }, 'summary'],
  [{ customerWords: 'a'.repeat(1_001) }, 'customerWords'],
  [{ customerWords: '\ud800' }, 'customerWords'],
  [{ tool: 'a'.repeat(81) }, 'tool'],
  [{ severity: '4' }, 'severity'],
  [{ secondsLost: '28801' }, 'secondsLost'],
  [{ secondsLost: '1.5' }, 'secondsLost'],
  [{ callId: 'x' }, 'callId'],
  [{ clientKey: undefined }, 'clientKey'],
  [{ happenedAt: 'yesterday' }, 'happenedAt'],
])('%j is asked for again', (wrong, field) => {
  const form = sent(wrong);
  expect(Object.keys(form.ok ? {} : form.errors)).toEqual([field]);
});
