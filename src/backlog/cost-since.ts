import { type Cost, totalOf } from './cost.ts';
import type { Period } from './period.ts';

const HOUR = 3_600_000;
const WEEK = 7 * 24 * HOUR;

interface Shippable {
  shippedAt: string | null;
  themes: readonly { id: number }[];
}

/**
 * The three periods in which a fix is judged: now, a week ago, and before it shipped. Once it has shipped only what was heard since
 * says what it costs; before that, all that was ever heard does.
 */
export function periodsOf({ shippedAt }: Pick<Shippable, 'shippedAt'>, now: Date): [Period, Period, Period] {
  const weekAgo = weekBefore(now);
  if (shippedAt === null) return [{}, { until: weekAgo }, {}];
  return [{ from: shippedAt }, { from: shippedAt < weekAgo ? shippedAt : undefined, until: weekAgo }, { until: shippedAt }];
}

/** A week ago on the full hour: within an hour the same costs are asked for, and kept. */
export const weekBefore = (now: Date) => new Date(Math.floor((now.getTime() - WEEK) / HOUR) * HOUR).toISOString();

/** What a fix costs a week: all that is known, or before and since it shipped. Each undefined where it is not known. */
export function costThenAndNow({ shippedAt, themes }: Shippable, [now, , before]: readonly Map<number, Cost>[]) {
  const sum = (costs: Map<number, Cost> | undefined) => totalOf(themes.map(({ id }) => costs?.get(id)));
  return { total: sum(now), totalBefore: shippedAt === null ? undefined : sum(before) };
}
