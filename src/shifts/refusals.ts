import type { Seating } from './seating.ts';
import { MODE_WORDS, type Shift } from './shift.ts';

export interface Reason {
  words: string;
  /** What to do instead: where it leads, and its words. */
  next: { href: string; words: string };
}

type Refused = Seating & { seated: false };

/** Why there is no seat, and what to do instead: one sentence and one link. */
export function reasonFor(refused: Refused, shift: Pick<Shift, 'id' | 'queueId' | 'endsAt'>, now: Date): Reason {
  const others = { href: '/shifts?view=open', words: 'See what is open' };
  switch (refused.why) {
    case 'cancelled':
      return { words: 'This shift is cancelled', next: others };
    case 'past':
      return { words: shift.endsAt <= now.toISOString() ? 'Over' : 'It runs now, and sign-up is over', next: others };
    case 'closed':
      return { words: 'Sign-up is closed', next: others };
    case 'yours':
      return { words: 'You have a seat', next: { href: `/shifts/${shift.id}`, words: 'Open your shift' } };
    case 'waiting':
      return { words: 'You are in line for a seat', next: { href: `/shifts/${shift.id}`, words: 'See your place' } };
    case 'hosting':
      return { words: 'You host this shift', next: { href: `/shifts/${shift.id}`, words: 'See who comes' } };
    case 'not a leader':
      return { words: 'Seats are for leaders', next: { href: `/shifts/${shift.id}`, words: 'Read about it' } };
    case 'overlaps':
      return overlaps(refused.commitment);
    case 'not ready':
      return notReady(refused.readiness, shift);
  }
}

function overlaps(commitment: (Refused & { why: 'overlaps' })['commitment']): Reason {
  const href = `/shifts/${commitment.shiftId}`;
  if (commitment.as === 'buddy') return { words: 'You host a shift at that time', next: { href, words: 'See that shift' } };
  if (commitment.as === 'waitlisted')
    return { words: 'You wait for a seat at that time', next: { href, words: 'Leave that line first' } };
  return { words: 'Overlaps a shift of yours', next: { href, words: 'See that shift' } };
}

function notReady(readiness: (Refused & { why: 'not ready' })['readiness'], shift: Pick<Shift, 'id' | 'queueId'>): Reason {
  if (readiness.needs === 'briefing')
    return {
      words: 'There is a briefing to read first',
      next: { href: `/shifts/${shift.id}#briefing`, words: 'Read the briefing' },
    };
  const mode = readiness.mode;
  return {
    words: `Sit in a ${MODE_WORDS[mode].toLowerCase()} shift of this queue first`,
    next: { href: `/shifts?queue=${shift.queueId}&mode=${mode}`, words: `Find a ${MODE_WORDS[mode].toLowerCase()} shift` },
  };
}
