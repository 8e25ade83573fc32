import { expect, test } from 'vitest';
import { importCommand } from '../../src/friction/import-command.ts';
import { LANGUAGE_CHOICES, type LanguageName, languageFrom } from '../../src/queue/language.ts';
import { queueStore } from '../../src/queue/store.ts';
import { engineStore } from '../../src/themes/engine-store.ts';
import { languageAt } from '../../src/themes/grouping/shelf.ts';
import { similarStore } from '../../src/themes/similar-store.ts';
import { freshDatabase } from '../support/database.ts';
import { fileOf, listen } from '../support/files.ts';
import { hire, NINE_AM, openFloor } from '../support/floor.ts';
import { ORDERS } from '../support/orders.ts';
import { addReports } from '../support/reports.ts';
import { addQueue, addReport, addTheme } from '../support/scene.ts';
import { sorter } from './sorting.ts';

/** A queue in a language, with two themes of one report each, and one unsorted that belongs in the first. */
async function floorIn(language: LanguageName, [one, other, asked]: [string, string, string]) {
  const db = await freshDatabase();
  const queueId = await addQueue(db, { language });
  const owner = sorter(db, (await hire(db, { name: 'Priya' })).id);
  const ids = await addReports(
    db,
    [one, other, asked].map((summary) => ({ summary, queueId })),
  );
  const theme = await owner.fileNew(ids[0]!, 'The first');
  await owner.fileNew(ids[1]!, 'The other');
  return { db, queueId, theme, asked: ids[2]!, similar: similarStore(db, engineStore(db)) };
}

const CASES: [LanguageName, [string, string, string], string[]][] = [
  ['german', ['Bestellungen laden ewig', 'Die Rückzahlung fehlt', 'Die Bestellung lädt nicht'], ['bestellung']],
  ['turkish', ['Siparişler donuyor', 'İade gecikti', 'Siparişim açılmıyor'], ['siparişim']],
  ['japanese', ['注文検索が遅いです', '返金が届かない', '注文を検索できません'], ['検索', '注文']],
  ['other', ['หน้าจอคำสั่งซื้อช้า', 'ไม่ได้รับเงินคืน', 'คำสั่งซื้อค้าง'], ['คำ', 'ซื้อ', 'สั่ง']],
];

test.each(CASES)('in %s, a report is matched by its stems, and the words are said', async (_language, texts, words) => {
  const { similar, asked, theme } = await floorIn(_language, texts);
  const [first] = await similar.similarTo({ id: asked, text: texts[2] }, { limit: 1 });
  expect(first).toMatchObject({ id: theme, name: 'The first' });
  expect(first!.words.toSorted()).toEqual(words.toSorted());
  expect((await similar.reasonsFor(asked, theme)).words.toSorted()).toEqual(words.toSorted());
});

test('what is being written is read in the language of the queue that is chosen', async () => {
  const floor = await openFloor();
  const queueId = await addQueue(floor.db, { language: 'german' });
  const themeId = await addTheme(floor.db, 'Häuser fehlen');
  await addReport(floor.db, { source: 'csr', themeId, queueId, summary: 'Häuser' });
  const carmen = await floor.as(floor.carmen);
  const offered = async (queue: string) =>
    (await carmen.post('/flags/similar').send({ summary: 'Das Haus', queueId: queue })).text;
  expect(await offered(String(queueId))).toContain('Häuser fehlen');
  for (const other of ['', '99', 'x']) expect(await offered(other)).not.toContain('Häuser fehlen');
});

test('a change of language counts for reports from then on', async () => {
  const { db, queueId } = await floorIn('english', ['Bestellung', 'Rückzahlung', 'Lieferung']);
  await queueStore(db).change(queueId, { ...ORDERS, language: 'german' }, null, NINE_AM);
  await addReports(db, [{ summary: 'Bestellungen', queueId }, { summary: 'No queue at all' }]);
  const { shelf } = (await engineStore(db).whole()).matching;
  expect(shelf.ids.map((_, place) => languageAt(shelf, place))).toEqual(['english', 'english', 'english', 'german', 'english']);
});

test('an imported line is read in the language of its queue', async () => {
  const db = await freshDatabase();
  await addQueue(db, { name: 'Aufträge', language: 'german' });
  await addQueue(db, { name: '注文', language: 'japanese' });
  const file = fileOf('text,team\nBestellungen laden ewig,Aufträge\n注文検索が遅い,注文\nslow,\n');
  await importCommand([file, '--queue', 'team'], listen().io, db, (text) => text, []);
  const { shelf } = (await engineStore(db).whole()).matching;
  expect(shelf.ids.map((_, place) => languageAt(shelf, place))).toEqual(['german', 'japanese', 'english']);
});

test('languages are offered by their own names, and one that is not known is read as any other', () => {
  expect(LANGUAGE_CHOICES[0]).toEqual({ value: 'english', words: 'English' });
  expect(LANGUAGE_CHOICES.at(-1)!.value).toBe('other');
  expect(LANGUAGE_CHOICES).toContainEqual({ value: 'german', words: 'Deutsch' });
  expect([languageFrom('turkish'), languageFrom('klingon'), languageFrom('constructor')]).toEqual(['turkish', 'other', 'other']);
});
