import { expect, test } from 'vitest';
import { needStore } from '../../../src/queue/demand/need-store.ts';
import { openFloor } from '../../support/floor.ts';
import { addQueue } from '../../support/scene.ts';
import { weeksOfCalls } from './weeks.ts';

/** Eight weeks of calls read in by Priya, who owns the programme. */
async function openQueue(text = weeksOfCalls('2026-01-05', 8)) {
  const floor = await openFloor();
  const queueId = await addQueue(floor.db);
  const hers = await floor.as(floor.priya);
  const sent = await hers.post(`/queues/${queueId}/imports`).attach('file', Buffer.from(text), 'février.csv');
  const at = sent.headers.location!;
  const read = (change: object = {}) =>
    hers
      .post(`${at}/reading`)
      .type('form')
      .send({ zone: 'Europe/London', intervalMinutes: '30', ...change });
  return { ...floor, queueId, hers, at, read, own: `/queues/${queueId}` };
}

test('a file is looked at before anything is read, then read, then forecast', async () => {
  const { hers, at, read, own, db } = await openQueue();
  const preview = (await hers.get(at)).text;
  for (const words of ['février.csv', 'Calls offered', '2026-01-05 09:00', 'Read into Orders']) expect(preview).toContain(words);
  expect(await db.selectFrom('intervals').selectAll().execute()).toEqual([]);
  expect((await read()).status).toBe(303);
  expect((await hers.get(at)).text).toContain('See the demand');
  const demand = (await hers.get(`${own}/demand`)).text;
  for (const words of ['The coming four weeks', 'Where one more matters most', 'The forecast against what came', 'hung up'])
    expect(demand).toContain(words);
});

test('sent twice, the form reads the file once', async () => {
  const { read, db } = await openQueue();
  await read();
  expect((await read()).status).toBe(409);
  expect((await db.selectFrom('events').where('action', '=', 'history.imported').selectAll().execute()).length).toBe(1);
});

test('columns that were not recognised are chosen by hand', async () => {
  const { hers, at, read, db } = await openQueue('wann,wieviel\n2026-02-16 09:00,7\n2026-02-16 09:30,8\n');
  expect((await hers.get(at)).text).toContain('Choose the columns by hand');
  expect((await read({ kind: 'intervals' })).status).toBe(422);
  expect((await read({ kind: 'intervals', column_start: '1', column_offered: '2' })).status).toBe(303);
  expect(await db.selectFrom('intervals').select('offered').execute()).toEqual([{ offered: 7 }, { offered: 8 }]);
});

test.each([
  { change: { zone: 'Mars' }, says: 'Choose a time zone' },
  { change: { intervalMinutes: '7' }, says: 'Choose how long an interval is' },
  { change: { kind: 'poem' }, says: 'Choose what a row is' },
])('reading asks again: $says', async ({ change, says }) => {
  const { read } = await openQueue();
  const refused = await read(change);
  expect(refused.status).toBe(422);
  expect(refused.text).toContain(says);
});

test('without a file nothing happens, and it is said', async () => {
  const { hers, own } = await openQueue();
  const refused = await hers.post(`${own}/imports`).type('form').send({});
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('Choose a file first');
});

test('refused lines are listed with number and reason, and leave as CSV', async () => {
  const { hers, at, read } = await openQueue('start,offered\n2026-02-16 09:00,7\n2026-02-16 09:30,-8\n');
  await read();
  expect((await hers.get(at)).text).toContain('under 0');
  expect((await hers.get(`${at}/refused.csv`)).text).toMatch(/3,.*-8/);
});

test('an hour shows its intervals, now and with one more person', async () => {
  const { hers, own, read } = await openQueue();
  await read();
  const hour = await hers.get(`${own}/demand/2026-03-09T10:00:00.000Z`);
  for (const words of ['With one more', 'taken as required', '10:30']) expect(hour.text).toContain(words);
  for (const nowhere of ['2026-03-08T10:00:00.000Z', 'tomorrow', '2026-13-01T10:00:00.000Z'])
    expect((await hers.get(`${own}/demand/${nowhere}`)).status).toBe(404);
});

test('a schedule opens the gaps, by pattern and by file', async () => {
  const { hers, own, read } = await openQueue();
  await read();
  const week = { weekdays: ['1', '2', '3', '4', '5'], fromClock: '09:00', untilClock: '17:00', agents: '9' };
  expect((await hers.post(`${own}/patterns`).type('form').send(week)).status).toBe(303);
  expect((await hers.get(`${own}/demand/2026-03-09T10:00:00.000Z`)).text).not.toContain('taken as required');
  const file = 'start,agents\n2026-03-09 10:00,2\n2026-03-09 10:30,2\n';
  expect((await hers.post(`${own}/schedules`).attach('file', Buffer.from(file), 's.csv')).status).toBe(303);
  const rows = (await hers.get(`${own}/demand.csv`)).text.split('\r\n');
  expect(rows.find((row) => row.startsWith('2026-03-09T10:00'))!.split(',')[7]).toBe('2');
  expect(rows.find((row) => row.startsWith('2026-03-09T11:00'))!.split(',')[7]).toBe('9');
});

test.each([
  {
    path: 'patterns',
    form: { weekdays: '1', fromClock: '17:00', untilClock: '09:00', agents: '3' },
    says: 'end after it starts',
  },
  { path: 'patterns', form: { fromClock: '09:00', untilClock: '17:00', agents: '3' }, says: 'at least one weekday' },
  { path: 'patterns', form: { weekdays: '8', fromClock: '09:00', untilClock: '17:00', agents: '3' }, says: 'Choose' },
  { path: 'patterns', form: { weekdays: '1', fromClock: '09:00', untilClock: '17:00', agents: '-3' }, says: 'how many agents' },
  { path: 'guesses', form: { patienceSeconds: '0', shrinkagePercent: '10' }, says: 'Write seconds' },
  { path: 'guesses', form: { patienceSeconds: '60', shrinkagePercent: '95' }, says: '0 to 90' },
  { path: 'guesses', form: { patienceSeconds: '60', shrinkagePercent: '5', holidays: 'Narnias' }, says: 'Keep it under' },
  { path: 'guesses', form: { patienceSeconds: '60', shrinkagePercent: '5', holidays: 'QQ' }, says: 'country code' },
  { path: 'events', form: { name: '', from: '2026-01-05', until: '2026-01-06' }, says: 'Give it a name' },
  { path: 'events', form: { name: 'Mailing', from: '2026-02-30', until: '2026-03-06' }, says: 'when it begins' },
  { path: 'events', form: { name: 'Mailing', from: '2026-01-06', until: '2026-01-05' }, says: 'end after it begins' },
])('$path refuses with a next step: $says', async ({ path, form, says }) => {
  const { hers, own } = await openQueue('start,offered\n2026-02-16 09:00,7\n');
  const refused = await hers.post(`${own}/${path}`).type('form').send(form);
  expect(refused.status).toBe(422);
  expect(refused.text).toContain(says);
});

test('an event marked in the past teaches its uplift', async () => {
  const busy = weeksOfCalls('2026-01-05', 8).replace(/^(2026-02-1[12].*?),(\d+),/gm, (_row, at, calls) => `${at},${calls * 2},`);
  const { hers, own, read } = await openQueue(busy);
  await read();
  const event = { name: 'Mailing', from: '2026-02-11T00:00', until: '2026-02-13T00:00' };
  expect((await hers.post(`${own}/events`).type('form').send(event)).status).toBe(303);
  await hers.post(`${own}/events`).type('form').send(event);
  const shown = (await hers.get(`${own}/events`)).text;
  expect(shown).toMatch(/(1\.[6-9]|2) times the usual calls/);
  expect(shown.match(/times the usual calls/g)).toHaveLength(1);
});

test('whose guess the patience is, is said until it is measured', async () => {
  const { hers, own, read } = await openQueue(
    weeksOfCalls('2026-01-05', 8)
      .replace(/,\d+,\d+,25,60,300$/gm, ',,,,,')
      .replace(/^start.*$/m, 'start,offered,a,b,c,d,e'),
  );
  await read();
  expect((await hers.get(`${own}/demand`)).text).toContain('our guess');
  await hers.post(`${own}/guesses`).type('form').send({ patienceSeconds: '90', shrinkagePercent: '25', holidays: 'gb' });
  const after = (await hers.get(`${own}/demand`)).text;
  for (const words of ['Priya’s guess', '1 min 30 s', '25 %', 'GB']) expect(after).toContain(words);
});

test('everybody sees the demand; only owners change what it is reckoned from', async () => {
  const { as, asha, carmen, own, at, read } = await openQueue();
  await read();
  for (const person of [asha, carmen]) {
    const theirs = await as(person);
    expect((await theirs.get(`${own}/demand`)).status).toBe(200);
    for (const path of ['/imports', '/schedule', '/events']) expect((await theirs.get(own + path)).status).toBe(403);
    expect((await theirs.get(at)).status).toBe(403);
    for (const path of ['/patterns', '/guesses', '/events', '/imports'])
      expect(
        (
          await theirs
            .post(own + path)
            .type('form')
            .send({})
        ).status,
      ).toBe(403);
    expect((await theirs.post(`${own}/schedules`).attach('file', Buffer.from('x'), 'x.csv')).status).toBe(403);
    expect((await theirs.post(`${own}/imports`).attach('file', Buffer.from('x'), 'x.csv')).status).toBe(403);
  }
});

test('what is not there is not found', async () => {
  const { hers, at, db } = await openQueue();
  const other = await addQueue(db, { name: 'Billing' });
  expect((await hers.get('/queues/99/demand')).status).toBe(404);
  expect((await hers.get(at.replace(/queues\/\d+/, `queues/${other}`))).status).toBe(404);
});

test('chosen peaks become shifts: touching hours one, and sign-up lists say their need', async () => {
  const { hers, own, read, db, carmen, queueId } = await openQueue();
  await read();
  const page = (await hers.get(`${own}/demand`)).text;
  expect(page).toContain('Plan these as shifts');
  const hours = ['2026-03-09T10:00:00.000Z', '2026-03-09T11:00:00.000Z', '2026-03-10T11:00:00.000Z'];
  const made = await hers.post(`${own}/peaks`).type('form').send({ hours, mode: 'live', seats: '1', buddyId: carmen.id });
  expect([made.status, made.headers.location]).toEqual([303, '/shifts']);
  const shifts = await db
    .selectFrom('shifts')
    .select(['id', 'queueId', 'startsAt', 'endsAt', 'mode'])
    .orderBy('startsAt')
    .execute();
  expect(shifts.map(({ startsAt, endsAt, mode }) => [startsAt, endsAt.slice(11, 16), mode])).toEqual([
    [hours[0], '12:00', 'live'],
    [hours[2], '12:00', 'live'],
  ]);
  const needs = await needStore(db).needFor([...shifts, { ...shifts[0]!, id: 99, queueId: queueId + 1 }]);
  expect([...needs.keys()]).toEqual(shifts.map(({ id }) => id));
  expect(needs.get(shifts[0]!.id)!.words).toMatch(/fewer callers would hang up|would wait about/);
});

test.each([
  { change: { hours: undefined }, status: 422, says: 'Tick the hours' },
  { change: { hours: 'tomorrow' }, status: 422, says: 'Choose hours from the list' },
  { change: { mode: 'sleep' }, status: 422, says: 'Choose what the leader will do' },
  { change: { seats: '0' }, status: 422, says: 'how many leaders fit' },
  { change: { buddyId: '' }, status: 422, says: 'Choose a buddy' },
  { change: { buddyId: '999' }, status: 422, says: 'A buddy is a CSR' },
  { change: { hours: '2026-03-09T10:30:00.000Z' }, status: 409, says: 'The forecast has changed' },
  { change: { hours: '2026-02-23T10:00:00.000Z' }, status: 409, says: 'The forecast has changed' },
])('peaks are refused: $says', async ({ change, status, says }) => {
  const { hers, own, read, carmen, db } = await openQueue();
  await read();
  const form = { hours: '2026-03-09T10:00:00.000Z', mode: 'shadow', seats: '1', buddyId: carmen.id, ...change };
  const refused = await hers
    .post(`${own}/peaks`)
    .type('form')
    .send(JSON.parse(JSON.stringify(form)));
  expect(refused.status).toBe(status);
  expect(refused.text).toContain(says);
  expect(await db.selectFrom('shifts').selectAll().execute()).toEqual([]);
});

test('a buddy who is taken is said, and no shift is planned', async () => {
  const { hers, own, read, carmen, db } = await openQueue();
  await read();
  const form = {
    hours: ['2026-03-09T10:00:00.000Z', '2026-03-10T10:00:00.000Z'],
    mode: 'shadow',
    seats: '1',
    buddyId: carmen.id,
  };
  await hers.post(`${own}/peaks`).type('form').send(form);
  const again = await hers.post(`${own}/peaks`).type('form').send(form);
  expect(again.status).toBe(422);
  expect(again.text).toContain('Taken at that time: Carmen');
  expect((await db.selectFrom('shifts').selectAll().execute()).length).toBe(2);
});

test('leaders cannot plan shifts from peaks', async () => {
  const { as, asha, own, read } = await openQueue();
  await read();
  const theirs = await as(asha);
  expect((await theirs.post(`${own}/peaks`).type('form').send({ hours: '2026-03-09T10:00:00.000Z' })).status).toBe(403);
  expect((await theirs.get(`${own}/demand`)).text).not.toContain('Plan these as shifts');
});
