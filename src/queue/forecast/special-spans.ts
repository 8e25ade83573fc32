import type { Series } from './series.ts';

/** A stretch of slots that is unlike its weekday: a named event, or a public holiday. Cells count from the series' start. */
export interface SpecialSpan {
  kind: 'event' | 'holiday';
  name: string;
  firstCell: number;
  /** The first cell after it. */
  endCell: number;
}

/** The series without its special cells: what the ordinary model learns from. */
export function withoutSpecial(series: Series, spans: SpecialSpan[]): Series {
  if (spans.length === 0) return series;
  const calls = series.calls.slice();
  for (const span of spans) calls.fill(Number.NaN, clip(span.firstCell, calls), clip(span.endCell, calls));
  return { ...series, calls };
}

/** The cells of a span that belong to one day, as slots of that day. */
export function slotsOn(span: SpecialSpan, day: number, slots: number): { first: number; end: number } {
  return { first: Math.max(0, span.firstCell - day * slots), end: Math.min(slots, span.endCell - day * slots) };
}

export function touches(span: SpecialSpan, day: number, slots: number): boolean {
  return span.firstCell < (day + 1) * slots && span.endCell > day * slots;
}

function clip(cell: number, calls: Float64Array) {
  return Math.min(Math.max(cell, 0), calls.length);
}
