import { expect, test } from 'vitest';
import { openFloor } from '../support/floor.ts';
import { addReports } from '../support/reports.ts';
import { sorter } from '../themes/sorting.ts';

const BOOKED = ['The order screen takes forever', 'Order screen is slow again', 'Orion hangs all day'];

/** Two reports in a theme, and one that the owner puts beside them although they share no word. */
async function joined() {
  const floor = await openFloor();
  await addReports(
    floor.db,
    [...BOOKED, 'Refund came late', 'Orion was down'].map((summary) => ({ summary })),
  );
  const owner = sorter(floor.db, floor.priya.id);
  const theme = await owner.fileNew(1, 'Order lookup');
  await owner.file(2, theme);
  await owner.file(3, theme);
  await owner.fileNew(4, 'Refunds');
  const hers = await floor.as(floor.priya);
  return { ...floor, owner, theme, hers, page: async () => (await hers.get('/thesaurus')).text };
}

const pairOf = (text: string) => /name="pair" value="([^"]+)"/.exec(text)?.[1] ?? '';
const flashOf = (answer: { headers: Record<string, unknown> }) => decodeURIComponent(String(answer.headers['set-cookie']));

test('only owners see and change what means the same', async () => {
  const { as, asha, carmen, ada } = await openFloor();
  const ways = ['', '/1', '/screen', '/screen/switch', '/1/removal', '/changes/1/undoing', '/refusals', '/refusals/1/undoing'];
  for (const person of [asha, carmen, ada]) {
    const browser = await as(person);
    for (const address of ['/thesaurus', '/thesaurus.csv', '/thesaurus/screen'])
      expect((await browser.get(address)).status).toBe(403);
    for (const way of ways)
      expect((await browser.post(`/thesaurus${way}`).type('form').send({ words: 'Orion, CRM' })).status).toBe(403);
  }
});

test('an owner adds an entry and finds it with its reports, on the page and as CSV', async () => {
  const { hers, page } = await joined();
  const sent = await hers.post('/thesaurus').type('form').send({ words: 'Orion = order screen\nrefund; chargeback' });
  expect([sent.status, sent.headers.location]).toEqual([303, '/thesaurus']);
  expect(flashOf(sent)).toContain('2 entries added');
  const shown = await page();
  expect(shown).toMatch(/href="\/thesaurus\/1">Orion<.*order screen.*#reports">4</s);
  const entry = (await hers.get('/thesaurus/1')).text;
  expect(entry).toMatch(/4 reports say one of them.*Orion was down.*says Orion.*unsorted.*says order screen/s);
  expect((await hers.get('/thesaurus.csv')).text).toMatch(
    /Orion,"Orion, order screen",4,on,owners,2026-03-02T09:00:00.000Z,Priya/,
  );
});

test.each([
  ['', /Write words that mean the same here/],
  ['Orion', /alone means only itself/],
  ['Orion, the', /filler word in English/],
  ['Orion, CRM\nOrion, call 020 7946 0958', /reads like somebody’s number or address/],
  ['<b>Orion, one two three four', /more than three words/],
])('%j is refused, and stays to be mended', async (words, says) => {
  const { as, priya, db } = await openFloor();
  const refused = await (await as(priya)).post('/thesaurus').type('form').send({ words });
  expect(refused.status).toBe(422);
  expect(refused.text).toMatch(says);
  expect(refused.text).toContain(`${words.split('\n')[0]!.replace('<', '&lt;').replace('>', '&gt;')}`);
  expect(await db.selectFrom('thesaurusEntries').select('id').execute()).toEqual([]);
});

test('an entry is changed, switched off and on, removed, and brought back', async () => {
  const { hers, page } = await joined();
  const post = (way: string, body: object = {}) => hers.post(`/thesaurus${way}`).type('form').send(body);
  await post('', { words: 'Orion, CRM' });
  expect((await post('/1', { words: 'Orion, desk', seen: '1' })).status).toBe(303);
  expect((await post('/1', { words: 'Orion, table', seen: '1' })).status).toBe(409);
  const refused = await post('/1', { words: 'Orion', seen: '2' });
  expect([refused.status, refused.text.includes('>Orion</textarea>')]).toEqual([422, true]);
  expect(flashOf(await post('/1/switch', { to: 'off' }))).toContain('switched off');
  expect((await hers.get('/thesaurus/1')).text).toContain('Nothing is counted while the entry is off');
  await post('/1/switch', { to: 'on' });
  expect(flashOf(await post('/1/removal'))).toContain('is removed');
  expect((await hers.get('/thesaurus/1')).status).toBe(404);
  expect(await page()).toContain('/thesaurus/changes/5/undoing');
  await post('/changes/5/undoing');
  expect((await hers.get('/thesaurus/1')).text).toContain('Orion, desk');
});

test.each([
  '/thesaurus/99',
  '/thesaurus/nobody',
  '/thesaurus/nobody/switch',
  '/thesaurus/screen/removal',
  '/thesaurus/changes/99/undoing',
  '/thesaurus/changes/x/undoing',
  '/thesaurus/refusals/99/undoing',
])('there is no %s', async (address) => {
  const { as, priya } = await openFloor();
  expect((await (await as(priya)).post(address).type('form').send({ words: 'a1, b1' })).status).toBe(404);
});

test('a word in two entries says so in both', async () => {
  const { hers, page } = await joined();
  await hers.post('/thesaurus').type('form').send({ words: 'Orion, CRM' });
  expect(await page()).toContain('“CRM” also in “screen”');
  expect((await hers.get('/thesaurus/screen')).text).toContain('“crm” is also in “Orion” and counts for both');
});

test('a join without a common word proposes an entry; accepted, it is one and is not asked again', async () => {
  const { hers, page, theme } = await joined();
  const shown = await page();
  expect(shown).toMatch(/“Orion” and “order screen”/i);
  expect(shown).toMatch(
    new RegExp(`/reports/3">Report 3</a>: Orion hangs all day.*in <a href="/themes/${theme}">Order lookup`, 's'),
  );
  await hers
    .post('/thesaurus')
    .type('form')
    .send({ words: 'Orion, order screen, CRM', pair: pairOf(shown) });
  expect(await page()).not.toContain('Do these mean the same?');
});

test('what an owner says no to is not proposed again, until that is taken back', async () => {
  const { hers, page, db } = await joined();
  const pair = pairOf(await page());
  for (let n = 0; n < 2; n++)
    await hers.post('/thesaurus/refusals').type('form').send({ pair, one: 'Orion', other: 'order screen' });
  expect(await db.selectFrom('thesaurusAnswers').select('pair').execute()).toEqual([{ pair }]);
  const after = await page();
  expect(pairOf(after)).not.toBe(pair);
  expect(after).toMatch(/Not the same: 1 .*“Orion” and “order screen”.*Priya said so/s);
  await hers.post('/thesaurus/refusals/1/undoing');
  expect(pairOf(await page())).toBe(pair);
});

test('a proposal that is answered in other words is answered', async () => {
  const { hers, page, db } = await joined();
  const pair = pairOf(await page());
  await hers.post('/thesaurus').type('form').send({ words: 'Orion, desk of orders', pair });
  const after = await page();
  expect(pairOf(after)).not.toBe(pair);
  expect(after).not.toContain('Not the same:');
  expect(await db.selectFrom('thesaurusAnswers').select(['pair', 'answer']).execute()).toEqual([{ pair, answer: 'entry' }]);
});

test.each([{}, { pair: 'a|b' }, { pair: 'ab', one: 'a', other: 'b' }, { pair: 'a|b|c', one: 'a', other: 'b' }])(
  'a no to nothing is refused: %j',
  async (body) => {
    const { as, priya, db } = await openFloor();
    expect((await (await as(priya)).post('/thesaurus/refusals').type('form').send(body)).status).toBe(404);
    expect(await db.selectFrom('thesaurusAnswers').select('id').execute()).toEqual([]);
  },
);

test('what the gate filed, what was undone and what opened a theme propose nothing', async () => {
  const { db, owner, page } = await joined();
  expect(await page()).toContain('Do these mean the same?');
  await db.updateTable('filings').set({ madeBy: 'gate' }).where('reportId', '=', 3).execute();
  expect(await page()).not.toContain('Do these mean the same?');
  await db.updateTable('filings').set({ madeBy: 'human' }).execute();
  await owner.undoFiling(3);
  expect(await page()).not.toContain('Do these mean the same?');
});

test('a long list comes in pages, and an address that is stale begins again', async () => {
  const { hers } = await joined();
  for (const part of [0, 1]) {
    const lines = Array.from({ length: 30 }, (_, n) => `word${part}${n}, same${part}${n}`);
    await hers
      .post('/thesaurus')
      .type('form')
      .send({ words: lines.join('\n') });
  }
  const first = (await hers.get('/thesaurus')).text;
  const next = /href="(\?after=[^"]+)"[^>]*>More entries/.exec(first)?.[1] ?? '';
  const second = (await hers.get(`/thesaurus${next}`)).text;
  expect(second).toContain('/thesaurus/screen');
  expect(second).not.toContain('Last changes');
  expect(first).not.toContain('href="/thesaurus/screen"');
  expect((await hers.get('/thesaurus?after=nobody')).text).toContain('Last changes');
});
