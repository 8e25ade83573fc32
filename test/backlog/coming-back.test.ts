import { expect, test } from 'vitest';
import { returnNoticesStore } from '../../src/backlog/return-notices-store.ts';
import { returnStore } from '../../src/backlog/return-store.ts';
import { mergeStore } from '../../src/themes/merge-store.ts';
import { NINE_AM, openFloor } from '../support/floor.ts';
import { addReport as addLoose } from '../support/reports.ts';
import { addQueue, addReport, addTheme, sit } from '../support/scene.ts';
import { shipFix } from '../support/shipped.ts';
import { sorter } from '../themes/sorting.ts';

const SHIPPED = '2026-02-07T15:10:00.000Z';
const BEFORE = '2026-02-05T10:00:00.000Z';
const LATER = '2026-02-20T10:00:00.000Z';

/** The index shipped on 7 February; each `hear` is a flag of a CSR in its theme. */
async function openShipped() {
  const floor = await openFloor();
  const { db, priya, carmen } = floor;
  const themeId = await addTheme(db, 'Order search is slow');
  const fix = await shipFix(db, priya, [themeId], 'Index the order table', SHIPPED);
  const hear = (happenedAt = LATER, given: object = {}) =>
    addReport(db, { source: 'csr', themeId, reporterId: carmen.id, happenedAt, ...given });
  const back = async () => (await returnStore(db).list()).map(({ fixId, reports }) => [fixId, reports]);
  return { ...floor, themeId, fix, hear, back, hers: await floor.as(priya) };
}

test('two reports of later events bring a fix back, however early or late they were sent in', async () => {
  const { db, fix, hear, back } = await openShipped();
  for (const happenedAt of [BEFORE, BEFORE, LATER]) await hear(happenedAt);
  await db.updateTable('reports').set({ reportedAt: NINE_AM.toISOString() }).execute();
  expect(await back()).toEqual([]);
  await hear();
  expect(await back()).toEqual([[fix.id, 2]]);
});

test.each([
  { what: 'delights', given: { kind: 'delight' as const } },
  { what: 'reports taken back', given: { withdrawnAt: LATER } },
  { what: 'unsorted reports', given: { themeId: null } },
])('$what bring nothing back', async ({ given }) => {
  const { db, themeId, back } = await openShipped();
  for (const _ of [1, 2, 3]) await addLoose(db, { themeId, happenedAt: LATER, ...given });
  expect(await back()).toEqual([]);
});

test.each([
  { mode: 'simulated' as const, reports: [] },
  { mode: 'listen' as const, reports: [] },
  { mode: 'shadow' as const, reports: [3] },
  { mode: 'live' as const, reports: [3] },
])('what is met in a $mode shift counts: $reports', async ({ mode, reports }) => {
  const { db, asha, themeId, back } = await openShipped();
  await sit(db, { queueId: await addQueue(db), leaderId: asha.id, mode, calls: 5, met: 3, themeId, at: LATER });
  expect((await back()).map(([, count]) => count)).toEqual(reports);
});

test('undoing a filing or a merge undoes the return, and doing it again brings it back', async () => {
  const { db, priya, fix, hear, back } = await openShipped();
  const owner = sorter(db, priya.id);
  await hear();
  const loose = await addLoose(db, { happenedAt: LATER, summary: 'Search hangs' });
  await owner.file(loose, 1);
  expect(await back()).toEqual([[fix.id, 2]]);
  const filing = await db.selectFrom('filings').where('reportId', '=', loose).select('id').executeTakeFirstOrThrow();
  await owner.undoFiling(filing.id);
  expect(await back()).toEqual([]);

  const other = await addTheme(db, 'Search hangs');
  await hear(LATER, { themeId: other });
  await mergeStore(db).merge(other, 1, priya.id, NINE_AM);
  expect(await back()).toEqual([[fix.id, 2]]);
  await mergeStore(db).undoMerge(1, priya.id, NINE_AM);
  expect(await back()).toEqual([]);
});

test('a theme that was merged away brings its fix back under the name it counts for now', async () => {
  const { db, priya, themeId, fix, hear, hers } = await openShipped();
  const into = await addTheme(db, 'Everything is slow');
  for (const _ of [1, 2]) await hear();
  await mergeStore(db).merge(themeId, into, priya.id, NINE_AM);
  expect((await returnStore(db).list())[0]).toMatchObject({ fixId: fix.id, themes: [{ id: into, name: 'Everything is slow' }] });
  expect((await hers.get(`/themes/${into}`)).text).toContain('coming back');
});

test('marked regressed it has come back; shipped again, only what happens after that counts', async () => {
  const { fix, hear, back } = await openShipped();
  for (const _ of [1, 2]) await hear();
  await fix.step('regressed', '2026-02-21T09:00:00.000Z');
  expect(await back()).toEqual([]);
  for (const to of ['planned', 'testing', 'shipped'] as const) await fix.step(to, '2026-02-22T09:00:00.000Z');
  await hear('2026-02-23T09:00:00.000Z');
  expect(await back()).toEqual([]);
  await hear('2026-02-24T09:00:00.000Z');
  expect(await back()).toEqual([[fix.id, 2]]);
});

test('a fix that was verified comes back by what happens after that', async () => {
  const { db, asha, themeId, fix, hear, back, hers } = await openShipped();
  const shift = { queueId: await addQueue(db), leaderId: asha.id, themeId };
  await sit(db, { ...shift, calls: 10, met: 5, at: BEFORE });
  await sit(db, { ...shift, calls: 40, met: 2, at: '2026-02-10T10:00:00.000Z' });
  expect(await back()).toEqual([[fix.id, 2]]);
  await fix.step('verified', '2026-02-12T09:00:00.000Z');
  expect(await back()).toEqual([]);
  for (const _ of [1, 2]) await hear();
  expect(await back()).toEqual([[fix.id, 2]]);
  expect((await hers.get(`/fixes/${fix.id}`)).text).toMatch(/2 reports<\/a> since it was verified on 12 Feb 2026/);
});

test('of two fixes of a theme the one that shipped last answers for it', async () => {
  const { db, priya, themeId, hear, back } = await openShipped();
  const second = await shipFix(db, priya, [themeId], 'Buy a faster server', '2026-02-10T09:00:00.000Z');
  for (const _ of [1, 2]) await hear();
  expect(await back()).toEqual([[second.id, 2]]);
});

test('the page of the fix shows exactly those reports, and so does the list it leads to', async () => {
  const { fix, hear, hers, db, asha, themeId } = await openShipped();
  const old = await hear(BEFORE, { summary: 'Slow in January' });
  const [first, second] = [await hear(LATER, { summary: 'Slow again' }), await hear(LATER, { summary: 'Slow as ever' })];
  await sit(db, { queueId: await addQueue(db), leaderId: asha.id, mode: 'simulated', calls: 1, met: 1, themeId, at: LATER });
  const { text } = await hers.get(`/fixes/${fix.id}`);
  const section = /id="coming-back"[\s\S]*?<\/section>/.exec(text)![0];
  expect(section).toContain('since it shipped on 7 Feb 2026');
  expect([...section.matchAll(/href="\/reports\/(\d+)"/g)].map((match) => Number(match[1]))).toEqual([second, first]);
  const list = /href="(\/reports\?[^"]+)">2 reports/.exec(section)![1]!.replaceAll('&amp;', '&');
  const csv = (await hers.get(list.replace('/reports?', '/reports.csv?'))).text;
  expect(csv.match(/^\d+,/gm)).toEqual([`${second},`, `${first},`]);
  expect(csv).not.toContain(`\n${old},`);
  expect((await hers.get(list)).text).toContain('in one theme, since Sat 7 Feb, 15:10, practice left out');
});

test('one press marks it regressed, with those reports as its history, and whoever reported hears of it', async () => {
  const { db, fix, hear, hers, carmen } = await openShipped();
  const ids = [await hear(), await hear()];
  const page = (await hers.get(`/fixes/${fix.id}`)).text;
  expect(page.match(/value="regressed"/g)).toHaveLength(1);
  const words = /<textarea id="words-regressed"[^>]*>([^<]+)</.exec(page)![1]!;
  expect(words).toBe(`Reported 2 times since it shipped on 7 Feb 2026 (#${ids[0]}, #${ids[1]}).`);
  for (const _ of [1, 2])
    expect((await hers.post(`/fixes/${fix.id}/steps`).type('form').send({ to: 'regressed', words })).status).toBe(303);
  const steps = await db.selectFrom('fixSteps').where('toState', '=', 'regressed').select('words').execute();
  expect(steps).toEqual([{ words }]);
  const letters = await db.selectFrom('notices').where('cause', 'like', 'fix.regressed:%').selectAll().execute();
  expect(letters.map(({ personId, body }) => [personId, body.includes(words)])).toEqual([[carmen.id, true]]);
  const after = (await hers.get(`/fixes/${fix.id}`)).text;
  expect(after).not.toContain('id="coming-back"');
  expect(after).toContain(words);
});

test('without words it is asked for again, in its place and once', async () => {
  const { fix, hear, hers } = await openShipped();
  for (const _ of [1, 2]) await hear();
  const again = await hers.post(`/fixes/${fix.id}/steps`).type('form').send({ to: 'regressed', words: ' ' });
  expect(again.status).toBe(422);
  const section = /id="coming-back"[\s\S]*?<\/form>/.exec(again.text)![0];
  for (const words of ['href="#words-regressed"', 'Say what came back', 'aria-invalid="true"']) expect(section).toContain(words);
  expect(again.text.match(/href="#words-regressed"/g)).toHaveLength(1);
});

test.each(['asha', 'carmen', 'ada', 'omar'] as const)('%s reads that it is coming back and marks nothing', async (name) => {
  const floor = await openShipped();
  for (const _ of [1, 2]) await floor.hear();
  const theirs = await floor.as(floor[name]);
  const { text } = await theirs.get(`/fixes/${floor.fix.id}`);
  expect(text).toContain('A program owner decides');
  expect(text).not.toContain('Mark regressed');
  expect(/id="coming-back"[\s\S]*?<\/section>/.exec(text)![0]).not.toContain('Carmen');
  const refused = await theirs.post(`/fixes/${floor.fix.id}/steps`).type('form').send({ to: 'regressed', words: 'It is back' });
  expect(refused.status).toBe(403);
  expect(await floor.back()).toHaveLength(1);
});

test('the backlog puts it first, among the open ones and by itself, on the page, in print and in the file', async () => {
  const { db, priya, fix, hear, hers, themeId } = await openShipped();
  const calm = await shipFix(db, priya, [await addTheme(db, 'Hold music')], 'Other music', SHIPPED);
  await hear();
  expect((await hers.get('/backlog')).text).not.toContain('Index the order table');
  expect((await hers.get('/backlog?state=coming+back')).text).toContain('No fix fits these filters');
  await hear();
  const open = (await hers.get('/backlog')).text;
  expect(open).toMatch(/class="pill pill-bad" href="\/reports\?theme=\d+&amp;[^"]+">[\s\S]*?coming back: 2</);
  expect(open).toContain('Shown: open fixes and those coming back.');
  for (const query of ['', '?state=coming+back', '?state=all', '?state=shipped']) {
    const rows = (await hers.get(`/backlog.csv${query}`)).text
      .slice(1)
      .split('\r\n')
      .map((row) => row.split(','));
    const cell = (name: string) => rows[1]![rows[0]!.indexOf(name)];
    expect([cell('fix'), cell('rank'), cell('ranked_by'), cell('coming_back_reports'), cell('coming_back_since')]).toEqual([
      ...[`${fix.id}`, '', 'coming back', '2', SHIPPED],
    ]);
    expect(rows.some(([, id]) => id === `${calm.id}`)).toBe(query === '?state=all' || query === '?state=shipped');
  }
  expect((await hers.get(`/backlog?state=planned`)).text).not.toContain('Index the order table');
  expect((await hers.get('/backlog?stage=wait')).text).not.toContain('Index the order table');
  expect((await hers.get(`/themes/${themeId}`)).text).toMatch(/2 reports<\/a> since the fix shipped on <time[^>]*>7 Feb 2026/);
});

test('an owner’s home counts it among the decisions, and leads to it', async () => {
  const { hear, hers } = await openShipped();
  await hear();
  expect((await hers.get('/')).text).not.toContain('coming back');
  await hear();
  expect((await hers.get('/')).text).toMatch(/href="\/backlog\?state=coming\+back"><b>1<\/b> coming back/);
});

test('its owner is written to once, however many reports follow, and again when it shipped again and came back', async () => {
  const { db, priya, fix, hear } = await openShipped();
  const tell = () => returnNoticesStore(db).tellOwners(NINE_AM);
  const letters = () => db.selectFrom('notices').where('cause', 'like', 'fix.coming-back:%').selectAll().orderBy('id').execute();
  await hear();
  expect(await tell()).toBe(0);
  for (const _ of [1, 2]) await hear();
  expect([await tell(), await tell()]).toEqual([1, 0]);
  await hear();
  expect(await tell()).toBe(0);
  const [letter] = await letters();
  expect([letter!.recipient, letter!.subject]).toEqual([priya.email, 'Coming back: Index the order table']);
  expect(letter!.body).toContain(`{site}/fixes/${fix.id}`);

  for (const to of ['regressed', 'planned', 'testing', 'shipped'] as const) await fix.step(to, '2026-02-22T09:00:00.000Z');
  for (const _ of [1, 2]) await hear('2026-02-23T09:00:00.000Z');
  expect(await tell()).toBe(1);
  expect((await letters()).map(({ personId }) => personId)).toEqual([priya.id, priya.id]);
});

test('where its owner may not decide, every program owner is written to; who has left is not', async () => {
  const { db, priya, omar, asha, fix, hear } = await openShipped();
  await db.updateTable('fixes').set({ ownerId: omar.id }).where('id', '=', fix.id).execute();
  await db.insertInto('roles').values({ personId: asha.id, role: 'owner' }).execute();
  await db.updateTable('people').set({ deactivatedAt: LATER }).where('id', '=', asha.id).execute();
  for (const _ of [1, 2]) await hear();
  expect(await returnNoticesStore(db).tellOwners(NINE_AM)).toBe(2);
  const letters = await db.selectFrom('notices').where('cause', 'like', 'fix.coming-back:%').select('personId').execute();
  expect(letters.map(({ personId }) => personId).toSorted()).toEqual([priya.id, omar.id].toSorted());
});
