import { expect, test } from 'vitest';
import type { Db } from '../../src/database/open.ts';
import { reportStore } from '../../src/friction/report-store.ts';
import { wordingOf } from '../../src/friction/wording.ts';
import { apartStore } from '../../src/themes/apart-store.ts';
import { engineStore } from '../../src/themes/engine-store.ts';
import { filingStore } from '../../src/themes/filing-store.ts';
import { joinStore } from '../../src/themes/join-store.ts';
import { similarStore } from '../../src/themes/similar-store.ts';
import { writingStore } from '../../src/themes/writing-store.ts';
import { freshDatabase } from '../support/database.ts';
import { hire, NINE_AM } from '../support/floor.ts';
import { from, report } from '../support/friction.ts';
import { addReports } from '../support/reports.ts';
import { sorter } from './sorting.ts';

const WRITTEN = 'Refund is late once more';

/** Two themes of an owner's making, and Asha, who writes. */
async function desk() {
  const db = await freshDatabase();
  const [priya, asha] = [await hire(db, { name: 'Priya' }), await hire(db, { name: 'Asha' })];
  const owner = sorter(db, priya.id);
  await addReports(
    db,
    ['Refund came late', 'Order lookup is slow', 'Refund took weeks'].map((summary) => ({ summary })),
  );
  const [refunds, lookup] = [await owner.fileNew(1, 'Refunds'), await owner.fileNew(2, 'Lookup')];
  const joins = joinStore(db, writingStore(db, engineStore(db)));
  const reports = reportStore(db);
  const write = async (themeId: number | null, given: Parameters<typeof report>[0] = {}) => {
    const written = report({ summary: WRITTEN, stage: null, tool: null, ...given });
    const join = await joins.prepare(themeId, wordingOf(written));
    return reports.addReport(written, from(asha.id), NINE_AM, join);
  };
  const join = (reportId: number, themeId: number) =>
    joins.join({ reportId, themeId, wording: wordingOf({ summary: WRITTEN }) }, asha.id, NINE_AM);
  return { db, priya, asha, owner, refunds, lookup, joins, reports, write, join };
}

const reportOf = (db: Db, id: number) =>
  db.selectFrom('reports').where('id', '=', id).select(['themeId', 'filedAt', 'filedBy', 'setAsideAt']).executeTakeFirstOrThrow();
const filingsOf = (db: Db, reportId: number) =>
  db.selectFrom('filings').where('reportId', '=', reportId).selectAll().orderBy('id').execute();
const stepsOf = (db: Db, reportId: number) =>
  db.selectFrom('groupingSteps').where('reportId', '=', reportId).selectAll().orderBy('id').execute();
const UNSORTED = { themeId: null, filedAt: null, filedBy: null, setAsideAt: null };

test('a report stands in the theme its writer chose, with who, when and why', async () => {
  const { db, asha, refunds, write } = await desk();
  const { id, joined } = await write(refunds);
  const at = NINE_AM.toISOString();
  expect(joined).toBe(true);
  expect(await reportOf(db, id)).toEqual({ themeId: refunds, filedAt: at, filedBy: asha.id, setAsideAt: null });
  const [filing, ...more] = await filingsOf(db, id);
  expect(more).toEqual([]);
  expect(filing).toMatchObject({ how: 'joined', fromId: null, toId: refunds, filedBy: asha.id, filedAt: at, madeBy: 'human' });
  expect(JSON.parse(filing!.reasons!)).toMatchObject({ place: 1, words: ['late', 'refund'], nearestReportId: 1 });
  const events = db.selectFrom('events').where('subject', '=', 'report').where('subjectId', '=', id).orderBy('id');
  expect(await events.select(['action', 'actorId', 'detail']).execute()).toEqual([
    { action: 'report.added', actorId: asha.id, detail: null },
    { action: 'report.joined', actorId: asha.id, detail: String(refunds) },
  ]);
});

test('the engine hears of it as of an owner’s decision, right after the report itself', async () => {
  const { db, refunds, write } = await desk();
  const { id } = await write(refunds);
  const [added, filed, ...more] = await stepsOf(db, id);
  expect(more).toEqual([]);
  expect([added!.kind, filed!.kind, filed!.themeId, filed!.filedBy]).toEqual(['added', 'filed', refunds, 'human']);
  expect(filed!.id).toBe(added!.id + 1);
  const [first] = await similarStore(db, engineStore(db)).similarTo({ text: 'once more' }, { limit: 5 });
  expect(first).toMatchObject({ id: refunds, nearest: { reportId: id } });
});

test('no choice is unsorted, as ever', async () => {
  const { db, write } = await desk();
  const { id, joined } = await write(null);
  expect([joined, await reportOf(db, id), await filingsOf(db, id)]).toEqual([false, UNSORTED, []]);
  expect((await stepsOf(db, id)).map(({ kind }) => kind)).toEqual(['added']);
});

test('a theme that was merged meanwhile stands for the one it went into', async () => {
  const { db, owner, refunds, lookup, write } = await desk();
  await owner.merge(refunds, lookup);
  const { id } = await write(refunds);
  expect((await reportOf(db, id)).themeId).toBe(lookup);
});

test.each([
  ['a theme there never was', () => 999],
  ['the largest number there is', () => 2_147_483_647],
  ['a theme that holds nothing any more', ({ refunds }: { refunds: number }) => refunds],
])('%s loses no report: it waits to be sorted', async (_what, themeOf) => {
  const here = await desk();
  await here.owner.undoFiling(1);
  const { id, added, joined } = await here.write(themeOf(here));
  expect([added, joined, await reportOf(here.db, id), await filingsOf(here.db, id)]).toEqual([true, false, UNSORTED, []]);
});

test('a theme whose only reports were taken back holds nothing, and one whose merged part holds some does', async () => {
  const { db, asha, owner, refunds, lookup, reports, write } = await desk();
  const { id } = await write(refunds);
  await owner.undoFiling(1);
  await reports.withdraw(id, asha.id, NINE_AM);
  expect((await write(refunds)).joined).toBe(false);
  await owner.merge(lookup, refunds);
  expect((await write(refunds)).joined).toBe(true);
  expect(await filingsOf(db, id)).toHaveLength(1);
});

test('the same form ten times at once is one report and one move', async () => {
  const { db, refunds, write } = await desk();
  const clientKey = crypto.randomUUID();
  const sent = await Promise.all(Array.from({ length: 10 }, () => write(refunds, { clientKey })));
  expect(new Set(sent.map(({ id }) => id)).size).toBe(1);
  expect(sent.filter(({ added }) => added)).toHaveLength(1);
  expect(sent.every(({ joined }) => joined)).toBe(true);
  expect(await filingsOf(db, sent[0]!.id)).toHaveLength(1);
});

test('sent again with another choice, the first stays', async () => {
  const { db, refunds, lookup, write } = await desk();
  const clientKey = crypto.randomUUID();
  const { id } = await write(refunds, { clientKey });
  await write(lookup, { clientKey });
  expect((await reportOf(db, id)).themeId).toBe(refunds);
});

test('while themes are merged, reports that join them are lost nowhere', async () => {
  const { db, owner, refunds, lookup, write } = await desk();
  const [sent] = await Promise.all([
    Promise.all(Array.from({ length: 8 }, (_, n) => write(n % 2 ? refunds : lookup))),
    owner.merge(refunds, lookup),
  ]);
  const roots = await db
    .selectFrom('reports')
    .innerJoin('themes', 'themes.id', 'reports.themeId')
    .where(
      'reports.id',
      'in',
      sent.map(({ id }) => id),
    )
    .select('themes.rootId')
    .execute();
  expect(roots.map(({ rootId }) => rootId)).toEqual(Array.from({ length: 8 }, () => lookup));
});

test('afterwards it is joined once, by the same rules', async () => {
  const { db, asha, refunds, lookup, write, join } = await desk();
  const { id } = await write(null);
  expect(await join(id, 999)).toEqual({ verdict: 'no theme' });
  expect(await join(id, refunds)).toEqual({ verdict: 'joined', themeId: refunds, name: 'Refunds' });
  expect(await join(id, refunds)).toMatchObject({ verdict: 'already' });
  expect(await join(id, lookup)).toMatchObject({ verdict: 'elsewhere', name: 'Refunds' });
  expect(await reportOf(db, id)).toMatchObject({ themeId: refunds, filedBy: asha.id });
  expect((await stepsOf(db, id)).map(({ kind, filedBy }) => [kind, filedBy])).toEqual([
    ['added', null],
    ['filed', 'human'],
  ]);
});

test('what somebody has decided about a report is not overruled', async () => {
  const { db, asha, priya, owner, refunds, reports, write, join } = await desk();
  const { id } = await write(null);
  await owner.setAside(id);
  expect(await join(id, refunds)).toEqual({ verdict: 'set aside' });
  const { id: refused } = await write(null);
  await apartStore(db).refuse(refused, refunds, priya.id, NINE_AM);
  expect(await join(refused, refunds)).toEqual({ verdict: 'kept apart' });
  const { id: gone } = await write(null);
  await reports.withdraw(gone, asha.id, NINE_AM);
  expect(await join(gone, refunds)).toEqual({ verdict: 'no report' });
  expect(await join(999, refunds)).toEqual({ verdict: 'no report' });
});

test('taken back it waits again, nothing is held against the two, and it may join again', async () => {
  const { db, asha, refunds, lookup, joins, write, join } = await desk();
  const { id } = await write(refunds);
  expect(await joins.listJoined([id, 1, 999])).toEqual(new Set([id]));
  expect(await joins.undo(id, asha.id, NINE_AM)).toBe('undone');
  expect(await joins.undo(id, asha.id, NINE_AM)).toBe('already');
  expect([await reportOf(db, id), await joins.listJoined([id])]).toEqual([UNSORTED, new Set()]);
  expect((await stepsOf(db, id)).at(-1)).toMatchObject({ kind: 'unfiled' });
  expect(await join(id, lookup)).toMatchObject({ verdict: 'joined' });
  expect(await joins.undo(id, asha.id, NINE_AM)).toBe('undone');
  expect(await join(id, refunds)).toMatchObject({ verdict: 'joined' });
  expect((await filingsOf(db, id)).map(({ how }) => how)).toEqual(['joined', 'undone', 'joined', 'undone', 'joined']);
});

test('an owner moves it as any other; then the writer cannot take it back, until the owner has', async () => {
  const { db, asha, owner, refunds, lookup, joins, write } = await desk();
  const { id } = await write(refunds);
  await owner.fileFrom(id, lookup, refunds);
  expect(await joins.undo(id, asha.id, NINE_AM)).toBe('moved since');
  expect(await joins.listJoined([id])).toEqual(new Set());
  await owner.undoFiling((await filingsOf(db, id)).at(-1)!.id);
  expect(await joins.listJoined([id])).toEqual(new Set([id]));
  expect(await joins.undo(id, asha.id, NINE_AM)).toBe('undone');
});

test('an owner takes a writer’s choice back as any other decision', async () => {
  const { db, priya, refunds, joins, asha, write } = await desk();
  const { id } = await write(refunds);
  const [{ id: filingId } = { id: 0 }] = await filingsOf(db, id);
  expect(await filingStore(db).undoFiling(filingId, priya.id, NINE_AM)).toMatchObject({ verdict: 'undone' });
  expect([await reportOf(db, id), await joins.undo(id, asha.id, NINE_AM)]).toEqual([UNSORTED, 'already']);
});

test('ten times taken back at once is once', async () => {
  const { db, asha, refunds, joins, write } = await desk();
  const { id } = await write(refunds);
  const outcomes = await Promise.all(Array.from({ length: 10 }, () => joins.undo(id, asha.id, NINE_AM)));
  expect(outcomes.filter((outcome) => outcome === 'undone')).toHaveLength(1);
  expect(await filingsOf(db, id)).toHaveLength(2);
});

test('without a person nothing says who or when, but the day', async () => {
  const { db, refunds, joins, write, join } = await desk();
  const { id } = await write(null);
  const choice = { reportId: id, themeId: refunds, wording: wordingOf({ summary: WRITTEN }) };
  const late = new Date('2026-03-02T17:43:21.987Z');
  await joins.join(choice, null, late);
  await joins.undo(id, null, late);
  await joins.join(choice, null, late);
  const day = '2026-03-02T00:00:00.000Z';
  expect(await reportOf(db, id)).toMatchObject({ filedAt: day, filedBy: null });
  for (const filing of await filingsOf(db, id)) expect([filing.filedAt, filing.filedBy]).toEqual([day, null]);
  const events = await db
    .selectFrom('events')
    .where('subjectId', '=', id)
    .where('subject', '=', 'report')
    .select('action')
    .execute();
  expect(events).toEqual([{ action: 'report.added' }]);
  expect(await join(id, refunds)).toMatchObject({ verdict: 'already' });
});
