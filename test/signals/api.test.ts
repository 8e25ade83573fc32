import { randomUUID } from 'node:crypto';
import type { Test } from 'supertest';
import { expect, test } from 'vitest';
import { importStore } from '../../src/friction/import-store.ts';
import { sessionStore } from '../../src/people/session-store.ts';
import { tokenStore } from '../../src/signals/token-store.ts';
import { NINE_AM, openFloor } from '../support/floor.ts';
import { bringSignals } from '../support/signals.ts';

const ROW = { topic: 'Order status', count: 1240, period: '2026-W09', source: 'Gong' };

async function openApi() {
  const floor = await openFloor();
  const token = (await tokenStore(floor.db).make({ name: 'Gong, nightly', formKey: randomUUID() }, floor.ada.id, NINE_AM))!;
  const post = (bearer: string | undefined = token): Test => {
    const request = floor.anybody().post('/api/signals');
    return bearer ? request.set('Authorization', `Bearer ${bearer}`) : request;
  };
  const stored = () =>
    floor.db.selectFrom('signals').select(['mentions', 'fromDay', 'untilDay', 'importId']).orderBy('id').execute();
  return { ...floor, token, post, stored };
}

test('rows are taken; the same again changes nothing and makes no import', async () => {
  const { post, stored, db } = await openApi();
  const first = await post().send([ROW, { ...ROW, topic: 'Late', count: '1,300', period: '2026-02' }]);
  expect([first.status, first.body]).toEqual([200, { import: 1, taken: 2, alreadyThere: 0 }]);
  const again = await post().send([ROW, ROW]);
  expect([again.status, again.body]).toEqual([200, { import: null, taken: 0, alreadyThere: 2 }]);
  expect((await stored()).map(({ mentions }) => mentions)).toEqual([1300, 1240]);
  expect(await db.selectFrom('imports').select('id').execute()).toHaveLength(1);
});

test('what is sent, read from a file and brought in on a page is one store', async () => {
  const { post, db, stored, as, priya } = await openApi();
  await bringSignals(db, ['Order status,1240,2026-W09']);
  expect((await post().send([{ ...ROW, source: 'gong', topic: 'order  STATUS' }])).body).toMatchObject({
    taken: 0,
    alreadyThere: 1,
  });
  expect((await post().send([{ ...ROW, count: 1250 }])).body).toMatchObject({ import: 2, taken: 1 });
  const page = (await (await as(priya)).get('/imports/2')).text;
  for (const words of ['Sent to /api/signals', 'by Gong, nightly']) expect(page).toContain(words);
  await importStore(db).undo(2, priya.id, NINE_AM);
  expect((await (await as(priya)).get('/signals/1')).text).toContain('1,240');
  expect(await stored()).toHaveLength(2);
});

test('the same rows sent twice at once are taken once', async () => {
  const { post, stored } = await openApi();
  const rows = Array.from({ length: 50 }, (_, n) => ({ ...ROW, topic: `Topic ${n}` }));
  const both = await Promise.all([post().send(rows), post().send(rows)]);
  expect(both.map(({ body }) => body.taken).toSorted()).toEqual([0, 50]);
  expect(await stored()).toHaveLength(50);
});

test('one refused row and nothing is taken; each refused row has its sentence', async () => {
  const { post, stored, db } = await openApi();
  const rows: unknown[] = [
    ROW,
    { ...ROW, topic: '' },
    { ...ROW, period: '2026-W60' },
    { ...ROW, period: '03/04/2026' },
    { ...ROW, count: 1.125 },
    { ...ROW, count: -1 },
    { ...ROW, count: true },
    { ...ROW, period: 2026 },
    { topic: 'x' },
    null,
    'Late',
    { ...ROW, topic: 'Total' },
    { ...ROW, topic: 'Late' },
    { ...ROW, topic: 'Late', count: 7 },
  ];
  const { status, body } = await post().send(rows);
  expect([status, body.message]).toEqual([422, '13 rows are refused, so nothing was taken']);
  const reasons = Object.fromEntries(body.rows.map(({ row, reason }: { row: number; reason: string }) => [row, reason]));
  expect(reasons).toEqual({
    2: 'The topic is missing',
    3: '“2026-W60” is in no calendar: look at its number',
    4: expect.stringContaining('“03/04/2026” is no period'),
    5: expect.stringContaining('“1.125” is no whole number'),
    6: expect.stringContaining('“-1” is no count'),
    7: 'Give the count as a whole number',
    8: 'Give the period as text',
    9: expect.stringContaining('Give the'),
    10: 'A row is an object with topic, count, period and source',
    11: 'A row is an object with topic, count, period and source',
    12: expect.stringContaining('a sum over topics'),
    13: expect.stringContaining('Row 14 counts the same topic'),
    14: expect.stringContaining('Row 13 counts the same topic'),
  });
  expect([await stored(), await db.selectFrom('imports').select('id').execute()]).toEqual([[], []]);
});

test.each([
  ['an object', ROW, 'Send a JSON list of rows'],
  ['nothing in it', [], 'The list is empty'],
  ['too many rows', Array.from({ length: 1_001 }, (_, n) => ({ ...ROW, topic: `T${n}` })), 'at most 1,000 rows'],
])('%s is refused in JSON', async (_what, body, says) => {
  const { post } = await openApi();
  const refused = await post().send(body as object);
  expect([refused.status, refused.type]).toEqual([422, 'application/json']);
  expect(refused.body.message).toContain(says);
});

test('a thousand rows fit', async () => {
  const { post } = await openApi();
  const rows = Array.from({ length: 1_000 }, (_, n) => ({ ...ROW, topic: `A topic with a name of usual length, ${n}` }));
  expect((await post().send(rows)).body).toEqual({ import: 1, taken: 1_000, alreadyThere: 0 });
});

test('hostile names are stored as text', async () => {
  const { post, db, as, priya } = await openApi();
  await post().send([
    { ...ROW, topic: "'); drop table signals; --\u0000" },
    { ...ROW, topic: '<script>alert(1)</script>' },
    { ...ROW, topic: '=1+1' },
  ]);
  expect(await db.selectFrom('signalTopics').select('id').execute()).toHaveLength(3);
  const hers = await as(priya);
  expect((await hers.get('/signals')).text).not.toContain('<script>alert');
  expect((await hers.get('/signals.csv')).text).toContain("'=1+1");
});

const unauthorized = async (request: Test) => {
  const { status, body, headers, type } = await request.send([ROW]);
  expect([status, type, headers['cache-control']]).toEqual([401, 'application/json', 'no-store']);
  expect(headers['www-authenticate']).toMatch(/^Bearer/);
  expect(Object.keys(body)).toEqual(['message', 'next']);
  return body.message as string;
};

test('without a token, with a wrong or a broken one: 401, and nothing is taken', async () => {
  const { post, anybody, token, stored, ada, db } = await openApi();
  expect(await unauthorized(post(''))).toBe('A token is missing');
  for (const wrong of ['x', token.slice(1), `${token}x`, token.toUpperCase(), '../../etc/passwd'])
    expect(await unauthorized(post(wrong))).toBe('Nobody here has this token');
  for (const header of [`Basic ${token}`, `Token ${token}`, token, `Bearer${token}`, 'Bearer', `Bearer ${token} ${token}`])
    expect(await unauthorized(anybody().post('/api/signals').set('Authorization', header))).toBe('A token is missing');
  expect(await unauthorized(anybody().post(`/api/signals?token=${token}`))).toBe('A token is missing');
  const hash = (await db.selectFrom('apiTokens').select('tokenHash').executeTakeFirstOrThrow()).tokenHash;
  expect(await unauthorized(post(hash))).toBe('Nobody here has this token');
  const session = await sessionStore(db).start(ada.id, 'A test', NINE_AM);
  expect(await unauthorized(post(session))).toBe('Nobody here has this token');
  expect(await stored()).toEqual([]);
});

test('a token that was taken back opens nothing, and says so to whoever holds it', async () => {
  const { post, db, ada, stored } = await openApi();
  expect((await post().send([ROW])).status).toBe(200);
  await tokenStore(db).revoke(1, ada.id, NINE_AM);
  expect(await unauthorized(post())).toBe('This token was taken back');
  expect(await stored()).toHaveLength(1);
});

test('a session opens nothing here, even an owner’s and an administrator’s', async () => {
  const { as, priya, ada, stored } = await openApi();
  for (const who of [priya, ada]) expect(await unauthorized((await as(who)).post('/api/signals'))).toBe('A token is missing');
  expect(await stored()).toEqual([]);
});

test('a token opens nothing else', async () => {
  const { anybody, token, db } = await openApi();
  const bearer = { Authorization: `Bearer ${token}` };
  for (const path of ['/signals', '/me', '/api', '/api/signals/1', '/api/signals/', '/API/signals'])
    expect((await anybody().get(path).set(bearer).set('Accept', 'application/json')).status).toBe(401);
  for (const path of [
    '/signals/imports',
    '/signals/1/mappings',
    '/signals/tokens',
    '/api/signals/',
    '/api//signals',
    '/API/SIGNALS',
  ])
    expect((await anybody().post(path).set(bearer).set('Accept', 'application/json').send([ROW])).status).toBe(401);
  expect(await db.selectFrom('signals').select('id').execute()).toEqual([]);
});

test.each([{ 'Sec-Fetch-Site': 'cross-site' }, { Origin: 'https://tool.example' }])(
  'from another site (%j) a token may send, and a cookie without a token may not',
  async (headers) => {
    const { post, as, priya, stored } = await openApi();
    const without = await (await as(priya)).post('/api/signals').set(headers).send([ROW]);
    expect([without.status, without.type]).toEqual([403, 'application/json']);
    expect(await stored()).toEqual([]);
    expect((await post().set(headers).send([ROW])).status).toBe(200);
    const elsewhere = await (await as(priya)).post('/signals/1/mappings').set(headers).set('Authorization', 'Bearer x').send({});
    expect(elsewhere.status).toBe(403);
  },
);

test.each([
  ['a form', (post: Test) => post.type('form').send({ topic: 'x' }), 415],
  ['plain text', (post: Test) => post.type('text/plain').send(JSON.stringify([ROW])), 415],
  ['a file', (post: Test) => post.attach('file', Buffer.from('Topic'), 'a.csv'), 415],
  ['nothing', (post: Test) => post, 415],
  ['broken JSON', (post: Test) => post.type('json').send('[{"topic":'), 400],
  ['a word', (post: Test) => post.type('json').send('"Late"'), 400],
  ['too much', (post: Test) => post.type('json').send(JSON.stringify([{ ...ROW, topic: 'x'.repeat(300_000) }])), 413],
])('%s is refused in JSON with a next step', async (_what, send, status) => {
  const { post, stored } = await openApi();
  const refused = await send(post());
  expect([refused.status, refused.type]).toEqual([status, 'application/json']);
  expect([refused.body.message, refused.body.next].every(Boolean)).toBe(true);
  expect(await stored()).toEqual([]);
});

test('it is written to, not read', async () => {
  const { anybody, token } = await openApi();
  for (const method of ['get', 'put', 'delete'] as const) {
    const { status, headers } = await anybody()[method]('/api/signals').set('Authorization', `Bearer ${token}`);
    expect([status, headers.allow]).toEqual([405, 'POST']);
    expect((await anybody()[method]('/api/signals')).status).toBe(401);
  }
});

test('a database that is gone is said in JSON, and nothing of the inside', async () => {
  const { post, db } = await openApi();
  await db.destroy();
  const { status, body, type } = await post().send([ROW]);
  expect([status, type]).toEqual([500, 'application/json']);
  expect(JSON.stringify(body)).not.toMatch(/destroyed|SQLITE|kysely/i);
});
