import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newMatcher } from '../../src/themes/matching.ts';
import { fold, shortened, tellingWords } from '../../src/themes/words.ts';

function threeThemes() {
  const matcher = newMatcher();
  matcher.putName(1, 'Order lookup is slow');
  matcher.putReport(10, 1, 'Looking up an order takes forever');
  matcher.putName(2, 'Refunds arrive late');
  matcher.putReport(20, 2, 'The refund took three weeks');
  matcher.putName(3, 'Callers repeat their address');
  matcher.putReport(30, 3, 'I had to give my address twice');
  return matcher;
}

test('the theme in like words comes first, with its nearest report and the words as they were typed', () => {
  const [first] = threeThemes().rank('Why do ORDERS take so long to look up?', 5);
  expect(first).toMatchObject({ id: 1, nearestId: 10 });
  expect(first!.words).toContain('orders');
});

test('nothing shared, nothing suggested', () => {
  expect(threeThemes().rank('zebra', 5)).toEqual([]);
  expect(threeThemes().rank('', 5)).toEqual([]);
  expect(threeThemes().rank('the and of', 5)).toEqual([]);
});

test('a merged theme is found as the one it counts for', () => {
  const matcher = threeThemes();
  matcher.countTogether(new Map([[2, 1]]));
  expect(matcher.rank('refund', 5).map(({ id }) => id)).toEqual([1]);
  matcher.countTogether(new Map());
  expect(matcher.rank('refund', 5).map(({ id }) => id)).toEqual([2]);
});

test('a theme that holds no report is not suggested', () => {
  const matcher = threeThemes();
  matcher.removeReport(20);
  expect(matcher.rank('refund', 5)).toEqual([]);
  matcher.putReport(20, 2, 'The refund took three weeks');
  expect(matcher.rank('refund', 5)).toHaveLength(1);
});

test('a theme is told from its neighbours by its own words', () => {
  expect(threeThemes().tellingText(2)).toMatch(/refund/);
  expect(threeThemes().tellingText(99)).toBe('');
});

test('the same content answers alike in whatever order it came and however often it moved', () => {
  const texts = ['order slow', 'refund late order', 'address twice', 'slow address order', 'late slow'];
  fc.assert(
    fc.property(fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 }), fc.array(fc.nat(4)), (order, moved) => {
      const [plain, other] = [newMatcher(), newMatcher()];
      for (const n of [0, 1, 2, 3, 4]) plain.putReport(n, n % 3, texts[n]!);
      for (const n of moved) other.putReport(n, 9, 'something else');
      for (const n of order) other.putReport(n, n % 3, texts[n]!);
      expect(other.rank('slow order address', 5)).toEqual(plain.rank('slow order address', 5));
    }),
  );
});

test('words are compared without case, accents, endings and common words', () => {
  expect(fold('Größe: CAFÉ’s  ½')).toBe('große cafes 1 2');
  expect(shortened('orders')).toBe(shortened('order'));
  expect(shortened('stopped')).toBe(shortened('stop'));
  expect(shortened('delivery')).toBe(shortened('deliveries'));
  expect([...tellingWords('the orders and THE order').keys()]).toEqual(['order']);
});
