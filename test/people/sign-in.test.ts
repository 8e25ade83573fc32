import { expect, test } from 'vitest';
import { openFloor } from '../support/floor.ts';

async function linkFor(floor: Awaited<ReturnType<typeof openFloor>>, email: string) {
  await floor.anybody().post('/sign-in').type('form').send({ email });
  const letters = await floor.db.selectFrom('notices').select('body').orderBy('id', 'desc').execute();
  return /\/sign-in\/[\w-]+/.exec(letters[0]?.body ?? '')?.[0] ?? '';
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
  expect(JSON.stringify(rows)).not.toContain(link.split('/').at(-1));
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
