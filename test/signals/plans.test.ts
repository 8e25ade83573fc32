import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { workStore } from '../../src/home/work-store.ts';
import { mappingStore } from '../../src/signals/mapping-store.ts';
import { signalImportStore } from '../../src/signals/signal-import-store.ts';
import { tokenStore } from '../../src/signals/token-store.ts';
import { topicStore } from '../../src/signals/topic-store.ts';
import { freshDatabase } from '../support/database.ts';
import { NINE_AM } from '../support/floor.ts';
import { plansOf, wholeReads } from '../support/plans.ts';

/** Two years of weeks of 200 topics. */
async function manySignals() {
  const db = await freshDatabase();
  const at = NINE_AM.toISOString();
  await db.insertInto('signalSources').values({ name: 'Gong', key: 'gong' }).execute();
  await db.insertInto('imports').values({ kind: 'signals', fileName: 'a.csv', importedAt: at }).execute();
  const topics = Array.from({ length: 200 }, (_, n) => ({ sourceId: 1, name: `Topic ${n}`, key: `topic ${n}` }));
  await db.insertInto('signalTopics').values(topics).execute();
  const days = Array.from({ length: 104 }, (_, n) => new Date(Date.UTC(2024, 0, 1 + n * 7)).toISOString().slice(0, 10));
  for (const fromDay of days)
    await db
      .insertInto('signals')
      .values(topics.map((_, n) => ({ topicId: n + 1, fromDay, untilDay: fromDay, mentions: n, importId: 1 })))
      .execute();
  const mappings = topics.map((_, n) => ({ topicId: n + 1, themeId: null, mappedAt: at }));
  await db.insertInto('signalMappings').values(mappings).execute();
  await sql`analyze`.execute(db);
  return db;
}

type Db = Awaited<ReturnType<typeof manySignals>>;
const late = { source: 'Gong', topic: 'Topic 7', mentions: 1, period: { from: '2025-03-03', until: '2025-03-09' } };

const asked: Record<string, (db: Db) => Promise<unknown>> = {
  'a topic’s page': (db) => topicStore(db).listSaid([7]),
  'the topics of an import': (db) => topicStore(db).listIdsOfImport(2),
  'the decisions about a topic': (db) => topicStore(db).listDecisions(7),
  'somebody’s last decision': (db) => mappingStore(db).findLastBy(3),
  'a token': (db) => tokenStore(db).whose('x', NINE_AM),
  'what is said already': (db) => signalImportStore(db).takeBatch(1, [late], []),
  'what waits on home': (db) => workStore(db).decisions(),
};

test.each(Object.entries(asked))('%s never reads every signal', async (_what, ask) => {
  const plan = await plansOf(await manySignals(), ask);
  expect(plan.length).toBeGreaterThan(0);
  expect(wholeReads(plan, ['signals'])).toEqual([]);
});
