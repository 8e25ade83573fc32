import { createHash, createHmac, randomUUID } from 'node:crypto';
import pino from 'pino';
import request from 'supertest';
import { expect, test } from 'vitest';
import { createApp } from '../../src/app.ts';
import type { Db } from '../../src/database/open.ts';
import type { Tables } from '../../src/database/tables.ts';
import { sessionStore } from '../../src/people/session-store.ts';
import { freshDatabase } from '../support/database.ts';
import { hire, NINE_AM } from '../support/floor.ts';
import { flag } from '../support/friction.ts';

const TEXT = 'The supervisor shouts when the wallboard turns red';
const TABLES = (
  'people roles signInLinks signInRequests sessions settings events queues shifts signUps calls debriefs themes merges splits ' +
  'imports importRefusals reports filings meToos anonymousAllowances fixes fixSteps notices jobs'
).split(' ') as (keyof Tables)[];

/** Two processes on one database, one clock, and every log line they write. */
async function openTwo() {
  const db = await freshDatabase();
  const clock = { now: new Date('2026-03-02T10:17:23.456Z') };
  const lines: string[] = [];
  const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
  const site = {
    db,
    log,
    now: () => clock.now,
    baseUrl: 'http://localhost',
    trustProxy: 0,
    demo: false,
    smtp: false,
    cachedViews: true,
  };
  const carmen = await hire(db, { name: 'Carmen', roles: ['csr'] });
  const signIn = () => sessionStore(db).start(carmen.id, 'A browser', clock.now);
  return { db, clock, lines, carmen, signIn, one: createApp(site), two: createApp(site) };
}

const send = (app: ReturnType<typeof createApp>, token: string, given: object = {}) =>
  request(app)
    .post('/flags')
    .set('Cookie', `session=${token}`)
    .type('form')
    .send(flag({ summary: TEXT, anonymous: 'yes', ...given }));

async function dump(db: Db): Promise<Record<string, string>> {
  const texts: Record<string, string> = {};
  for (const table of TABLES) texts[table] = JSON.stringify(await db.selectFrom(table).selectAll().execute());
  return texts;
}

test('the row says what, and the day; not who, nor when', async () => {
  const { db, one, signIn } = await openTwo();
  expect((await send(one, await signIn())).status).toBe(303);
  const row = await db.selectFrom('reports').selectAll().executeTakeFirstOrThrow();
  expect(row).toMatchObject({
    reporterId: null,
    reporterName: null,
    clientKey: null,
    shiftId: null,
    callId: null,
    filedBy: null,
  });
  expect([row.happenedAt, row.reportedAt]).toEqual(['2026-03-02T00:00:00.000Z', '2026-03-02T00:00:00.000Z']);
});

test('but for the report and the allowance, sending leaves the whole database as it was', async () => {
  const { db, one, signIn } = await openTwo();
  const token = await signIn();
  await request(one).get('/flags/new').set('Cookie', `session=${token}`);
  const before = await dump(db);
  await send(one, token);
  const after = await dump(db);
  const changed = TABLES.filter((table) => before[table] !== after[table]);
  expect(changed.toSorted()).toEqual(['anonymousAllowances', 'reports']);
});

test('nothing in either row can be found in a session, nor computed from one', async () => {
  const { db, one, signIn, carmen } = await openTwo();
  const key = randomUUID();
  const token = await signIn();
  const receipt = (await send(one, token, { receiptKey: key })).headers.location!.split('/').at(-1)!.split('?')[0]!;
  const all = await dump(db);
  for (const secret of [token, key, receipt]) expect(JSON.stringify(all)).not.toContain(secret);
  const { keyHash } = await db.selectFrom('anonymousAllowances').select('keyHash').executeTakeFirstOrThrow();
  expect(all.sessions).not.toContain(keyHash);
  expect(all.reports).not.toContain(keyHash);
  expect(Object.values(JSON.parse(all.reports!)[0])).not.toContain(carmen.name);
});

/** Everything that can be computed from one text by the ways this product hashes, twice over and with any word of the source. */
function madeFrom(text: string, said: readonly string[]): string[] {
  const once = (given: string) => [
    ...said.flatMap((words) => [`${words} ${given}`, `${words}${given}`, given]).flatMap((whole) => digests(whole)),
    ...said.flatMap((words) => [hmac(given, words), hmac(words, given)]),
  ];
  const first = once(text);
  return [text, ...first, ...first.flatMap(digests)];
}

const digests = (text: string) => (['hex', 'base64url', 'base64'] as const).map((way) => hash(text).digest(way));
const hash = (text: string) => createHash('sha256').update(text);
const hmac = (key: string, text: string) => createHmac('sha256', key).update(text).digest('hex');

test('one form sent with a name and then without leaves two rows that nothing links', async () => {
  const { db, one, signIn } = await openTwo();
  const [token, keys] = [await signIn(), { clientKey: randomUUID(), receiptKey: randomUUID() }];
  expect((await send(one, token, { ...keys, anonymous: '' })).status).toBe(303);
  expect((await send(one, token, keys)).status).toBe(303);
  const [named, nameless] = await db.selectFrom('reports').selectAll().orderBy('id').execute();
  expect([named!.clientKey, named!.receiptHash, nameless!.clientKey]).toEqual([keys.clientKey, null, null]);
  const texts = Object.values(named!).filter((value) => typeof value === 'string' && value !== TEXT && value.length > 10);
  const computed = texts.flatMap((text) => madeFrom(text as string, ['', 'receipt of an anonymous flag', '2026-03-02']));
  for (const text of computed) expect(nameless!.receiptHash).not.toBe(text);
  expect(madeFrom(keys.receiptKey, ['receipt of an anonymous flag'])).toContain(nameless!.receiptHash);
  expect(JSON.stringify(await dump(db))).not.toContain(keys.receiptKey);
});

test('a receipt that is asked for with the key of a flag with a name is none', async () => {
  const { db, one, signIn } = await openTwo();
  const [token, key] = [await signIn(), randomUUID()];
  await send(one, token, { clientKey: key, anonymous: '' });
  for (const receipt of madeFrom(key, ['receipt of an anonymous flag']).filter((text) => text.length === 43))
    expect((await request(one).get(`/flags/receipts/${receipt}`).set('Cookie', `session=${token}`)).status).toBe(404);
  expect(await db.selectFrom('anonymousAllowances').selectAll().execute()).toEqual([]);
});

test('no log line holds the text, a secret, a person or a session', async () => {
  const { one, lines, signIn, carmen } = await openTwo();
  const token = await signIn();
  const sent = await send(one, token);
  const agent = request.agent(one).set('Cookie', `session=${token}`);
  await agent.get(sent.headers.location!);
  await agent.post('/flags/receipts/status').send({ receipts: [sent.headers.location!.slice(16, 59)] });
  await send(one, token, { summary: '' });
  const said = lines.join('');
  expect(lines.length).toBeGreaterThanOrEqual(4);
  for (const secret of [
    TEXT,
    token,
    sent.headers.location!.slice(16, 59),
    carmen.name,
    carmen.email,
    'person',
    'session',
    '127.0.0.1',
  ])
    expect(said).not.toContain(secret);
});

test('five a session and day, over two processes and a restart', async () => {
  const { one, two, signIn, clock } = await openTwo();
  const token = await signIn();
  const answers = [];
  for (const app of [one, two, one, two, one, two, one]) answers.push((await send(app, token)).status);
  expect(answers).toEqual([303, 303, 303, 303, 303, 429, 429]);
  clock.now = new Date('2026-03-02T21:59:00Z');
  expect((await send(two, token)).text).toContain(TEXT);
  clock.now = new Date('2026-03-03T00:00:01Z');
  expect((await send(two, await signIn())).status).toBe(303);
});

test('twenty at once from one session leave five', async () => {
  const { db, one, two, signIn } = await openTwo();
  const token = await signIn();
  const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => send(n % 2 ? one : two, token)));
  expect(answers.filter(({ status }) => status === 303)).toHaveLength(5);
  expect(await db.selectFrom('reports').select('id').execute()).toHaveLength(5);
});

test('the same form twice is one flag, one receipt and one of the five', async () => {
  const { db, one, two, signIn } = await openTwo();
  const token = await signIn();
  const receiptKey = randomUUID();
  const answers = await Promise.all([one, two, one, two].map((app) => send(app, token, { receiptKey })));
  expect(new Set(answers.map((answer) => answer.headers.location)).size).toBe(1);
  expect(await db.selectFrom('anonymousAllowances').select('used').execute()).toEqual([{ used: 1 }]);
});

test('signing in again refills it for the first four sessions of the day, and no further', async () => {
  const { one, signIn } = await openTwo();
  const statuses = [];
  for (let session = 0; session < 6; session++) statuses.push((await send(one, await signIn())).status);
  expect(statuses).toEqual([303, 303, 303, 303, 429, 429]);
});

test('sessions that ended or fell asleep before today do not count', async () => {
  const { db, clock, one, signIn, carmen } = await openTwo();
  for (let n = 0; n < 4; n++) await signIn();
  await sessionStore(db).endAll(carmen.id, clock.now);
  for (let n = 0; n < 4; n++) await signIn();
  clock.now = new Date('2026-03-03T09:00:00Z');
  expect((await send(one, await signIn())).status).toBe(303);
  clock.now = NINE_AM;
});

test('somebody else’s sessions are no concern of mine', async () => {
  const { db, clock, one, signIn } = await openTwo();
  const dev = await hire(db, { name: 'Dev', roles: ['csr'] });
  for (let n = 0; n < 5; n++) await sessionStore(db).start(dev.id, 'A browser', clock.now);
  expect((await send(one, await signIn())).status).toBe(303);
});

test('the receipt, and nothing else, leads back to the flag and can withdraw it', async () => {
  const { db, one, signIn } = await openTwo();
  const agent = request.agent(one).set('Cookie', `session=${await signIn()}`);
  const receipt = (
    await agent
      .post('/flags')
      .type('form')
      .send(flag({ summary: TEXT, anonymous: 'yes' }))
  ).headers.location!;
  const address = receipt.split('?')[0]!;
  expect((await agent.get(receipt)).text).toContain(TEXT);
  expect((await agent.get('/flags')).text).not.toContain(TEXT);
  expect((await agent.post(`${address}/withdrawal`)).status).toBe(303);
  expect(await db.selectFrom('reports').select('withdrawnAt').execute()).toEqual([{ withdrawnAt: '2026-03-02T00:00:00.000Z' }]);
  await agent.post(`${address}/restoration`);
  expect(await db.selectFrom('reports').select('withdrawnAt').execute()).toEqual([{ withdrawnAt: null }]);
  expect(await db.selectFrom('events').where('subject', '=', 'report').select('id').execute()).toEqual([]);
});

test('a receipt that is none leads nowhere', async () => {
  const { one, signIn } = await openTwo();
  const agent = request.agent(one).set('Cookie', `session=${await signIn()}`);
  await send(one, await signIn());
  for (const receipt of ['x', 'a'.repeat(43), '%00', `${'a'.repeat(42)}%27`])
    for (const what of ['', '/withdrawal', '/restoration'])
      expect((await agent[what ? 'post' : 'get'](`/flags/receipts/${receipt}${what}`)).status).toBe(404);
  for (const receipts of [undefined, 'x', [1, null, 'a'.repeat(43)], { a: 1 }])
    expect((await agent.post('/flags/receipts/status').send({ receipts })).text.trim()).toBe('');
});
