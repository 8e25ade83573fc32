import { expect, test } from 'vitest';
import { nextShiftStore } from '../../src/shifts/next-shift-store.ts';
import { NINE_AM, openFloor } from '../support/floor.ts';
import { plansOf, wholeReads } from '../support/plans.ts';
import { addSeat, seat } from '../support/seated.ts';

const DAY = 24 * 60;
const inBar = (text: string) =>
  /<a class="button button-quiet" href="([^"]+)"><span>(.*?)<\/span><\/a>/.exec(
    text.split('top-bar-where')[1]!.split('menu')[0]!,
  );

test('every page leads a leader to their next shift, the soonest in which they have a seat', async () => {
  const floor = await openFloor();
  await seat(floor, floor.asha, { startsIn: 2 * DAY });
  const soon = await seat(floor, floor.asha, { startsIn: DAY + 300 });
  await seat(floor, floor.asha, { startsIn: 60, state: 'waitlisted' });
  await seat(floor, floor.asha, { startsIn: 90, state: 'cancelled' });
  const hers = await floor.as(floor.asha);
  for (const path of ['/', '/shifts', '/themes', '/me'])
    expect(inBar((await hers.get(path)).text)?.slice(1), path).toEqual([
      `/shifts/${soon.id}`,
      'My next shift<span class="wide-only">, Tue 3 Mar, 14:00</span>',
    ]);
});

test('a shift that runs leads to its console; one that is over or cancelled to nothing', async () => {
  const floor = await openFloor();
  const running = await seat(floor, floor.asha);
  const hers = await floor.as(floor.asha);
  expect(inBar((await hers.get('/themes')).text)?.slice(1)).toEqual([`/shifts/${running.id}/console`, 'My shift is on']);
  floor.at('2026-03-02T11:00:00Z');
  expect(inBar((await hers.get('/themes')).text)).toBeNull();
  const next = await seat(floor, floor.asha, { startsIn: 60 });
  await floor.db.updateTable('shifts').set({ cancelledAt: NINE_AM.toISOString() }).where('id', '=', next.id).execute();
  expect(inBar((await hers.get('/themes')).text)).toBeNull();
});

test('it is there on a page that refuses something too, and nobody else’s', async () => {
  const floor = await openFloor();
  const { id } = await seat(floor, floor.asha, { startsIn: DAY });
  const [hers, bens] = [await floor.as(floor.asha), await floor.as(floor.ben)];
  expect(inBar((await hers.get('/outbox')).text)?.[1]).toBe(`/shifts/${id}`);
  expect(inBar((await hers.post('/me').type('form').send({ name: '' })).text)?.[1]).toBe(`/shifts/${id}`);
  expect(inBar((await bens.get('/themes')).text)).toBeNull();
});

test('nobody but a leader is asked for, and only where a page is made', async () => {
  const floor = await openFloor();
  const { id } = await seat(floor, floor.asha, { startsIn: DAY });
  await addSeat(floor, id, floor.priya);
  expect(inBar((await (await floor.as(floor.priya)).get('/themes')).text)).toBeNull();
});

test('it is found by its person, however many shifts there are', async () => {
  const floor = await openFloor();
  const plan = await plansOf(floor.db, (watched) => nextShiftStore(watched).findNext(floor.asha.id, NINE_AM));
  if (!process.env.TEST_DATABASE_URL) expect(wholeReads(plan, ['shifts', 'sign_ups'])).toEqual([]);
});

test('where it cannot be found, the page comes without it', async () => {
  const floor = await openFloor();
  const hers = await floor.as(floor.asha);
  await floor.db.schema.dropTable('signUps').execute();
  const { status, text } = await hers.get('/outbox');
  expect(status).toBe(403);
  expect(text).toContain('This is not yours to change');
});
