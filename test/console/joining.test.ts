import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { openFloor } from '../support/floor.ts';
import { addReport, addTheme } from '../support/scene.ts';
import { seat } from '../support/seated.ts';

const WRITTEN = 'The refund takes weeks again';

/** Asha in a shift, and two themes. */
async function openShift() {
  const floor = await openFloor();
  const shift = await seat(floor, floor.asha);
  const [refunds, lookup] = [await addTheme(floor.db, 'Refunds take weeks'), await addTheme(floor.db, 'Lookup')];
  await addReport(floor.db, { source: 'csr', themeId: refunds, summary: 'refund took weeks' });
  await addReport(floor.db, { source: 'csr', themeId: lookup, summary: 'order lookup is slow' });
  const browser = await floor.as(floor.asha);
  const form = (more: object) => ({ kind: 'friction', summary: WRITTEN, clientKey: randomUUID(), ...more });
  const send = (more: object = {}) => browser.post(`/shifts/${shift.id}/reports`).accept('json').send(form(more));
  const post = (more: object = {}) => browser.post(`/shifts/${shift.id}/reports`).type('form').send(form(more));
  const mine = () => floor.db.selectFrom('reports').where('source', '=', 'leader').selectAll().orderBy('id').execute();
  const consolePage = async () => (await browser.get(`/shifts/${shift.id}/console`)).text;
  const state = async () => JSON.parse(/data-state="([^"]*)"/.exec(await consolePage())![1]!.replaceAll('&quot;', '"'));
  return { ...floor, shift, browser, send, post, mine, consolePage, state, refunds, lookup };
}

test('a report joins the theme that was tapped, whenever the phone brings it, and the row says so', async () => {
  const { send, mine, state, consolePage, refunds, asha, at } = await openShift();
  at('2026-03-02T14:00:00Z');
  const { body } = await send({ themeId: String(refunds), happenedAt: '2026-03-02T09:05:00Z' }).expect(200);
  expect(body).not.toHaveProperty('says');
  const [report] = await mine();
  expect(report).toMatchObject({ themeId: refunds, filedBy: asha.id, filedAt: '2026-03-02T14:00:00.000Z' });
  expect((await state()).reports).toMatchObject([{ theme: 'Refunds take weeks', joined: true }]);
  const row = await consolePage();
  expect(row).toContain('Refunds take weeks</bdi>');
  expect(row).toContain(`action="/reports/${report!.id}/joining/undoing"`);
});

test('a theme that is not there any more costs no report, and the phone is told', async () => {
  const { send, mine } = await openShift();
  const { body } = await send({ themeId: '999' }).expect(200);
  expect((await mine())[0]).toMatchObject({ summary: WRITTEN, themeId: null });
  expect(body.says).toContain('The theme you chose is not there any more');
});

test.each(['', 'x', '-1', '2147483648', ['1', '2'], { a: 1 }])(
  'a choice of %j is none, and the report is kept',
  async (themeId) => {
    const { send, mine } = await openShift();
    const { body } = await send({ themeId }).expect(200);
    expect((await mine())[0]).toMatchObject({ summary: WRITTEN, themeId: null });
    expect(body).not.toHaveProperty('says');
  },
);

test('an answer that was lost and sent again is one report in one theme', async () => {
  const { send, mine, refunds, lookup, db } = await openShift();
  const clientKey = randomUUID();
  await Promise.all([1, 2, 3].map(() => send({ clientKey, themeId: String(refunds) }).expect(200)));
  await send({ clientKey, themeId: String(lookup) }).expect(200);
  expect((await mine()).map(({ themeId }) => themeId)).toEqual([refunds]);
  expect(await db.selectFrom('filings').where('how', '=', 'joined').select('id').execute()).toHaveLength(1);
});

test('“not that one” is sent by the key that the phone knows, twice or before the page is fresh', async () => {
  const { send, browser, mine, state, refunds } = await openShift();
  const clientKey = randomUUID();
  await send({ clientKey, themeId: String(refunds) });
  for (const _twice of [1, 2]) {
    const { status, body } = await browser.post(`/reports/${clientKey}/joining/undoing`).accept('json').send({});
    expect([status, typeof body.asOf]).toEqual([200, 'string']);
  }
  expect((await mine())[0]?.themeId).toBeNull();
  expect((await state()).reports).toMatchObject([{ theme: null, joined: false }]);
});

test('what an owner has moved since is refused in words that the phone can show', async () => {
  const { send, browser, as, priya, mine, state, refunds, lookup } = await openShift();
  const clientKey = randomUUID();
  await send({ clientKey, themeId: String(refunds) });
  const { id } = (await mine())[0]!;
  await (await as(priya)).post(`/reports/${id}/filing`).type('form').send({ themeId: lookup, seenIn: refunds });
  const { status, body } = await browser.post(`/reports/${clientKey}/joining/undoing`).accept('json').send({});
  expect([status, body.message]).toEqual([409, 'Somebody has sorted it since']);
  expect((await state()).reports).toMatchObject([{ theme: 'Lookup', joined: false }]);
});

test('somebody else’s report is not theirs to take back, by its key or its number', async () => {
  const { send, as, ben, mine, refunds } = await openShift();
  const clientKey = randomUUID();
  await send({ clientKey, themeId: String(refunds) });
  const other = await as(ben);
  for (const reference of [clientKey, (await mine())[0]!.id])
    expect((await other.post(`/reports/${reference}/joining/undoing`).accept('json').send({})).status).toBe(404);
  expect((await mine())[0]?.themeId).toBe(refunds);
});

test('without a script the themes come after keeping, and lead back to the console', async () => {
  const { post, browser, mine, shift, refunds } = await openShift();
  const kept = await post();
  const { id } = (await mine())[0]!;
  const next = `/shifts/${shift.id}/console`;
  expect([kept.status, kept.headers.location]).toEqual([303, `/reports/${id}/similar?next=${next}`]);
  const asked = (await browser.get(kept.headers.location!)).text;
  expect(asked).toContain('Your friction is kept.');
  expect(asked).toContain(`href="${next}"`);
  const joined = await browser.post(`/reports/${id}/joining`).type('form').send({ themeId: refunds, next });
  expect(joined.headers.location).toBe(next);
  expect((await mine())[0]?.themeId).toBe(refunds);
  expect((await post({ summary: 'Zebra xylophone' })).headers.location).toBe(next);
});
