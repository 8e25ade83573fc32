import { expect, test } from 'vitest';
import { zoneForNew } from '../../src/people/person-form.ts';
import { openFloor } from '../support/floor.ts';

const LENA = {
  name: 'Lena',
  email: 'Lena@Example.com',
  department: 'Retail',
  timeZone: 'Europe/Berlin',
  roles: ['leader', 'csr'],
};

test('an administrator adds a person with two roles, who then signs in', async () => {
  const { as, ada, anybody, db } = await openFloor();
  const added = await (await as(ada)).post('/people').type('form').send(LENA);
  expect(added.status).toBe(303);
  expect((await (await as(ada)).get(added.headers.location!)).text).toContain('lena@example.com');
  await anybody().post('/sign-in').type('form').send({ email: 'lena@example.com' });
  const letters = await db.selectFrom('notices').select(['recipient', 'subject']).orderBy('id').execute();
  expect(letters).toEqual([
    { recipient: 'lena@example.com', subject: 'You have a place in Shadow Shift' },
    { recipient: 'lena@example.com', subject: 'Your link to sign in' },
  ]);
});

test('whoever is added is told once, what this is and where to sign in, and gets no key to it', async () => {
  const { as, ada, db } = await openFloor();
  const hers = await as(ada);
  const added = await hers.post('/people').type('form').send(LENA);
  await hers.post('/people').type('form').send(LENA);
  await hers
    .post(added.headers.location!)
    .type('form')
    .send({ ...LENA, department: 'Care' });
  const letters = await db.selectFrom('notices').select(['cause', 'body']).execute();
  expect(letters).toEqual([{ cause: expect.stringMatching(/^welcome:\d+$/), body: expect.stringContaining('{site}/sign-in') }]);
  expect(letters[0]!.body).not.toContain('{token}');
});

test('a department may be left out', async () => {
  const { as, ada } = await openFloor();
  const hers = await as(ada);
  const added = await hers
    .post('/people')
    .type('form')
    .send({ ...LENA, department: ' ' });
  expect((await hers.get(added.headers.location!)).text).toContain('value="Not said"');
});

test('a new person’s zone is the administrator’s, or where that is UTC the one most queues are in', async () => {
  expect(zoneForNew('Asia/Tokyo', ['Europe/London'])).toBe('Asia/Tokyo');
  expect(zoneForNew('UTC', ['Europe/Rome', 'Europe/London', 'Europe/London'])).toBe('Europe/London');
  expect(zoneForNew('UTC', [])).toBe('UTC');
  const { as, ada } = await openFloor();
  expect((await (await as(ada)).get('/people/new')).text).toContain('<option value="Europe/London" selected>');
});

test('an address that belongs to somebody is refused', async () => {
  const { as, ada } = await openFloor();
  const again = await (await as(ada))
    .post('/people')
    .type('form')
    .send({ ...LENA, email: 'asha@example.com' });
  expect(again.status).toBe(422);
  for (const words of ['belongs to somebody here already', 'value="Lena"']) expect(again.text).toContain(words);
});

test.each([
  { change: { name: ' ' }, says: 'Write their name' },
  { change: { timeZone: 'Mars/Olympus' }, says: 'Choose a time zone' },
  { change: { roles: ['king'] }, says: 'Roles are leader' },
  { change: { name: 'NUL \u0000' }, says: 'cannot be stored' },
])('$says', async ({ change, says }) => {
  const { as, ada } = await openFloor();
  const refused = await (await as(ada))
    .post('/people')
    .type('form')
    .send({ ...LENA, ...change });
  expect(refused.status).toBe(422);
  expect(refused.text).toContain(says);
  expect(refused.text).toContain('Retail');
});

test('who is deactivated is out at once, everywhere, and may be let in again', async () => {
  const { as, ada, asha, anybody, db } = await openFloor();
  const [hers, admins] = [await as(asha), await as(ada)];
  expect((await hers.get('/me')).status).toBe(200);
  await admins.post(`/people/${asha.id}/deactivation`);
  await admins.post(`/people/${asha.id}/deactivation`);
  expect((await hers.get('/me')).status).toBe(303);
  await anybody().post('/sign-in').type('form').send({ email: asha.email });
  expect(await db.selectFrom('notices').selectAll().execute()).toEqual([]);
  expect(await db.selectFrom('events').where('action', '=', 'person.deactivated').selectAll().execute()).toHaveLength(1);
  await admins.post(`/people/${asha.id}/reactivation`);
  expect((await (await as(asha)).get('/me')).status).toBe(200);
});

test('the last administrator stays', async () => {
  const { as, ada } = await openFloor();
  const hers = await as(ada);
  expect((await hers.post(`/people/${ada.id}/deactivation`)).status).toBe(409);
  const { id: _id, ...rest } = ada;
  expect(
    (
      await hers
        .post(`/people/${ada.id}`)
        .type('form')
        .send({ ...rest, roles: [] })
    ).status,
  ).toBe(409);
  expect((await hers.get('/people')).status).toBe(200);
});

test('signing out everywhere ends every session of mine and nobody else’s', async () => {
  const { as, asha, ben } = await openFloor();
  const [phone, desk, bens] = [await as(asha), await as(asha), await as(ben)];
  expect((await phone.get('/me')).text.match(/A test/g)).toHaveLength(2);
  await phone.post('/me/sign-outs');
  expect([(await phone.get('/me')).status, (await desk.get('/me')).status, (await bens.get('/me')).status]).toEqual([
    303, 303, 200,
  ]);
});

test('a session ends after 12 idle hours, and after 30 days however busy', async () => {
  const { as, asha, at } = await openFloor();
  const hers = await as(asha);
  at('2026-03-02T20:50:00Z');
  expect((await hers.get('/me')).status).toBe(200);
  at('2026-03-03T08:51:00Z');
  expect((await hers.get('/me')).status).toBe(303);

  const busy = await as(asha);
  for (let hour = 0; hour < 30 * 24; hour += 11) {
    at(new Date(Date.parse('2026-03-03T08:51:00Z') + hour * 3_600_000));
    expect((await busy.get('/me')).status).toBe(200);
  }
  at('2026-04-02T08:51:01Z');
  expect((await busy.get('/me')).status).toBe(303);
});

test('people choose their own zone, and times follow', async () => {
  const { as, asha } = await openFloor();
  const hers = await as(asha);
  await hers.post('/me').type('form').send({ name: 'Asha', timeZone: 'Asia/Kolkata' });
  expect((await hers.get('/me')).text).toContain('Mon 2 Mar, 14:30');
});

test('a name is one line, whatever was pasted', async () => {
  const { as, asha, db } = await openFloor();
  await (await as(asha)).post('/me').type('form').send({ name: 'Asha\n\nYour account  is locked', timeZone: 'UTC' });
  expect((await db.selectFrom('people').where('id', '=', asha.id).select('name').executeTakeFirstOrThrow()).name).toBe(
    'Asha Your account is locked',
  );
});
