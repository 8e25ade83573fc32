import type { Db } from '../../database/open.ts';
import { type Need, needOf } from './need.ts';

export type NeedStore = ReturnType<typeof needStore>;

interface ShiftSpan {
  id: number;
  queueId: number;
  startsAt: string;
  endsAt: string;
}

/** Intervals begin at most this long before the part of them that a shift covers. */
const LONGEST_INTERVAL = 3_600_000;

export const needStore = (db: Db) => ({
  /** What one more person changes during each shift; shifts that no forecast covers are left out. One query for a page of shifts. */
  async needFor(shifts: readonly ShiftSpan[]): Promise<Map<number, Need>> {
    const needs = new Map<number, Need>();
    if (shifts.length === 0) return needs;
    const rows = await db
      .selectFrom('forecasts')
      .where('queueId', 'in', [...new Set(shifts.map(({ queueId }) => queueId))])
      .where((e) =>
        e.or(
          mergedSpans(shifts).map(({ startsAt, endsAt }) =>
            e.and([e('startsAt', '>', earlier(startsAt)), e('startsAt', '<', endsAt)]),
          ),
        ),
      )
      .select(['queueId', 'startsAt', 'seconds', 'waitSaved', 'hangUpsSaved'])
      .execute();
    for (const shift of shifts) {
      const need = needOf(
        shift,
        rows.filter(({ queueId }) => queueId === shift.queueId),
      );
      if (need) needs.set(shift.id, need);
    }
    return needs;
  },
});

/** Shifts of a page often share their hours: each stretch is asked for once. */
function mergedSpans(shifts: readonly ShiftSpan[]) {
  const spans: { startsAt: string; endsAt: string }[] = [];
  for (const { startsAt, endsAt } of shifts.toSorted((a, b) => (a.startsAt < b.startsAt ? -1 : 1))) {
    const last = spans.at(-1);
    if (!last || startsAt > last.endsAt) spans.push({ startsAt, endsAt });
    else if (endsAt > last.endsAt) last.endsAt = endsAt;
  }
  return spans;
}

const earlier = (instant: string) => new Date(Date.parse(instant) - LONGEST_INTERVAL).toISOString();
