import { beforeEach, expect, test } from 'vitest';
import { voicesStore } from '../../src/friction/voices-store.ts';
import { NINE_AM, openFloor } from '../support/floor.ts';
import { addQueue } from '../support/planned.ts';
import { addReport, addTheme, sit } from '../support/scene.ts';

let floor: Awaited<ReturnType<typeof openFloor>>;
let themeId: number;
beforeEach(async () => {
  floor = await openFloor();
  themeId = await addTheme(floor.db, 'Order search is slow');
});

const meToo = (personId: number) =>
  floor.db.insertInto('meToos').values({ themeId, personId, saidAt: NINE_AM.toISOString() }).execute();
const read = async (path: string) => (await (await floor.as(floor.priya)).get(path)).text;

test('each CSR is one voice: who flags and says “me too” is counted as flagging', async () => {
  await addReport(floor.db, { source: 'csr', themeId, reporterId: floor.carmen.id });
  await addReport(floor.db, { source: 'csr', themeId, reporterId: floor.carmen.id });
  await addReport(floor.db, { source: 'csr', themeId, reporterId: null });
  await addReport(floor.db, { source: 'import', themeId, reporterId: null });
  for (const { id } of [floor.carmen, floor.dev]) await meToo(id);
  expect(await voicesStore(floor.db).countOf(themeId, undefined)).toEqual({ named: 1, anonymousFlags: 1, meToosOnly: 1 });
  expect(await voicesStore(floor.db).countOf(themeId, 999)).toEqual({ named: 0, anonymousFlags: 0, meToosOnly: 0 });
});

test('the number of CSRs on a theme and the list it leads to say the same, without naming who said “me too”', async () => {
  await addReport(floor.db, { source: 'csr', themeId, reporterId: floor.carmen.id });
  for (const { id } of [floor.carmen, floor.dev]) await meToo(id);
  const list = await read(`/reports?theme=${themeId}&kind=friction&source=csr`);
  expect(list).toContain('<b>2 CSRs</b>: 1 flagged it with their name; 1 said “me too”, and so has no row below.');
  expect(list).not.toContain('Dev');
  expect(await read('/themes')).toMatch(/source=csr">2<\/a>/);
});

test('with me-toos alone the list does not say that nothing matches', async () => {
  await meToo(floor.dev.id);
  const list = await read(`/reports?theme=${themeId}&kind=friction&source=csr`);
  expect(list).toContain('<b>1 CSR</b>: 1 said “me too”');
  expect(list).not.toContain('No report matches');
});

test.each(['source=leader', 'kind=delight', 'source=csr&stage=wait', 'source=csr&q=slow'])(
  '%s asks for no me-toos',
  async (asked) => {
    await meToo(floor.dev.id);
    expect(await read(`/reports?theme=${themeId}&${asked}`)).not.toContain('me too');
  },
);

test('what was met in practice says so, in the list, on its page and while it is sorted', async () => {
  const queueId = await addQueue(floor.db);
  const { shiftId } = await sit(floor.db, { queueId, leaderId: floor.asha.id, mode: 'simulated', calls: 1, met: 1, themeId });
  expect(await read('/reports')).toMatch(/pill[^>]*>(<[^>]*>)*\s*Practice/);
  const { id } = await floor.db.selectFrom('reports').where('shiftId', '=', shiftId).select('id').executeTakeFirstOrThrow();
  expect(await read(`/reports/${id}`)).toContain('Met in a simulated shift');
  await floor.db.updateTable('reports').set({ themeId: null }).where('id', '=', id).execute();
  expect(await read('/unsorted')).toContain('<span>practice</span>');
  expect(await read('/unsorted?look=list')).toContain('<span>practice</span>');
});

test('what was met beside a buddy is not called practice', async () => {
  await sit(floor.db, { queueId: await addQueue(floor.db), leaderId: floor.asha.id, calls: 1, met: 1, themeId });
  expect(await read('/reports')).not.toContain('Practice');
});
