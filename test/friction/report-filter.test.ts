import fc from 'fast-check';
import { expect, test } from 'vitest';
import { filterQuery, patternsIn, placeWords, readFilter, readPlace } from '../../src/friction/report-filter.ts';

test('whatever an address says, it is read as some filter', () => {
  fc.assert(fc.property(fc.dictionary(fc.string(), fc.anything()), (query) => void readFilter(query)));
  fc.assert(fc.property(fc.anything(), (place) => void readPlace(place)));
});

test('a filter written into an address is read back as it was', () => {
  const filter = readFilter({ q: 'a b & c', source: 'csr', queue: '7', unsorted: 'yes' });
  expect(readFilter(Object.fromEntries(new URLSearchParams(filterQuery(filter))))).toEqual(filter);
});

test.each([
  ['2026-02-07T15:10:00.000Z', '2026-02-07T15:10:00.000Z'],
  ['2026-02-07T16:10:00+01:00', '2026-02-07T15:10:00.000Z'],
  ['2026-02-30T15:10:00Z', undefined],
  ['yesterday', undefined],
  [['2026-02-07T15:10:00Z'], undefined],
])('since %s is read as the instant %s', (since, read) => {
  expect(readFilter({ since }).since).toBe(read);
});

test('a place written into an address is read back as it was', () => {
  const instant = fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(instant, fc.integer({ min: 1, max: 2_147_483_647 }), (date, id) => {
      const place = { at: date.toISOString(), id };
      expect(readPlace(placeWords(place))).toEqual(place);
    }),
  );
});

test('what a pattern language would mean is meant as typed', () => {
  expect(patternsIn('100% a_b \\')).toEqual(['%100\\%%', '%a\\_b%', '%\\\\%']);
});
