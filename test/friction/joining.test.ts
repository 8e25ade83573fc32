import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { openFloor } from '../support/floor.ts';
import { addQueue, addTheme, flag } from '../support/friction.ts';
import { addReport } from '../support/scene.ts';

const WRITTEN = 'The address form forgets the postcode';

/** Two themes, one of which sounds like what Carmen writes, and Carmen. */
async function csr() {
  const floor = await openFloor();
  const [postcode, refunds] = [await addTheme(floor.db, 'Postcode is forgotten'), await addTheme(floor.db, 'Refunds')];
  await addReport(floor.db, { source: 'csr', themeId: postcode, summary: 'Postcode is gone after going back' });
  await addReport(floor.db, { source: 'csr', themeId: refunds, summary: 'Refund takes weeks' });
  const carmen = await floor.as(floor.carmen);
  const post = (path: string, form: object = {}) => carmen.post(path).type('form').send(form);
  const send = (form: object) => post('/flags', flag({ compared: 'yes', ...form }));
  const newest = () => floor.db.selectFrom('reports').selectAll().orderBy('id', 'desc').limit(1).executeTakeFirstOrThrow();
  return { ...floor, postcode, refunds, browser: carmen, post, send, newest };
}

test('a flag joins the theme that was tapped, says so, and is answered as grouped', async () => {
  const { send, newest, postcode, browser, carmen } = await csr();
  const sent = await send({ themeId: String(postcode) });
  expect([sent.status, sent.headers.location]).toEqual([303, '/flags']);
  expect(await newest()).toMatchObject({ themeId: postcode, filedBy: carmen.id });
  const mine = (await browser.get('/flags')).text;
  expect(mine).toContain('It counts in the theme you chose');
  expect(mine).toContain(`<a href="/themes/${postcode}" dir="auto">Postcode is forgotten</a>`);
  expect(mine).toContain('It counts in a theme; no fix has been proposed yet.');
});

test('one who says “me too” and joins with a flag is one voice', async () => {
  const { send, post, postcode, as, priya } = await csr();
  const owner = await as(priya);
  const page = async () => (await owner.get(`/themes/${postcode}`)).text.replaceAll(/<[^>]+>|\s+/g, ' ');
  expect(await page()).toMatch(/CSRs +1 +1 flagged without a name/);
  await post(`/themes/${postcode}/me-toos`, { secondsLost: '30', timesPerWeek: '5' });
  expect(await page()).toMatch(/CSRs +2 +1 flagged without a name/);
  await send({ themeId: String(postcode), secondsLost: '60' });
  expect(await page()).toMatch(/CSRs +2 +1 flagged without a name/);
  await send({ themeId: String(postcode) });
  expect(await page()).toMatch(/CSRs +2 +1 flagged without a name/);
});

test.each(['', 'x', '-1', '1e9', '1.5', '99999999999999', "1' or 1=1", ['1', '2'], { a: 1 }])(
  'a choice of %j is none, and the flag is kept unsorted',
  async (themeId) => {
    const { browser, newest } = await csr();
    const sent = await browser.post('/flags').send(flag({ compared: 'yes', themeId }));
    expect([sent.status, sent.headers.location]).toEqual([303, '/flags']);
    expect(await newest()).toMatchObject({ summary: WRITTEN, themeId: null });
  },
);

test('a theme that went meanwhile is said, and the others are shown', async () => {
  const { send, browser, newest } = await csr();
  const sent = await send({ themeId: '999' });
  const { id } = await newest();
  expect(sent.headers.location).toBe(`/reports/${id}/similar?next=/flags`);
  const asked = (await browser.get(sent.headers.location!)).text;
  expect(asked).toContain('The theme you chose is not there any more');
  expect(asked).toContain('“Postcode is gone after going back”');
});

test('a form that is refused keeps the choice', async () => {
  const { send, postcode } = await csr();
  const again = await send({ themeId: String(postcode), secondsLost: 'long' });
  expect(again.status).toBe(422);
  expect(again.text).toMatch(new RegExp(`name="themeId" value="${postcode}"[^>]* checked`));
  expect(again.text).toContain('Postcode is forgotten');
});

test('without a script the themes come after sending: one tap joins, another takes it back', async () => {
  const { browser, post, newest, postcode, refunds } = await csr();
  const sent = await post('/flags', flag());
  const { id } = await newest();
  expect(sent.headers.location).toBe(`/reports/${id}/similar?next=/flags`);
  const asked = (await browser.get(sent.headers.location!)).text;
  expect(asked).toContain(`action="/reports/${id}/joining"`);
  expect(asked).not.toContain(`href="/themes/${refunds}"`);
  const joined = await post(`/reports/${id}/joining`, { themeId: String(postcode), next: '/flags' });
  expect([joined.status, joined.headers.location]).toEqual([303, '/flags']);
  expect((await newest()).themeId).toBe(postcode);
  const mine = (await browser.get('/flags')).text;
  expect(mine).toContain('It counts in “Postcode is forgotten” now.');
  expect(mine).toContain(`action="/reports/${id}/joining/undoing"`);
  expect((await browser.get(`/reports/${id}`)).text).toContain('You put it in its theme yourself.');
  expect((await browser.get(`/reports/${id}/similar`)).headers.location).toBe(`/reports/${id}`);

  for (const _twice of [1, 2])
    expect((await post(`/reports/${id}/joining/undoing`, { next: '/flags' })).headers.location).toBe('/flags');
  expect((await newest()).themeId).toBeNull();
  expect((await browser.get('/flags')).text).toContain(`href="/reports/${id}/similar?next=/flags"`);
});

test('a flag like nothing else asks nothing after it was sent', async () => {
  const { post, browser, newest } = await csr();
  expect((await post('/flags', flag({ summary: 'Zebra xylophone quartz' }))).headers.location).toBe('/flags');
  const { id } = await newest();
  expect((await browser.get(`/reports/${id}/similar`)).text).toContain('Nothing like it so far');
});

test('what stands against joining is refused in a sentence with a next step', async () => {
  const { db, post, newest, postcode, refunds, send } = await csr();
  await send({});
  const { id } = await newest();
  const refused = async (themeId: unknown) => {
    const { status, text } = await post(`/reports/${id}/joining`, { themeId });
    return [status, /<h1[^>]*>([^<]*)/.exec(text)?.[1]?.trim()];
  };
  expect(await refused('999')).toEqual([409, 'That theme is not there any more']);
  expect(await refused('x')).toEqual([409, 'That theme is not there any more']);
  await post(`/reports/${id}/joining`, { themeId: String(postcode) });
  expect(await refused(String(refunds))).toEqual([409, 'It stands in “Postcode is forgotten” already']);
  await db.updateTable('reports').set({ themeId: null, setAsideAt: '2026-03-02T09:00:00.000Z' }).where('id', '=', id).execute();
  expect(await refused(String(refunds))).toEqual([409, 'A program owner has read it and set it aside on its own']);
});

test('after an owner has moved it, “not that theme” is refused', async () => {
  const { post, newest, postcode, refunds, send, as, priya } = await csr();
  await send({ themeId: String(postcode) });
  const { id } = await newest();
  const owner = await as(priya);
  await owner.post(`/reports/${id}/filing`).type('form').send({ themeId: refunds, seenIn: postcode });
  const { status, text } = await post(`/reports/${id}/joining/undoing`);
  expect([status, text.includes('Somebody has sorted it since')]).toEqual([409, true]);
  expect((await newest()).themeId).toBe(refunds);
});

test.each(['dev', 'asha', 'priya', 'ada', 'omar'] as const)('%s decides nothing about Carmen’s flag', async (name) => {
  const floor = await csr();
  await floor.send({});
  const { id, clientKey } = await floor.newest();
  const other = await floor.as(floor[name]);
  for (const reference of [id, clientKey!]) {
    expect((await other.get(`/reports/${reference}/similar`)).status).toBe(404);
    for (const path of ['joining', 'joining/undoing'])
      expect((await other.post(`/reports/${reference}/${path}`).type('form').send({ themeId: floor.postcode })).status).toBe(404);
  }
  expect((await floor.newest()).themeId).toBeNull();
});

test.each(['0', '999999', 'x', randomUUID(), '%00', '1e3'])('there is no report %s to decide about', async (reference) => {
  const { post, browser, postcode } = await csr();
  expect((await post(`/reports/${reference}/joining`, { themeId: postcode })).status).toBe(404);
  expect((await post(`/reports/${reference}/joining/undoing`)).status).toBe(404);
  expect((await browser.get(`/reports/${reference}/similar`)).status).toBe(404);
});

test('what comes next is a page of ours', async () => {
  const { post, newest, postcode, send, browser } = await csr();
  await send({});
  const { id } = await newest();
  const joined = await post(`/reports/${id}/joining`, { themeId: postcode, next: 'https://evil.example' });
  expect(joined.headers.location).toBe('/');
  await post(`/reports/${id}/joining/undoing`);
  expect((await browser.get(`/reports/${id}/similar?next=//evil.example`)).text).not.toContain('evil');
});

test('the queue that is chosen so far tells apart what the words do not', async () => {
  const { db, browser } = await csr();
  const [orders, billing] = [await addQueue(db, 'Orders'), await addQueue(db, 'Billing')];
  const [here, there] = [await addTheme(db, 'Slow in Orders'), await addTheme(db, 'Slow in Billing')];
  for (const _ of Array(8)) {
    await addReport(db, { source: 'csr', themeId: here, queueId: orders, summary: 'the screen is slow' });
    await addReport(db, { source: 'csr', themeId: there, queueId: billing, summary: 'the screen is slow' });
  }
  const first = async (queueId: number) => {
    const { text } = await browser.post('/flags/similar').send({ summary: 'slow screen', queueId: String(queueId) });
    return Number(/name="themeId" value="(\d+)"/.exec(text)?.[1]);
  };
  expect([await first(orders), await first(billing)]).toEqual([here, there]);
});

test.each(['dev', 'asha', 'ada'] as const)('that it was joined does not tell %s who wrote it', async (name) => {
  const floor = await csr();
  await floor.send({ themeId: String(floor.postcode) });
  const { id } = await floor.newest();
  const reader = await floor.as(floor[name]);
  for (const path of [`/reports/${id}`, '/reports', `/themes/${floor.postcode}`, '/reports.csv'])
    expect((await reader.get(path)).text).not.toContain('Carmen');
});

test('an owner sees in the theme which reports their writers put there', async () => {
  const { send, as, priya, postcode, post, newest } = await csr();
  const owner = await as(priya);
  const told = async () => ((await owner.get(`/themes/${postcode}`)).text.match(/put here by its writer/g) ?? []).length;
  expect(await told()).toBe(0);
  await send({ themeId: String(postcode) });
  await send({ themeId: String(postcode), anonymous: 'yes' });
  expect(await told()).toBe(2);
  await post(`/reports/${(await newest()).id - 1}/joining/undoing`);
  expect(await told()).toBe(1);
});
