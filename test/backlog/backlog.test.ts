import { expect, test } from 'vitest';
import { evidenceStore } from '../../src/backlog/evidence-store.ts';
import { fixStore } from '../../src/backlog/fix-store.ts';
import { NINE_AM, openFloor } from '../support/floor.ts';
import { addQueue, addReport, addTheme, sit } from '../support/scene.ts';

async function openBacklog() {
  const floor = await openFloor();
  const [queueId, search, tone] = [
    await addQueue(floor.db),
    await addTheme(floor.db, 'Order search is slow'),
    await addTheme(floor.db, 'Hold music'),
  ];
  const fixes = fixStore(floor.db);
  const propose = (title: string, themeIds: number[], effortDays: number | null = null) =>
    fixes.propose({ title, effortDays, themeIds }, floor.priya.id, NINE_AM);
  return { ...floor, queueId, search, tone, fixes, propose };
}

test('the backlog shows k of n, the cost and why', async () => {
  const { as, db, asha, queueId, search, propose } = await openBacklog();
  await sit(db, { queueId, leaderId: asha.id, calls: 87, met: 12, themeId: search });
  await propose('Index the order table', [search], 5);
  const { text } = await (await as(asha)).get('/backlog');
  for (const words of ['Why is this first?', '12 of 87 observed calls', '4,200 calls a week', '6.4 h', '€257'])
    expect(text).toContain(words);
});

test('simulated and listened calls are never evidence', async () => {
  const { db, asha, queueId, search } = await openBacklog();
  for (const mode of ['simulated', 'listen'] as const)
    await sit(db, { queueId, leaderId: asha.id, mode, calls: 10, met: 10, themeId: search });
  expect((await evidenceStore(db).costsOf([search])).size).toBe(0);
});

test('a call that met a theme in two reports is one call, and a withdrawn one is none', async () => {
  const { db, asha, queueId, search } = await openBacklog();
  const { shiftId, callIds } = await sit(db, { queueId, leaderId: asha.id, calls: 10, met: 1, themeId: search });
  await addReport(db, { source: 'leader', themeId: search, queueId, shiftId, callId: callIds[0]!, secondsLost: 40 });
  const [line] = (await evidenceStore(db).costsOf([search])).get(search)!.lines;
  expect(line!.incidence).toMatchObject({ k: 1, n: 10 });
  await db.updateTable('reports').set({ withdrawnAt: NINE_AM.toISOString() }).execute();
  expect((await evidenceStore(db).costsOf([search])).size).toBe(0);
});

test('a merged theme’s evidence counts for the theme it went into', async () => {
  const { db, asha, queueId, search, tone } = await openBacklog();
  await sit(db, { queueId, leaderId: asha.id, calls: 10, met: 2, themeId: tone });
  await db.updateTable('themes').set({ rootId: search }).where('id', '=', tone).execute();
  expect([...(await evidenceStore(db).costsOf([search, tone])).keys()]).toEqual([search]);
});

test('without an observed call the CSRs’ frequencies stand in, and the page says so', async () => {
  const { as, db, carmen, dev, queueId, search, propose } = await openBacklog();
  await addReport(db, { source: 'csr', themeId: search, queueId, reporterId: carmen.id, secondsLost: 60, timesPerWeek: 20 });
  await db
    .insertInto('meToos')
    .values({ themeId: search, personId: dev.id, queueId, secondsLost: 120, timesPerWeek: 10, saidAt: NINE_AM.toISOString() })
    .execute();
  await propose('Index the order table', [search]);
  const { text } = await (await as(carmen)).get('/backlog');
  for (const words of ['CSRs say', '30 times a week, as 2 CSRs say', '1 min 30 s each', 'Nobody has said the effort yet'])
    expect(text).toContain(words);
});

test('filters hide rows without promoting any, and the CSV says the same', async () => {
  const { as, db, asha, priya, queueId, search, tone, propose } = await openBacklog();
  await sit(db, { queueId, leaderId: asha.id, calls: 20, met: 10, themeId: search });
  await addReport(db, { source: 'csr', themeId: tone, stage: 'wait', secondsLost: 5, timesPerWeek: 1 });
  await propose('Index the order table', [search], 1);
  await propose('Other music', [tone], 1);
  const hers = await as(priya);
  const { text } = await hers.get('/backlog?stage=wait');
  expect(text).toContain('Other music');
  expect(text).not.toContain('Index the order table');
  expect((await hers.get('/backlog.csv?stage=wait')).text.split('\r\n')[1]).toMatch(/^2,2,Other music,proposed/);
});

test.each(['?state=zzz', '?queue=abc', '?queue=99', '?stage=%00', '?layer=a&layer=b'])(
  'a strange filter %s is no error',
  async (query) => {
    const { as, asha } = await openBacklog();
    expect((await (await as(asha)).get(`/backlog${query}`)).status).toBe(200);
  },
);

test('"Why is this first?" finishes the division and names the next', async () => {
  const { as, db, asha, queueId, search, tone, propose } = await openBacklog();
  await sit(db, { queueId, leaderId: asha.id, calls: 20, met: 10, themeId: search });
  await sit(db, { queueId, leaderId: asha.id, calls: 20, met: 4, themeId: tone });
  await propose('Index the order table', [search], 2);
  await propose('Other music', [tone], 4);
  const text = (await (await as(asha)).get('/backlog')).text.replace(/<[^>]+>/g, '').replace(/\s+/g, ' ');
  expect(text).toContain('A week= €467 Divided by the effort÷ 2 days Per day of effort; #2 has €47= €233');
  expect(text).toContain('2 fixes €653 a week, 16 h of work.');
});

test('a fix younger than a week is new, and moves nobody’s rank of last week', async () => {
  const { as, at, db, asha, priya, queueId, search, tone, fixes } = await openBacklog();
  await sit(db, { queueId, leaderId: asha.id, calls: 20, met: 4, themeId: tone, at: '2026-01-12T10:00:00.000Z' });
  await sit(db, { queueId, leaderId: asha.id, calls: 20, met: 10, themeId: search, at: '2026-01-12T10:00:00.000Z' });
  const old = new Date('2026-02-02T09:00:00.000Z');
  await fixes.propose({ title: 'Other music', effortDays: 1, themeIds: [tone] }, priya.id, old);
  await fixes.propose({ title: 'Index the order table', effortDays: 1, themeIds: [search] }, priya.id, NINE_AM);
  at('2026-03-04T09:00:00Z');
  const { text } = await (await as(asha)).get('/backlog');
  expect(text.match(/>new</g)).toHaveLength(1);
  expect(text.match(/change-down/g)).toHaveLength(1);
  expect(text).not.toContain('change-up');
});

test('a fix that came back is ranked by what was heard since it shipped; verified and declined ones hold no rank', async () => {
  const { as, db, asha, queueId, search, tone, propose } = await openBacklog();
  await sit(db, { queueId, leaderId: asha.id, calls: 20, met: 20, themeId: search, at: '2026-01-12T10:00:00.000Z' });
  await sit(db, { queueId, leaderId: asha.id, calls: 20, met: 1, themeId: search });
  await sit(db, { queueId, leaderId: asha.id, calls: 20, met: 4, themeId: tone });
  const [back, music, done] = [
    await propose('Back', [search], 1),
    await propose('Music', [tone], 1),
    await propose('Done', [tone], 1),
  ];
  const shippedAt = '2026-02-01T09:00:00.000Z';
  await db.updateTable('fixes').set({ state: 'regressed', shippedAt }).where('id', '=', back).execute();
  const yesterday = '2026-03-01T09:00:00.000Z';
  await db.updateTable('fixes').set({ state: 'verified', shippedAt: yesterday }).where('id', '=', done).execute();
  const csv = (await (await as(asha)).get('/backlog.csv?state=all')).text.split('\r\n').map((row) => row.split(','));
  expect(csv.slice(1, 4).map(([rank, id]) => [rank, id])).toEqual([
    ['1', `${music}`],
    ['2', `${back}`],
    ['', `${done}`],
  ]);
  const ever = (await (await as(asha)).get('/backlog?state=ever+shipped')).text;
  expect([ever.includes('>Back<'), ever.includes('>Music<'), ever.includes('>Done<')]).toEqual([true, false, true]);
});

test('a state that is filtered for promotes nobody', async () => {
  const { as, db, asha, queueId, search, tone, propose } = await openBacklog();
  await sit(db, { queueId, leaderId: asha.id, calls: 20, met: 10, themeId: search });
  await sit(db, { queueId, leaderId: asha.id, calls: 20, met: 4, themeId: tone });
  await propose('First', [search], 1);
  await db
    .updateTable('fixes')
    .set({ state: 'planned' })
    .where('id', '=', await propose('Second', [tone], 1))
    .execute();
  expect((await (await as(asha)).get('/backlog.csv?state=planned')).text.split('\r\n')[1]).toMatch(/^2,2,Second,planned/);
});

test('the CSV writes hours and whole units of money with two decimals, and says so in its headings', async () => {
  const { as, db, asha, queueId, search, propose } = await openBacklog();
  await sit(db, { queueId, leaderId: asha.id, calls: 87, met: 12, themeId: search });
  await propose('Index the order table', [search], 3);
  const [head, row] = (await (await as(asha)).get('/backlog.csv')).text.split('\r\n').map((line) => line.split(','));
  const cell = (name: string) => row![head!.indexOf(name)];
  expect(['hours_a_week', 'cost_a_week_in_currency', 'currency', 'currency_per_day_of_effort'].map(cell)).toEqual([
    '6.44',
    '257.47',
    'EUR',
    '85.82',
  ]);
});

test('a printed sheet says whose it is, when, what it shows, and the arithmetic of each fix', async () => {
  const { as, db, asha, queueId, search, propose } = await openBacklog();
  await sit(db, { queueId, leaderId: asha.id, calls: 87, met: 12, themeId: search });
  await propose('Index the order table', [search], 5);
  const { text } = await (await as(asha)).get(`/backlog?queue=${queueId}`);
  expect(text).toContain('Shadow Shift, 2 Mar 2026. Shown: open fixes, queue Orders.');
  expect(text).toContain('4,200 calls a week × 12 of 87 × 40 s × €40/h = €257; together ÷ 5 days = €51 per day of effort');
});
