import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { openFloor } from '../support/floor.ts';
import { seat } from '../support/seated.ts';

type Floor = Awaited<ReturnType<typeof openFloor>>;

const logCalls = ({ db }: Floor, shiftId: number, personId: number, count: number, more = {}) =>
  db
    .insertInto('calls')
    .values(
      Array.from({ length: count }, (_, n) => ({
        shiftId,
        personId,
        clientKey: randomUUID(),
        startedAt: new Date(Date.parse('2026-03-02T08:30:00Z') + Math.floor(n / 3) * 60_000).toISOString(),
        endedAt: '2026-03-02T08:59:00.000Z',
        reason: `Reason ${n}`,
        ...more,
      })),
    )
    .returning('id')
    .execute();

const rowsIn = (text: string) => [...text.matchAll(/Reason \d+/g)].map(String);

test('pages walk through every call once, also when calls began at the same moment', async () => {
  const floor = await openFloor();
  const { id } = await seat(floor, floor.asha);
  await logCalls(floor, id, floor.asha.id, 120);
  const owner = await floor.as(floor.priya);
  const seen: string[] = [];
  for (let next: string | undefined = '/calls'; next; ) {
    const { text } = await owner.get(next);
    seen.push(...rowsIn(text));
    next = /href="(\/calls\?before=[^"]+)" rel="next"/.exec(text)?.[1];
  }
  expect(seen).toHaveLength(120);
  expect(new Set(seen).size).toBe(120);
});

test('a call leads to the words behind it, and says when it was practice', async () => {
  const floor = await openFloor();
  const { id, queueId } = await seat(floor, floor.asha, { mode: 'listen' });
  const [call] = await logCalls(floor, id, floor.asha.id, 1);
  const moment = { happenedAt: '2026-03-02T09:00:00.000Z', reportedAt: '2026-03-02T09:00:00.000Z' };
  const words = { kind: 'friction' as const, source: 'leader' as const, summary: 'It hangs', searchText: 'it hangs' };
  await floor.db
    .insertInto('reports')
    .values({ ...words, ...moment, queueId, shiftId: id, callId: call!.id })
    .execute();
  const owner = await floor.as(floor.priya);
  expect((await owner.get('/calls')).text).toMatch(/Practice[\s\S]+href="\/reports\/\d+"[^>]*>It hangs/);
  const { text } = await owner.get('/calls.csv');
  expect(text).toContain(`${id},Orders,listen,yes,Asha,2026-03-02T08:30:00.000Z,1740,Reason 0,,#`);
});

test('filters by queue and shift; what cannot be read is left out', async () => {
  const floor = await openFloor();
  const orders = await seat(floor, floor.asha);
  const bills = await seat(floor, floor.asha, { queue: 'Bills' });
  await logCalls(floor, orders.id, floor.asha.id, 1);
  await logCalls(floor, bills.id, floor.asha.id, 1, { reason: 'Reason 77' });
  const owner = await floor.as(floor.priya);
  expect(rowsIn((await owner.get(`/calls?queue=${bills.queueId}`)).text)).toEqual(['Reason 77']);
  expect(rowsIn((await owner.get(`/calls?shift=${orders.id}`)).text)).toEqual(['Reason 0']);
  expect(rowsIn((await owner.get('/calls?shift=x&queue=-1&before=yesterday')).text)).toHaveLength(2);
});

test('a leader sees their own calls whatever they ask for; a CSR none', async () => {
  const floor = await openFloor();
  const { id } = await seat(floor, floor.asha);
  await logCalls(floor, id, floor.asha.id, 1);
  const ben = await floor.as(floor.ben);
  expect(rowsIn((await ben.get(`/calls?leader=${floor.asha.id}`)).text)).toEqual([]);
  expect((await ben.get(`/calls.csv?leader=${floor.asha.id}`)).text).not.toContain('Reason');
  await (await floor.as(floor.carmen)).get('/calls').expect(403);
  await (await floor.as(floor.carmen)).get('/calls.csv').expect(403);
});

test('withdrawn calls are not listed', async () => {
  const floor = await openFloor();
  const { id } = await seat(floor, floor.asha);
  await logCalls(floor, id, floor.asha.id, 1, { withdrawnAt: '2026-03-02T09:00:00.000Z' });
  expect((await (await floor.as(floor.priya)).get('/calls')).text).toContain('No calls yet');
});
