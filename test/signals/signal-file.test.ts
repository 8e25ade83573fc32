import { expect, test } from 'vitest';
import { settle } from '../../src/signals/settle.ts';
import { type AskedOfFile, headingIn, type LinedSignal, lineReader, type Refused } from '../../src/signals/signal-file.ts';

const TODAY = '2026-11-21';

/** A file's cells, a line each, as the reader hands them over. */
const table = (text: string) =>
  (text ? text.split('\n') : []).map((line, index) => ({ line: index + 1, cells: line.split('|') }));

function readAll(
  lines: ReturnType<typeof table>,
  ...how: Parameters<typeof lineReader> extends [unknown, ...infer R] ? R : never
) {
  const read = lines.map(lineReader(lines, ...how));
  return {
    signals: read.flatMap((one): LinedSignal[] => (Array.isArray(one) ? one : [])),
    refused: read.filter((one): one is Refused => !Array.isArray(one)),
  };
}

async function read(text: string, { dates, ...asked }: AskedOfFile = {}) {
  const lines = table(text);
  const { columns, at } = headingIn(lines, asked, TODAY);
  const file = readAll(lines.slice(at + 1), columns, dates, TODAY);
  const { signals, repeated, refused } = await settle(file, 'Line', (name) => name);
  const told = signals.map(
    ({ source, topic, mentions, period }) => `${source}: ${topic} ${mentions} ${period.from}/${period.until}`,
  );
  return { told, repeated, refused: refused.map(({ line, reason }) => `${line}: ${reason}`) };
}

const ONE = ['Gong: Order status 1240 2026-11-09/2026-11-15'];

test.each([
  ['Topic|Count|Period|Source\nOrder status|1,240|2026-W46|Gong'],
  ['Source|Period|Count|Topic\nGong|2026-W46|1240|Order status'],
  ['tool,ignored|Category Name|# of Calls|ISO week|Tool\n|Order status|1240|2026-W46|Gong'],
  ['Label|Week starting|Volume|Platform\nOrder status|2026-11-09|1 240|Gong'],
  ['Theme|Week ending|Mentions|Vendor\nOrder status|15/11/2026|1240|Gong'],
  ['Tracker name|Number of conversations|Period start|Period end|Source\nOrder status|1240|2026-11-09|2026-11-15|Gong'],
  ['topicName|callCount|startDate|endDate|sourceSystem\nOrder status|1240|2026-11-09|2026-11-15|Gong'],
  ['Thema|Anzahl|KW|Quelle\nOrder status|1.240|2026-W46|Gong'],
  ['Conversation topics|||\nMade on 2026-11-20|||\n|||\nTopic|Count|Week|Source\nOrder status|1240|2026-W46|Gong'],
  ['Topic|Tool|2026-W46|2026-W45\nOrder status|Gong|1240|'],
  ['Topic|Category|Count|Share|Date range|Source\nOrder status|Orders|1240|12 %|2026-11-09 - 2026-11-15|Gong'],
])('headings in any order and by other names: %j', async (text) => {
  expect(await read(text)).toEqual({ told: ONE, repeated: 0, refused: [] });
});

test('what is asked for by name comes first', async () => {
  const text = 'A|B|C|Topic|Count|Period\nOrder status|1240|2026-W46|x|1|2026-W01';
  expect((await read(text, { topic: 'a', count: 'B', period: 'C', source: 'Gong' })).told).toEqual(ONE);
  expect((await read('Topic|Count|Week|Where\nOrder status|1240|2026-W46|Gong', { source: 'where' })).told).toEqual(ONE);
});

test('a table of periods: a count below each, an empty cell says nothing, zero says zero', async () => {
  const { told } = await read('Topic|Total|2026-09|Oct 2026|2026-W46|Notes\nLate|99|7||0|x\nLost|5|1|2|3|', { source: 'Gong' });
  expect(told).toEqual([
    'Gong: Late 7 2026-09-01/2026-09-30',
    'Gong: Late 0 2026-11-09/2026-11-15',
    'Gong: Lost 1 2026-09-01/2026-09-30',
    'Gong: Lost 2 2026-10-01/2026-10-31',
    'Gong: Lost 3 2026-11-09/2026-11-15',
  ]);
});

test.each<[string, AskedOfFile, string]>([
  ['', {}, 'The file is empty'],
  ['Topic|Count|Week\nx|1|2026-W46', {}, 'No column says which tool counted'],
  ['Topic|Count|Source\nx|1|Gong', {}, 'No column says which period was counted'],
  ['Topic|Count|Start date|Source\nx|1|2026-11-09|Gong', {}, 'add a column “Period end”'],
  ['Name of it|How many\nx|1', {}, 'No line names a topic and a count'],
  ['Topic|Week|Source\nx|2026-W46|Gong', {}, 'No line names a topic and a count'],
  ['Topic|Count|Week|Source|count\nx|1|2026-W46|Gong|2', {}, 'Columns 2 and 5 are both headed “Count”'],
  ['Topic|Count|Week|Source\nx|1|2026-W46|Gong', { topic: 'Label' }, 'There is no column “Label”'],
  ['Topic|Count|Date|Source\nx|1|03/04/2026|Gong', {}, 'can be read two ways'],
  ['Topic|Count|Period|Source\nx|1|03/04/2026 - 05/04/2026|Gong', {}, 'can be read two ways'],
])('%j with %j is refused as a whole: %s', async (text, asked, says) => {
  await expect(read(text, asked)).rejects.toThrow(says);
});

test('the order of dates is what the column shows, or what somebody says', async () => {
  const text = 'Topic|Count|Date|Source\nx|1|03/04/2026|Gong';
  expect((await read(text, { dates: 'month first' })).told).toEqual(['Gong: x 1 2026-03-04/2026-03-04']);
  expect((await read(`${text}\nx|2|16/04/2026|Gong`)).told[0]).toBe('Gong: x 1 2026-04-03/2026-04-03');
  expect((await read(`${text}\nx|2|04/16/2026|Gong`)).told[0]).toBe('Gong: x 1 2026-03-04/2026-03-04');
  const ranges = 'Topic|Count|Period|Source\nx|1|03/04/2026 - 05/04/2026|Gong\nx|1|16/05/2026 - 17/05/2026|Gong';
  expect((await read(ranges)).told[0]).toBe('Gong: x 1 2026-04-03/2026-04-05');
});

test('each refused line has a sentence, and the rest is taken', async () => {
  const lines = [
    'Order status|1240|2026-W46|Gong',
    '|1|2026-W46|Gong',
    'Late|x|2026-W46|Gong',
    'Late|1|2026-W60|Gong',
    'Late|1|2026-W46|',
    'Total|1|2026-W46|Gong',
    'Late|1|2026-W46|Gong|more',
    'Late',
  ];
  const { told, refused } = await read(`Topic|Count|Period|Source\n${lines.join('\n')}`);
  expect(told).toEqual(ONE);
  expect(refused).toEqual([
    '3: The topic is missing',
    '4: “x” is no count: write a whole number like 1240, 0 or more',
    '5: “2026-W60” is in no calendar: look at its number',
    '6: The source is missing',
    '7: “Total” is a sum over topics and no topic: leave this line out',
    '8: 5 cells, but 4 columns: put the topic in quotation marks',
    '9: The source is missing',
  ]);
});

test('one topic and period said twice: the very same line is one, anything else would be a guess', async () => {
  const twice = 'Topic|Count|Week|Source|Team\nLate|7|2026-W46|Gong|A\nLate|7|2026-W46|Gong|A\nLost|1|2026-W46|Gong|A';
  expect(await read(twice)).toMatchObject({
    repeated: 1,
    refused: [],
    told: [expect.stringContaining('Late 7'), expect.stringContaining('Lost 1')],
  });
  const { told, refused } = await read(`${twice}\nLOST|1|2026-11-09|Gong|B\nLost|2|2026-W45|Gong|B`);
  expect(told).toEqual(['Gong: Late 7 2026-11-09/2026-11-15', 'Gong: Lost 2 2026-11-02/2026-11-08']);
  expect(refused).toEqual([
    '4: Line 5 counts the same topic in the same period: add them up, and say it once',
    '5: Line 4 counts the same topic in the same period: add them up, and say it once',
  ]);
  const months = await read('Topic|2026-09|Sep 2026\nLate|1|2', { source: 'Gong' });
  expect([months.told, months.refused.length]).toEqual([[], 1]);
});

test('names are cleaned before they are compared and kept, quotes before they are cut', async () => {
  const lines = table(
    'Topic|Count|Week|Source\nAsk 2222|1|2026-W46|Gong\nAsk 3333|1|2026-W46|Gong\nLate|4444|2026-W46|Gong\nLate|is 5555|2026-W45|Gong',
  );
  const { columns } = headingIn(lines, {}, TODAY);
  const clean = (text: string) => text.replace(/\d{4}/g, '[number]');
  const { signals, refused } = await settle(readAll(lines.slice(1), columns, undefined, TODAY), 'Line', clean);
  expect(signals.map(({ topic, mentions }) => [topic, mentions])).toEqual([['Late', 4444]]);
  expect(refused.map(({ line }) => line)).toEqual([2, 3, 5]);
  expect(refused.at(-1)!.reason).toContain('“is [number]”');
});
