import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Batches, createBatches, followWaiting, listBatches, settle } from '../../../src/themes/grouping/batches.ts';
import { addReport, fileReport } from '../../../src/themes/grouping/engine.ts';
import { createMatching, type Matching } from '../../../src/themes/grouping/matching.ts';

const EVERYTHING = 100_000;

function engineWith(texts: readonly string[]): Matching {
  const matching = createMatching();
  for (const [index, text] of texts.entries()) addReport(matching, { id: index + 1, text });
  return matching;
}

function listed(matching: Matching, waiting: readonly number[], batches: Batches = createBatches()) {
  followWaiting(batches, waiting);
  expect(settle(matching, batches, waiting, EVERYTHING)).toBe(true);
  return listBatches(batches, waiting);
}

/** The batches of texts that all wait: the numbers of each, its lead first. */
const batchesOf = (...texts: string[]) =>
  listed(
    engineWith(texts),
    texts.map((_, index) => index + 1),
  ).map(({ leadId, travellerIds }) => [leadId, ...travellerIds]);

test('the same words travel together, whatever the capitals, marks, accents, apostrophes and endings', () => {
  expect(batchesOf('Order search is SLOW!', 'order search is slow', 'Orders search is slow…', 'Refund came late')).toEqual([
    [1, 2, 3],
    [4],
  ]);
  expect(batchesOf('Café doesn’t open', "cafe doesn't open")).toEqual([[1, 2]]);
  expect(batchesOf('注文の検索が遅いです', '注文の検索が遅いです。')).toEqual([[1, 2]]);
});

test('a little word more makes no other complaint', () => {
  expect(batchesOf('Order search is slow', 'The order search is slow', 'Order search is so slow')).toEqual([[1, 2, 3]]);
});

test.each([
  ['another thing', 'Why did I get charged a fee for my transfer', 'Why did I get charged a fee for my card payment'],
  [
    'a denial',
    'The agent could find the order of the customer on the screen',
    'The agent could not find the order of the customer on the screen',
  ],
  [
    'a denial in another language',
    'Der Kunde konnte die Bestellung auf der Seite gleich finden',
    'Der Kunde konnte die Bestellung auf der Seite gleich nicht finden',
  ],
  ['another number', 'Error 404 on the order screen', 'Error 500 on the order screen'],
  ['half of the words', 'Order search is slow', 'Order search is slow and the refund page is gone'],
  ['nothing that could be compared', '???', '???'],
])('%s keeps two reports apart', (_, one, other) => {
  expect(batchesOf(one, other)).toEqual([[1], [2]]);
});

test('the largest batch comes first, of equal ones that with the oldest lead', () => {
  const texts = [
    'Parcel lost',
    'Refund came late',
    'Order search is slow',
    'Refund came late',
    'Order search is slow',
    'Refund came late',
  ];
  expect(batchesOf(...texts)).toEqual([[2, 4, 6], [3, 5], [1]]);
});

test('who was decided about leaves, and who travelled with it and stays gets a lead of its own', () => {
  const matching = engineWith(['Order search is slow', 'Order search is slow', 'Parcel lost', 'Order search is slow']);
  const batches = createBatches();
  expect(listed(matching, [1, 2, 3, 4], batches)[0]).toEqual({ leadId: 1, travellerIds: [2, 4] });
  expect(listed(matching, [2, 3, 4], batches)).toEqual([
    { leadId: 2, travellerIds: [4] },
    { leadId: 3, travellerIds: [] },
  ]);
});

test('a report that the engine has not read waits alone until it has', () => {
  const matching = engineWith(['Order search is slow']);
  const batches = createBatches();
  expect(listed(matching, [1, 2], batches)).toHaveLength(2);
  addReport(matching, { id: 2, text: 'order search is slow' });
  expect(listed(matching, [1, 2], batches)).toEqual([{ leadId: 1, travellerIds: [2] }]);
});

test('a long list is looked at a few at a time', () => {
  const matching = engineWith(Array.from({ length: 10 }, () => 'Order search is slow'));
  const waiting = Array.from({ length: 10 }, (_, index) => index + 1);
  const batches = createBatches();
  followWaiting(batches, waiting);
  expect([4, 4, 4].map((most) => settle(matching, batches, waiting, most))).toEqual([false, false, true]);
  expect(listBatches(batches, waiting)).toHaveLength(1);
});

/** Twenty words in a row, beginning somewhere: near-identical to those that begin two words away, and not to those that begin three away. */
const text = fc.nat({ max: 9 }).map((from) => Array.from({ length: 20 }, (_, index) => `word${from + index}`).join(' '));

const REPORTS = 12;
const texts = fc.array(text, { minLength: REPORTS, maxLength: REPORTS });
const ids = Array.from({ length: REPORTS }, (_, index) => index + 1);

test('coming and going in any order leaves the batches that the same reports would make anew', () => {
  const waits = fc.array(fc.boolean(), { minLength: REPORTS, maxLength: REPORTS });
  const change = fc.record({ waits, file: fc.boolean() });
  fc.assert(
    fc.property(texts, fc.array(change, { minLength: 4, maxLength: 8 }), (texts, changes) => {
      const matching = engineWith(texts);
      const batches = createBatches();
      for (const { waits, file } of changes) {
        const waiting = ids.filter((_, index) => waits[index]);
        const gone = ids.find((_, index) => !waits[index]);
        if (file && gone !== undefined) fileReport(matching, { id: gone }, 7, 'human');
        expect(listed(matching, waiting, batches)).toEqual(listed(matching, waiting));
      }
    }),
  );
});

test('each report travels with one near-identical to it, and two that lead are never near-identical', () => {
  fc.assert(
    fc.property(texts, (texts) => {
      const all = listed(engineWith(texts), ids);
      const together = (one: number, other: number) =>
        listed(
          engineWith(texts),
          [one, other].sort((a, b) => a - b),
        ).length === 1;
      for (const { leadId, travellerIds } of all) expect(travellerIds.every((id) => together(leadId, id))).toBe(true);
      for (const [index, { leadId }] of all.entries())
        for (const other of all.slice(index + 1)) expect(together(leadId, other.leadId)).toBe(false);
      expect(all.flatMap(({ leadId, travellerIds }) => [leadId, ...travellerIds]).sort((a, b) => a - b)).toEqual(ids);
    }),
    { numRuns: 30 },
  );
});
