import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { evidenceStore } from '../../src/backlog/evidence-store.ts';
import { fixStore } from '../../src/backlog/fix-store.ts';
import { mappingStore } from '../../src/signals/mapping-store.ts';
import { NO_EVIDENCE } from '../../src/themes/evidence.ts';
import { themeEvidenceStore } from '../../src/themes/evidence-store.ts';
import { NINE_AM, openFloor } from '../support/floor.ts';
import { addQueue, addReport, addTheme, sit } from '../support/scene.ts';
import { bringSignals, topicNamed } from '../support/signals.ts';

/** Two themes with evidence of every kind, a fix each; the second costs less. */
async function openHouse() {
  const floor = await openFloor();
  const { db, asha, carmen, priya } = floor;
  const queueId = await addQueue(db);
  const [search, tone] = [await addTheme(db, 'Order search is slow'), await addTheme(db, 'Hold music')];
  await sit(db, { queueId, leaderId: asha.id, calls: 87, met: 12, themeId: search });
  await sit(db, { queueId, leaderId: asha.id, calls: 20, met: 1, themeId: tone, secondsLost: 5 });
  await addReport(db, { source: 'csr', themeId: search, queueId, reporterId: carmen.id, secondsLost: 60, timesPerWeek: 20 });
  await addReport(db, { source: 'import', themeId: tone });
  const fixes = fixStore(db);
  for (const [title, themeId] of [
    ['Index the orders', search],
    ['Another tune', tone],
  ] as const)
    await fixes.propose({ title, effortDays: 5, themeIds: [themeId] }, priya.id, NINE_AM);
  return { ...floor, search, tone, hers: await floor.as(priya) };
}

type House = Awaited<ReturnType<typeof openHouse>>;

/** Everything that is counted, priced or ranked, as it stands now. */
async function measured({ db, search, tone, hers }: House) {
  const rows: Record<string, string>[] = parse((await hers.get('/themes.csv')).text, { columns: true, bom: true });
  return {
    byTheme: [...(await themeEvidenceStore(db).countByTheme({ kind: 'friction' }))],
    each: [await themeEvidenceStore(db).countOf(search, 'friction'), await themeEvidenceStore(db).countOf(tone, 'friction')],
    costs: [...(await evidenceStore(db).costsOf([search, tone]))],
    backlog: (await hers.get('/backlog')).text,
    backlogFile: (await hers.get('/backlog.csv')).text,
    themes: rows.map(({ 'Signals (added to nothing)': _, ...row }) => row),
    order: [...(await hers.get('/themes')).text.matchAll(/class="theme-name"[^>]*href="([^"]+)"/g)].map(([, href]) => href),
    fix: (await hers.get('/fixes/1')).text,
  };
}

test('evidence, incidence, cost and rank are the same with and without signals', async () => {
  const house = await openHouse();
  const { db, search, tone, hers, priya } = house;
  const before = await measured(house);
  expect(before.costs.map(([id]) => id).toSorted()).toEqual([search, tone].toSorted());

  await bringSignals(db, ['Music,900000,2026-W09', 'Music,900000,2026-W08', 'Search,1,2026-W09']);
  await mappingStore(db).decide((await topicNamed(db, 'Music')).id, 'Hold music', null, priya.id, NINE_AM);
  await mappingStore(db).decide((await topicNamed(db, 'Search')).id, 'Order search is slow', null, priya.id, NINE_AM);

  expect((await hers.get(`/themes/${tone}`)).text).toContain('1,800,000');
  expect((await hers.get('/themes.csv')).text).toContain('1800000 in Gong');
  expect(await measured(house)).toEqual(before);
});

test('a theme with nothing but signals has no evidence, no cost and no place in a list', async () => {
  const { db, hers, priya } = await openHouse();
  const empty = await addTheme(db, 'Only heard by a tool');
  await bringSignals(db, ['Music,900000,2026-W09']);
  await mappingStore(db).decide(1, 'Only heard by a tool', null, priya.id, NINE_AM);
  expect(await themeEvidenceStore(db).countOf(empty, 'friction')).toEqual(NO_EVIDENCE);
  expect((await evidenceStore(db).costsOf([empty])).size).toBe(0);
  expect((await hers.get('/themes')).text).not.toContain('Only heard by a tool');
  expect((await hers.get(`/themes/${empty}`)).text).toContain('900,000');
});
