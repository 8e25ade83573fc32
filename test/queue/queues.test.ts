import { expect, test } from 'vitest';
import { openFloor } from '../support/floor.ts';

const ORDERS = {
  name: 'Orders',
  timeZone: 'America/Chicago',
  targetPercent: '80',
  targetSeconds: '20',
  callsPerWeek: '4,200',
  handleSeconds: '300',
  costPerHour: '42.50',
  opens1: '08:00',
  closes1: '18:00',
  closedDays: '2026-12-25 Christmas Day\n2026-12-26',
  after_live: 'shadow',
};

test('an owner sets up a queue and reads back what was said', async () => {
  const { as, priya, db } = await openFloor();
  const hers = await as(priya);
  const made = await hers.post('/queues').type('form').send(ORDERS);
  expect(made.status).toBe(303);
  const shown = (await hers.get(made.headers.location!)).text;
  for (const words of ['value="42.5"', 'value="4200"', '2026-12-26 Closed', 'value="18:00"']) expect(shown).toContain(words);
  expect(await db.selectFrom('queues').select(['costPerHourMinor', 'currency', 'callsPerWeek']).execute()).toEqual([
    { costPerHourMinor: 4250, currency: 'USD', callsPerWeek: 4200 },
  ]);
});

test('changing a queue replaces its hours and closed days', async () => {
  const { as, priya, db } = await openFloor();
  const hers = await as(priya);
  const { location } = (await hers.post('/queues').type('form').send(ORDERS)).headers;
  await hers
    .post(location!)
    .type('form')
    .send({ ...ORDERS, opens1: '', closes1: '', opens7: '10:00', closes7: '14:00', closedDays: '' });
  expect(await db.selectFrom('openingHours').select(['weekday', 'opensAt']).execute()).toEqual([
    { weekday: 7, opensAt: '10:00' },
  ]);
  expect(await db.selectFrom('closedDays').selectAll().execute()).toEqual([]);
});

test.each([
  { change: { name: '' }, says: 'Give the queue a name' },
  { change: { timeZone: 'Chicago' }, says: 'Choose a time zone' },
  { change: { targetPercent: '101' }, says: 'Write a percentage' },
  { change: { callsPerWeek: '-1' }, says: 'Write the calls of a usual week' },
  { change: { callsPerWeek: '12.5' }, says: 'Write the calls of a usual week' },
  { change: { handleSeconds: '' }, says: 'Write the seconds of a usual call' },
  { change: { costPerHour: 'forty' }, says: 'Write an amount' },
  { change: { costPerHour: '' }, says: 'Write an amount, like 42.50' },
  { change: { costPerHour: '-3' }, says: 'Write an amount, like 42.50' },
  { change: { opens1: '18:00', closes1: '08:00' }, says: 'On Monday the queue must open before it closes' },
  { change: { opens2: '08:00' }, says: 'On Tuesday the queue must open' },
  { change: { closedDays: '2026-02-30 Never' }, says: 'does not start with a day like' },
  { change: { language: 'klingon' }, says: 'Choose the language that its reports are written in' },
  { change: { after_live: '' }, says: 'Nobody takes live calls first' },
])('$says', async ({ change, says }) => {
  const { as, priya } = await openFloor();
  const refused = await (await as(priya))
    .post('/queues')
    .type('form')
    .send({ ...ORDERS, ...change });
  expect(refused.status).toBe(422);
  expect(refused.text).toContain(says);
});

test('a queue’s reports are read in the language chosen; a change says from when', async () => {
  const { as, priya, db } = await openFloor();
  const hers = await as(priya);
  expect((await hers.get('/queues/new')).text).toMatch(
    /<option value="english" selected>English.*<option value="turkish">Türkçe/s,
  );
  const { location } = (await hers.post('/queues').type('form').send(ORDERS)).headers;
  const language = async () => (await db.selectFrom('queues').select('language').executeTakeFirst())?.language;
  expect(await language()).toBe('english');
  const change = (value: string) =>
    hers
      .post(location!)
      .type('form')
      .send({ ...ORDERS, language: value });
  expect((await change('german')).headers['set-cookie']![0]).toContain(encodeURIComponent('from now on are read as Deutsch'));
  expect((await change('german')).headers['set-cookie']![0]).not.toContain('Deutsch');
  expect(await language()).toBe('german');
  expect((await hers.get(location!)).text).toContain('<option value="german" selected>Deutsch');
  expect((await hers.get('/queues/all.csv')).text).toContain('german');
});

test('two queues cannot have one name', async () => {
  const { as, priya } = await openFloor();
  const hers = await as(priya);
  await hers.post('/queues').type('form').send(ORDERS);
  const again = await hers.post('/queues').type('form').send(ORDERS);
  expect(again.status).toBe(422);
  for (const words of ['There is a queue called Orders already', '2026-12-26']) expect(again.text).toContain(words);
});

test('only owners come near', async () => {
  const { as, asha, carmen, ada } = await openFloor();
  for (const person of [asha, carmen, ada]) {
    expect((await (await as(person)).get('/queues')).status).toBe(403);
    expect((await (await as(person)).post('/queues').type('form').send(ORDERS)).status).toBe(403);
  }
});

test.each([
  ['0', 0],
  ['35,50', 3550],
  ['42.5', 4250],
  ['1,234.50', 123_450],
  [' 1 234,5 ', 123_450],
])('an hour that costs %j is %i in minor units', async (costPerHour, minor) => {
  const { as, priya, db } = await openFloor();
  await (await as(priya))
    .post('/queues')
    .type('form')
    .send({ ...ORDERS, costPerHour });
  expect(await db.selectFrom('queues').select('costPerHourMinor').executeTakeFirst()).toEqual({ costPerHourMinor: minor });
});

test('what an owner writes about a queue is cleaned like every text', async () => {
  const { as, priya, db } = await openFloor();
  const typed = {
    name: 'Ann ann@example.com',
    closedDays: '2026-12-25 ask bob@example.com',
    briefing_shadow: 'Write cy@example.com',
  };
  await (await as(priya))
    .post('/queues')
    .type('form')
    .send({ ...ORDERS, ...typed });
  const queue = await db.selectFrom('queues').select('name').executeTakeFirst();
  const day = await db.selectFrom('closedDays').select('reason').executeTakeFirst();
  const rung = await db.selectFrom('rungs').where('mode', '=', 'shadow').select('briefing').executeTakeFirst();
  expect([queue?.name, day?.reason, rung?.briefing].join()).toBe(
    'Ann [e-mail address],ask [e-mail address],Write [e-mail address]',
  );
});

test('an empty live briefing says that leaders read the built-in one', async () => {
  const { as, priya } = await openFloor();
  const hers = await as(priya);
  const { location } = (await hers.post('/queues').type('form').send(ORDERS)).headers;
  expect((await hers.get(location!)).text).toContain('leaders read the built-in one');
  await hers
    .post(location!)
    .type('form')
    .send({ ...ORDERS, briefing_live: 'Ours.' });
  expect((await hers.get(location!)).text).not.toContain('built-in one');
});

test('“Plan a shift here” leads to a form in which this queue is chosen', async () => {
  const { as, priya } = await openFloor();
  const hers = await as(priya);
  const { location } = (await hers.post('/queues').type('form').send(ORDERS)).headers;
  const href = /\/shifts\/new\?queueId=\d+/.exec((await hers.get(location!)).text)![0];
  expect((await hers.get(href)).text).toMatch(/<option value="\d+" selected>Orders/);
});
