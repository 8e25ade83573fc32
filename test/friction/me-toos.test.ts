import { expect, test } from 'vitest';
import { type openFloor as Open, openFloor } from '../support/floor.ts';
import { addTheme, flag } from '../support/friction.ts';

type Floor = Awaited<ReturnType<typeof Open>>;

const say = async (floor: Floor, themeId: number, form: object = {}, who = floor.carmen) =>
  (await floor.as(who)).post(`/themes/${themeId}/me-toos`).type('form').send(form);
const rowsOf = ({ db }: Floor) => db.selectFrom('meToos').selectAll().orderBy('id').execute();

test('me too counts with one’s own seconds and frequency, and is listed', async () => {
  const floor = await openFloor();
  const themeId = await addTheme(floor.db, 'Forgotten postcode');
  expect((await say(floor, themeId, flag({ secondsLost: '30', timesPerWeek: '12' }))).status).toBe(303);
  expect(await rowsOf(floor)).toMatchObject([{ themeId, personId: floor.carmen.id, secondsLost: 30, timesPerWeek: 12 }]);
  expect((await (await floor.as(floor.carmen)).get('/flags')).text).toContain('Forgotten postcode');
});

test('ten at once are one me-too and one event', async () => {
  const floor = await openFloor();
  const themeId = await addTheme(floor.db, 'Forgotten postcode');
  await Promise.all(Array.from({ length: 10 }, () => say(floor, themeId)));
  expect(await rowsOf(floor)).toHaveLength(1);
  expect(await floor.db.selectFrom('events').where('action', '=', 'me-too.said').select('id').execute()).toHaveLength(1);
});

test('it counts for the theme that a merged one went into', async () => {
  const floor = await openFloor();
  const rootId = await addTheme(floor.db, 'Addresses');
  const merged = await addTheme(floor.db, 'Postcode', rootId);
  await say(floor, merged);
  expect(await rowsOf(floor)).toMatchObject([{ themeId: rootId }]);
});

test('it is withdrawn by its speaker only, once, and can be said again', async () => {
  const floor = await openFloor();
  const themeId = await addTheme(floor.db, 'Forgotten postcode');
  await say(floor, themeId);
  const [{ id } = { id: 0 }] = await rowsOf(floor);
  expect((await (await floor.as(floor.dev)).post(`/me-toos/${id}/withdrawal`)).status).toBe(404);
  for (const at of ['2026-03-02T09:01:00Z', '2026-03-02T09:02:00Z']) {
    floor.at(at);
    expect((await (await floor.as(floor.carmen)).post(`/me-toos/${id}/withdrawal`)).status).toBe(303);
  }
  expect(await rowsOf(floor)).toMatchObject([{ withdrawnAt: '2026-03-02T09:01:00.000Z' }]);
  await say(floor, themeId, { secondsLost: '5' });
  expect(await rowsOf(floor)).toMatchObject([{ id, withdrawnAt: null, secondsLost: 5 }]);
});

test('a me-too keeps a name, so it is refused from a form that says without my name', async () => {
  const floor = await openFloor();
  const themeId = await addTheme(floor.db, 'Forgotten postcode');
  const refused = await say(floor, themeId, flag({ anonymous: 'yes' }));
  expect([refused.status, refused.text.includes('without your name')]).toEqual([409, true]);
  expect(await rowsOf(floor)).toEqual([]);
});

test.each(['asha', 'priya', 'ada', 'omar'] as const)('%s takes no calls and cannot say it', async (name) => {
  const floor = await openFloor();
  const themeId = await addTheme(floor.db, 'Forgotten postcode');
  expect((await say(floor, themeId, {}, floor[name])).status).toBe(403);
  expect(await rowsOf(floor)).toEqual([]);
});

test.each(['0', '999', 'x', '1e3', '99999999999'])('there is no theme %s', async (id) => {
  const floor = await openFloor();
  expect((await say(floor, id as unknown as number)).status).toBe(404);
});

test('figures that are none are refused in a sentence', async () => {
  const floor = await openFloor();
  const themeId = await addTheme(floor.db, 'Forgotten postcode');
  const refused = await say(floor, themeId, { secondsLost: 'long' });
  expect([refused.status, refused.text.includes('whole seconds')]).toEqual([422, true]);
});

test('a queue that is gone is left out', async () => {
  const floor = await openFloor();
  const themeId = await addTheme(floor.db, 'Forgotten postcode');
  expect((await say(floor, themeId, { queueId: '55' })).status).toBe(303);
});
