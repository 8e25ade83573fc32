import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BERLIN, lines, read, UTC } from './file.ts';

const HEAD = 'start,offered,answered,abandoned';
const GOOD = '2026-03-02 09:00,10,9,1';

test.each<{ file: string; content: string | Uint8Array; says: RegExp }>([
  { file: 'empty', content: '', says: /empty/ },
  { file: 'of empty lines', content: '\n\n\n', says: /nothing but empty lines/ },
  { file: 'with headings and no rows', content: lines(HEAD), says: /no rows/ },
  { file: 'that is an Excel workbook', content: Buffer.from('504b030414000600', 'hex'), says: /Excel workbook/ },
  { file: 'that is an old Excel workbook', content: Buffer.from('d0cf11e0a1b11ae1', 'hex'), says: /old Excel workbook/ },
  { file: 'that is compressed', content: gzipSync(lines(HEAD, GOOD)), says: /compressed/ },
  { file: 'that is a PDF', content: '%PDF-1.7 rest', says: /PDF/ },
  { file: 'that is a web page', content: '<html><table><tr><td>Offered', says: /web page/ },
  { file: 'that is JSON', content: '[{"offered": 3}]', says: /JSON/ },
  { file: 'of binary data', content: Buffer.from(Array.from({ length: 600 }, (_, i) => (i * 7) % 32)), says: /binary/ },
  { file: 'without columns', content: lines('offered', '10', '12'), says: /commas, semicolons, tabs or bars/ },
  { file: 'with headings nobody knows', content: lines('foo,bar', '1,2'), says: /No headings name a time.*foo, bar.*Choose/ },
  {
    file: 'with twin headings',
    content: lines('start,offered,offered', '2026-03-02 09:00,1,2'),
    says: /Columns 2 and 3 are both/,
  },
])('a file $file is refused with a sentence', async ({ content, says }) => {
  const history = await read(content);
  expect(history.refused).toEqual([{ line: 1, reason: expect.stringMatching(says) }]);
  expect([...history.records()]).toEqual([]);
});

test.each([
  { row: 'with calls under 0', text: '2026-03-02 09:30,-3,0,0', says: /“-3” in column “offered” is under 0/ },
  { row: 'with a word for a number', text: '2026-03-02 09:30,many,0,0', says: /“many” in column “offered” is not a number/ },
  { row: 'with half a call', text: '2026-03-02 09:30,2.5,0,0', says: /not a whole number of calls/ },
  { row: 'with a billion calls', text: '2026-03-02 09:30,1000000000,0,0', says: /more than a million/ },
  { row: 'without calls', text: '2026-03-02 09:30', says: /says no number of calls/ },
  { row: 'on a day that is not', text: '2026-02-30 09:30,1,1,0', says: /“2026-02-30 09:30” is not a date/ },
  { row: 'without a time of day', text: '2026-03-02,1,1,0', says: /not a date with a time of day/ },
  { row: 'of totals', text: 'Total,40,38,2', says: /“Total” is not a date/ },
  { row: 'at 25 o’clock', text: '2026-03-02 25:00,1,1,0', says: /not a date with a time of day/ },
  { row: 'that comes again', text: GOOD, says: /came before/ },
  { row: 'with 300 columns', text: `2026-03-02 09:30${',1'.repeat(299)}`, says: /300 columns/ },
  { row: 'with a zero byte', text: '2026-03-02 09:30,1\0,1,0', says: /zero bytes/ },
  { row: 'longer than any row', text: `2026-03-02 09:30,${'9'.repeat(30_000)}`, says: /longer than 20,000/ },
  { row: 'with an open quotation mark', text: '2026-03-02 09:30,"1,1,0', says: /quotation mark/ },
])('a row $row is named by its line, and the good rows are kept', async ({ text, says }) => {
  const later = Array.from({ length: 14 }, (_, i) => `2026-03-03 09:${i + 10},1,1,0`);
  const history = await read(lines(HEAD, GOOD, text, ...later), UTC, 5000);
  expect(history.refused).toEqual([{ line: 3, reason: expect.stringMatching(says) }]);
  expect(history.taken).toBe(15);
});

test('an hour the clocks skip is refused row by row', async () => {
  const history = await read(lines(HEAD, '2026-03-29 01:30,1,1,0', '2026-03-29 02:00,1,1,0', '2026-03-29 03:00,2,2,0'), BERLIN);
  expect(history.refused).toEqual([{ line: 3, reason: expect.stringMatching(/does not exist in Europe\/Berlin/) }]);
  expect([...history.records()].map(({ startsAt }) => startsAt)).toEqual([
    '2026-03-29T00:30:00.000Z',
    '2026-03-29T01:00:00.000Z',
  ]);
});

test('an hour the clocks show twice may come twice, not three times', async () => {
  const hour = '2026-10-25 02:00,1,1,0';
  const history = await read(lines(HEAD, hour, hour, hour), BERLIN);
  expect([...history.records()].map(({ startsAt }) => startsAt)).toEqual([
    '2026-10-25T00:00:00.000Z',
    '2026-10-25T01:00:00.000Z',
  ]);
  expect(history.refused).toEqual([{ line: 4, reason: expect.stringMatching(/came before/) }]);
});

test('a 12-hour clock without halves is refused where noon shows it', async () => {
  const history = await read(lines(HEAD, '2026-03-02 11:30,1,1,0', '2026-03-02 12:30,1,1,0', '2026-03-02 1:00,1,1,0'));
  expect(history.refused).toEqual([{ line: 4, reason: expect.stringMatching(/12-hour clock without AM and PM/) }]);
  expect([...history.records()]).toEqual([]);
});

test('dates that can be read two ways are asked for', async () => {
  const file = lines(HEAD, '03/02/2026 09:00,1,1,0');
  expect((await read(file)).refused).toEqual([
    { line: 2, reason: expect.stringMatching(/“03\/02\/2026 09:00” can be read two ways/) },
  ]);
  const [record] = (await read(file, { ...UTC, dateOrder: 'day-first' })).records();
  expect(record?.startsAt).toBe('2026-02-03T09:00:00.000Z');
});

test('rows wider than the interval are refused as a whole', async () => {
  const history = await read(lines(HEAD, ...[9, 10, 11, 12].map((hour) => `2026-03-02 ${hour}:00,1,1,0`)));
  expect(history.refused[0]?.reason).toMatch(/60 minutes apart.*Choose intervals of 60 minutes/);
});

test('a zone nobody knows is refused before the file is read', async () => {
  const history = await read(lines(HEAD, GOOD), { ...UTC, zone: 'Mars/Olympus' });
  expect(history.refused[0]?.reason).toMatch(/“Mars\/Olympus” is not known/);
});

test.each([0, -30, 7, 45, Number.NaN])('an interval of %d minutes is refused', async (intervalMinutes) => {
  const history = await read(lines(HEAD, GOOD), { zone: 'UTC', intervalMinutes });
  expect(history.refused[0]?.reason).toBe('Choose an interval of 5, 10, 15, 20, 30, 60 minutes.');
});

test('a column of names taken for the queue is refused before it fills memory', async () => {
  const rows = Array.from({ length: 1100 }, (_, i) => `2026-03-02 09:00,caller ${i},1`);
  const history = await read(lines('start,queue,offered', ...rows));
  expect(history.refused).toEqual([{ line: 1, reason: expect.stringMatching(/more than 1,000 queues. Choose the column/) }]);
});

test('UTF-8 with damaged bytes loses the damaged line only', async () => {
  const file = Buffer.concat([
    Buffer.from(`${HEAD},queue\n${GOOD},Köln\n2026-03-02 09:30,1,1,0,K`),
    Buffer.from([0xf6]),
    Buffer.from('ln\n'),
  ]);
  const history = await read(file);
  expect(history.refused).toEqual([{ line: 3, reason: expect.stringMatching(/not UTF-8 text/) }]);
  expect(history.taken).toBe(1);
});

test('a chosen column that is not there is named', async () => {
  const history = await read(lines('a,b', '2026-03-02 09:00,3'), { ...UTC, columns: { start: 'a', offered: 7 } });
  expect(history.refused[0]?.reason).toBe('There is no column 7. There are: a, b.');
});

test('a file of nothing but bad rows keeps a thousand refusals and counts them all', async () => {
  const history = await read(lines(HEAD, ...Array.from({ length: 1500 }, () => 'nonsense,1,1,0')));
  expect(history.refused).toHaveLength(1000);
  expect(history.refusedCount).toBe(1500);
});

const scraps = fc.constantFrom(
  HEAD,
  GOOD,
  '"',
  '\0',
  '\r',
  '\n',
  ';',
  '|',
  ',',
  '\t',
  '\ufeff',
  '-',
  '2026-10-25 02:30',
  '1700000000|a|q|NONE|ENTERQUEUE',
  'é',
);
const rubbish = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc.array(scraps, { maxLength: 40 }).map((parts) => Buffer.from(parts.join(''))),
  fc.array(scraps, { maxLength: 40 }).map((parts) => Buffer.from(parts.join(''), 'utf16le')),
);

test('whatever the bytes, something is taken or something is said', async () => {
  await fc.assert(
    fc.asyncProperty(rubbish, fc.integer({ min: 1, max: 50 }), async (bytes, chunk) => {
      const history = await read(bytes, BERLIN, chunk);
      expect(history.taken + history.refusedCount).toBeGreaterThan(0);
      for (const { line, reason } of history.refused)
        expect([line >= 1, reason]).toEqual([true, expect.stringMatching(/^.+[.]$/s)]);
    }),
    { numRuns: 300 },
  );
});
