import type { LocalClock } from './local-clock.ts';

interface ForecastBesideCame {
  startsAt: string;
  calls: number;
  low: number;
  high: number;
  offered: number;
}

/** How a forecast did: per day, and over all intervals. */
export interface Hindsight {
  days: { day: string; forecast: number; came: number }[];
  /** Σ|came − forecast| ÷ Σ came over the intervals. */
  wape: number;
  /** Share of the intervals whose calls lay between low and high. */
  held: number;
  intervals: number;
}

export function hindsight(rows: readonly ForecastBesideCame[], clock: LocalClock): Hindsight | undefined {
  const days = new Map<string, { day: string; forecast: number; came: number }>();
  let [missed, came, held] = [0, 0, 0];
  for (const { startsAt, calls, low, high, offered } of rows) {
    const { day } = clock.read(startsAt);
    const sum = days.get(day) ?? { day, forecast: 0, came: 0 };
    days.set(day, { day, forecast: sum.forecast + calls, came: sum.came + offered });
    missed += Math.abs(offered - calls);
    came += offered;
    if (offered >= low && offered <= high) held++;
  }
  if (came === 0) return undefined;
  return { days: [...days.values()], wape: missed / came, held: held / rows.length, intervals: rows.length };
}
