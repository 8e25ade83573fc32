import { formatIn } from '../web/format.ts';
import type { Listed, Reader } from './list.ts';
import { type Reason, reasonFor } from './refusals.ts';
import type { Seating } from './seating.ts';
import { MODE_WORDS, needsBuddy } from './shift.ts';

export interface Row {
  id: number;
  day: string;
  clock: string;
  elsewhere: string;
  queue: string;
  queueId: number;
  mode: string;
  seats: string;
  place: string;
  buddies: string;
  /** Nobody hosts it yet, and somebody must. */
  lacksBuddy: boolean;
  button: 'Sign me up' | 'Join the line' | '';
  pill: { kind: string; words: string } | undefined;
  reason: Reason | undefined;
  /** Over, running or cancelled: no longer to be changed. */
  fixed: boolean;
}

/** A shift as one line of the list, in the reader’s zone. */
export function rowFor(shift: Listed, seating: Seating, { leads }: Reader, zone: string, now: Date): Row {
  const [day = '', clock = ''] = timesOf(shift, zone);
  return {
    id: shift.id,
    day,
    clock,
    elsewhere: elsewhere(shift, zone),
    queue: shift.queueName,
    queueId: shift.queueId,
    mode: MODE_WORDS[shift.mode],
    seats: seatWords(shift, now),
    place: shift.place,
    buddies: shift.buddies.join(', '),
    lacksBuddy: needsBuddy(shift.mode) && shift.buddies.length === 0 && !isFixed(shift, now),
    fixed: isFixed(shift, now),
    ...side(shift, seating, leads, now),
  };
}

const isFixed = ({ startsAt, cancelledAt }: Listed, now: Date) => startsAt <= now.toISOString() || cancelledAt !== null;

function side(shift: Listed, seating: Seating, leads: boolean, now: Date): Pick<Row, 'button' | 'pill' | 'reason'> {
  if (seating.seated)
    return { button: seating.state === 'confirmed' ? 'Sign me up' : 'Join the line', pill: undefined, reason: undefined };
  const pill = PILLS[seating.why];
  if (pill || !leads) return { button: '', pill, reason: undefined };
  return { button: '', pill: undefined, reason: reasonFor(seating, shift, now) };
}

const PILLS: Partial<Record<string, Row['pill']>> = {
  yours: { kind: 'good', words: 'You have a seat' },
  waiting: { kind: 'watch', words: 'You are in line' },
  hosting: { kind: 'information', words: 'You host' },
  cancelled: { kind: 'bad', words: 'Cancelled' },
};

function seatWords({ seats, taken, waiting, startsAt }: Listed, now: Date) {
  if (startsAt <= now.toISOString()) return `${taken} of ${seats} ${seats === 1 ? 'seat' : 'seats'} taken`;
  const free = Math.max(0, seats - taken);
  if (free === 0) return waiting ? `Full, ${waiting} in line` : 'Full';
  return seats === 1 ? '1 seat free' : `${free} of ${seats} seats free`;
}

/** Words of the same times come back in every request: kept, as formatting them costs more than the rest of the row. */
const kept = new Map<string, string[]>();

function timesOf({ startsAt, endsAt }: Listed, zone: string): string[] {
  const key = `${zone} ${startsAt} ${endsAt}`;
  const known = kept.get(key);
  if (known) return known;
  const format = formatIn(zone);
  const end = format.day(startsAt) === format.day(endsAt) ? format.clock(endsAt) : format.when(endsAt);
  const words = [format.day(startsAt), `${format.clock(startsAt)}–${end}`];
  if (kept.size > 5_000) kept.clear();
  kept.set(key, words);
  return words;
}

function elsewhere(shift: Listed, zone: string) {
  if (shift.timeZone === zone) return '';
  const [day, clock] = timesOf(shift, shift.timeZone);
  const [myDay, myClock] = timesOf(shift, zone);
  if (day === myDay && clock === myClock) return '';
  return `${day === myDay ? clock : `${day}, ${clock}`} in ${formatIn(zone).city(shift.timeZone)}`;
}
