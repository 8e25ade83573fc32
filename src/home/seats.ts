import { type Listed, type Reader, seatingFor } from '../shifts/list.ts';
import { reasonFor } from '../shifts/refusals.ts';
import { MODE_WORDS, needsBuddy } from '../shifts/shift.ts';

/** A shift that a leader could take, why this one, and whether one button is enough. */
export interface Suggestion {
  shift: Listed;
  because: string;
  /** Undefined: one button signs up. Else what comes first. */
  first: { words: string; href: string } | undefined;
}

const DAY = 24 * 3_600_000;

/** Shifts with a free seat that this leader may take (or may, once they have read the briefing): two, from two queues if there are. */
export function suggest(open: readonly Listed[], reader: Reader, now: Date): Suggestion[] {
  const fitting = open.flatMap((shift) => asSuggestion(shift, reader, now));
  const [one] = fitting;
  if (!one) return [];
  const other = fitting.find(({ shift }) => shift.queueId !== one.shift.queueId) ?? fitting[1];
  return other ? [one, other] : [one];
}

function asSuggestion(shift: Listed, reader: Reader, now: Date): Suggestion[] {
  if (shift.taken >= shift.seats) return [];
  const seating = seatingFor(shift, reader, now);
  if (seating.seated) return [{ shift, because: because(shift, reader), first: undefined }];
  if (seating.why !== 'not ready' || seating.readiness.ready || seating.readiness.needs !== 'briefing') return [];
  return [{ shift, because: because(shift, reader), first: reasonFor(seating, shift, now).next }];
}

function because({ queueId, queueName, mode, seats, taken }: Listed, { attended }: Reader): string {
  const sat = attended.get(queueId) ?? [];
  if (sat.length === 0) return `You have not sat in ${queueName} yet`;
  if (!sat.includes(mode)) return `Your first ${MODE_WORDS[mode].toLowerCase()} shift in ${queueName}`;
  if (taken === 0) return 'Nobody has taken a seat yet';
  return seats - taken === 1 ? 'One seat left' : `${seats - taken} of ${seats} seats free`;
}

/** What an owner must see to before it begins: within two weeks, with nobody in it, seats left, or no buddy. */
export function needsCare(shifts: readonly Listed[], now: Date) {
  const soon = shifts.filter(({ startsAt }) => {
    const ahead = Date.parse(startsAt) - now.getTime();
    return ahead > 0 && ahead < 14 * DAY;
  });
  return soon.map((shift) => ({
    shift,
    free: Math.max(0, shift.seats - shift.taken),
    noBuddy: needsBuddy(shift.mode) && shift.buddies.length === 0,
  }));
}
