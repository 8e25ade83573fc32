import { expect, test } from 'vitest';
import { engineStore } from '../../src/themes/engine-store.ts';
import { proposalStore } from '../../src/themes/proposal-store.ts';
import { findProposals } from '../../src/themes/proposal-work.ts';
import { hire, NINE_AM, openFloor } from '../support/floor.ts';
import { addReports } from '../support/reports.ts';
import { sorter } from './sorting.ts';

const LOOKUP = ['Order lookup is slow', 'Order lookup is slow today', 'Order lookup is very slow', 'Order lookup is slow again'];
const REFUND = ['Refund came late', 'The refund is late', 'Late refund again', 'Refund late by weeks'];
const PRINTER = ['Printer jams on labels', 'Label printer jams', 'Printer jam with labels'];

/** Lookup is cut in two; late refunds and jams are in one theme. */
async function lastNight() {
  const floor = await openFloor();
  const owner = sorter(floor.db, floor.priya.id);
  await addReports(
    floor.db,
    [...LOOKUP, ...REFUND, ...PRINTER].map((summary) => ({ summary })),
  );
  const lookup = await owner.fileNew(1, 'Lookup');
  for (const id of [2, 3]) await owner.file(id, lookup);
  const search = await owner.fileNew(4, 'Order search');
  const mixed = await owner.fileNew(5, 'Mixed');
  for (const id of [6, 7, 8, 9, 10, 11]) await owner.file(id, mixed);
  const store = proposalStore(floor.db);
  const look = () => findProposals(store, engineStore(floor.db), NINE_AM);
  await look();
  return { ...floor, owner, store, look, lookup, search, mixed, page: await floor.as(floor.priya) };
}

const kinds = async ({ store }: Awaited<ReturnType<typeof lastNight>>) =>
  (await store.list(10)).map(({ kind }) => kind).toSorted();
const the = async ({ store }: Awaited<ReturnType<typeof lastNight>>, kind: 'merge' | 'split') =>
  (await store.list(10)).find((one) => one.kind === kind)!;

test('a night proposes what looks the same and what looks like two, with the words that show it', async () => {
  const here = await lastNight();
  expect(await kinds(here)).toEqual(['merge', 'split']);
  expect(await the(here, 'merge')).toMatchObject({ name: 'Order search', otherName: 'Lookup' });
  const { text } = await here.page.get('/proposals').expect(200);
  expect(text).toContain('Are these the same complaint?');
  expect(text).toContain('Printer jam');
  expect((await here.page.get('/').expect(200)).text).toContain('to merge or split');
  expect((await here.page.get('/themes').expect(200)).text).toContain('2 proposals');
});

test('every number leads to its reports: those of a theme in the list, those that would leave one by one', async () => {
  const here = await lastNight();
  const more = await addReports(
    here.db,
    PRINTER.map((summary) => ({ summary: `${summary} again` })),
  );
  for (const id of more) await here.owner.file(id, here.mixed);
  await here.look();
  const { text } = await here.page.get('/proposals').expect(200);
  for (const id of [here.lookup, here.search]) expect(text).toMatch(new RegExp(`href="/reports\\?theme=${id}">\\d report`));
  const split = text.slice(text.indexOf('Are these two complaints'));
  const { part } = (await the(here, 'split')).sides;
  expect(part!.length).toBeGreaterThan(3);
  for (const id of part!) expect(split).toContain(`href="/reports/${id}"`);
  expect(split).toContain(`<summary>${part!.length - 3} more`);
});

test('a merge that is accepted is done once, and can be undone', async () => {
  const here = await lastNight();
  const { id } = await the(here, 'merge');
  for (const _ of ['once', 'pressed twice'])
    await here.page.post(`/proposals/${id}/acceptance`).expect(303).expect('Location', '/proposals');
  await here.page.post(`/proposals/${id}/dismissal`).expect(409);
  const other = await here.as(await hire(here.db, { name: 'Olu', roles: ['owner'] }));
  await other.post(`/proposals/${id}/acceptance`).expect(409);
  expect(await here.db.selectFrom('merges').select(['themeId', 'intoId']).execute()).toEqual([
    { themeId: here.search, intoId: here.lookup },
  ]);
  await here.page.post('/merges/1/undoing').expect(303);
});

test('a merge that is refused is kept apart and never proposed again', async () => {
  const here = await lastNight();
  const { id } = await the(here, 'merge');
  await here.page.post(`/proposals/${id}/dismissal`).expect(303);
  await here.page.post(`/proposals/${id}/dismissal`).expect(303);
  await here.page.post(`/proposals/${id}/acceptance`).expect(409);
  expect(await here.db.selectFrom('keptApart').select('id').execute()).toHaveLength(1);
  await here.look();
  expect(await kinds(here)).toEqual(['split']);
  expect((await here.page.get(`/themes/${here.lookup}`)).text).toContain('Said not to be the same');
});

test('a split asks for a name, keeps what was typed, and moves what still belongs', async () => {
  const here = await lastNight();
  const { id } = await the(here, 'split');
  const refused = await here.page.post(`/proposals/${id}/acceptance`).type('form').send({ name: ' ' }).expect(422);
  expect(refused.text).toContain('Name the theme as its reporters would');
  const taken = await here.page.post(`/proposals/${id}/acceptance`).type('form').send({ name: 'lookup' }).expect(422);
  expect(taken.text).toContain('value="lookup"');
  await here.owner.file(11, here.lookup);
  await here.owner.fileFrom(11, here.lookup, here.mixed);
  await here.page.post(`/proposals/${id}/acceptance`).type('form').send({ name: 'Printer jams' }).expect(303);
  const parts = await here.db.selectFrom('reports').where('themeId', 'in', [here.mixed, here.lookup]).select('id').execute();
  expect(parts.map(({ id: report }) => report)).toEqual(expect.arrayContaining([1, 2, 3, 5, 6, 7, 8, 11]));
  expect(await here.db.selectFrom('splits').select('id').execute()).toHaveLength(1);
});

test('a theme that was to stay whole is left alone until it holds twice as many reports', async () => {
  const here = await lastNight();
  await here.page.post(`/proposals/${(await the(here, 'split')).id}/dismissal`).expect(303);
  await here.look();
  expect(await kinds(here)).toEqual(['merge']);
  const more = await addReports(
    here.db,
    [...REFUND, ...PRINTER].map((summary) => ({ summary: `${summary} today` })),
  );
  for (const id of more) await here.owner.file(id, here.mixed);
  await here.look();
  expect(await kinds(here)).toContain('split');
});

test('what has changed since the night is not done blindly', async () => {
  const here = await lastNight();
  const [merge, split] = [await the(here, 'merge'), await the(here, 'split')];
  await here.owner.merge(here.lookup, here.mixed);
  expect(await kinds(here)).toEqual(['split']);
  await here.page.post(`/proposals/${merge.id}/acceptance`).expect(409);
  await here.owner.merge(here.mixed, here.search);
  await here.page.post(`/proposals/${split.id}/acceptance`).type('form').send({ name: 'Jams' }).expect(409);
  expect((await here.page.get('/proposals').expect(200)).text).toContain('No theme looks like another');
});

test('what has left a theme since the night is counted and quoted no more, and a part that is gone is proposed no more', async () => {
  const here = await lastNight();
  const words = async () => (await here.page.get('/proposals').expect(200)).text;
  expect(await words()).toMatch(/4 reports would stay.*3 reports/s);
  await here.owner.fileFrom(9, here.search, here.mixed);
  const fewer = await words();
  expect(fewer).toMatch(/4 reports would stay.*2 reports/s);
  expect(fewer).not.toContain('Printer jams on labels');
  await here.owner.split(here.mixed, 'Jams', [10, 11]);
  expect(await kinds(here)).toEqual(['merge']);
  expect(await here.store.count()).toBe(1);
});

test('two themes that became one meanwhile are not said to stay apart', async () => {
  const here = await lastNight();
  const { id } = await the(here, 'merge');
  await here.owner.merge(here.search, here.lookup);
  await here.page.post(`/proposals/${id}/dismissal`).expect(409);
  expect(await here.db.selectFrom('keptApart').select('id').execute()).toEqual([]);
});

test('a theme that was to stay whole twice is left alone until it has doubled since the second time', async () => {
  const here = await lastNight();
  const whole = (reports: number, decidedAt: string) => ({
    ...{ kind: 'split' as const, themeId: here.mixed, score: 1, decision: 'dismissed' as const },
    ...{ shown: JSON.stringify({ part: [9], rest: [5], reports }), proposedAt: decidedAt, decidedAt },
  });
  const dismissed = [whole(7, '2026-03-01T00:00:00.000Z'), whole(3, '2026-02-01T00:00:00.000Z')];
  await here.db.insertInto('proposals').values(dismissed).execute();
  await here.look();
  expect(await kinds(here)).toEqual(['merge']);
});

test('only owners see and decide; an unknown proposal is none', async () => {
  const here = await lastNight();
  const ben = await here.as(here.ben);
  await ben.get('/proposals').expect(403);
  await ben.post('/proposals/1/acceptance').expect(403);
  await ben.post('/proposals/1/dismissal').expect(403);
  await here.page.post('/proposals/99/acceptance').expect(404);
  await here.page.post('/proposals/99/dismissal').expect(404);
});

test('two themes are kept apart from their page, by owners, and not with themselves', async () => {
  const here = await lastNight();
  const say = (otherId: number | string) => here.page.post(`/themes/${here.lookup}/strangers`).type('form').send({ otherId });
  await say(here.search).expect(303);
  await say(here.search).expect(303);
  await say(here.lookup).expect(409);
  await say('x').expect(404);
  await (await here.as(here.carmen)).post(`/themes/${here.lookup}/strangers`).send({ otherId: here.search }).expect(403);
  await here.page.post(`/themes/${here.lookup}/merges`).type('form').send({ intoId: here.search }).expect(409);
  expect(await here.db.selectFrom('keptApart').selectAll().execute()).toHaveLength(1);
});
