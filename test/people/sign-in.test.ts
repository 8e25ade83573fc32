import { expect, test } from 'vitest';
import { letterText } from '../../src/notifications/mail.ts';
import { outboxStore } from '../../src/notifications/outbox-store.ts';
import { signInStore } from '../../src/people/sign-in-store.ts';
import { openFloor } from '../support/floor.ts';

type Floor = Awaited<ReturnType<typeof openFloor>>;

/** Asks for a link and reads it from the letter as it goes out. */
async function linkFor(floor: Floor, email: string) {
  await floor.anybody().post('/sign-in').type('form').send({ email });
  const letter = await outboxStore(floor.db).takeNext(floor.now());
  const text = letter && (await letterText(letter, '', (id) => signInStore(floor.db).issueLink(id, floor.now())));
  return /\/sign-in\/[\w-]+/.exec(text ?? '')?.[0] ?? '';
}

test('a link is opened, pressed, and lets its owner in', async () => {
  const floor = await openFloor();
  const link = await linkFor(floor, 'ASHA@example.com ');
  expect((await floor.anybody().get(link)).text).toContain('Sign in as Asha');
  const pressed = await floor.anybody().post(link);
  expect(pressed.status).toBe(303);
  const cookie = pressed.headers['set-cookie']!;
  expect((await floor.anybody().get('/').set('Cookie', cookie)).status).toBe(200);
});

test('a mail scanner that opens the link does not use it up', async () => {
  const floor = await openFloor();
  const link = await linkFor(floor, 'asha@example.com');
  await floor.anybody().get(link);
  await floor.anybody().get(link);
  expect((await floor.anybody().post(link)).status).toBe(303);
});

test('a link works once', async () => {
  const floor = await openFloor();
  const link = await linkFor(floor, 'asha@example.com');
  const presses = await Promise.all([1, 2, 3].map(() => floor.anybody().post(link)));
  expect(presses.map((press) => press.status).toSorted()).toEqual([303, 410, 410]);
});

test('a link is over after 15 minutes', async () => {
  const floor = await openFloor();
  const link = await linkFor(floor, 'asha@example.com');
  floor.at('2026-03-02T09:15:00Z');
  const late = await floor.anybody().post(link);
  expect(late.status).toBe(410);
  expect(late.text).toContain('Ask for a new one');
});

test('the answer never tells whether an address exists', async () => {
  const { anybody, db } = await openFloor();
  const known = await anybody().post('/sign-in').type('form').send({ email: 'asha@example.com' });
  const unknown = await anybody().post('/sign-in').type('form').send({ email: 'nobody@example.com' });
  expect(unknown.status).toBe(known.status);
  expect(unknown.text).toBe(known.text);
  expect(await db.selectFrom('notices').select('recipient').execute()).toEqual([{ recipient: 'asha@example.com' }]);
});

test('the sixth request for one address in an hour is refused, and the next hour is free again', async () => {
  const floor = await openFloor();
  const ask = () => floor.anybody().post('/sign-in').type('form').send({ email: 'asha@example.com' });
  for (let n = 0; n < 5; n++) expect((await ask()).status).toBe(200);
  expect((await ask()).status).toBe(429);
  floor.at('2026-03-02T10:00:01Z');
  expect((await ask()).status).toBe(200);
});

test('no token is stored as it is', async () => {
  const floor = await openFloor();
  const link = await linkFor(floor, 'asha@example.com');
  const rows = await floor.db.selectFrom('signInLinks').selectAll().execute();
  expect(rows).toHaveLength(1);
  const letters = await floor.db.selectFrom('notices').selectAll().execute();
  expect(JSON.stringify([rows, letters])).not.toContain(link.split('/').at(-1));
});

test.each(['', 'asha', 'asha@', 'a@b', `${'a'.repeat(250)}@example.com`])(
  '“%s” is asked for again, kept as typed',
  async (email) => {
    const { anybody } = await openFloor();
    const again = await anybody().post('/sign-in').type('form').send({ email });
    expect(again.status).toBe(422);
    expect(again.text).toContain(`value="${email}"`);
  },
);

test.each(['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)'])(
  'signing in never leads to %s',
  async (next) => {
    const floor = await openFloor();
    const pressed = await floor
      .anybody()
      .post(await linkFor(floor, 'asha@example.com'))
      .type('form')
      .send({ next });
    expect(pressed.headers.location).toBe('/');
  },
);

test('signing in as somebody exists in the demo only', async () => {
  const demo = await openFloor({ demo: true });
  expect((await demo.anybody().post('/demo/sessions').type('form').send({ personId: demo.asha.id })).status).toBe(303);
  const real = await openFloor();
  const refused = await real.anybody().post('/demo/sessions').type('form').send({ personId: real.asha.id });
  expect(refused.status).toBe(404);
  expect(refused.headers['set-cookie']).toBeUndefined();
  expect((await real.anybody().get('/sign-in')).text).not.toContain('/demo/');
});

test('a next page that is no text asks nobody and tells nothing', async () => {
  const { anybody } = await openFloor();
  const ask = (email: string) => anybody().post('/sign-in').send({ email, next: '/\ud800' });
  const [known, unknown] = [await ask('asha@example.com'), await ask('nobody@example.com')];
  expect([known.status, known.text]).toEqual([unknown.status, unknown.text]);
});

test('without a mail server an administrator passes a link on, which stays on record; with one nobody sees it', async () => {
  const floor = await openFloor();
  await floor.anybody().post('/sign-in').type('form').send({ email: 'asha@example.com' });
  const admins = await floor.as(floor.ada);
  const { id } = await floor.db.selectFrom('notices').select('id').executeTakeFirstOrThrow();
  expect((await admins.get(`/outbox/${id}`)).text).not.toMatch(/sign-in\/[\w-]{20}/);
  const link = /\/sign-in\/[\w-]{20,}/.exec((await admins.post(`/outbox/${id}/links`)).text)![0];
  expect((await floor.anybody().post(link)).status).toBe(303);
  expect(
    await floor.db.selectFrom('events').where('action', '=', 'person.link-shown').select(['subjectId', 'actorId']).execute(),
  ).toEqual([{ subjectId: floor.asha.id, actorId: floor.ada.id }]);
  expect((await (await floor.as(floor.priya)).post(`/outbox/${id}/links`)).status).toBe(403);
});

test('a link to an address that is not theirs any more is over', async () => {
  const floor = await openFloor();
  const link = await linkFor(floor, 'asha@example.com');
  const { id, ...asha } = floor.asha;
  await (await floor.as(floor.ada))
    .post(`/people/${id}`)
    .type('form')
    .send({ ...asha, email: 'asha.new@example.com' });
  expect((await floor.anybody().post(link)).status).toBe(410);
});

test('where people come by https, the session travels by https only, whatever the proxy says', async () => {
  const floor = await openFloor({ baseUrl: 'https://shift.example.com' });
  const { headers } = await floor.anybody().post(await linkFor(floor, 'asha@example.com'));
  expect(String(headers['set-cookie'])).toMatch(/^__Host-session=.*; Secure/);
});
