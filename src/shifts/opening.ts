import { Temporal } from 'temporal-polyfill';
import type { LocalTimes } from './timing.ts';

/** One weekday (1 Monday – 7 Sunday) in the queue’s wall clock. A close that is not after its open is on the next day. */
export interface Opening {
  weekday: number;
  opensAt: string;
  closesAt: string;
}

export interface Hours {
  openings: readonly Opening[];
  closedDays: readonly { day: string; reason: string }[];
}

const DAY_MINUTES = 1_440;

/** Why no call comes in for part of this time, as a sentence; undefined while the queue is open throughout, or has no hours yet. */
export function closedDuring(local: LocalTimes, { openings, closedDays }: Hours): string | undefined {
  const closed = closedDays.find(({ day }) => day === local.day);
  if (closed) return `The queue is closed on that day (${closed.reason}): choose another day`;
  if (openings.length === 0) return undefined;

  const from = minutes(local.from);
  const until = minutes(local.until) + (local.until > local.from ? 0 : DAY_MINUTES);
  if (openTimes(local.day, { openings, closedDays }).some(([opens, closes]) => opens <= from && until <= closes))
    return undefined;
  return `The queue is ${hoursOn(local.day, openings)}: choose a time within, or plan a simulated shift`;
}

/** Minutes since that day’s midnight, yesterday’s to tomorrow’s, those that touch joined into one. */
function openTimes(day: string, { openings, closedDays }: Hours): [number, number][] {
  const spans = [-1, 0, 1].flatMap((offset) => {
    const date = Temporal.PlainDate.from(day).add({ days: offset });
    const opening = openings.find(({ weekday }) => weekday === date.dayOfWeek);
    if (!opening || closedDays.some((closed) => closed.day === date.toString())) return [];
    const [opens, closes] = [minutes(opening.opensAt), minutes(opening.closesAt)];
    const start = offset * DAY_MINUTES + opens;
    return [[start, start + (closes > opens ? closes - opens : closes - opens + DAY_MINUTES)] as [number, number]];
  });
  return joined(spans);
}

function joined(spans: [number, number][]): [number, number][] {
  const whole: [number, number][] = [];
  for (const [opens, closes] of spans) {
    const last = whole.at(-1);
    if (last && last[1] >= opens) last[1] = Math.max(last[1], closes);
    else whole.push([opens, closes]);
  }
  return whole;
}

function hoursOn(day: string, openings: readonly Opening[]) {
  const date = Temporal.PlainDate.from(day);
  const name = date.toLocaleString('en-GB', { weekday: 'long' });
  const opening = openings.find(({ weekday }) => weekday === date.dayOfWeek);
  return opening ? `open ${opening.opensAt}–${opening.closesAt} on ${name}s` : `closed on ${name}s`;
}

const minutes = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
