import { Temporal } from 'temporal-polyfill';
import type { Series } from './series.ts';
import type { SpecialSpan } from './special-spans.ts';

/** Something marked by hand: a mailing, an outage. Local times such as 2026-03-02T09:00; `until` is no longer part of it. */
export interface NamedEvent {
  name: string;
  from: string;
  until: string;
}

/** Named events as spans of cells, whether they are past or to come; slots touched in part count whole. */
export function eventSpans(series: Series, events: NamedEvent[]): SpecialSpan[] {
  return events.map(({ name, from, until }) => ({
    kind: 'event',
    name: name.trim().toLowerCase(),
    firstCell: Math.floor(cellOf(series, from)),
    endCell: Math.ceil(cellOf(series, until)),
  }));
}

function cellOf(series: Series, local: string) {
  const at = Temporal.PlainDateTime.from(local);
  const day = series.firstDay.until(at.toPlainDate(), { largestUnit: 'day' }).days;
  return day * series.slots + (at.hour * 60 + at.minute) / series.slotMinutes;
}
