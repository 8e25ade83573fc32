export type Reminding = 'day' | 'hour';

const HOUR = 3_600_000;
const HOURS_BEFORE: Record<Reminding, number> = { day: 24, hour: 1 };

/**
 * Which reminder is due now, if any. `knownSince` is when the person heard of the shift: whoever heard of it within the last day
 * (or hour) before it needs no reminder of that. Of two that are due after a standstill, the nearer one counts.
 */
export function dueReminder(
  { startsAt, knownSince }: { startsAt: string; knownSince: string },
  now: Date,
): Reminding | undefined {
  const start = Date.parse(startsAt);
  if (now.getTime() >= start) return undefined;
  const which = (['hour', 'day'] as const).find((reminding) => now.getTime() >= start - HOURS_BEFORE[reminding] * HOUR);
  if (!which) return undefined;
  return Date.parse(knownSince) <= start - HOURS_BEFORE[which] * HOUR ? which : undefined;
}
