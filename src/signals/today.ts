const ONE_DAY = 24 * 60 * 60 * 1000;

/** The last day (2026-11-21) that has begun anywhere: a tool's day may be ahead of ours. */
export const today = (now: Date): string => new Date(now.getTime() + ONE_DAY).toISOString().slice(0, 10);
