const HOUR = 3_600_000;
const IDLE_HOURS = 12;
const MOST_DAYS = 30;

/** When a session ends by itself: after 12 idle hours, and after 30 days in any case. Instants in and out. */
export function sessionEnds({ startedAt, seenAt }: { startedAt: string; seenAt: string }): string {
  const idle = Date.parse(seenAt) + IDLE_HOURS * HOUR;
  const most = Date.parse(startedAt) + MOST_DAYS * 24 * HOUR;
  return new Date(Math.min(idle, most)).toISOString();
}
