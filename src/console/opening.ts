import type { SignUpState } from '../shifts/seating.ts';
import type { Mode } from '../shifts/shift.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The console opens this early, so that nobody starts a shift looking for it. */
export const EARLY_MINUTES = 15;
/** A shift that runs over is still that shift. */
export const OVERRUN_MINUTES = 60;
/** The page stays open this long after the end, for late notes; a phone that found no network may send for this many days. */
export const LATE_HOURS = 24;
export const LATE_SENDING_DAYS = 7;

/** A shift with what one leader has to do with it. Instants are ISO 8601 UTC. */
export interface SeatedShift {
  id: number;
  queueId: number;
  queue: string;
  zone: string;
  mode: Mode;
  place: string;
  startsAt: string;
  endsAt: string;
  cancelledAt: string | null;
  state: SignUpState | null;
}

export type Entry = { open: true } | { open: false; status: 403 | 404 | 409; words: string; next: string };

const SEATED: readonly (SignUpState | null)[] = ['confirmed', 'offered', 'attended'];

/** Whether they have (or had) a seat to log from, whatever the time. */
export const sat = (shift: Pick<SeatedShift, 'state'>) => SEATED.includes(shift.state);

/** Who may log in this shift now, and what to do instead. `forSending`: a phone brings what it kept while there was no network. */
export function enter(shift: SeatedShift, now: Date, { forSending = false } = {}): Entry {
  if (!sat(shift)) return notSeated(shift.state);
  if (shift.cancelledAt) return closed('This shift is cancelled', 'Find another one under Shifts.');
  if (now.getTime() < Date.parse(shift.startsAt) - EARLY_MINUTES * MINUTE)
    return closed(
      `The console opens ${EARLY_MINUTES} minutes before your shift`,
      'Until then, read the briefing on the shift’s page.',
    );
  const lateBy = now.getTime() - Date.parse(shift.endsAt);
  if (lateBy > (forSending ? LATE_SENDING_DAYS * DAY : LATE_HOURS * HOUR))
    return closed(
      'The console closed a day after your shift',
      'Your debrief keeps what you met. Tell a program owner what is missing.',
    );
  return { open: true };
}

function notSeated(state: SignUpState | null): Entry {
  if (state === null || state === 'cancelled')
    return { open: false, status: 404, words: 'You have no seat in this shift', next: 'Find a shift you may take under Shifts.' };
  if (state === 'waitlisted')
    return {
      open: false,
      status: 403,
      words: 'You are still in line for a seat',
      next: 'As soon as one is yours, the console opens for you.',
    };
  return {
    open: false,
    status: 403,
    words: `This shift is recorded as ${state} for you`,
    next: 'If you did sit in it, ask a program owner to correct the attendance.',
  };
}

const closed = (words: string, next: string): Entry => ({ open: false, status: 409, words, next });

/** Phones' clocks that differ by less are believed: that much is the way through the network. */
const BELIEVED_SECONDS = 30;

/**
 * When something happened, by what a phone says: corrected by how far the phone's clock (`sentAt`, its own now) is off, never in the
 * future, and never outside the shift, from 15 minutes before its start until an hour after its end. Instants in and out.
 */
export function happenedAt(
  given: string | undefined,
  sentAt: string | undefined,
  shift: Pick<SeatedShift, 'startsAt' | 'endsAt'>,
  now: Date,
) {
  const off = sentAt === undefined ? 0 : now.getTime() - Date.parse(sentAt);
  const said = given === undefined ? now.getTime() : Date.parse(given) + (Math.abs(off) > BELIEVED_SECONDS * 1000 ? off : 0);
  const earliest = Date.parse(shift.startsAt) - EARLY_MINUTES * MINUTE;
  const latest = Math.min(now.getTime(), Date.parse(shift.endsAt) + OVERRUN_MINUTES * MINUTE);
  return new Date(Math.max(earliest, Math.min(said, latest))).toISOString();
}

/** A start that is older than this has happened, pause or not: refusing it would only lose it. */
const LIVE_MINUTES = 2;

/** While a shift is paused nobody starts a call; one that began before, or that a phone kept from earlier, is still recorded. */
export const refusedByPause = (startedAt: string, pause: { pausedAt: string } | undefined, now: Date): boolean =>
  pause !== undefined && startedAt >= pause.pausedAt && now.getTime() - Date.parse(startedAt) < LIVE_MINUTES * MINUTE;
