import { createReadStream } from 'node:fs';
import { expect, test } from 'vitest';
import { surveyColumns } from '../../src/friction/import-columns.ts';
import { delimiterOf, linesOf } from '../../src/friction/import-csv.ts';
import { encodingOf, isBinary, textOf } from '../../src/friction/import-text.ts';
import { fileOf } from '../support/files.ts';

const TEXT = 'text,who\nCafé “closed” – 5 €,Zoë\n';
const utf16 = (text: string) => Buffer.from(text, 'utf16le');
const windows = Buffer.from('text,who\nCaf\xe9 \x93closed\x94 \x96 5 \x80,Zo\xeb\n', 'latin1');

async function decoded(content: Uint8Array | string) {
  const file = fileOf(content);
  let text = '';
  const encoding = await encodingOf(createReadStream(file));
  for await (const piece of textOf(createReadStream(file), encoding)) text += piece;
  return text;
}

test.each([
  ['UTF-8', TEXT],
  ['UTF-8 with a mark', `\ufeff${TEXT}`],
  ['UTF-16 with a mark', utf16(`\ufeff${TEXT}`)],
  ['UTF-16 without', utf16(TEXT)],
  ['UTF-16, big end first', utf16(`\ufeff${TEXT}`).swap16()],
  ['Windows-1252', windows],
])('a file in %s is read', async (_name, content) => {
  expect(await decoded(content)).toBe(TEXT);
});

test.each([
  ['random bytes', Buffer.from(Array.from({ length: 3_000 }, (_, n) => (n * n * 31 + n * 7 + (n >> 3)) % 256)), true],
  ['zeros', Buffer.alloc(3_000), true],
  ['a short picture', Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex'), true],
  ['text', TEXT, false],
  ['Windows-1252', windows, false],
  ['text of every script', 'text\n日本語の苦情、العربية, हिन्दी, ไทย, 😀\f\t\n'.repeat(50), false],
  ['UTF-16', utf16(`\ufeff${TEXT}`), false],
  ['text with a stray NUL', `text\n"a\0b\x07"\n`, false],
])('%s are binary: %s', async (_name, content, binary) => {
  expect(isBinary(await decoded(content))).toBe(binary);
});

test('a character cut by the end of a block is still one character', async () => {
  const long = `${'a'.repeat(65_535)}é${'日本'.repeat(40_000)}`;
  expect(await decoded(long)).toBe(long);
});

test.each([
  [',', 'a,b\n1,2\n3,4\n'],
  [';', 'a;b\n1,5;2\n3,7;4\n'],
  ['\t', 'a\tb\nx, y\tz\n'],
  ['|', 'a|b\n1|2\n'],
  ['\u001f', 'text\nHello, you\nWell; no, yes\n'],
  ['\u001f', ''],
])('the delimiter %j is found', (delimiter, sample) => {
  expect(delimiterOf(sample)).toBe(delimiter);
});

async function readLines(content: string, delimiter = ',') {
  const lines = [];
  for await (const line of linesOf(createReadStream(fileOf(content)), 'utf-8', delimiter)) lines.push(line);
  return lines;
}

test('lines are numbered as an editor numbers them', async () => {
  const lines = await readLines('text\n"one\ntwo"\n\nthree\r\n"say ""hi\r\n"""\nend\n');
  expect(lines.map(({ line, cells }) => [line, cells[0]])).toEqual([
    [1, 'text'],
    [2, 'one\ntwo'],
    [5, 'three'],
    [6, 'say "hi\r\n"'],
    [8, 'end'],
  ]);
});

test('a quotation mark that never closes is a sentence with a line', async () => {
  await expect(readLines('text\nfine\n"open\nand on\n')).rejects.toThrow(/quotation mark.*line \d/);
  await expect(readLines(`text\n"${'a'.repeat(1_000_001)}`)).rejects.toThrow(/line/);
});

const survey = async (content: string, asked = {}) =>
  surveyColumns(linesOf(createReadStream(fileOf(content)), 'utf-8', delimiterOf(content)), asked);

test('the text is found by its name, else by being longest', async () => {
  expect(await survey('id,Customer Complaint,date\n1,slow,2015-01-01\n')).toMatchObject({ text: 1, date: 2, rows: 1 });
  expect(await survey('nr,was,wo\n1,Es dauert sehr lange,Berlin\n')).toMatchObject({ text: 1, date: undefined });
  expect(await survey('a,b\nlonger text here,x\n', { text: 'B' })).toMatchObject({ text: 1 });
});

test('a column that only sounds like a date is left alone, unless asked for', async () => {
  const content = 'text,date\nslow,soon\nslow,later\n';
  expect(await survey(content)).toMatchObject({ date: undefined });
  expect(await survey(content, { date: 'date' })).toMatchObject({ date: 1 });
});

test('an order that nothing decides is said', async () => {
  expect(await survey('text,date\na,04-08-15\n')).toMatchObject({ dateOrder: 'day first', dateGuessed: true });
  expect(await survey('text,date\na,04-22-15\n')).toMatchObject({ dateOrder: 'month first', dateGuessed: false });
  expect(await survey('text,date\na,2015-04-08\n')).toMatchObject({ dateGuessed: false });
});

test('columns that are not there, and files with nothing in them, are refused', async () => {
  await expect(survey('a,b\n1,2\n', { text: 'c' })).rejects.toThrow('The columns are: a, b');
  await expect(survey('', {})).rejects.toThrow('The file is empty');
});
