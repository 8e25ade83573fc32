import type { Readiness } from './ladder.ts';
import { overlap, type Shift, type Span } from './shift.ts';

export const SIGN_UP_STATES = ['confirmed', 'waitlisted', 'offered', 'cancelled', 'attended', 'missed', 'excused'] as const;
export type SignUpState = (typeof SIGN_UP_STATES)[number];

/** These hold a seat; what is said about attendance does not give it back. */
export const HOLDERS = ['confirmed', 'offered', 'attended', 'missed', 'excused'] as const satisfies readonly SignUpState[];
export const ATTENDANCE = ['attended', 'missed', 'excused'] as const satisfies readonly SignUpState[];
export type Attendance = (typeof ATTENDANCE)[number];

/** Up to here the first in line gets a freed seat without being asked; later nobody is bound without having said yes. */
export const PROMOTION_HOURS = 12;

/** What binds a person at a time: a seat, a place in a line, or a shift they host. */
export interface Commitment extends Span {
  shiftId: number;
  as: 'confirmed' | 'waitlisted' | 'buddy';
}

export interface Candidate {
  leads: boolean;
  commitments: readonly Commitment[];
  readiness: Readiness;
}

export type Seating =
  | { seated: true; state: 'confirmed' | 'waitlisted' }
  | { seated: false; why: 'cancelled' | 'past' | 'yours' | 'waiting' | 'hosting' | 'closed' | 'not a leader' }
  | { seated: false; why: 'overlaps'; commitment: Commitment }
  | { seated: false; why: 'not ready'; readiness: Readiness & { ready: false } };

/** Who gets a seat, and why not. `taken` counts the seats held. Whoever waits may take a free seat until the start. */
export function seat(shift: Shift, taken: number, { leads, commitments, readiness }: Candidate, now: Date): Seating {
  const at = now.toISOString();
  const mine = commitments.find(({ shiftId }) => shiftId === shift.id);
  if (shift.cancelledAt) return { seated: false, why: 'cancelled' };
  if (mine?.as === 'confirmed') return { seated: false, why: 'yours' };
  if (mine?.as === 'buddy') return { seated: false, why: 'hosting' };
  if (shift.startsAt <= at) return { seated: false, why: 'past' };
  if (!leads) return { seated: false, why: 'not a leader' };
  if (mine) return taken < shift.seats ? { seated: true, state: 'confirmed' } : { seated: false, why: 'waiting' };
  if (shift.signUpClosesAt <= at) return { seated: false, why: 'closed' };
  if (!readiness.ready) return { seated: false, why: 'not ready', readiness };

  const commitment = commitments.find((other) => overlap(shift, other));
  if (commitment) return { seated: false, why: 'overlaps', commitment };
  return { seated: true, state: taken < shift.seats ? 'confirmed' : 'waitlisted' };
}

export type Filling = { how: 'promote' | 'tell'; personIds: number[] };

/** What happens with free seats and a line (first come first): promoted early enough, else everybody waiting is told. */
export function fill(shift: Shift, taken: number, line: readonly number[], now: Date): Filling {
  const free = Math.max(0, shift.seats - taken);
  const open = !shift.cancelledAt && now.toISOString() < shift.startsAt;
  if (!open || free === 0) return { how: 'tell', personIds: [] };
  return promotes(shift, now) ? { how: 'promote', personIds: line.slice(0, free) } : { how: 'tell', personIds: [...line] };
}

export const promotes = (shift: Span, now: Date) => Date.parse(shift.startsAt) - now.getTime() >= PROMOTION_HOURS * 3_600_000;

/** Who does something to somebody's place. */
export interface Actor {
  id: number;
  name: string;
}

export type Return = 'given back' | 'already' | 'begun' | 'shift cancelled';

/** Whether a seat or a place in line can be given back. Saying it twice is saying it once. */
export function giveBack(shift: Shift, state: SignUpState, now: Date): Return {
  if (state === 'cancelled') return 'already';
  if (shift.cancelledAt) return 'shift cancelled';
  return shift.startsAt <= now.toISOString() ? 'begun' : 'given back';
}

export type Marking = 'marked' | 'already' | 'not begun' | 'no seat' | 'shift cancelled';

/** Whether attendance can be said: once the shift has begun, of those who held a seat; saying something else corrects it. */
export function mark(shift: Shift, state: SignUpState, attendance: Attendance, now: Date): Marking {
  if (shift.cancelledAt) return 'shift cancelled';
  if (!isHolder(state)) return 'no seat';
  if (now.toISOString() < shift.startsAt) return 'not begun';
  return state === attendance ? 'already' : 'marked';
}

export const isHolder = (state: SignUpState): boolean => HOLDERS.some((holder) => holder === state);
