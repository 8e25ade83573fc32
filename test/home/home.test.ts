import type { RootOperationNode } from 'kysely';
import pino from 'pino';
import request from 'supertest';
import { expect, test } from 'vitest';
import { createApp } from '../../src/app.ts';
import { fixStore } from '../../src/backlog/fix-store.ts';
import { prepareDemo } from '../../src/demo/demo-welcome.ts';
import { newFlag } from '../../src/friction/flag.ts';
import { flagStore } from '../../src/friction/flag-store.ts';
import { FIRST_ADDRESS } from '../../src/people/person.ts';
import { sessionStore } from '../../src/people/session-store.ts';
import { hire, NINE_AM, openFloor } from '../support/floor.ts';
import { addQueue, planShift } from '../support/planned.ts';
import { addReport, addTheme, sit } from '../support/scene.ts';

type Floor = Awaited<ReturnType<typeof openFloor>>;
const homeOf = async (floor: Floor, person: Parameters<Floor['as']>[0]) => {
  const answer = await (await floor.as(person)).get('/');
  expect(answer.status).toBe(200);
  expect(answer.text).not.toMatch(/undefined|NaN|\[object/);
  return answer.text;
};

/** The same floor, with every query that its pages ask counted. */
function countQueries(floor: Floor) {
  let queries = 0;
  const transformQuery = (args: { node: RootOperationNode }) => {
    queries += 1;
    return args.node;
  };
  const db = floor.db.withPlugin({ transformQuery, transformResult: async ({ result }) => result });
  const site = {
    log: pino({ level: 'silent' }),
    baseUrl: 'http://localhost',
    trustProxy: 0,
    demo: false,
    cachedViews: true,
    smtp: false,
  };
  const app = createApp({ db, now: floor.now, ...site });
  const as = async (person: { id: number }) =>
    request.agent(app).set('Cookie', `session=${await sessionStore(floor.db).start(person.id, 'A test', floor.now())}`);
  return { as, queries: () => queries };
}

test('whoever is signed out is led to sign in', async () => {
  const { anybody } = await openFloor();
  expect((await anybody().get('/')).headers.location).toBe('/sign-in');
});

test('nobody without a role and without a part is left alone: they read whom to ask', async () => {
  const floor = await openFloor();
  const text = await homeOf(floor, floor.omar);
  expect(text).toContain('You have no part here yet');
  expect(text).toContain('mailto:ada@example.com');
});

test('a leader finds their next shift, and shifts they may take, with the reason', async () => {
  const floor = await openFloor();
  const queueId = await addQueue(floor.db);
  const mine = await planShift(floor.db, { queueId });
  const other = await planShift(floor.db, { queueId, startsAt: '2026-03-05T14:00:00.000Z', endsAt: '2026-03-05T16:00:00.000Z' });
  const browser = await floor.as(floor.asha);
  await browser.post(`/shifts/${mine}/sign-ups`);
  const { text } = await browser.get('/');
  expect(text).toContain('Your next shift is in 1 day');
  expect(text).toContain(`action="/shifts/${other}/sign-ups"`);
  expect(text).toContain('You have not sat in Orders yet');
  expect(text).not.toContain(`action="/shifts/${mine}/sign-ups"`);
});

test('a shift that is full, overlaps or asks for practice first is not suggested', async () => {
  const floor = await openFloor();
  const queueId = await addQueue(floor.db);
  const full = await planShift(floor.db, { queueId, seats: 1 });
  await (await floor.as(floor.ben)).post(`/shifts/${full}/sign-ups`);
  const live = { queueId, mode: 'live' as const, buddyIds: [floor.carmen.id] };
  await planShift(floor.db, { ...live, startsAt: '2026-03-06T14:00:00.000Z', endsAt: '2026-03-06T16:00:00.000Z' });
  const text = await homeOf(floor, floor.asha);
  expect(text).toContain('No free seat that fits you right now');
  expect(text).not.toMatch(/action="\/shifts\/\d+\/sign-ups"/);
});

test('while it runs, the shift comes first and opens the console', async () => {
  const floor = await openFloor();
  const shift = await planShift(floor.db, { queueId: await addQueue(floor.db) });
  const browser = await floor.as(floor.asha);
  await browser.post(`/shifts/${shift}/sign-ups`);
  floor.at('2026-03-03T14:20:00Z');
  const { text } = await floor.as(floor.asha).then((agent) => agent.get('/'));
  expect(text).toContain('Your shift is running');
  expect(text).toContain(`/shifts/${shift}/console`);
});

test('a CSR finds the form itself, and what became of their flags', async () => {
  const floor = await openFloor();
  const flag = newFlag.parse({ summary: 'Search is slow', clientKey: crypto.randomUUID(), receiptKey: crypto.randomUUID() });
  await flagStore(floor.db).addNamed(flag, floor.carmen.id, NINE_AM);
  const text = await homeOf(floor, floor.carmen);
  expect(text).toMatch(/<form[^>]*action="\/flags"/);
  for (const name of [
    'summary',
    'clientKey',
    'receiptKey',
    'compared',
    'timesPerWeek',
    'secondsLost',
    'stage',
    'tool',
    'anonymous',
  ])
    expect(text).toContain(`name="${name}"`);
  expect(text).toContain('Search is slow');
  expect(text).toContain('Waiting to be sorted');
});

test('the flag that home sends is a flag', async () => {
  const floor = await openFloor();
  const browser = await floor.as(floor.carmen);
  const { text } = await browser.get('/');
  const [clientKey, receiptKey] = ['clientKey', 'receiptKey'].map(
    (name) => new RegExp(`name="${name}" value="([^"]+)"`).exec(text)![1],
  );
  const sent = await browser
    .post('/flags')
    .type('form')
    .send({ clientKey, receiptKey, compared: '', summary: 'Hold music is too loud' });
  expect(sent.status).toBe(303);
  expect(await floor.db.selectFrom('reports').select('summary').execute()).toEqual([{ summary: 'Hold music is too loud' }]);
});

test('an owner finds what waits and what costs most, each number with its list', async () => {
  const floor = await openFloor();
  const queueId = await addQueue(floor.db);
  const themeId = await addTheme(floor.db, 'Order search is slow');
  await sit(floor.db, { queueId, leaderId: floor.asha.id, calls: 20, met: 5, themeId });
  await addReport(floor.db, { source: 'csr', reporterId: floor.dev.id });
  const text = await homeOf(floor, floor.priya);
  expect(text).toMatch(/href="\/unsorted"><b>1<\/b> to sort/);
  expect(text).toContain('5 of 20 calls');
  expect(text).toContain(`href="/themes/${themeId}"`);
});

test('an owner of an empty organisation is told where to begin, and no longer once it has begun', async () => {
  const floor = await openFloor();
  const text = await homeOf(floor, floor.priya);
  expect(text).toContain('Start here');
  for (const noise of ['Nothing waits for you', 'All 0 themes', '0 reports']) expect(text).not.toContain(noise);
  await planShift(floor.db, { queueId: await addQueue(floor.db) });
  expect(await homeOf(floor, floor.priya)).not.toContain('Start here');
});

test('whoever promised a part sees it, late first, with a customer’s words; a part of somebody else stays away', async () => {
  const floor = await openFloor();
  const themeId = await addTheme(floor.db, 'Refunds take weeks');
  const report = await addReport(floor.db, { source: 'csr', reporterId: floor.dev.id, themeId });
  await floor.db.updateTable('reports').set({ customerWords: 'Rent is due' }).where('id', '=', report).execute();
  const fixId = await fixStore(floor.db).propose(
    { title: 'Refund daily', effortDays: 2, themeIds: [themeId] },
    floor.priya.id,
    NINE_AM,
  );
  const promised = { fixId, department: 'Logistics', part: 'Scan on arrival', dueOn: '2026-02-27' };
  await floor.db
    .insertInto('contributions')
    .values({ ...promised, personId: floor.omar.id })
    .execute();
  const text = await homeOf(floor, floor.omar);
  expect(text).toContain('3 days late');
  expect(text).toContain('Rent is due');
  expect(await homeOf(floor, floor.asha)).not.toContain('Scan on arrival');
});

test('an administrator sees letters that did not go out', async () => {
  const floor = await openFloor();
  const letter = {
    recipient: 'x@example.com',
    subject: 'S',
    body: 'B',
    createdAt: NINE_AM.toISOString(),
    dueAt: NINE_AM.toISOString(),
  };
  await floor.db
    .insertInto('notices')
    .values({ ...letter, cause: 'c', messageId: '<m@x>', givenUpAt: NINE_AM.toISOString() })
    .execute();
  expect(await homeOf(floor, floor.ada)).toMatch(/Letters that did not go out[\s\S]*?href="\/outbox">1</);
});

test('the first administrator is asked to say who they are', async () => {
  const floor = await openFloor();
  const first = await hire(floor.db, { name: 'First administrator', email: FIRST_ADDRESS, roles: ['administrator', 'owner'] });
  expect(await homeOf(floor, first)).toContain(`href="/people/${first.id}"`);
});

test('with the demonstration, everybody’s home opens', async () => {
  const floor = await openFloor({ demo: true });
  for (const table of ['events', 'roles', 'people'] as const) await floor.db.deleteFrom(table).execute();
  await prepareDemo(floor.db, NINE_AM);
  const people = await floor.db.selectFrom('people').selectAll().execute();
  for (const person of people) await homeOf(floor, { ...person, roles: [] });
  const signIn = await floor.anybody().get('/sign-in');
  expect(signIn.text).toContain('Shadow Shift puts leaders into the call queue');
  expect(signIn.text.match(/action="\/demo\/sessions"/g)).toHaveLength(people.length);
});

test('a home asks the same few questions however much there is', async () => {
  const asked = async (fill: (floor: Floor) => Promise<unknown>) => {
    const floor = await openFloor();
    await fill(floor);
    const counted = countQueries(floor);
    await (await counted.as(floor.priya)).get('/');
    return counted.queries();
  };
  const little = await asked(async ({ db, asha }) =>
    sit(db, { queueId: await addQueue(db), leaderId: asha.id, calls: 2, met: 1, themeId: await addTheme(db, 'One') }),
  );
  const more = await asked(async ({ db, asha }) => {
    const queueId = await addQueue(db);
    for (const name of ['One', 'Two', 'Three', 'Four'])
      await sit(db, { queueId, leaderId: asha.id, calls: 9, met: 3, themeId: await addTheme(db, name) });
    for (const day of [4, 5, 6])
      await planShift(db, {
        queueId,
        startsAt: `2026-03-0${day}T14:00:00.000Z`,
        endsAt: `2026-03-0${day}T16:00:00.000Z`,
        buddyIds: [],
      });
  });
  expect(more - little).toBeLessThanOrEqual(1);
  expect(more).toBeLessThan(30);
});

test('the loop counts what ever shipped, what is verified still, and only themes that hold a report', async () => {
  const floor = await openFloor();
  const [themeId] = [await addTheme(floor.db, 'Met'), await addTheme(floor.db, 'Empty')];
  await addReport(floor.db, { source: 'csr', themeId });
  for (const state of ['shipped', 'verified', 'regressed'] as const) {
    const fixId = await fixStore(floor.db).propose({ title: state, effortDays: 1, themeIds: [themeId] }, floor.priya.id, NINE_AM);
    await floor.db.updateTable('fixes').set({ state }).where('id', '=', fixId).execute();
    const step = { fixId, toState: 'shipped' as const, words: '', at: NINE_AM.toISOString() };
    await floor.db.insertInto('fixSteps').values([step, step]).execute();
  }
  const strip = /<ol class="home-loop"[\s\S]*?<\/ol>/.exec(await homeOf(floor, floor.asha))![0];
  for (const words of ['1 theme<', '3 fixes shipped', '1 measured again']) expect(strip).toContain(words);
});
