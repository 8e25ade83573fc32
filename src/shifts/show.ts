import { may, type Person } from '../people/person.ts';
import { type Experience, type Rung, readiness } from './ladder.ts';
import type { Binding } from './list.ts';
import { type Reason, reasonFor } from './refusals.ts';
import { type Commitment, isHolder, type SignUpState, seat } from './seating.ts';
import { MODE_HINTS, MODE_WORDS, needsBuddy, phaseOf, type Shift } from './shift.ts';
import { eventWords, type ShiftEvent } from './timeline.ts';

interface SignedUp {
  id: number;
  personId: number;
  state: SignUpState;
  name: string;
  department: string;
}

interface Known<S> {
  shift: S;
  buddies: readonly { id: number; name: string }[];
  signUps: readonly SignedUp[];
  events: readonly ShiftEvent[];
  pause: { reason: string; pausedAt: string; name: string } | undefined;
  bindings: readonly Binding[];
  rung: Rung;
  experience: Experience;
}

/** The console opens this early, so that nobody starts a shift looking for it. */
const CONSOLE_MINUTES = 30;

/** Everything the page of a shift says to this person at this moment. */
export function showFor<S extends Shift>({ shift, signUps, ...known }: Known<S>, person: Person, now: Date) {
  const seated = signUps.filter(({ state }) => isHolder(state));
  const line = signUps.filter(({ state }) => state === 'waitlisted');
  const phase = phaseOf(shift, now);
  const runs = may.runShift(person, { buddyIds: known.buddies.map(({ id }) => id) });
  const mine = signUps.find(({ personId }) => personId === person.id);
  return {
    shift,
    phase,
    phasePill: PHASE_PILLS[known.pause ? 'paused' : phase],
    mode: MODE_WORDS[shift.mode],
    modeHint: MODE_HINTS[shift.mode],
    seated,
    line,
    buddies: known.buddies,
    lacksBuddy: phase === 'ahead' && needsBuddy(shift.mode) && known.buddies.length === 0,
    pause: known.pause,
    closesEarly: shift.signUpClosesAt < shift.startsAt && phase === 'ahead',
    briefing: known.rung.briefing,
    briefed: known.experience.briefed,
    leads: may.signUp(person),
    plans: may.planShifts(person) && phase === 'ahead',
    pauses: runs && (phase === 'ahead' || phase === 'running'),
    marks: runs && (phase === 'running' || phase === 'over'),
    mine: mine && { ...mine, holds: isHolder(mine.state), place: line.indexOf(mine) + 1, words: STATE_WORDS[mine.state] },
    mayLeave: phase === 'ahead' && mine !== undefined,
    console: mine !== undefined && isHolder(mine.state) && consoleIsOpen(shift, now) && phase !== 'cancelled',
    debrief: mine !== undefined && isHolder(mine.state) && phase === 'over',
    ...offer(shift, seated.length, known, person, now),
    events: known.events.map(eventWords),
    stateWords: STATE_WORDS,
  };
}

const consoleIsOpen = ({ startsAt, endsAt }: Shift, now: Date) =>
  Date.parse(startsAt) - now.getTime() <= CONSOLE_MINUTES * 60_000 && now.toISOString() < endsAt;

/** The one button, or the one reason. */
function offer(
  shift: Shift,
  taken: number,
  { bindings, rung, experience }: Pick<Known<Shift>, 'bindings' | 'rung' | 'experience'>,
  person: Person,
  now: Date,
): { button: string; reason: Reason | undefined } {
  const commitments = bindings.filter((one): one is Binding & Commitment => one.as !== 'attended');
  const candidate = { leads: may.signUp(person), commitments, readiness: readiness(rung, experience) };
  const seating = seat(shift, taken, candidate, now);
  if (seating.seated) return { button: seating.state === 'confirmed' ? 'Sign me up' : 'Join the line', reason: undefined };
  const said = !may.signUp(person) || ['yours', 'waiting', 'hosting'].includes(seating.why);
  return { button: '', reason: said ? undefined : reasonFor(seating, shift, now) };
}

const STATE_WORDS: Record<SignUpState, string> = {
  confirmed: 'Has a seat',
  offered: 'Offers the seat',
  waitlisted: 'In line',
  cancelled: 'Gave the place back',
  attended: 'Attended',
  missed: 'Missed',
  excused: 'Excused',
};

const PHASE_PILLS = {
  ahead: undefined,
  running: { kind: 'good', words: 'On now' },
  over: { kind: 'neutral', words: 'Over' },
  cancelled: { kind: 'bad', words: 'Cancelled' },
  paused: { kind: 'watch', words: 'Paused' },
};
