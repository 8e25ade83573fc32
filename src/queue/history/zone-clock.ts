import { Temporal } from 'temporal-polyfill';
import { FileRefused } from './refusal.ts';

/** Local time ↔ instants in one zone. Everything is in seconds: an instant since 1970 in UTC, a local time as if its clock were UTC. */
export interface ZoneClock {
  zone: string;
  offsetAt(instant: number): number;
  /** The instants a local time names: none where the clocks skip it, two where they show it twice, the earlier first. */
  instantsOf(local: number): number[];
}

const QUARTER = 900;
const DAY = 86_400;

/** Throws `FileRefused` for a zone nobody knows. Offsets come from Temporal, once per quarter of an hour. */
export function createZoneClock(zone: string): ZoneClock {
  const offsets = new Map<number, number>();
  if (!isZone(zone))
    throw new FileRefused(1, `The time zone “${zone}” is not known. Name one like Europe/Berlin or America/New_York.`);

  function offsetAt(instant: number) {
    const quarter = Math.floor(instant / QUARTER);
    const known = offsets.get(quarter);
    if (known !== undefined) return known;
    const moment = Temporal.Instant.fromEpochMilliseconds(quarter * QUARTER * 1000);
    const offset = moment.toZonedDateTimeISO(zone).offsetNanoseconds / 1e9;
    if (offsets.size > 100_000) offsets.clear();
    offsets.set(quarter, offset);
    return offset;
  }

  function instantsOf(local: number) {
    const dayBefore = local - offsetAt(local - DAY);
    const dayAfter = local - offsetAt(local + DAY);
    const candidates = dayBefore === dayAfter ? [dayBefore] : [dayBefore, dayAfter];
    return candidates.filter((instant) => instant + offsetAt(instant) === local);
  }

  return { zone, offsetAt, instantsOf };
}

function isZone(zone: string) {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
  }
}
