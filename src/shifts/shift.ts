/** The ladder, lowest rung first. Only shadow and live calls are evidence of how often something happens. */
export const MODES = ['listen', 'simulated', 'shadow', 'live'] as const;
export type Mode = (typeof MODES)[number];

export const OBSERVED_MODES: readonly Mode[] = ['shadow', 'live'];

/** What is met in these is practice, or hearsay: never evidence of how often. */
export const PRACTICE_MODES: readonly Mode[] = ['listen', 'simulated'];

export const MODE_WORDS: Record<Mode, string> = { listen: 'Listen', simulated: 'Simulated', shadow: 'Shadow', live: 'Live' };

export const MODE_HINTS: Record<Mode, string> = {
  listen: 'The leader hears calls and says nothing.',
  simulated: 'Practice calls only; no customer waits.',
  shadow: 'Beside a buddy, on real calls.',
  live: 'The leader takes real calls, a buddy beside them.',
};

/** In these modes a customer is on the line: they keep the queue’s opening hours and need a buddy. */
export const hasCustomers = (mode: Mode) => mode !== 'simulated';
export const needsBuddy = (mode: Mode) => mode === 'shadow' || mode === 'live';

export const LONGEST_HOURS = 12;
export const MOST_WEEKS = 26;

/** A shift as the rules see it. Instants are ISO 8601 UTC with milliseconds, so that text order is time order. */
export interface Shift {
  id: number;
  queueId: number;
  mode: Mode;
  startsAt: string;
  endsAt: string;
  signUpClosesAt: string;
  seats: number;
  cancelledAt: string | null;
}

export interface Span {
  startsAt: string;
  endsAt: string;
}

/** Two shifts that only touch (one ends when the other starts) do not overlap. */
export const overlap = (one: Span, other: Span) => one.startsAt < other.endsAt && other.startsAt < one.endsAt;

export type Phase = 'ahead' | 'running' | 'over' | 'cancelled';

export function phaseOf(shift: Span & { cancelledAt: string | null }, now: Date): Phase {
  const at = now.toISOString();
  if (shift.cancelledAt) return 'cancelled';
  if (at < shift.startsAt) return 'ahead';
  return at < shift.endsAt ? 'running' : 'over';
}
