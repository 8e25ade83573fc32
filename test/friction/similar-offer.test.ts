import { expect, test } from 'vitest';
import { openFloor } from '../support/floor.ts';
import { addReport, addTheme } from '../support/scene.ts';
import { seat } from '../support/seated.ts';

const WORDS = 'Order search is slow';

/** Six themes that sound alike: five hold frictions, one holds praise. */
async function offered() {
  const floor = await openFloor();
  for (const name of ['search', 'slow search', 'order search', 'slow order search', 'slow order'])
    await addReport(floor.db, { source: 'csr', themeId: await addTheme(floor.db, name), summary: `${WORDS}: ${name}` });
  const praise = await addTheme(floor.db, `${WORDS}, and help is quick`);
  const id = await addReport(floor.db, { source: 'csr', themeId: praise, summary: WORDS });
  await floor.db.updateTable('reports').set({ kind: 'delight' }).where('id', '=', id).execute();
  return { ...floor, praise };
}

const idsIn = (html: string) => [...html.matchAll(/name="themeId" value="(\d+)"/g)].map(([, id]) => Number(id));

test('whoever flags is offered five themes at most, and none that is praise', async () => {
  const { as, carmen, praise } = await offered();
  const { text } = await (await as(carmen)).post('/flags/similar').send({ summary: WORDS });
  expect(idsIn(text)).toHaveLength(5);
  expect(idsIn(text)).not.toContain(praise);
});

test('whoever writes down what works is offered no theme that holds complaints alone', async () => {
  const floor = await offered();
  const shift = await seat(floor, floor.asha);
  const asha = await floor.as(floor.asha);
  const ask = async (kind: string) => idsIn((await asha.post(`/shifts/${shift.id}/similar`).send({ kind, summary: WORDS })).text);
  expect(await ask('delight')).toEqual([floor.praise]);
  expect(await ask('friction')).not.toContain(floor.praise);
});

test('a suggestion says its nearest report and the words in common, and a doubtful one says so', async () => {
  const { as, carmen } = await offered();
  const csr = await as(carmen);
  const { text } = await csr.post('/flags/similar').send({ summary: 'the order printer' });
  expect(text).toContain('<q dir="auto">Order search is slow: ');
  expect(text).toMatch(/<b><bdi>order<\/bdi><\/b>/);
  expect(text).toContain('Maybe one of these?');
  expect(text.match(/suggest-maybe/g)).toHaveLength(idsIn(text).length);
});

test('a theme’s name and a report’s words are harmless in the list', async () => {
  const { as, carmen, db } = await openFloor();
  const themeId = await addTheme(db, '<img src=x onerror=alert(1)> "quoted" refund');
  await addReport(db, { source: 'csr', themeId, summary: 'refund <script>alert(2)</script>' });
  const { text } = await (await as(carmen)).post('/flags/similar').send({ summary: 'refund is late' });
  expect(idsIn(text)).toEqual([themeId]);
  expect(text).not.toMatch(/<img|<script|data-name="<|="[^"]*" quoted/);
});

test.each(['asha', 'priya', 'ada', 'omar'] as const)('%s, who takes no calls, is offered none', async (name) => {
  const floor = await offered();
  const { status, text } = await (await floor.as(floor[name])).post('/flags/similar').send({ summary: WORDS });
  expect(status).toBe(403);
  expect(idsIn(text)).toEqual([]);
});

test('in a shift only whoever has a seat in it is offered any', async () => {
  const floor = await offered();
  const shift = await seat(floor, floor.asha);
  const ask = async (who: typeof floor.asha, id: number | string = shift.id) =>
    (await floor.as(who)).post(`/shifts/${id}/similar`).send({ kind: 'friction', summary: WORDS });
  expect((await ask(floor.asha)).status).toBe(200);
  expect((await ask(floor.ben)).status).toBe(404);
  expect((await ask(floor.carmen)).status).toBe(403);
  expect((await ask(floor.asha, 999)).status).toBe(404);
  floor.at('2026-03-05T09:00:00Z');
  expect((await ask(floor.asha)).status).toBe(409);
});

test('a “me too” leads to its own entry', async () => {
  const { as, carmen, db } = await openFloor();
  const his = await as(carmen);
  const said = await his
    .post(`/themes/${await addTheme(db, WORDS)}/me-toos`)
    .type('form')
    .send({});
  const [path, anchor] = said.headers.location!.split('#');
  expect((await his.get(path!)).text).toContain(`id="${anchor}"`);
});
