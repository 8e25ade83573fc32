import type { ThemeContent } from '../content.ts';
import { BILLING_THEMES } from './billing.ts';
import { BUYING_THEMES } from './buying.ts';
import { DELIGHT_THEMES } from './delights.ts';
import { DELIVERY_THEMES } from './delivery.ts';
import { ORDERS_THEMES } from './orders.ts';

export const THEMES: readonly ThemeContent[] = [
  ...ORDERS_THEMES,
  ...BUYING_THEMES,
  ...DELIVERY_THEMES,
  ...BILLING_THEMES,
  ...DELIGHT_THEMES,
];

/** Merged into another, and split from another, some days ago. */
export const MERGED = { theme: 'stale', into: 'van', daysAgo: 26 };
export const SPLIT = { theme: 'balance', from: 'refund', daysAgo: 14 };
