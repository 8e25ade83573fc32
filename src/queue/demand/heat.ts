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

const HEATS = 4;

/** The days from `from` on as a heat map; warmth is a share of the warmest cell, so that weeks can be compared. */
export function heatMap(hours: readonly Hour[], view: View, from: string, days: number): HeatMap {
  const across = [...new Set(hours.map(({ hour }) => hour))].sort((a, b) => a - b);
  const most = Math.max(0, ...hours.map((hour) => figureOf(hour, view) ?? 0));
  const byPlace = new Map(hours.map((hour) => [`${hour.day} ${hour.hour}`, hour]));
  const cellAt = (day: string, hour: number) => {
    const found = byPlace.get(`${day} ${hour}`);
    return found && { shown: shownIn(found, view), heat: heatOf(figureOf(found, view), most), hour: found };
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
  if (view === 'gain') return value < 0.05 ? '0' : value < 10 ? value.toFixed(1) : String(Math.round(value));
  return view === 'short' && value > 0 ? `+${value}` : String(Math.round(value)).replace('-', '−');
}

/** 0 only for nothing; the rest in even steps of the warmest. */
function heatOf(value: number | null, most: number) {
  if (value === null || value <= 0 || most <= 0) return 0;
  return Math.max(1, Math.ceil((HEATS * value) / most));
}
