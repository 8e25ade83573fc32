import { expect, test } from 'vitest';
import { readCalls, UnreadableCalls } from '../../../src/queue/forecast/calls-file.ts';

const HEADER = 'datetime_local,calls\n';

test('reads the plain file', () => {
  const { rows, slotMinutes, notes } = readCalls(`${HEADER}2026-03-02T07:00:00,111\n2026-03-02T07:05:00,113\n`);
  expect(rows).toEqual([
    { day: '2026-03-02', minute: 420, calls: 111 },
    { day: '2026-03-02', minute: 425, calls: 113 },
  ]);
  expect([slotMinutes, notes]).toEqual([5, []]);
});

test.each([
  ['semicolons and further columns', 'queue;datetime_local;calls\nOrders;2026-03-02T07:00;4\n'],
  ['tabs', 'datetime_local\tcalls\n2026-03-02T07:00\t4\n'],
  ['a byte order mark, quotes and Windows line ends', '\uFEFF"datetime_local","calls"\r\n"2026-03-02 07:00","4"\r\n'],
  ['an offset behind the local time', `${HEADER}2026-03-02T07:00:00+01:00,4\n`],
])('accepts %s', (_, text) => {
  expect(readCalls(text).rows).toEqual([{ day: '2026-03-02', minute: 420, calls: 4 }]);
});

test('takes one row a day as daily totals', () => {
  expect(readCalls(`${HEADER}2026-03-02,400\n2026-03-03,380\n`).slotMinutes).toBe(1440);
});

test('averages the hour that comes twice, and says so', () => {
  const { notes } = readCalls(`${HEADER}2026-10-25T01:00,9\n2026-10-25T01:00,7\n2026-10-25T02:00,4\n2026-10-25T03:00,4\n`);
  expect(notes).toEqual(['2026-10-25 has an hour twice: read as the end of summer time, the two are averaged.']);
});

test.each([
  ['an empty file', '', /^Line 1: the file is empty/],
  ['only a header', HEADER, /^Line 2: there are no rows/],
  ['no header', '2026-03-02T07:00,4\n', /^Line 1: there is no column "datetime_local"/],
  ['another name for the calls', 'datetime_local,offered\n2026-03-02T07:00,4\n', /^Line 1: there is no column "calls"/],
  ['a 12-hour clock', `${HEADER}2026-03-02 01:00 PM,4\n`, /^Line 2: "2026-03-02 01:00 PM" is not a local time/],
  ['American dates', `${HEADER}3/2/2026 7:00,4\n`, /^Line 2: .* is not a local time/],
  ['UTC', `${HEADER}2026-03-02T07:00:00Z,4\n`, /^Line 2: .* is in UTC/],
  ['a day that is not on the calendar', `${HEADER}2026-02-30T07:00,4\n`, /^Line 2: .* is not on the calendar/],
  ['the hour 24', `${HEADER}2026-03-02T24:00,4\n`, /^Line 2: .* is not on the calendar or the clock/],
  ['minute 61', `${HEADER}2026-03-02T07:61,4\n`, /^Line 2: .* is not on the calendar or the clock/],
  ['no number', `${HEADER}2026-03-02T07:00,\n`, /^Line 2: the number of calls is missing/],
  ['a word', `${HEADER}2026-03-02T07:00,many\n`, /^Line 2: "many" is not a number of calls/],
  ['a decimal comma', `${HEADER}2026-03-02T07:00,4,5\n`, /^Line 2: 3 columns where the header has 2/],
  ['negative calls', `${HEADER}2026-03-02T07:00,4\n2026-03-02T07:30,-4\n`, /^Line 3: "-4" calls is less than none/],
  ['a number beyond belief', `${HEADER}2026-03-02T07:00,1e99\n`, /^Line 2: "1e99" is not a number/],
  ['too many calls', `${HEADER}2026-03-02T07:00,99999999999\n`, /^Line 2: .* more than any centre takes/],
  ['a line of 300 columns', `${HEADER}${'4,'.repeat(299)}4\n`, /^Line 2: 300 columns/],
  ['a line cut short', `${HEADER}2026-03-02T07:00\n`, /^Line 2: 1 columns/],
  [
    'the same interval by day twice',
    `${HEADER}2026-03-02T07:00,4\n2026-03-02T07:30,4\n2026-03-02T07:00,4\n`,
    /^Line 4: the same time is already on line 2/,
  ],
  ['an hour three times', `${HEADER}${'2026-10-25T01:00,9\n'.repeat(3)}2026-10-25T02:00,9\n`, /^Line 3: the same time/],
  ['UTF-16', 'd\0a\0t\0e\0', /^Line 1: this is not plain UTF-8/],
  ['binary', `${HEADER}\u0000\u0001PK`, /^Line 2: this is not plain UTF-8/],
  ['a wrong encoding', `${HEADER}2026-03-02T07:00,4\uFFFD\n`, /^Line 2: this is not plain UTF-8/],
  ['a mistyped century', `${HEADER}2026-03-02T07:00,4\n2206-03-02T07:00,4\n`, /^Line 3: 2206-03-02 is more than 30 years after/],
])('refuses %s with the line and what to do', (_, text, sentence) => {
  expect(() => readCalls(text)).toThrow(UnreadableCalls);
  expect(() => readCalls(text)).toThrow(sentence);
});
