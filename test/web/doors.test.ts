import { expect, test } from 'vitest';
import { csvText } from '../../src/web/csv.ts';
import { openFloor } from '../support/floor.ts';

test.each([
  { 'Sec-Fetch-Site': 'cross-site' },
  { 'Sec-Fetch-Site': 'same-site' },
  { Origin: 'https://evil.example' },
  { Origin: 'null' },
  { Origin: 'http://127.0.0.1.evil.example' },
])('a form on another site changes nothing: %j', async (headers) => {
  const { as, asha, db } = await openFloor();
  const refused = await (await as(asha)).post('/me').set(headers).type('form').send({ name: 'Eve', timeZone: 'UTC' });
  expect(refused.status).toBe(403);
  expect(await db.selectFrom('people').where('name', '=', 'Eve').selectAll().execute()).toEqual([]);
});

test.each([{ 'Sec-Fetch-Site': 'same-origin' }, { 'Sec-Fetch-Site': 'none' }, {}])('our own form does: %j', async (headers) => {
  const { as, asha } = await openFloor();
  expect((await (await as(asha)).post('/me').set(headers).type('form').send({ name: 'A', timeZone: 'UTC' })).status).toBe(303);
});

test('every answer forbids inline scripts and framing; private pages are not kept', async () => {
  const { as, asha } = await openFloor();
  const { headers } = await (await as(asha)).get('/me');
  expect(headers['content-security-policy']).toContain("default-src 'self'");
  expect(headers['content-security-policy']).not.toContain('unsafe-inline');
  expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
  expect(headers['cache-control']).toBe('private, no-store');
  expect(headers['x-powered-by']).toBeUndefined();
});

test.each([
  ['nothing', ''],
  ['a made-up token', 'session=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'],
  ['a broken cookie', 'session=%E0%A4%A; flash=%7B'],
])('with %s one is led to the sign-in page, and JSON is refused in words', async (_what, cookie) => {
  const { anybody } = await openFloor();
  expect((await anybody().get('/me').set('Cookie', cookie)).headers.location).toBe('/sign-in?next=%2Fme');
  const json = await anybody().get('/me').set('Cookie', cookie).set('Accept', 'application/json');
  expect([json.status, json.body.next]).toEqual([401, 'Sign in again; what you typed stays in this browser.']);
});

test.each(['/%', '/people/%E0%A4%A', '/..%2f..%2fetc/passwd', '/css/../../package.json'])(
  '%s is refused in words',
  async (path) => {
    const { as, ada } = await openFloor();
    const { status, text } = await (await as(ada)).get(path);
    expect([400, 404]).toContain(status);
    expect(text).toContain('Go to my home page');
  },
);

test('a body too large, or no JSON at all, is refused in words', async () => {
  const { as, asha } = await openFloor();
  const hers = await as(asha);
  expect(
    (
      await hers
        .post('/me')
        .type('form')
        .send(`name=${'x'.repeat(300_000)}`)
    ).status,
  ).toBe(413);
  expect((await hers.post('/me').type('json').send('{"name":')).status).toBe(400);
  expect((await hers.post('/me').type('json').send('null')).status).toBeLessThan(500);
});

test('a database that is gone becomes our own page and says nothing of the inside', async () => {
  const { as, asha, db } = await openFloor();
  const hers = await as(asha);
  await db.destroy();
  const { status, text } = await hers.get('/me');
  expect(status).toBe(500);
  expect(text).toContain('Something went wrong on our side');
  expect(text).not.toMatch(/destroyed|SQLITE|kysely/i);
});

test('a cell that a spreadsheet would run leaves as text', () => {
  const rows = [{ a: '=1+1' }, { a: '+1' }, { a: '-1' }, { a: '@x' }, { a: 'fine, "really"' }];
  expect(csvText(rows, { a: (row) => row.a })).toBe('a\r\n\'=1+1\r\n\'+1\r\n\'-1\r\n\'@x\r\n"fine, ""really"""\r\n');
});

test('public files are served to anybody; an address without an ending is a page', async () => {
  const { anybody } = await openFloor();
  for (const path of ['/js/base.js', '/css/pages/shifts.css', '/icon.svg', '/service-worker.js'])
    expect((await anybody().get(path)).status).toBe(200);
  expect((await anybody().get('/js')).status).toBe(303);
  expect((await anybody().get('/../package.json')).status).not.toBe(200);
});
