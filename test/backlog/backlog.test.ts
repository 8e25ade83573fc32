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

test('now and at an earlier instant, read at once, are what each alone would be', async () => {
  const { db, asha, carmen, queueId, search } = await openBacklog();
  await sit(db, { queueId, leaderId: asha.id, calls: 10, met: 3, themeId: search });
  await addReport(db, { source: 'csr', themeId: search, queueId, reporterId: carmen.id, secondsLost: 60, timesPerWeek: 20 });
  const store = evidenceStore(db);
  for (const at of ['2000-01-01T00:00:00.000Z', NINE_AM.toISOString(), '2100-01-01T00:00:00.000Z'])
    expect(await store.costsNowAndAt([search], at)).toEqual({
      now: await store.costsOf([search]),
      before: await store.costsOf([search], { until: at }),
    });
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
