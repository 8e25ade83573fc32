import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FIX_STATES } from '../../src/backlog/fix.ts';
import { letterTo, readersOf } from '../../src/backlog/return-letter.ts';
import { type Happening, returnsIn, type Shipment, wordsOf } from '../../src/backlog/returns.ts';
import { readFilter } from '../../src/friction/report-filter.ts';

const shipment = (given: Partial<Shipment> = {}): Shipment => ({
  fixId: 1,
  title: 'Index the order table',
  ownerId: 5,
  state: 'shipped',
  shippedAt: '2026-02-07T15:10:00.000Z',
  verifiedAt: null,
  themeId: 7,
  theme: 'Order search is slow',
  ...given,
});
const happening = (id: number, happenedAt: string, given: Partial<Happening> = {}): Happening => ({
  ...{ id, happenedAt, themeId: 7, callId: null },
  ...given,
});
const LATER = ['2026-02-09T10:00:00.000Z', '2026-02-20T10:00:00.000Z'] as const;
const two = LATER.map((at, index) => happening(index + 1, at));
const numbers = (shipments: Shipment[], happenings: Happening[]) =>
  returnsIn(shipments, happenings).map(({ fixId, themes }) => [
    fixId,
    themes.map(({ id, reports }) => [id, reports.map((r) => r.id)]),
  ]);

test('two events later than it shipped are a return, newest first; one is none', () => {
  expect(numbers([shipment()], two)).toEqual([[1, [[7, [2, 1]]]]]);
  expect(numbers([shipment()], two.slice(0, 1))).toEqual([]);
});

test('what happened before it shipped, or at that very moment, is no return', () => {
  const before = happening(3, '2026-02-07T15:09:59.999Z');
  const then = happening(4, '2026-02-07T15:10:00.000Z');
  expect(numbers([shipment()], [two[0]!, before, then])).toEqual([]);
  expect(numbers([shipment()], [two[0]!, happening(5, '2026-02-07T15:10:00.001Z')])).toHaveLength(1);
});

test('two reports of one call tell of one event', () => {
  const sameCall = two.map((one) => ({ ...one, callId: 9 }));
  expect(numbers([shipment()], sameCall)).toEqual([]);
  expect(numbers([shipment()], [...sameCall, happening(3, LATER[1], { callId: 10 })])).toEqual([[1, [[7, [3, 2, 1]]]]]);
});

test('of several fixes the one that shipped last answers for the theme', () => {
  const older = shipment({ fixId: 2, shippedAt: '2026-01-01T09:00:00.000Z' });
  expect(numbers([older, shipment()], two)).toEqual([[1, [[7, [2, 1]]]]]);
  expect(numbers([older, shipment({ shippedAt: '2026-02-15T09:00:00.000Z' })], two)).toEqual([]);
});

test.each(['regressed', 'planned', 'testing', 'declined'] as const)(
  'a fix that is %s after it shipped has come back already',
  (state) => {
    const older = shipment({ fixId: 2, shippedAt: '2026-01-01T09:00:00.000Z' });
    expect(numbers([older, shipment({ state })], two)).toEqual([]);
  },
);

test('verifying judges what had happened until then; what comes later counts', () => {
  const verified = (verifiedAt: string) => shipment({ state: 'verified', verifiedAt });
  expect(numbers([verified('2026-02-10T09:00:00.000Z')], two)).toEqual([]);
  const [back] = returnsIn([verified('2026-02-08T09:00:00.000Z')], two);
  expect([back!.since, back!.sinceIt, back!.reports]).toEqual(['2026-02-08T09:00:00.000Z', 'was verified', 2]);
});

test('a verification that lies before the last time it shipped judges nothing', () => {
  const again = shipment({ state: 'verified', verifiedAt: '2026-01-20T09:00:00.000Z' });
  expect(returnsIn([again], two)[0]).toMatchObject({ since: again.shippedAt, sinceIt: 'shipped' });
});

test('a fix counts over the themes that came back, each by itself', () => {
  const other = shipment({ themeId: 8, theme: 'Hold music' });
  const elsewhere = two.map((one) => ({ ...one, id: one.id + 10, themeId: 8 }));
  expect(numbers([shipment(), other], [...two.slice(1), ...elsewhere.slice(1)])).toEqual([]);
  const [back] = returnsIn([shipment(), other], [...two, ...elsewhere]);
  expect([back!.reports, back!.records]).toEqual([4, '/fixes/1#coming-back']);
});

test('the list of its reports is asked for by what the rule says', () => {
  const [back] = returnsIn([shipment()], two);
  expect(back!.records).toBe(back!.themes[0]!.records);
  const asked = readFilter(Object.fromEntries(new URL(back!.records, 'http://x').searchParams));
  expect(asked).toMatchObject({ theme: 7, kind: 'friction', since: shipment().shippedAt, practice: 'no' });
});

test('an owner’s words name the reports, at most the last dozen', () => {
  const [back] = returnsIn([shipment()], two);
  expect(wordsOf(back!, '7 Feb 2026')).toBe('Reported 2 times since it shipped on 7 Feb 2026 (#1, #2).');
  const many = Array.from({ length: 30 }, (_, n) => happening(n + 1, LATER[0]));
  const words = wordsOf(returnsIn([shipment()], many)[0]!, '7 Feb 2026');
  expect(words).toMatch(/^Reported 30 times since .*\(the last 12: #19, .*#30\)\.$/);
});

const instant = fc
  .integer({ min: 0, max: 40 })
  .map((hours) => new Date(Date.UTC(2026, 2, 28, 12) + hours * 3_600_000).toISOString());
const shipments = fc.array(
  fc
    .record({
      fixId: fc.integer({ min: 1, max: 4 }),
      themeId: fc.integer({ min: 1, max: 3 }),
      state: fc.constantFrom(...FIX_STATES),
      shippedAt: instant,
      verifiedAt: fc.option(instant),
    })
    .map(shipment),
  { maxLength: 6 },
);
/** One row a fix and theme, and a fix has one life, as the database has it. */
const lives = shipments.map((list) => {
  const first = new Map(list.map((one) => [one.fixId, one]));
  const rows = list.map(({ fixId, themeId }) => ({ ...first.get(fixId)!, themeId }));
  return [...new Map(rows.map((row) => [`${row.fixId} ${row.themeId}`, row])).values()];
});
const happenings = fc
  .array(fc.record({ themeId: fc.integer({ min: 1, max: 3 }), at: instant, callId: fc.option(fc.integer({ min: 1, max: 4 })) }), {
    maxLength: 12,
  })
  .map((list) => list.map(({ themeId, at, callId }, index) => happening(index + 1, at, { themeId, callId })));
const whole = fc.tuple(lives, happenings);
const shown = (given: readonly Shipment[], reports: readonly Happening[]) => returnsIn(given, reports);

test('the order in which rows are read says nothing', () => {
  fc.assert(
    fc.property(whole, ([given, reports]) => {
      expect(shown(given.toReversed(), reports.toReversed())).toEqual(shown(given, reports));
    }),
  );
});

test('every theme said to come back has its two events, all later than the last fix of it shipped, and none is passed over', () => {
  fc.assert(
    fc.property(whole, ([given, reports]) => {
      const said = shown(given, reports).flatMap(({ fixId, themes }) => themes.map(({ id, reports: of }) => ({ fixId, id, of })));
      for (const themeId of [1, 2, 3]) {
        const [last] = given
          .filter((one) => one.themeId === themeId)
          .toSorted((a, b) => Date.parse(b.shippedAt) - Date.parse(a.shippedAt) || b.fixId - a.fixId);
        const judged =
          last?.state === 'verified'
            ? Math.max(Date.parse(last.shippedAt), Date.parse(last.verifiedAt ?? last.shippedAt))
            : Date.parse(last?.shippedAt ?? '');
        const later = reports.filter((one) => one.themeId === themeId && Date.parse(one.happenedAt) > judged);
        const events = new Set(later.map(({ id, callId }) => (callId === null ? -id : callId)));
        const comesBack = (last?.state === 'shipped' || last?.state === 'verified') && events.size >= 2;
        const found = said.filter(({ id }) => id === themeId);
        expect(found.map(({ fixId }) => fixId)).toEqual(comesBack ? [last!.fixId] : []);
        expect(found.flatMap(({ of }) => of.map(({ id }) => id)).toSorted((a, b) => a - b)).toEqual(
          comesBack ? later.map(({ id }) => id) : [],
        );
      }
    }),
    { numRuns: 500 },
  );
});

test('one more report never takes a return away, and one taken back never makes one', () => {
  const named = (given: readonly Shipment[], reports: readonly Happening[]) =>
    shown(given, reports).flatMap(({ themes }) => themes.map(({ id }) => id));
  fc.assert(
    fc.property(whole, ([given, reports]) => {
      const fewer = named(given, reports.slice(1));
      expect(named(given, reports)).toEqual(expect.arrayContaining(fewer));
    }),
  );
});

test('the same history told a fortnight later, across a change of the clock, is the same', () => {
  const moved = (iso: string) => new Date(Date.parse(iso) + 14 * 86_400_000).toISOString();
  const told = (given: readonly Shipment[], reports: readonly Happening[]) =>
    shown(given, reports).map(({ fixId, themes }) => [fixId, themes.map(({ id, reports: of }) => [id, of.map((one) => one.id)])]);
  fc.assert(
    fc.property(whole, ([given, reports]) => {
      const later = given.map((one) => ({
        ...one,
        shippedAt: moved(one.shippedAt),
        verifiedAt: one.verifiedAt && moved(one.verifiedAt),
      }));
      const reportsLater = reports.map((one) => ({ ...one, happenedAt: moved(one.happenedAt) }));
      expect(told(later, reportsLater)).toEqual(told(given, reports));
    }),
  );
});

const reader = (id: number, decides: boolean) => ({
  id,
  name: `P${id}`,
  email: `p${id}@example.com`,
  timeZone: 'Europe/London',
  decides,
});

test('the owner of a fix hears; where that is nobody who decides, all who do hear too', () => {
  const ids = (ownerId: number | null, people: ReturnType<typeof reader>[]) => readersOf({ ownerId }, people).map(({ id }) => id);
  const people = [reader(1, true), reader(2, true), reader(3, false)];
  expect([ids(1, people), ids(3, people), ids(null, people), ids(9, people)]).toEqual([[1], [1, 2, 3], [1, 2], [1, 2]]);
});

test('the letter says the day in its reader’s zone', () => {
  const [back] = returnsIn([shipment({ shippedAt: '2026-02-07T23:30:00.000Z' })], two);
  const letter = letterTo({ ...reader(1, true), timeZone: 'Asia/Tokyo' }, back!);
  expect(letter.body).toContain(
    '“Index the order table” shipped on 8 Feb 2026. It was met again after that: 2 reports of “Order search is slow”.',
  );
});
