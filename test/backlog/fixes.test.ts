import { expect, test } from 'vitest';
import { fixStore } from '../../src/backlog/fix-store.ts';
import { NINE_AM, openFloor } from '../support/floor.ts';
import { addQueue, addReport, addTheme, sit } from '../support/scene.ts';

async function openFix() {
  const floor = await openFloor();
  const themeId = await addTheme(floor.db, 'Order search is slow');
  const fixes = fixStore(floor.db);
  const id = await fixes.propose({ title: 'Index the order table', effortDays: 3, themeIds: [themeId] }, floor.priya.id, NINE_AM);
  const hers = await floor.as(floor.priya);
  const step = (to: string, words = '') => hers.post(`/fixes/${id}/steps`).type('form').send({ to, words });
  const promise = {
    title: 'Index the order table',
    effortDays: '3',
    ownerId: floor.priya.id,
    willChange: 'Search in 2 s',
    couldWorsen: 'Stale stock',
    howTried: 'Ten CSRs',
  };
  const plan = (changes: object = {}) =>
    hers
      .post(`/fixes/${id}`)
      .type('form')
      .send({ ...promise, ...changes });
  const ask = () =>
    hers
      .post(`/fixes/${id}/contributions`)
      .type('form')
      .send({ department: 'Logistics', personId: floor.omar.id, part: 'Add the index', dueOn: '2026-03-20' });
  return { ...floor, themeId, fixes, id, hers, step, plan, ask };
}

test('from proposed to verified, each step with who and when', async () => {
  const { db, id, fixes, step, plan, ask, as, omar, hers, asha, themeId, at } = await openFix();
  const queueId = await addQueue(db);
  await sit(db, { queueId, leaderId: asha.id, calls: 20, met: 10, themeId });
  await plan();
  await ask();
  for (const to of ['planned', 'testing']) expect((await step(to)).status).toBe(303);
  const refused = await step('shipped');
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('every department has done its part');

  const part = (await fixes.find(id))!.contributions[0]!;
  expect((await (await as(omar)).post(`/contributions/${part.id}/completion`)).status).toBe(303);
  expect((await step('shipped')).status).toBe(303);
  at('2026-03-02T15:00:00Z');
  await sit(db, { queueId, leaderId: asha.id, calls: 40, met: 0, themeId, at: '2026-03-02T12:00:00.000Z' });
  expect((await step('verified', ' ')).status).toBe(422);
  expect((await step('verified', 'Met on 0 of 40 calls')).status).toBe(303);
  expect((await hers.get(`/fixes/${id}`)).text).toContain('Met on 0 of 40 calls');
  const steps = await db.selectFrom('fixSteps').select(['fromState', 'toState', 'byId']).orderBy('id').execute();
  expect(steps.map((row) => row.toState)).toEqual(['proposed', 'planned', 'testing', 'shipped', 'verified']);
});

test('planned needs an owner, departments, the change and the risk', async () => {
  const { step } = await openFix();
  const { status, text } = await step('planned');
  expect(status).toBe(422);
  for (const say of [
    'Name who owns it',
    'Name at least one department',
    'Say what it will change',
    'Say what it could make worse',
  ])
    expect(text).toContain(say);
});

test('a step taken twice, or by two people at once, is taken once', async () => {
  const { db, step } = await openFix();
  await Promise.all([step('declined', 'Too rare'), step('declined', 'Too rare'), step('declined', 'Too rare')]);
  expect(await db.selectFrom('fixSteps').where('toState', '=', 'declined').selectAll().execute()).toHaveLength(1);
});

test('whoever reported or said me too hears it once, anonymous ones and leavers do not', async () => {
  const { db, step, themeId, carmen, dev, asha } = await openFix();
  for (const reporterId of [carmen.id, carmen.id, null, asha.id]) await addReport(db, { source: 'csr', themeId, reporterId });
  await db.insertInto('meToos').values({ themeId, personId: dev.id, saidAt: NINE_AM.toISOString() }).execute();
  await db.updateTable('people').set({ deactivatedAt: NINE_AM.toISOString() }).where('id', '=', asha.id).execute();
  await step('declined', 'Too rare to be worth it');
  const letters = await db.selectFrom('notices').select(['recipient', 'body']).orderBy('recipient').execute();
  expect(letters.map((letter) => letter.recipient)).toEqual([carmen.email, dev.email]);
  expect(letters[0]!.body).toContain('Too rare to be worth it');
});

test('after it shipped, the same step is shown measured again', async () => {
  const { db, id, step, plan, ask, as, priya, themeId, asha, at } = await openFix();
  const queueId = await addQueue(db);
  await sit(db, { queueId, leaderId: asha.id, calls: 20, met: 10, themeId });
  await plan();
  await ask();
  await db.updateTable('contributions').set({ doneAt: NINE_AM.toISOString() }).execute();
  for (const to of ['planned', 'testing', 'shipped']) await step(to);
  at('2026-03-10T09:00:00Z');
  await sit(db, { queueId, leaderId: asha.id, calls: 30, met: 1, themeId, at: '2026-03-09T10:00:00.000Z' });
  const { text } = await (await as(priya)).get(`/fixes/${id}`);
  for (const words of ['10 of 20 calls', '1 of 30 calls', '50 %', '3.3 %']) expect(text).toContain(words);
});

test.each([
  { change: { title: '' }, says: 'Say what should be done' },
  { change: { effortDays: '0' }, says: 'Write days of work' },
  { change: { effortDays: 'soon' }, says: 'Write days of work' },
  { change: { ownerId: '-1' }, says: 'Choose a person' },
  { change: { couldWorsen: 'x'.repeat(2_001) }, says: 'Keep it under 2000 characters' },
])('a promise is refused: $says', async ({ change, says }) => {
  const { plan } = await openFix();
  const refused = await plan(change);
  expect(refused.status).toBe(422);
  expect(refused.text).toContain(says);
  expect(refused.text).toContain('Search in 2 s');
});

test('a fix without a theme, or with one that is not there, is refused', async () => {
  const { hers } = await openFix();
  const propose = (themeIds: unknown) => hers.post('/fixes').type('form').send({ title: 'New', themeIds });
  expect((await propose([])).status).toBe(422);
  expect((await propose(['99'])).text).toContain('not there any more');
});

test('only owners propose, plan and step; only whoever promised a part marks it done', async () => {
  const { as, asha, carmen, ada, omar, fixes, id, ask } = await openFix();
  await ask();
  const part = (await fixes.find(id))!.contributions[0]!;
  for (const person of [asha, carmen, ada, omar]) {
    const theirs = await as(person);
    expect((await theirs.get('/fixes/new')).status).toBe(403);
    expect((await theirs.get(`/fixes/${id}`)).status).toBe(200);
    for (const path of [
      '/fixes',
      `/fixes/${id}`,
      `/fixes/${id}/steps`,
      `/fixes/${id}/contributions`,
      `/contributions/${part.id}/removal`,
    ])
      expect((await theirs.post(path)).status).toBe(403);
    if (person !== omar) expect((await theirs.post(`/contributions/${part.id}/completion`)).status).toBe(403);
  }
});

test.each(['/fixes/999', '/fixes/abc', '/fixes/99999999999', '/fixes/1e3'])('%s is not there', async (path) => {
  const { hers } = await openFix();
  expect((await hers.get(path)).status).toBe(404);
});
