import { expect, test } from 'vitest';
import { LAST_HOURS } from '../../db/seeds/loose.ts';
import { THEMES } from '../../db/seeds/themes/all.ts';
import { prepareDemo } from '../../src/demo/demo-welcome.ts';
import { engineStore } from '../../src/themes/engine-store.ts';
import { gateWork } from '../../src/themes/gate/gate-work.ts';
import { gateRecordStore } from '../../src/themes/gate/record-store.ts';
import { freshDatabase } from '../support/database.ts';

/** Where each report that waits in the demo belongs, by anybody's reading; all others belong nowhere yet. */
const BELONGS: Record<string, string> = {
  ...Object.fromEntries(LAST_HOURS.flatMap(({ said, theme }) => (theme ? [[wordsOf(said), theme]] : []))),
  'OrderDesk search hung again while the caller spelled his surname': 'lookup',
  'Depot phone busy for the whole call': 'depot',
  'search does not find orders from the pop-up shop': 'lookup',
  'The search does not find orders from the pop-up shop': 'lookup',
};

const nameOf = (key: string | undefined) => THEMES.find((theme) => theme.key === key)?.name;

test.each([
  '2026-03-02T09:00:00Z',
  '2026-11-23T07:00:00Z',
  '2026-12-03T01:00:00Z',
  '2027-06-14T01:26:24Z',
  '2027-06-19T12:00:00Z',
])('in the demo of %s the gate is open, and files a few reports where they belong', async (at) => {
  const [db, now] = [await freshDatabase(), new Date(at)];
  await prepareDemo(db, now);
  const { filed } = await gateWork(db, engineStore(db)).fileAlone(now);
  expect(filed).toBeGreaterThanOrEqual(4);
  for (const { summary, themeName } of await gateRecordStore(db).listFiled('all', null, 50))
    expect([summary, themeName]).toEqual([summary, nameOf(BELONGS[summary])]);
});

function wordsOf(said: (typeof LAST_HOURS)[number]['said']): string {
  return typeof said === 'string' ? said : said[0];
}
