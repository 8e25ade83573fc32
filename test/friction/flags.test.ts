import { expect, test } from 'vitest';
import { flagStore } from '../../src/friction/flag-store.ts';
import { type openFloor as Open, openFloor } from '../support/floor.ts';
import { addFix, addQueue, addTheme, flag } from '../support/friction.ts';
import { addReport } from '../support/scene.ts';

type Floor = Awaited<ReturnType<typeof Open>>;

const send = async (floor: Floor, form: object, who = floor.carmen) =>
  (await floor.as(who)).post('/flags').type('form').send(form);
const countReports = async ({ db }: Floor) => (await db.selectFrom('reports').select('id').execute()).length;

test('one sentence is enough, and it is shown back with what became of it', async () => {
  const floor = await openFloor();
  const sent = await send(floor, flag());
  expect([sent.status, sent.headers.location]).toEqual([303, '/flags']);
  const mine = (await (await floor.as(floor.carmen)).get('/flags')).text;
  expect(mine).toContain('The address form forgets the postcode');
  expect(mine).toContain('Waiting to be sorted');
});

test('frequency, seconds, stage, tool and queue are kept', async () => {
  const floor = await openFloor();
  const queueId = await addQueue(floor.db, 'Orders');
  await send(floor, flag({ timesPerWeek: '1,200', secondsLost: '45', stage: 'look up', tool: 'CRM', queueId }));
  const row = await floor.db.selectFrom('reports').selectAll().executeTakeFirstOrThrow();
  expect(row).toMatchObject({ timesPerWeek: 1200, secondsLost: 45, secondsMeasured: 0, stage: 'look up', tool: 'CRM', queueId });
  expect(row).toMatchObject({ source: 'csr', kind: 'friction', reporterId: floor.carmen.id });
});

test('the same form sent five times at once is one flag and one event', async () => {
  const floor = await openFloor();
  const form = flag();
  const answers = await Promise.all([1, 2, 3, 4, 5].map(() => send(floor, form)));
  expect(answers.map((answer) => answer.status)).toEqual([303, 303, 303, 303, 303]);
  expect(await countReports(floor)).toBe(1);
  expect(await floor.db.selectFrom('events').where('action', '=', 'flag.sent').select('id').execute()).toHaveLength(1);
});

test('a form that somebody else has sent is refused, and nothing is said about it', async () => {
  const floor = await openFloor();
  const form = flag();
  await send(floor, form);
  const refused = await send(floor, { ...form, summary: 'Mine' }, floor.dev);
  expect(refused.status).toBe(409);
  expect(refused.text).not.toContain('postcode');
  expect(await countReports(floor)).toBe(1);
});

test.each([
  ['no sentence', { summary: '  ' }, 'Say in one sentence'],
  ['too much', { summary: 'a'.repeat(501) }, 'under 500 characters'],
  ['100 KB', { summary: 'a'.repeat(100_000) }, 'under 500 characters'],
  ['a NUL', { summary: 'a\u0000b' }, 'cannot be stored'],
  ['letters for a number', { timesPerWeek: 'often' }, 'how many times'],
  ['less than nothing', { secondsLost: '-1' }, 'whole seconds'],
  ['a step that is none', { stage: 'sleep' }, 'Choose one of the steps'],
  ['a queue that is none', { queueId: '77' }, 'Choose one of the queues'],
  ['two sentences for one', { summary: ['a', 'b'] }, 'Say in one sentence'],
  ['no key', { clientKey: 'x' }, 'Reload the page'],
  ['no receipt key', { receiptKey: 'x' }, 'Reload the page'],
])('%s is asked for again', async (_what, wrong, says) => {
  const floor = await openFloor();
  const again = await send(floor, flag(wrong));
  expect(again.status).toBe(422);
  expect(again.text).toContain(says);
  expect(await countReports(floor)).toBe(0);
});

test('a lone surrogate is asked for again', async () => {
  const floor = await openFloor();
  const again = await (await floor.as(floor.carmen)).post('/flags').send(flag({ summary: 'a \ud800 b' }));
  expect(again.status).toBe(422);
});

test.each(['', 'yes'])(
  'card numbers and addresses are cleaned before anything is stored (anonymous: “%s”)',
  async (anonymous) => {
    const floor = await openFloor();
    const summary = 'Card 4111 1111 1111 1111 of zoe@example.com is refused';
    expect((await send(floor, flag({ summary, tool: 'mail zoe@example.com', anonymous }))).status).toBe(303);
    const stored = JSON.stringify(await floor.db.selectFrom('reports').selectAll().execute());
    expect(stored).toContain('is refused');
    expect(stored).not.toMatch(/4111|zoe@/);
  },
);

test('what was typed is kept, and harmless', async () => {
  const floor = await openFloor();
  const again = await send(floor, flag({ summary: '<script>alert(1)</script>', timesPerWeek: 'x', stage: 'wait' }));
  expect(again.text).toContain('&lt;script&gt;alert(1)');
  expect(again.text).not.toContain('<script>alert');
  expect(again.text).toMatch(/value="wait" checked/);
});

test.each(['asha', 'priya', 'ada', 'omar'] as const)('%s, who takes no calls, is told who flags', async (name) => {
  const floor = await openFloor();
  const refused = await send(floor, flag(), floor[name]);
  expect(refused.status).toBe(403);
  expect(refused.text).toContain('Sign up for a shift');
  expect(await countReports(floor)).toBe(0);
  const list = await (await floor.as(floor[name])).get('/flags');
  expect(list.headers.location).toBe('/reports?source=csr');
});

test('fifty named flags a day, however many at once', async () => {
  const floor = await openFloor();
  const flags = flagStore(floor.db);
  const one = () => ({ ...flag(), timesPerWeek: null, secondsLost: null, stage: null, tool: null, queueId: null });
  const add = () => flags.addNamed({ ...one(), anonymous: false, compared: false }, floor.carmen.id, floor.now());
  const sent = await Promise.all(Array.from({ length: 55 }, add));
  expect(sent.filter(Boolean)).toHaveLength(50);
  const refused = await send(floor, flag());
  expect([refused.status, refused.text.includes('The address form')]).toEqual([429, true]);
  floor.at('2026-03-03T00:00:00Z');
  expect((await send(floor, flag())).status).toBe(303);
});

test('a flag is withdrawn and put back by its sender only', async () => {
  const floor = await openFloor();
  await send(floor, flag());
  const { id } = await floor.db.selectFrom('reports').select('id').executeTakeFirstOrThrow();
  expect((await (await floor.as(floor.dev)).post(`/reports/${id}/withdrawal`)).status).toBe(404);
  const carmen = await floor.as(floor.carmen);
  for (const _twice of [1, 2]) expect((await carmen.post(`/reports/${id}/withdrawal`)).status).toBe(303);
  expect((await carmen.get('/flags')).text).toContain('Withdrawn');
  await carmen.post(`/reports/${id}/restoration`);
  const events = await floor.db.selectFrom('events').where('subject', '=', 'report').select('action').execute();
  expect(events.map(({ action }) => action)).toEqual(['flag.sent', 'report.withdrawn', 'report.restored']);
});

test('a declined fix tells its reason to whoever flagged it', async () => {
  const floor = await openFloor();
  await send(floor, flag());
  const themeId = await addTheme(floor.db, 'Forgotten postcode');
  await floor.db.updateTable('reports').set({ themeId, filedAt: floor.now().toISOString() }).execute();
  const carmen = await floor.as(floor.carmen);
  expect((await carmen.get('/flags')).text).toContain('no fix has been proposed yet');
  await addFix(floor.db, themeId, 'declined', 'The vendor closes this tool in May');
  const mine = (await carmen.get('/flags')).text;
  expect(mine).toContain('Declined');
  expect(mine).toContain('The vendor closes this tool in May');
});

test('my flags are mine alone, and come by pages', async () => {
  const floor = await openFloor();
  const row = { kind: 'friction', source: 'csr', searchText: '', reporterId: floor.carmen.id } as const;
  const at = floor.now().toISOString();
  const rows = Array.from({ length: 35 }, (_, n) => ({ ...row, summary: `Pain ${n}.`, happenedAt: at, reportedAt: at }));
  await floor.db.insertInto('reports').values(rows).execute();
  const carmen = await floor.as(floor.carmen);
  const first = (await carmen.get('/flags')).text;
  expect(first).not.toContain('Pain 4.');
  const older = /href="(\/flags\?before=\d+)"/.exec(first)?.[1] ?? '';
  expect((await carmen.get(older)).text).toContain('Pain 4.');
  expect((await (await floor.as(floor.dev)).get('/flags')).text).not.toContain('Pain');
});

test('similar themes appear for what is typed, and after sending where no script did', async () => {
  const floor = await openFloor();
  const themeId = await addTheme(floor.db, 'Postcode is forgotten');
  await addReport(floor.db, { source: 'csr', themeId, summary: 'The postcode is forgotten' });
  const carmen = await floor.as(floor.carmen);
  const typed = await carmen.post('/flags/similar').send({ summary: 'the postcode again' });
  expect(typed.text).toMatch(new RegExp(`<input type="radio" name="themeId" value="${themeId}"`));
  expect(typed.text).toContain(`data-me-too="/themes/${themeId}/me-toos"`);
  const sent = await send(floor, flag());
  const asked = await carmen.get(sent.headers.location!);
  expect(asked.text).toContain('“The postcode is forgotten”');
  expect(asked.text).toContain(`name="themeId" value="${themeId}"`);
  expect((await send(floor, flag({ compared: 'yes' }))).headers.location).toBe('/flags');
});

test.each([
  ['nothing', undefined],
  ['an empty text', ''],
  ['two letters', 'ab'],
  ['a list', ['postcode']],
  ['an object', { a: 'postcode' }],
  ['a NUL', '\u0000\u0000\u0000'],
  ['a lone surrogate', 'zzzz\ud800'],
  ['100 KB', 'z'.repeat(100_000)],
])('similar themes of %s are none, quietly', async (_what, summary) => {
  const floor = await openFloor();
  await addTheme(floor.db, 'Postcode');
  const answer = await (await floor.as(floor.carmen)).post('/flags/similar').send({ summary });
  expect([answer.status, answer.text.trim()]).toEqual([200, '']);
});
