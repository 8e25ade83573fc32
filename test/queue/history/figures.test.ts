import { expect, test } from 'vitest';
import { splitCells } from '../../../src/queue/history/cells.ts';
import { readCount, readDuration } from '../../../src/queue/history/figures.ts';
import { normaliseHeading, unitSeconds } from '../../../src/queue/history/headings.ts';

test.each([
  ['12', 12],
  ['12.0', 12],
  ['1,234', 1234],
  ['1.234', 1234],
  ['1 234', 1234],
  ['+7', 7],
])('%s are %i calls', (text, value) => expect(readCount(text)).toEqual({ value }));

test.each(['-1', '1.5', 'x', '1e9', '0x10', '--', '1,2,3'])('%s is no number of calls', (text) => {
  expect(readCount(text)).toHaveProperty('problem');
});

test.each([
  ['182.5', 1, 182.5],
  ['182,5', 1, 182.5],
  ['3:02', 1, 182],
  ['0:03:02', 1, 182],
  [':12', 1, 12],
  ['00:03:02.5', 1, 182.5],
  ['3', 60, 180],
])('%s (in %i s) is a time', (text, unit, value) => expect(readDuration(text, unit)).toEqual({ value }));

test.each(['-4', 'long', '1:2:3:4', '1e12'])('%s is no time', (text) => expect(readDuration(text, 1)).toHaveProperty('problem'));

test.each([
  ['Avg. Handle_Time (s)', 'avg handle time'],
  ['avgHandleTime', 'avg handle time'],
  ['Gesprächszeit [min]', 'gesprachszeit'],
  ['# Calls Offered', 'calls offered'],
  ['aht_s', 'aht'],
])('%s reads as %s', (heading, plain) => expect(normaliseHeading(heading)).toBe(plain));

test.each([
  ['AHT (min)', 60],
  ['talk_minutes', 60],
  ['wait ms', 0.001],
  ['Min wait time (s)', 1],
  ['AHT', 1],
])('%s counts in units of %d seconds', (heading, seconds) => expect(unitSeconds(heading)).toBe(seconds));

test.each([
  ['a,b,,c', ['a', 'b', '', 'c']],
  ['"a,b",c', ['a,b', 'c']],
  ['"a ""b""",c', ['a "b"', 'c']],
  ['5" pipe,c', ['5" pipe', 'c']],
  ['"",', ['', '']],
])('%s is cut into cells', (text, cells) => expect(splitCells(text, ',')).toEqual(cells));

test('an open quotation mark waits for its end', () => expect(splitCells('a,"b', ',')).toBeUndefined());
