import { expect, test } from 'vitest';
import { refillLog } from '../../src/database/grouping-log.ts';
import type { Db } from '../../src/database/open.ts';
import { engineStore } from '../../src/themes/engine-store.ts';
import { contactCentreThesaurus } from '../../src/themes/grouping/contact-centre-words.ts';
import { countHolders, holderIds } from '../../src/themes/grouping/holders.ts';
import { saveState } from '../../src/themes/grouping/state.ts';
import { similarStore } from '../../src/themes/similar-store.ts';
import { MOST_ENTRIES, nameOf } from '../../src/thesaurus/entry.ts';
import { entryStore } from '../../src/thesaurus/entry-store.ts';
import { freshDatabase } from '../support/database.ts';
import { hire, NINE_AM } from '../support/floor.ts';
import { addReports } from '../support/reports.ts';
import { sorter } from '../themes/sorting.ts';

async function opened() {
  const db = await freshDatabase();
  const priya = await hire(db, { name: 'Priya' });
  const entries = entryStore(db, contactCentreThesaurus);
  await addReports(
    db,
    ['The order screen froze', 'Refund came late', 'Orion froze', 'Screens of orders'].map((summary) => ({ summary })),
  );
  return {
    db,
    priya,
    entries,
    owner: sorter(db, priya.id),
    add: (...words: string[]) => entries.add([words], priya.id, NINE_AM),
  };
}

const holding = async (db: Db, key: string) => holderIds((await engineStore(db).whole()).matching, key, 10);
const stepsOf = (db: Db) =>
  db.selectFrom('groupingSteps').where('kind', '=', 'thesaurus').select('detail').orderBy('id').execute();

test('an entry says who added it and when, and every process reads it at its next question', async () => {
  const { db, entries, owner, add } = await opened();
  const [one, other] = [engineStore(db), engineStore(db)];
  const theme = await owner.fileNew(1, 'Order lookup');
  await owner.fileNew(2, 'Refunds');
  const words = async (engine: typeof one) =>
    (await similarStore(db, engine).similarTo({ text: 'my Orion' }, { limit: 1 })).map(({ id, words: said }) => [id, said]);
  expect([await words(one), await words(other)]).toEqual([[], []]);
  const { added } = await add('Orion', 'order screen', 'CRM');
  const said = [[theme, ['Orion = order screen']]];
  expect([await words(one), await words(other)]).toEqual([said, said]);
  expect(await holding(db, added[0]!.key)).toEqual([3, 1]);
  expect((await entries.list())[0]).toMatchObject({
    words: ['Orion', 'order screen', 'CRM'],
    changedBy: 'Priya',
    isDraft: false,
  });
});

test('an engine that heard of an entry late stands where one stands that hears of everything now', async () => {
  const { db, entries, priya, owner, add } = await opened();
  const early = engineStore(db);
  await early.current();
  await owner.fileNew(1, 'Order lookup');
  const { added } = await add('Orion', 'order screen');
  await early.current();
  await entries.changeWords('screen', ['screen', 'page'], null, priya.id, NINE_AM);
  await owner.file(3, 1);
  await entries.setStanding(added[0]!.key, 'off', priya.id, NINE_AM);
  await early.keep(NINE_AM, 1);
  await entries.setStanding(added[0]!.key, 'on', priya.id, NINE_AM);
  const late = saveState((await engineStore(db).whole()).matching);
  expect(JSON.stringify(saveState(await early.current()))).toBe(JSON.stringify(late));
  expect(late.thesaurus).toContainEqual([added[0]!.key, ['Orion', 'order screen']]);
});

test('the draft counts until an owner changes it, and again when that is undone', async () => {
  const { db, entries, priya } = await opened();
  const ofScreen = () => holding(db, 'screen');
  const last = async () => (await entries.list()).find(({ key }) => key === 'screen')!;
  expect(await ofScreen()).toEqual([4, 1]);
  await entries.changeWords('screen', ['page', 'Orion'], null, priya.id, NINE_AM);
  expect([await ofScreen(), nameOf(await last())]).toEqual([[3], 'page']);
  await entries.setStanding('screen', 'off', priya.id, NINE_AM);
  expect([await ofScreen(), (await last()).standing]).toEqual([[], 'off']);
  const [off, changed] = (await entries.listChanges(9)).map(({ id }) => id);
  expect((await entries.undo(changed!, priya.id, NINE_AM)).verdict).toBe('changed since');
  expect((await entries.undo(off!, priya.id, NINE_AM)).verdict).toBe('changed');
  expect((await entries.undo(off!, priya.id, NINE_AM)).verdict).toBe('already');
  expect(await ofScreen()).toEqual([3]);
  expect((await entries.undo(changed!, priya.id, NINE_AM)).verdict).toBe('changed');
  expect([await ofScreen(), (await last()).words]).toEqual([[4, 1], contactCentreThesaurus.get('screen')]);
});

test('an entry that is removed is gone until that is undone', async () => {
  const { db, entries, priya, add } = await opened();
  const key = (await add('Orion', 'CRM')).added[0]!.key;
  const counted = async () => countHolders((await engineStore(db).whole()).matching, key);
  expect(await counted()).toBe(1);
  await entries.setStanding(key, 'removed', priya.id, NINE_AM);
  expect([await counted(), (await entries.list()).some((entry) => entry.key === key)]).toEqual([0, false]);
  expect((await entries.setStanding(key, 'on', priya.id, NINE_AM)).verdict).toBe('unknown');
  const [removal] = await entries.listChanges(1);
  await entries.undo(removal!.id, priya.id, NINE_AM);
  expect(await counted()).toBe(1);
});

test('taking back that an entry was added removes it', async () => {
  const { entries, priya, add } = await opened();
  await add('Orion', 'CRM');
  const [adding] = await entries.listChanges(1);
  expect((await entries.undo(adding!.id, priya.id, NINE_AM)).entry).toMatchObject({ standing: 'removed' });
  const [undoing] = await entries.listChanges(1);
  expect((await entries.undo(undoing!.id, priya.id, NINE_AM)).verdict).toBe('unknown');
  expect((await entries.undo(99, priya.id, NINE_AM)).verdict).toBe('unknown');
});

test('sent twice, at once or one after the other, an entry is added once and logged once', async () => {
  const { db, entries, priya, add } = await opened();
  const both = await Promise.all([add('Orion', 'CRM'), add('Orion', 'CRM')]);
  expect(both.map(({ added }) => added.length).toSorted()).toEqual([0, 1]);
  expect(await add('crm', 'ORION')).toMatchObject({ added: [], already: [{ words: ['Orion', 'CRM'] }] });
  const { key } = (await entries.list())[0]!;
  for (const standing of ['off', 'off'] as const) await entries.setStanding(key, standing, priya.id, NINE_AM);
  await entries.changeWords(key, ['Orion', 'CRM'], null, priya.id, NINE_AM);
  expect((await stepsOf(db)).map(({ detail }) => JSON.parse(detail!))).toEqual([
    [{ key, words: ['Orion', 'CRM'] }],
    [{ key, words: [] }],
  ]);
});

test('a change of an entry that is off is kept, and heard of when it is on', async () => {
  const { db, entries, priya, add } = await opened();
  const { key } = (await add('Orion', 'CRM')).added[0]!;
  const off = (await entries.setStanding(key, 'off', priya.id, NINE_AM)).entry!;
  await entries.changeWords(key, ['Orion', 'order screen'], off.changeId, priya.id, NINE_AM);
  expect(await stepsOf(db)).toHaveLength(2);
  await entries.setStanding(key, 'on', priya.id, NINE_AM);
  expect(await holding(db, key)).toEqual([3, 1]);
});

test('who changes what somebody else has changed meanwhile is told', async () => {
  const { entries, priya, add } = await opened();
  const { key, changeId } = (await add('Orion', 'CRM')).added[0]!;
  await entries.changeWords(key, ['Orion', 'desk'], changeId, priya.id, NINE_AM);
  const again = await entries.changeWords(key, ['Orion', 'table'], changeId, priya.id, NINE_AM);
  expect(again).toMatchObject({ verdict: 'changed since', entry: { words: ['Orion', 'desk'] } });
  expect((await entries.changeWords('nobody', ['a', 'b'], null, priya.id, NINE_AM)).verdict).toBe('unknown');
  expect((await entries.setStanding('screen', 'removed', priya.id, NINE_AM)).verdict).toBe('unknown');
});

test('several lines are one step; there is room for so many entries, and a list that does not fit is not begun', async () => {
  const { db, entries, priya } = await opened();
  const lists = Array.from({ length: MOST_ENTRIES }, (_, n) => [`one${n}`, `other${n}`]);
  expect((await entries.add(lists.slice(1), priya.id, NINE_AM)).added).toHaveLength(MOST_ENTRIES - 1);
  expect(await stepsOf(db)).toHaveLength(1);
  const two = [lists[0]!, ['Orion', 'CRM']];
  expect(await entries.add(two, priya.id, NINE_AM)).toMatchObject({ verdict: 'full', added: [] });
  expect((await entries.add([['one5', 'other5']], priya.id, NINE_AM)).verdict).toBe('added');
  expect((await entries.add([lists[0]!], priya.id, NINE_AM)).added).toHaveLength(1);
});

test('a log that is written anew keeps what owners have made of the thesaurus', async () => {
  const { db, entries, priya, add } = await opened();
  const { key } = (await add('Orion', 'order screen')).added[0]!;
  await entries.setStanding('screen', 'off', priya.id, NINE_AM);
  await db.transaction().execute(refillLog);
  expect([await holding(db, key), await holding(db, 'screen')]).toEqual([[3, 1], []]);
});

test('reports that say an entry are listed newest first, withdrawn ones left out', async () => {
  const { db, add } = await opened();
  const { key } = (await add('Orion', 'order', 'refund')).added[0]!;
  const { matching } = await engineStore(db).whole();
  expect(holderIds(matching, key, 10)).toEqual([4, 3, 2, 1]);
  expect(holderIds(matching, key, 2, 3)).toEqual([2, 1]);
  expect(holderIds(matching, key, 2, 99)).toEqual([]);
  expect(holderIds(matching, 'nobody', 2)).toEqual([]);
});
