import { expect, test } from 'vitest';
import { openFloor } from '../../support/floor.ts';
import { LATER, openGate, SAID } from './open-gate.ts';

/** Priya's browser on a floor where the gate has filed three reports by itself: filings and their reports, oldest first. */
async function watched() {
  const floor = await openFloor();
  const gate = await openGate(floor.db, floor.priya.id, 15);
  const ids = await gate.arrive([
    { summary: SAID.lookup(97), customerWords: 'Hello?', reporterId: floor.carmen.id },
    { summary: SAID.refund(98) },
    { summary: SAID.menu(99) },
  ]);
  await gate.run();
  floor.at(LATER);
  const browser = await floor.as(floor.priya);
  const post = (path: string, body: object = {}) => browser.post(path).type('form').send(body);
  const filings = await gate.filed();
  return { ...floor, ...gate, ids: ids as [number, number, number], filings, browser, post };
}

const ACTS = ['/filings/46/confirmation', '/grouping/confirmations', '/reports/46/refusals', '/kept-apart/1/undoing'];

test('the page says that it is open, what it filed, and why', async () => {
  const { browser, ids } = await watched();
  const page = (await browser.get('/grouping')).text;
  expect(page).toMatch(/Open[\s\S]*It files a report where its belief in the first suggestion is/);
  for (const id of ids) expect(page).toContain(`href="/reports/${id}"`);
  expect(page).toContain('words in common:');
  expect(page).toContain('nearest: <a');
  expect(page).toContain('Hello?');
  expect(page).toContain('nobody has checked one yet');
  expect(page).toMatch(/of 3: 0 %/);
});

test('a shut gate says how many confirmations it has and needs', async () => {
  const { as, priya } = await openFloor();
  const page = (await (await as(priya)).get('/grouping')).text;
  expect(page).toContain('needs 20 decisions in which all its rankers had agreed, and has 0');
  expect(page).toContain('Nothing has been filed automatically yet');
});

test('owners and administrators watch it; everybody else is refused, and only owners decide', async () => {
  const { as, anybody, asha, carmen, ada, omar, filings } = await watched();
  for (const person of [asha, carmen, omar]) {
    const browser = await as(person);
    for (const path of ['/grouping', '/grouping.csv', '/grouping/confirmations', '/grouping/confirmations.csv'])
      expect((await browser.get(path)).status, `${person.name} ${path}`).toBe(403);
    for (const path of [...ACTS, '/grouping/switch', `/filings/${filings[0]!.id}/undoing`])
      expect((await browser.post(path)).status, `${person.name} ${path}`).toBe(403);
  }
  const administrator = await as(ada);
  const page = (await administrator.get('/grouping')).text;
  expect(page).toContain('Switch it off');
  expect(page).not.toContain('Take back');
  for (const path of ACTS) expect((await administrator.post(path)).status, path).toBe(403);
  expect((await anybody().get('/grouping')).status).toBe(303);
});

test('what does not exist is not there', async () => {
  const { post, filings, ids } = await watched();
  for (const path of [
    '/filings/9999/confirmation',
    '/filings/1/confirmation',
    '/filings/x/confirmation',
    '/kept-apart/9/undoing',
  ])
    expect((await post(path)).status, path).toBe(404);
  expect((await post('/reports/9999/refusals', { themeId: filings[0]!.themeId })).status).toBe(404);
  for (const themeId of ['', 'x', '9999']) expect((await post(`/reports/${ids[0]}/refusals`, { themeId })).status).toBe(404);
});

test('right is said once, stays on the page, and is heard by the engine', async () => {
  const { db, browser, post, filings, engine } = await watched();
  const heard = (await engine.current()).gate.heard;
  for (const _ of [1, 2]) {
    const answer = await post(`/filings/${filings[0]!.id}/confirmation`, { next: '/grouping?show=unchecked' });
    expect([answer.status, answer.headers.location]).toEqual([303, '/grouping?show=unchecked']);
  }
  expect(await db.selectFrom('filingChecks').selectAll().execute()).toHaveLength(1);
  expect((await engine.current()).gate.heard).toBe(heard + 1);
  expect((await browser.get('/grouping?show=right')).text).toMatch(/1 of the 1 newest checks[\s\S]*Priya/);
  expect((await browser.get('/grouping?show=unchecked')).text).not.toContain(`/reports/${filings[0]!.reportId}"`);
});

test('a whole page is called right at once; what was decided meanwhile is left', async () => {
  const { db, post, filings } = await watched();
  const ids = filings.map(({ id }) => id);
  await post(`/filings/${ids[0]}/undoing`);
  expect((await post('/grouping/confirmations', { filings: ids })).status).toBe(303);
  const checked = await db.selectFrom('filingChecks').select('filingId').orderBy('filingId').execute();
  expect(checked.map(({ filingId }) => filingId)).toEqual(ids.slice(1));
  for (const body of [{}, { filings: 'x' }, { filings: Array.from({ length: 101 }, (_, n) => n + 1) }])
    expect((await post('/grouping/confirmations', body)).status).toBe(422);
});

test('taken back it waits for a person, is counted as a mistake, and never goes there by itself again', async () => {
  const { browser, post, filings, place, run, engine } = await watched();
  const { id, reportId } = filings[0]!;
  expect((await post(`/filings/${id}/undoing`, { next: '/grouping' })).headers.location).toBe('/grouping');
  expect(await place(reportId)).toBe(null);
  expect((await engine.current()).gate.outcomes.at(-1)).toBe(false);
  expect((await browser.get('/grouping?show=wrong')).text).toMatch(/taken back[\s\S]*Priya/);
  await run();
  expect(await place(reportId)).toBe(null);
});

test('“not the same” takes it out and keeps the two apart; both are taken back on its page', async () => {
  const { browser, post, filings, place, db } = await watched();
  const { reportId, themeId, themeName } = filings[0]!;
  for (const _ of [1, 2]) expect((await post(`/reports/${reportId}/refusals`, { themeId, next: '/grouping' })).status).toBe(303);
  expect(await db.selectFrom('keptApart').selectAll().execute()).toHaveLength(1);
  expect(await place(reportId)).toBe(null);
  expect((await browser.get('/grouping')).text).toContain('not the same');
  expect((await post(`/reports/${reportId}/filing`, { themeId })).status).toBe(409);
  expect((await browser.get(`/reports/${reportId}`)).text).toMatch(
    new RegExp(`Said not to belong in[\\s\\S]*${themeName}[\\s\\S]*Take that back`),
  );
  for (const _ of [1, 2]) expect((await post('/kept-apart/1/undoing')).headers.location).toBe(`/reports/${reportId}`);
  expect((await browser.get(`/reports/${reportId}`)).text).not.toContain('Said not to belong in');
  expect((await post(`/reports/${reportId}/filing`, { themeId })).status).toBe(303);
});

test('what has moved since is neither taken back nor called right', async () => {
  const { browser, post, filings, place, refunds } = await watched();
  const { id, reportId, themeId } = filings[0]!;
  await post(`/reports/${reportId}/filing`, { themeId: refunds, seenIn: themeId });
  expect(await place(reportId)).toBe(refunds);
  expect((await post(`/filings/${id}/undoing`)).status).toBe(409);
  const late = await post(`/filings/${id}/confirmation`);
  expect([late.status, late.text.includes('does not stand where it was filed any more')]).toEqual([409, true]);
  expect((await browser.get('/grouping?show=wrong')).text).toMatch(/moved[\s\S]*Priya/);
});

test('a report’s page says who filed it and why; only owners can change it there', async () => {
  const { as, browser, filings, carmen, lookup } = await watched();
  const page = (await browser.get(`/reports/${filings[0]!.reportId}`)).text;
  expect(page).toMatch(/filed automatically[\s\S]*Why it is there[\s\S]*first suggestion[\s\S]*belief[\s\S]*engine/);
  for (const words of ['>Right', 'Take back', 'Not the same']) expect(page).toContain(words);
  const hers = (await (await as(carmen)).get(`/reports/${filings[0]!.reportId}`)).text;
  expect(hers).toContain('filed automatically');
  expect(hers).not.toContain('Take back');
  expect((await browser.get('/reports/1')).text).toContain('filed by <span dir="auto">Priya');
  expect((await browser.get(`/reports?theme=${lookup}`)).text).toContain('filed automatically');
  expect((await browser.get(`/reports.csv?theme=${lookup}`)).text).toMatch(/filed_automatically\r\n[\s\S]*,yes\r\n/);
});

test('who wrote a report is not told by who put it where it is', async () => {
  const { as, db, arrive, asha, carmen, lookup } = await watched();
  const [id] = (await arrive([{ summary: 'Order lookup, my words', reporterId: carmen.id, themeId: lookup }])) as [number];
  const joined = { reportId: id, toId: lookup, how: 'joined' as const, filedAt: LATER.toISOString(), filedBy: carmen.id };
  await db.insertInto('filings').values(joined).execute();
  const page = (await (await as(asha)).get(`/reports/${id}`)).text;
  expect(page).toContain('put here by its writer');
  expect(page).not.toContain('Carmen');
  expect(page).not.toContain('filed automatically');
});

test('a theme marks what was filed automatically, with a way back that the form for splitting cannot press', async () => {
  const { as, browser, post, filings, carmen, lookup } = await watched();
  const { id } = filings[0]!;
  const page = (await browser.get(`/themes/${lookup}`)).text;
  expect(page).toContain('filed automatically');
  expect(page).toContain(`form="back-${id}"`);
  expect(page.indexOf(`id="back-${id}"`)).toBeGreaterThan(page.indexOf('Split off the ticked reports'));
  expect((await (await as(carmen)).get(`/themes/${lookup}`)).text).not.toContain(`form="back-${id}"`);
  await post(`/filings/${id}/undoing`);
  expect((await browser.get(`/themes/${lookup}`)).text).not.toContain('filed automatically');
});

test('the reporter hears that it was grouped, as when a person files it', async () => {
  const { as, carmen } = await watched();
  const page = (await (await as(carmen)).get('/flags')).text;
  expect(page).toMatch(/Order lookup is slow, the search spins 97[\s\S]*Grouped/);
});

test('it counts as evidence like any other report', async () => {
  const { browser, lookup } = await watched();
  expect((await browser.get(`/themes/${lookup}`)).text).toMatch(/>\s*16\s*reports/);
});

test('switched off by an owner or an administrator, it says who did it and when', async () => {
  const { as, browser, post, ada, run, arrive } = await watched();
  expect((await post('/grouping/switch', { gate: 'off' })).status).toBe(303);
  const page = (await browser.get('/grouping')).text;
  expect(page).toMatch(/Switched off[\s\S]*Every report waits for a person[\s\S]*Switched off by Priya/);
  await arrive([{ summary: SAID.lookup(101) }]);
  expect((await run()).filed).toBe(0);
  for (const body of [{}, { gate: 'maybe' }]) expect((await post('/grouping/switch', body)).status).toBe(422);
  expect((await (await as(ada)).post('/grouping/switch').type('form').send({ gate: 'on' })).status).toBe(303);
  expect((await browser.get('/grouping')).text).toContain('Switched on by Ada');
});

test('what it held back is listed for a decision, without what it would have done', async () => {
  const { browser, arrive, run, menu } = await watched();
  await arrive(Array.from({ length: 10 }, (_, n) => ({ summary: SAID.menu(200 + n) })));
  expect(await run()).toMatchObject({ held: 1 });
  const page = (await browser.get('/grouping?show=held')).text;
  expect(page).toMatch(/href="\/unsorted\?report=\d+"/);
  expect(page.slice(page.indexOf('Decide without'))).not.toContain(`/themes/${menu}"`);
});

test('the decisions behind each band are listed, and everything leaves as CSV', async () => {
  const { browser, ids } = await watched();
  expect((await browser.get('/grouping')).text).toContain('/grouping/confirmations?from=0.97&amp;to=0.99');
  expect((await browser.get('/grouping/confirmations?from=0.97&to=0.99')).text).toContain(
    'Order lookup is slow, the search spins 7',
  );
  expect((await browser.get('/grouping/confirmations?from=0.1&to=0.2')).text).toContain('No decision falls here');
  expect((await browser.get('/grouping/confirmations.csv')).text.split('\r\n').length).toBeGreaterThan(20);
  const csv = (await browser.get('/grouping.csv')).text.split('\r\n');
  expect(csv[0]).toContain('report_number,report,customer_words,theme_number,theme,belief,words_in_common');
  expect(csv).toHaveLength(2 + ids.length);
});

test('words of a withdrawn report are shown nowhere', async () => {
  const { as, browser, carmen, filings } = await watched();
  await (await as(carmen)).post(`/reports/${filings[0]!.reportId}/withdrawal`);
  for (const path of ['/grouping', '/grouping.csv', '/grouping/confirmations'])
    expect((await browser.get(path)).text, path).not.toContain(SAID.lookup(97));
});

test('a long record is paged, newest first', async () => {
  const { db, browser, filings } = await watched();
  const first = filings[0]!;
  const more = Array.from({ length: 30 }, () => ({
    reportId: first.reportId,
    toId: first.themeId,
    how: 'sorted' as const,
    madeBy: 'gate' as const,
    belief: 0.99,
    filedAt: LATER.toISOString(),
  }));
  await db.insertInto('filings').values(more).execute();
  const page = (await browser.get('/grouping')).text;
  const older = /href="(\/grouping\?show=all&amp;before=\d+)#filings" rel="next"/.exec(page)![1]!.replaceAll('&amp;', '&');
  const next = (await browser.get(older)).text;
  expect(next).toContain(`/filings/${filings[0]!.id}/`);
  expect(next).toContain('Newest');
});
