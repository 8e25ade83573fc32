import { expect, test } from 'vitest';
import { findDateOrder } from '../../../src/queue/history/date-order.ts';
import { createMomentReader } from '../../../src/queue/history/moment.ts';
import { createZoneClock } from '../../../src/queue/history/zone-clock.ts';

const nine = Date.UTC(2026, 2, 2, 9) / 1000;

test.each([
  '2026-03-02 09:00',
  '2026-03-02T09:00:00.000',
  '2026/3/2 9:00',
  '20260302 09:00',
  '02.03.2026 09:00',
  '2.3.26 9:00',
  '02/03/2026 09:00:00',
  '02-Mar-2026 09:00',
  '2 March 2026 9:00 am',
  'Mar 2, 2026 9:00 AM',
  '2026-03-02 09:00 - 09:30',
  '2026-03-02 09:00-09:30',
])('%s is nine o’clock on the second of March', (text) => {
  expect(createMomentReader('day-first')(text)).toEqual({ local: nine, hour: 9 });
});

test.each(['2026-03-02T09:00:00Z', '2026-03-02T10:00:00+01:00', '2026-03-02T03:30:00-0530', '1772442000', '1772442000000'])(
  '%s is an instant',
  (text) => {
    expect(createMomentReader(undefined)(text)).toEqual({ instant: nine });
  },
);

test.each([
  '',
  'soon',
  '2026-03-02',
  '2026-13-01 09:00',
  '2026-02-29 09:00',
  '2026-03-02 24:00',
  '2026-03-02 13:00 PM',
  '2026-03-02 1:00 - 1:30 PM',
  '1812-03-02 09:00',
])('“%s” is no moment', (text) => expect(createMomentReader('day-first')(text)).toBeUndefined());

test('without an order, dates that need one are not read', () => {
  expect(createMomentReader(undefined)('02/03/2026 09:00')).toBeUndefined();
  expect(createMomentReader('month-first')('03/02/2026 09:00')).toEqual({ local: nine, hour: 9 });
});

test.each([
  { dates: ['2026-03-02', '02.03.2026'], order: 'written' },
  { dates: ['01/02/2026', '13/02/2026'], order: 'day-first' },
  { dates: ['01/02/2026', '01/13/2026'], order: 'month-first' },
  { dates: ['01/02/2026', '02/02/2026', '03/02/2026'], order: 'day-first' },
  { dates: ['02/01/2026', '02/02/2026', '02/03/2026'], order: 'month-first' },
  { dates: ['01/02/2026'], order: 'open' },
])('$dates are $order', ({ dates, order }) => expect(findDateOrder(dates)).toBe(order));

test.each([
  { zone: 'Europe/Berlin', local: '2026-07-01T09:00', utc: ['2026-07-01T07:00'] },
  { zone: 'Europe/Berlin', local: '2026-03-29T02:30', utc: [] },
  { zone: 'Europe/Berlin', local: '2026-10-25T02:30', utc: ['2026-10-25T00:30', '2026-10-25T01:30'] },
  { zone: 'America/New_York', local: '2026-11-01T01:00', utc: ['2026-11-01T05:00', '2026-11-01T06:00'] },
  { zone: 'Australia/Lord_Howe', local: '2026-04-05T01:45', utc: ['2026-04-04T14:45', '2026-04-04T15:15'] },
  { zone: 'Asia/Kolkata', local: '2026-03-02T09:00', utc: ['2026-03-02T03:30'] },
])('$local in $zone is $utc', ({ zone, local, utc }) => {
  const instants = createZoneClock(zone).instantsOf(Date.parse(`${local}Z`) / 1000);
  expect(instants).toEqual(utc.map((text) => Date.parse(`${text}Z`) / 1000));
});
