import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { tokenStore } from '../../src/signals/token-store.ts';
import { NINE_AM, openFloor } from '../support/floor.ts';

const ROW = [{ topic: 'Late', count: 1, period: '2026-W09', source: 'Gong' }];
const shownIn = (text: string) => /<code>([\w-]{43})<\/code>/.exec(text)?.[1];

test('an administrator makes a token: shown once, kept as a hash, listed with its last use', async () => {
  const { as, ada, db, anybody, at } = await openFloor();
  const hers = await as(ada);
  const formKey = randomUUID();
  const made = await hers.post('/signals/tokens').type('form').send({ name: 'Gong, nightly', formKey });
  const token = shownIn(made.text)!;
  expect([made.status, made.headers['cache-control']]).toEqual([201, 'private, no-store']);
  const rows = await db.selectFrom('apiTokens').selectAll().execute();
  expect(JSON.stringify(rows)).not.toContain(token);
  const list = (await hers.get('/signals/tokens')).text;
  expect(list).not.toContain(token);
  for (const words of ['Gong, nightly', 'Ada', 'never']) expect(list).toContain(words);

  at('2026-03-02T10:10:00.000Z');
  expect((await anybody().post('/api/signals').set('Authorization', `Bearer ${token}`).send(ROW)).status).toBe(200);
  expect((await hers.get('/signals/tokens')).text).toContain('Mon 2 Mar, 10:10');
  expect((await hers.get('/signals/tokens/all.csv')).text).toContain('Gong,');
});

test('the same form again makes no second token and shows nothing', async () => {
  const { as, ada, db } = await openFloor();
  const hers = await as(ada);
  const form = { name: 'Gong', formKey: randomUUID() };
  await hers.post('/signals/tokens').type('form').send(form);
  const again = await hers.post('/signals/tokens').type('form').send(form);
  expect([again.status, shownIn(again.text)]).toEqual([303, undefined]);
  expect(await db.selectFrom('apiTokens').select('id').execute()).toHaveLength(1);
  expect((await hers.get('/signals/tokens')).text).toContain('made already');
});

test('taken back it opens nothing; the others still do', async () => {
  const { as, ada, db, anybody } = await openFloor();
  const tokens = tokenStore(db);
  const [one, other] = [
    await tokens.make({ name: 'One', formKey: randomUUID() }, ada.id, NINE_AM),
    await tokens.make({ name: 'Other', formKey: randomUUID() }, ada.id, NINE_AM),
  ];
  const hers = await as(ada);
  for (const _ of [1, 2]) expect((await hers.post('/signals/tokens/1/revocation')).status).toBe(303);
  const send = (token: string) => anybody().post('/api/signals').set('Authorization', `Bearer ${token}`).send(ROW);
  expect([(await send(one!)).status, (await send(other!)).status]).toEqual([401, 200]);
  expect((await hers.get('/signals/tokens')).text).toContain('by Ada');
  expect(await db.selectFrom('events').where('action', '=', 'token.revoked').select('id').execute()).toHaveLength(1);
  expect((await hers.post('/signals/tokens/99/revocation')).status).toBe(404);
});

test('the time of use is written once a minute at most', async () => {
  const { db, ada } = await openFloor();
  const tokens = tokenStore(db);
  const token = (await tokens.make({ name: 'One', formKey: randomUUID() }, ada.id, NINE_AM))!;
  const usedAt = async (instant: string) => {
    await tokens.whose(token, new Date(instant));
    return (await db.selectFrom('apiTokens').select('lastUsedAt').executeTakeFirstOrThrow()).lastUsedAt;
  };
  expect(await usedAt('2026-03-02T09:00:00.000Z')).toBe('2026-03-02T09:00:00.000Z');
  expect(await usedAt('2026-03-02T09:00:59.000Z')).toBe('2026-03-02T09:00:00.000Z');
  expect(await usedAt('2026-03-02T09:01:00.000Z')).toBe('2026-03-02T09:01:00.000Z');
});

test.each([
  [{ name: '' }, 'Name it after who sends with it'],
  [{ name: 'x'.repeat(81) }, 'Keep it under 80 characters'],
  [{ name: 'Gong', formKey: 'x' }, 'Load the page again'],
])('%j is refused, and no token is made', async (given, says) => {
  const { as, ada, db } = await openFloor();
  const refused = await (await as(ada))
    .post('/signals/tokens')
    .type('form')
    .send({ formKey: randomUUID(), ...given });
  expect([refused.status, shownIn(refused.text)]).toEqual([422, undefined]);
  expect(refused.text).toContain(says);
  expect(await db.selectFrom('apiTokens').select('id').execute()).toEqual([]);
});

test('nobody but an administrator sees, makes or takes back tokens', async () => {
  const { as, ada, asha, carmen, priya, omar, db, anybody } = await openFloor();
  await tokenStore(db).make({ name: 'One', formKey: randomUUID() }, ada.id, NINE_AM);
  for (const who of [asha, carmen, priya, omar]) {
    const agent = await as(who);
    for (const path of ['/signals/tokens', '/signals/tokens/', '/signals/tokens/all.csv'])
      expect((await agent.get(path)).status).toBe(403);
    const asked = await agent.post('/signals/tokens').type('form').send({ name: 'Mine', formKey: randomUUID() });
    expect([asked.status, (await agent.post('/signals/tokens/1/revocation')).status]).toEqual([403, 403]);
  }
  expect((await anybody().get('/signals/tokens')).status).toBe(303);
  const rows = await db.selectFrom('apiTokens').select('revokedAt').execute();
  expect(rows).toEqual([{ revokedAt: null }]);
});
