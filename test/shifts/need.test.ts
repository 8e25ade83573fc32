import { expect, test } from 'vitest';
import type { Db } from '../../src/database/open.ts';
import { byNeed } from '../../src/shifts/list.ts';
import { openFloor } from '../support/floor.ts';
import { addQueue } from '../support/scene.ts';

const need = (abandonmentsSaved: number, waitSecondsSaved = 0) => ({ abandonmentsSaved, waitSecondsSaved, words: '' });

test('most callers spared hanging up first, then most waiting; what is not forecast stays behind', () => {
  const needs = new Map([
    [1, need(0, 60)],
    [2, need(3)],
    [3, need(0, 90)],
  ]);
  expect([{ id: 4 }, { id: 1 }, { id: 2 }, { id: 3 }].toSorted(byNeed(needs)).map(({ id }) => id)).toEqual([2, 3, 1, 4]);
});

test('a leader finds the shift where they help most, in words; the plain list stays soonest first', async () => {
  const { db, as, asha } = await openFloor();
  const queueId = await addQueue(db);
  const plan = (startsAt: string, endsAt: string) =>
    db
      .insertInto('shifts')
      .values({
        queueId,
        mode: 'listen',
        startsAt,
        endsAt,
        signUpClosesAt: startsAt,
        seats: 2,
        place: '',
        note: '',
        addedAt: startsAt,
      })
      .execute();
  await plan('2026-03-03T09:00:00.000Z', '2026-03-03T10:00:00.000Z');
  await plan('2026-03-04T09:00:00.000Z', '2026-03-04T10:00:00.000Z');
  await forecast(db, queueId, '2026-03-04T09:00:00.000Z', 14);

  const hers = await as(asha);
  const days = (text: string) => [...text.matchAll(/class="list-day">([^<]+)</g)].map((match) => match[1]);
  const needed = (await hers.get('/shifts?view=needed')).text;
  expect(days(needed)).toEqual(['Wed 4 Mar', 'Tue 3 Mar']);
  expect(needed).toContain('with you, about 14 fewer callers would hang up');
  expect(needed).toMatch(/<a class="shift-need" href="\/queues\/\d+\/demand">with you/);
  expect(days((await hers.get('/shifts?view=open')).text)).toEqual(['Tue 3 Mar', 'Wed 4 Mar']);
  expect((await hers.get('/')).text).toContain(
    `<a href="/queues/${queueId}/demand">With you, about 14 fewer callers would hang up`,
  );
  expect((await hers.get('/shifts/2')).text).toContain(`<a href="/queues/${queueId}/demand">Orders</a>`);
  expect((await hers.get(`/queues/${queueId}/demand`)).status).toBe(200);
});

async function forecast(db: Db, queueId: number, startsAt: string, hangUpsSaved: number) {
  const calls = { seconds: 3_600, knownUntil: '2026-03-01', calls: 100, low: 80, high: 120 };
  await db
    .insertInto('forecasts')
    .values({ queueId, startsAt, ...calls, waitSaved: 100, hangUpsSaved })
    .execute();
}
