import fc from 'fast-check';
import { expect, test } from 'vitest';
import { orderOf, readDate } from '../../src/friction/import-date.ts';

test.each([
  ['2015-04-22', '2015-04-22T12:00:00.000Z'],
  ['2015/4/2', '2015-04-02T12:00:00.000Z'],
  ['2015-04-22T10:30:00Z', '2015-04-22T10:30:00.000Z'],
  ['2015-04-22 10:30:05.123456', '2015-04-22T10:30:05.000Z'],
  ['2015-04-22T10:30:00+02:00', '2015-04-22T08:30:00.000Z'],
  ['2015-04-22T23:30:00-0530', '2015-04-23T05:00:00.000Z'],
  ['22-04-15', '2015-04-22T12:00:00.000Z'],
  ['22.4.2015 8:05', '2015-04-22T08:05:00.000Z'],
  ['04/03/2015 12:15 AM', '2015-03-04T00:15:00.000Z'],
  ['04/03/2015, 12:15 p.m.', '2015-03-04T12:15:00.000Z'],
  ['22 Apr 2015', '2015-04-22T12:00:00.000Z'],
  ['22-Apr-15', '2015-04-22T12:00:00.000Z'],
  ['April 22nd, 2015', '2015-04-22T12:00:00.000Z'],
  ['Wed, 22 April 2015 10:30', '2015-04-22T10:30:00.000Z'],
  ['01-01-70', '1970-01-01T12:00:00.000Z'],
])('“%s” is %s', (typed, instant) => {
  expect(readDate(typed, 'day first')).toBe(instant);
});

test.each([
  '',
  'soon',
  '31-02-15',
  '2015-13-01',
  '00-01-15',
  '2015-04-22 25:00',
  '2015-04-22 13:00 PM',
  '22 Xyz 2015',
  '22-04-2',
  '1',
])('“%s” is no date', (typed) => {
  expect(readDate(typed, 'day first')).toBeUndefined();
});

test('a single day over twelve decides for the whole column', () => {
  expect(orderOf(['04-08-15', '22-04-15', '01-02-15'])).toBe('day first');
  expect(orderOf(['04/08/2015', '04/22/2015'])).toBe('month first');
  expect(orderOf(['04-08-15', '2015-04-22'])).toBeUndefined();
  expect(readDate('04-08-15', 'month first')).toBe('2015-04-08T12:00:00.000Z');
});

test('every instant written as ISO is read back, to the second', () => {
  const instants = fc.date({ min: new Date(0), max: new Date('2099-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(instants, (date) => {
      const read = readDate(date.toISOString(), 'day first');
      expect(read?.slice(0, 19)).toBe(date.toISOString().slice(0, 19));
    }),
  );
});

test('whatever is typed, reading it never throws', () => {
  fc.assert(fc.property(fc.string(), (typed) => void readDate(typed, 'month first')));
});
