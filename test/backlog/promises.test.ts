import { expect, test } from 'vitest';
import { fixStore } from '../../src/backlog/fix-store.ts';
import { NINE_AM, openFloor } from '../support/floor.ts';
import { addQueue, addReport, addTheme, sit } from '../support/scene.ts';

const LATER = '2026-03-02T12:00:00.000Z';

async function openPlan() {
  const floor = await openFloor();
  const { db, priya, omar } = floor;
  const themeId = await addTheme(db, 'Order search is slow');
  const fixes = fixStore(db);
  const id = await fixes.propose({ title: 'Index it', effortDays: 2, themeIds: [themeId] }, priya.id, NINE_AM);
  const hers = await floor.as(priya);
  const send = (path: string, body: object = {}) => hers.post(path).type('form').send(body);
  const words = { willChange: 'Faster', couldWorsen: 'Stale stock', howTried: 'A week' };
  const promise = { title: 'Index it', effortDays: '2', ownerId: `${priya.id}`, ...words };
  const change = (changes: object = {}) => send(`/fixes/${id}`, { ...promise, ...changes });
  const step = (to: string, said = '') => send(`/fixes/${id}/steps`, { to, words: said });
  const ask = (changes: object = {}) => {
    const part = { department: 'IT', personId: `${omar.id}`, part: 'Add the index', dueOn: '2026-03-01', ...changes };
    return send(`/fixes/${id}/contributions`, part);
  };
  const parts = () => db.selectFrom('contributions').selectAll().orderBy('id').execute();
  const finish = () => db.updateTable('contributions').set({ doneAt: NINE_AM.toISOString() }).execute();
  return { ...floor, themeId, fixes, id, hers, send, change, step, ask, parts, finish };
}

async function openShipped() {
  const plan = await openPlan();
  await plan.change();
  await plan.ask();
  await plan.finish();
  const queueId = await addQueue(plan.db);
  const hear = (met: number, calls: number, at?: string) =>
    sit(plan.db, { queueId, leaderId: plan.asha.id, calls, met, themeId: plan.themeId, ...(at ? { at } : {}) });
  return {
    ...plan,
    hear,
    ship: async () => {
      for (const to of ['planned', 'testing', 'shipped']) expect((await plan.step(to)).status).toBe(303);
      plan.at('2026-03-02T15:00:00Z');
    },
  };
}

test('verifying needs calls heard before and since, and fewer of them that met it', async () => {
  const { ship, hear, step, hers, id } = await openShipped();
  await ship();
  expect((await step('verified', 'x')).text).toContain('nothing to compare with');
  await hear(5, 20);
  const unheard = await step('verified', 'x');
  expect([unheard.status, unheard.text]).toEqual([422, expect.stringContaining('plan a shift')]);
  await hear(5, 10, LATER);
  expect((await step('verified', 'x')).text).toContain('Mark it regressed');
  expect((await hers.get(`/fixes/${id}`)).text).toContain('Mark regressed');
});

test('what was measured stays with the step, whatever is heard afterwards', async () => {
  const { ship, hear, step, hers, id, db } = await openShipped();
  await hear(5, 20);
  await ship();
  await hear(1, 30, LATER);
  expect((await step('verified', 'Better')).status).toBe(303);
  await db.updateTable('calls').set({ withdrawnAt: LATER }).execute();
  expect((await hers.get(`/fixes/${id}`)).text).toContain('Met on 5 of 20 calls before, 1 of 30 since.');
});

test('a shipped fix shows the cost before and since; met on no call since is a measured nought', async () => {
  const { ship, hear, hers, id } = await openShipped();
  await hear(10, 20);
  await ship();
  expect((await hers.get(`/fixes/${id}`)).text).toMatch(/before €933 → since <strong>not heard yet/);
  await hear(0, 30, LATER);
  expect((await hers.get(`/fixes/${id}`)).text).toMatch(/before €933 → since <strong>€0/);
});

test('a plan cannot lose what makes it a plan', async () => {
  const { change, ask, step, send, parts } = await openPlan();
  await change();
  await ask();
  await step('planned');
  const refused = await change({ couldWorsen: '', ownerId: '' });
  expect(refused.status).toBe(422);
  for (const says of ['href="#ownerId"', 'Say what it could make worse']) expect(refused.text).toContain(says);
  const [part] = await parts();
  const kept = await send(`/contributions/${part!.id}/removal`);
  expect([kept.status, kept.text]).toEqual([409, expect.stringContaining('Add the part that takes its place first')]);
});

test('of two parts removed at once one stays', async () => {
  const { change, ask, step, send, parts } = await openPlan();
  await change();
  for (const part of ['Index', 'Rollback']) await ask({ part });
  await step('planned');
  await Promise.all((await parts()).map(({ id }) => send(`/contributions/${id}/removal`)));
  expect(await parts()).toHaveLength(1);
});

test('after shipping the promise stands and done stays done, until it came back', async () => {
  const { ship, change, step, send, parts } = await openShipped();
  await ship();
  const [part] = await parts();
  const refused = await change({ willChange: 'Nothing' });
  expect([refused.status, refused.text]).toEqual([409, expect.stringContaining('mark the fix regressed')]);
  expect((await send(`/contributions/${part!.id}/reopening`)).status).toBe(409);
  await step('regressed', 'It is slow again');
  expect((await change({ willChange: 'More' })).status).toBe(303);
  expect((await send(`/contributions/${part!.id}/reopening`)).status).toBe(303);
});

test('somebody who is not there, or not any more, can own and promise nothing', async () => {
  const { db, change, ask, ben } = await openPlan();
  await db.updateTable('people').set({ deactivatedAt: NINE_AM.toISOString() }).where('id', '=', ben.id).execute();
  for (const personId of ['999', `${ben.id}`]) {
    for (const refused of [await change({ ownerId: personId }), await ask({ personId })]) {
      expect(refused.status).toBe(422);
      expect(refused.text).toContain('does not work here any more');
    }
  }
});

test('the department is cleaned like every other word', async () => {
  const { ask, parts } = await openPlan();
  await ask({ department: 'IT, jo@example.com' });
  expect((await parts())[0]!.department).not.toContain('jo@example.com');
});

test('one form makes one fix, however often and fast it is sent', async () => {
  const { db, hers, send, themeId } = await openPlan();
  const before = await db.selectFrom('fixes').select('id').execute();
  const formKey = /name="formKey" value="([^"]+)"/.exec((await hers.get('/fixes/new')).text)?.[1];
  await addReport(db, { source: 'csr', themeId });
  const given = /name="formKey" value="([^"]+)"/.exec((await hers.get('/fixes/new')).text)![1];
  expect(formKey).toBeUndefined();
  const proposal = { title: 'Twice', themeIds: [themeId], formKey: given };
  const sent = await Promise.all([send('/fixes', proposal), send('/fixes', proposal), send('/fixes', proposal)]);
  expect(new Set(sent.map(({ headers }) => headers.location)).size).toBe(1);
  expect(await db.selectFrom('fixes').select('id').execute()).toHaveLength(before.length + 1);
  expect(await db.selectFrom('fixSteps').where('toState', '=', 'proposed').select('id').execute()).toHaveLength(2);
});

test.each(['0,5', '0.5'])('half a day is %s', async (effortDays) => {
  const { change, fixes, id } = await openPlan();
  expect((await change({ effortDays })).status).toBe(303);
  expect((await fixes.find(id))!.effortDays).toBe(0.5);
});

test.each(['1e2', '0x10', '-1', '1,2,3', '0'])('%s are no days of effort', async (effortDays) => {
  const { change } = await openPlan();
  expect((await change({ effortDays })).status).toBe(422);
});

test('going back is called so, what is missing leads to its field, and a late part says late', async () => {
  const { change, ask, step, hers, id } = await openPlan();
  const proposed = (await hers.get(`/fixes/${id}`)).text;
  for (const words of ['href="#ownerId"', 'href="#department"', '<details open>']) expect(proposed).toContain(words);
  await change({ howTried: '' });
  await ask();
  for (const to of ['planned', 'testing']) await step(to);
  const { text } = await hers.get(`/fixes/${id}`);
  for (const words of ['Back to planned', 'href="#howTried"', 'href="#contributions"', 'was due 1 Mar 2026', 'Late'])
    expect(text).toContain(words);
});

test('only themes that hold friction are offered, the chosen one on top, then the dearest', async () => {
  const { db, asha, hers, themeId } = await openPlan();
  const queueId = await addQueue(db);
  const [cheap, dear] = [await addTheme(db, 'Cheap'), await addTheme(db, 'Dear')];
  await addTheme(db, 'Empty');
  await addReport(db, { source: 'csr', themeId });
  await sit(db, { queueId, leaderId: asha.id, calls: 10, met: 1, themeId: cheap });
  await sit(db, { queueId, leaderId: asha.id, calls: 10, met: 9, themeId: dear });
  const offered = async (query: string) =>
    [...(await hers.get(`/fixes/new${query}`)).text.matchAll(/type="checkbox"[^>]*value="(\d+)"/g)].map((match) =>
      Number(match[1]),
    );
  expect(await offered('')).toEqual([dear, cheap, themeId]);
  expect(await offered(`?theme=${themeId}`)).toEqual([themeId, dear, cheap]);
});
