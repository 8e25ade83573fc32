import { expect, test } from 'vitest';
import { signalFinder, signalStores } from '../../src/signals/feature.ts';
import { mappingStore } from '../../src/signals/mapping-store.ts';
import { mergeStore } from '../../src/themes/merge-store.ts';
import { NINE_AM, openFloor } from '../support/floor.ts';
import { addReport, addTheme } from '../support/scene.ts';
import { bringSignals, topicNamed } from '../support/signals.ts';

/** Three topics, two themes that hold a report each. */
async function openSignals() {
  const floor = await openFloor();
  const { db, priya } = floor;
  const [lookup, refunds] = [await addTheme(db, 'Looking up an order takes long'), await addTheme(db, 'Refunds take weeks')];
  await addReport(db, { source: 'csr', themeId: lookup, summary: 'Looking up an order takes three screens' });
  await addReport(db, { source: 'csr', themeId: refunds, summary: 'The refund is not there after weeks' });
  await bringSignals(db, [
    'Order lookup,1240,2026-W09',
    'Order lookup,1300,2026-W08',
    'Refund,88,2026-02',
    'Hello,9000,2026-W09',
  ]);
  const mappings = mappingStore(db);
  const map = async (topic: string, theme: string | null, seen: number | null = null) =>
    mappings.decide((await topicNamed(db, topic)).id, theme, seen, priya.id, NINE_AM);
  const heard = async () => Object.fromEntries((await signalFinder(signalStores(db))()).entries());
  const where = async (topic: string) => (await topicNamed(db, topic)).mapping?.themeName;
  return { ...floor, lookup, refunds, mappings, map, heard, where, hers: await floor.as(priya) };
}

const LOOKUP = 'Looking up an order takes long';

test('topics are listed, those without a theme first and by mentions, with what they come to', async () => {
  const { hers, map } = await openSignals();
  await map('Hello', null);
  await map('Order lookup', LOOKUP);
  const { text } = await hers.get('/signals');
  const places = ['>Refund<', '>Order lookup<', '>Hello<'].map((name) =>
    text.indexOf(name, text.indexOf('class="list signals"')),
  );
  expect(places.every((place) => place > 0)).toBe(true);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  for (const words of [
    '1,240 in W09, 23 Feb – 1 Mar 2026',
    '<b>2,540</b>',
    '88 in Feb 2026',
    '<option value="Refunds take weeks">',
  ])
    expect(text).toContain(words);
});

test('a year that still runs silences none of its other topics', async () => {
  const { hers, db } = await openSignals();
  await bringSignals(db, ['Whole year,3,2026-01-01/2026-12-31']);
  const { text } = await hers.get('/signals?q=lookup');
  expect(text).toContain('<b>2,540</b>');
  expect((await hers.get('/signals?q=whole')).text).toContain('<b>3</b>');
});

test('filters: by words, state, source, theme and import; wrong ones show the plain list', async () => {
  const { hers, map, lookup, db } = await openSignals();
  await map('Order lookup', LOOKUP);
  await bringSignals(db, ['Refund,1,2026-02'], ['--source', 'Voices']);
  const found = async (query: string) =>
    [...(await hers.get(`/signals?${query}`)).text.matchAll(/class="list-title" href="\/signals\/(\d+)"/g)]
      .map(([, id]) => Number(id))
      .toSorted();
  const all = await found('');
  expect(all).toHaveLength(4);
  expect(await found('q=order')).toEqual([(await topicNamed(db, 'Order lookup')).id]);
  expect(await found(`theme=${lookup}`)).toEqual([(await topicNamed(db, 'Order lookup')).id]);
  expect(await found('state=unmapped')).toHaveLength(3);
  expect(await found('state=no%20friction')).toEqual([]);
  expect(await found('source=2')).toHaveLength(1);
  expect(await found('import=1')).toHaveLength(3);
  expect(await found('state=x&source=y&theme=-1&q[]=1&after=z')).toEqual(all);
});

test('fifty topics a page, walked by key', async () => {
  const { hers, db } = await openSignals();
  await bringSignals(
    db,
    Array.from({ length: 60 }, (_, n) => `Topic ${n},${n},2026-W09`),
  );
  const first = (await hers.get('/signals')).text;
  const older = /href="(\/signals\?after=\d+)"/.exec(first)![1]!;
  const count = (text: string) => text.match(/class="list-title"/g)!.length;
  expect([count(first), count((await hers.get(older)).text)]).toEqual([50, 13]);
});

test('a theme is suggested from the words, and from where another tool’s same topic went', async () => {
  const { hers, map, db } = await openSignals();
  expect((await hers.get('/signals')).text).toContain(`Map to “${LOOKUP}”`);
  await map('Hello', 'Refunds take weeks');
  await bringSignals(db, ['hello,1,2026-W09'], ['--source', 'Voices']);
  const { text } = await hers.get('/signals?q=hello&state=unmapped');
  expect(text).toContain('Map to “Refunds take weeks”');
  expect(text).toContain('as in Gong');
});

test('an owner maps a topic by the theme’s name; the theme shows it with a link to its topics', async () => {
  const { hers, lookup, db, asha, as } = await openSignals();
  const { id } = await topicNamed(db, 'Order lookup');
  const next = '/signals?state=unmapped';
  const sent = await hers
    .post(`/signals/${id}/mappings`)
    .type('form')
    .send({ as: 'theme', theme: ` ${LOOKUP.toUpperCase()} `, seen: '', next });
  expect([sent.status, sent.headers.location]).toEqual([303, next]);
  const theme = (await (await as(asha)).get(`/themes/${lookup}`)).text;
  for (const words of [
    '2,540',
    'in Gong, 16 Feb – 1 Mar 2026',
    `href="/signals?theme=${lookup}&amp;source=1"`,
    'mapped the topic “Order lookup” from Gong to it',
  ])
    expect(theme).toContain(words);
  expect((await (await as(asha)).get('/themes')).text).toContain('2,540 mentions in Gong');
  expect((await hers.get('/themes.csv')).text).toContain('2540 in Gong, 16 Feb – 1 Mar 2026');
});

test('the same decision twice is one, and says so the same way', async () => {
  const { map, db, hers } = await openSignals();
  const { id } = await topicNamed(db, 'Order lookup');
  for (const _ of [1, 2]) {
    const sent = await hers.post(`/signals/${id}/mappings`).type('form').send({ as: 'theme', theme: LOOKUP, seen: '' });
    expect([sent.status, sent.headers.location]).toEqual([303, '/signals']);
  }
  expect((await map('Hello', null)).verdict).toBe('mapped');
  expect((await map('Hello', null)).verdict).toBe('already');
  expect(await db.selectFrom('signalMappings').select('id').execute()).toHaveLength(2);
});

test('not a friction: it counts for no theme, and may be taken back', async () => {
  const { hers, db, heard } = await openSignals();
  const { id } = await topicNamed(db, 'Hello');
  await hers.post(`/signals/${id}/mappings`).type('form').send({ as: 'no friction', theme: 'typed and left', seen: '' });
  expect((await hers.get('/signals?state=no friction')).text).toContain('Hello');
  expect(await heard()).toEqual({});
  await hers.post('/signal-mappings/1/undoing').type('form').send({ next: '/signals?q=hello' });
  expect((await topicNamed(db, 'Hello')).mapping).toBeNull();
});

test('a topic maps to one theme at a time; undoing goes back step by step, exactly', async () => {
  const { map, mappings, where, heard, lookup, refunds, priya } = await openSignals();
  await map('Order lookup', LOOKUP);
  await map('Order lookup', 'Refunds take weeks', 1);
  expect(Object.keys(await heard())).toEqual([String(refunds)]);
  await map('Order lookup', null, 2);
  expect(await heard()).toEqual({});
  const undo = (id: number) => mappings.undo(id, priya.id, NINE_AM);
  expect((await undo(1))?.verdict).toBe('decided since');
  expect((await undo(3))?.verdict).toBe('undone');
  expect(await where('Order lookup')).toBe('Refunds take weeks');
  expect((await undo(3))?.verdict).toBe('undone');
  expect(await where('Order lookup')).toBe('Refunds take weeks');
  await undo(2);
  expect(Object.keys(await heard())).toEqual([String(lookup)]);
  await undo(1);
  expect(await heard()).toEqual({});
  expect(await undo(99)).toBeUndefined();
});

test('signals follow a merge, and come back when it is undone', async () => {
  const { map, heard, db, lookup, refunds, priya, hers } = await openSignals();
  await map('Order lookup', LOOKUP);
  await map('Refund', 'Refunds take weeks');
  const before = await heard();
  const merges = mergeStore(db);
  await merges.merge(refunds, lookup, priya.id, NINE_AM);
  expect(await heard()).toEqual({
    [lookup]: [{ sourceId: 1, source: 'Gong', topics: 2, mentions: 2628, when: '1 Feb – 1 Mar 2026' }],
  });
  const part = await hers.post('/signals/3/mappings').type('form').send({ theme: 'refunds take weeks', seen: '' });
  expect(part.status).toBe(422);
  expect(part.text).toContain(`“Refunds take weeks” is part of “${LOOKUP}” now`);
  await merges.undoMerge(1, priya.id, NINE_AM);
  expect(await heard()).toEqual(before);
});

test.each([
  [{ theme: '' }, 'Choose the theme by its name'],
  [{ theme: 'Nothing of the kind' }, 'No theme is called “Nothing of the kind”'],
  [{ theme: 'x'.repeat(121) }, 'Keep it under 120 characters'],
  [{ theme: LOOKUP, seen: 'x' }, 'Load the page again'],
  [{}, 'Choose the theme by its name'],
])('%j is refused, what was typed stays, and nothing is decided', async (form, says) => {
  const { hers, db } = await openSignals();
  const refused = await hers.post('/signals/1/mappings').type('form').send(form);
  expect(refused.status).toBe(422);
  expect(refused.text).toContain(says);
  if ('theme' in form && form.theme) expect(refused.text).toContain(`value="${form.theme}"`);
  expect(await db.selectFrom('signalMappings').selectAll().execute()).toEqual([]);
});

test('somebody else’s decision in between is kept, and said', async () => {
  const { hers, map, where, db } = await openSignals();
  await map('Order lookup', 'Refunds take weeks');
  const { id } = await topicNamed(db, 'Order lookup');
  const late = await hers.post(`/signals/${id}/mappings`).type('form').send({ theme: LOOKUP, seen: '' });
  expect([late.status, late.text.includes('Somebody has decided about this topic')]).toEqual([409, true]);
  expect(await where('Order lookup')).toBe('Refunds take weeks');
  await map('Order lookup', LOOKUP, 1);
  expect((await hers.post('/signal-mappings/1/undoing')).status).toBe(409);
});

test('two who decide at once: one is taken, the other is told', async () => {
  const { map, db } = await openSignals();
  const both = await Promise.all([map('Order lookup', LOOKUP), map('Order lookup', 'Refunds take weeks')]);
  expect(both.map(({ verdict }) => verdict).toSorted()).toEqual(['decided meanwhile', 'mapped']);
  expect(await db.selectFrom('signalMappings').select('id').execute()).toHaveLength(1);
});

test('everybody may read, only owners decide', async () => {
  const { as, asha, carmen, ada, omar, map, db, anybody } = await openSignals();
  await map('Order lookup', LOOKUP);
  for (const who of [asha, carmen, ada, omar]) {
    const agent = await as(who);
    for (const path of ['/signals', '/signals/1', '/signals.csv', '/signals/1.csv'])
      expect((await agent.get(path)).status).toBe(200);
    expect((await agent.get('/signals')).text).not.toContain('/mappings"');
    expect((await agent.post('/signals/2/mappings').type('form').send({ theme: LOOKUP, seen: '' })).status).toBe(403);
    expect((await agent.post('/signal-mappings/1/undoing')).status).toBe(403);
  }
  expect((await anybody().get('/signals')).status).toBe(303);
  expect(await db.selectFrom('signalMappings').select('undoneAt').execute()).toEqual([{ undoneAt: null }]);
});

test('what is not there is not found; a way back leads nowhere else', async () => {
  const { hers } = await openSignals();
  for (const path of ['/signals/99', '/signals/x', '/signals/99.csv']) expect((await hers.get(path)).status).toBe(404);
  expect((await hers.post('/signals/99/mappings').type('form').send({ theme: LOOKUP, seen: '' })).status).toBe(404);
  expect((await hers.post('/signal-mappings/99/undoing')).status).toBe(404);
  for (const next of ['https://evil.example', '//evil.example', '/people', '/signalsx']) {
    const sent = await hers.post('/signals/1/mappings').type('form').send({ as: 'no friction', seen: '', next });
    expect(sent.headers.location).toBe('/signals');
    await hers.post('/signal-mappings/1/undoing');
  }
});

test('a topic’s page lists every count with its import, says which are added up, and leaves as CSV', async () => {
  const { hers, db } = await openSignals();
  await bringSignals(db, ['Order lookup,1250,2026-W09', 'Order lookup,100,2026-03-01']);
  const { text } = await hers.get('/signals/2');
  for (const words of [
    'W09, 23 Feb – 1 Mar 2026',
    '1,250',
    '1,240',
    'corrected since',
    'not counted: overlaps',
    'href="/imports/2"',
  ])
    expect(text).toContain(words);
  const csv = (await hers.get('/signals/2.csv')).text.split('\r\n');
  expect(csv[0]).toContain('Source,Topic,Period start,Period end,Count,Counted or not');
  expect(csv).toContainEqual(expect.stringContaining('Gong,Order lookup,2026-02-23,2026-03-01,1240,corrected since'));
  expect((await hers.get('/signals.csv?q=refund')).text.trim().split('\r\n')).toHaveLength(2);
});

test('home says how many topics wait for an owner', async () => {
  const { hers, map } = await openSignals();
  expect((await hers.get('/')).text).toMatch(/<b>3<\/b> topics to map/);
  await map('Hello', null);
  await map('Refund', 'Refunds take weeks');
  expect((await hers.get('/')).text).toMatch(/<b>1<\/b> topic to map/);
});
