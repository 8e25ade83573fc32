import type { Hour } from './hours.ts';
import { dayAfter } from './local-clock.ts';

export const VIEWS = ['gain', 'short', 'calls'] as const;
export type View = (typeof VIEWS)[number];

/** A cell: what it says, how warm it is (0 to 4), and the hour behind it. */
export interface Cell {
  shown: string;
  heat: number;
  hour: Hour;
}

/** Hours across, days down; undefined where the queue has no calls. */
export interface HeatMap {
  hours: number[];
  days: { day: string; cells: (Cell | undefined)[] }[];
}

/** The days from `from` on as a heat map; warmth is the quarter of the map's hours that a cell lies in, so that weeks compare. */
export function heatMap(hours: readonly Hour[], view: View, from: string, days: number): HeatMap {
  const across = [...new Set(hours.map(({ hour }) => hour))].sort((a, b) => a - b);
  const quarters = quartersOf(hours.map((hour) => figureOf(hour, view) ?? 0));
  const byPlace = new Map(hours.map((hour) => [`${hour.day} ${hour.hour}`, hour]));
  const cellAt = (day: string, hour: number) => {
    const found = byPlace.get(`${day} ${hour}`);
    return found && { shown: shownIn(found, view), heat: heatOf(figureOf(found, view), quarters), hour: found };
  };
  return {
    hours: across,
    days: Array.from({ length: days }, (_, i) => dayAfter(from, i)).map((day) => ({
      day,
      cells: across.map((hour) => cellAt(day, hour)),
    })),
  };
}

export function figureOf(hour: Hour, view: View): number | null {
  return view === 'calls' ? hour.calls : view === 'gain' ? hour.hangUpsSaved : hour.short;
}

function shownIn(hour: Hour, view: View) {
  const value = figureOf(hour, view);
  if (value === null) return '?';
  if (view === 'gain') return value < 0.05 ? '0' : value < 9.95 ? value.toFixed(1) : String(Math.round(value));
  return view === 'short' && value > 0 ? `+${value}` : String(Math.round(value)).replace('-', '−');
}

/** The values under which a quarter, half and three quarters of the hours over nothing lie. */
function quartersOf(values: number[]): number[] {
  const sorted = values.filter((value) => value > 0).toSorted((a, b) => a - b);
  return [0.25, 0.5, 0.75].map((share) => sorted[Math.floor(share * sorted.length)] ?? 0);
}

/** 0 only for nothing; hours that are all alike are all lukewarm. */
function heatOf(value: number | null, quarters: number[]) {
  if (value === null || value <= 0) return 0;
  return 1 + quarters.filter((quarter) => value > quarter).length;
}
