import { expect, test } from 'vitest';
import { openFloor } from '../support/floor.ts';
import { addReport, addTheme } from '../support/scene.ts';

const WORDS = 'Order search is slow';

test('whoever flags is offered three themes at most, and none that is praise', async () => {
  const { as, carmen, db } = await openFloor();
  for (const name of ['search', 'slow search', 'order search', 'slow order search'])
    await addReport(db, { source: 'csr', themeId: await addTheme(db, name), summary: `${WORDS}: ${name}` });
  const praise = await addTheme(db, `${WORDS}, and help is quick`);
  const id = await addReport(db, { source: 'csr', themeId: praise, summary: WORDS });
  await db.updateTable('reports').set({ kind: 'delight' }).where('id', '=', id).execute();
  const { text } = await (await as(carmen)).post('/flags/similar').send({ summary: WORDS });
  expect(text.match(/class="list-row"/g)).toHaveLength(3);
  expect(text).not.toContain(`/themes/${praise}`);
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
