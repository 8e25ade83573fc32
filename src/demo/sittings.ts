import type { QueueKey, Who } from '../../db/seeds/content.ts';
import type { SignUpState } from '../shifts/seating.ts';
import { MODES, type Mode } from '../shifts/shift.ts';
import { plusSeconds } from './calendar.ts';
import { pick } from './chance.ts';
import { type Planned, plan } from './planning.ts';
import { add, personId, queueId, type Scene, tell } from './scene.ts';

/** Who sits in which queue, most often first. */
const SITTERS: Record<QueueKey, readonly Who[]> = {
  orders: ['ngozi', 'yui', 'priya', 'eleni', 'marcus'],
  delivery: ['tomas', 'ngozi', 'yui', 'eleni'],
  billing: ['marcus', 'eleni', 'priya', 'tomas'],
};

/** A shift that a leader sat to its end. */
export interface Sitting extends Planned {
  shiftId: number;
  who: Who;
}

/** Signs leaders up for the shifts behind us, only where their rung is earned, and says who came. */
export function sitThrough(scene: Scene, shifts: readonly Planned[]): Sitting[] {
  const ids = plan(scene, shifts);
  const sat: Sitting[] = [];
  for (const [index, shift] of shifts.entries()) {
    const shiftId = ids[index]!;
    const ready = turns(SITTERS[shift.queue], index).filter((who) => rungsOf(sat, who, shift.queue).includes(shift.mode));
    const came = shift.cancelReason ? ready.slice(0, 1) : ready.slice(0, shift.seats);
    for (const [place, who] of came.entries()) {
      const state = shift.cancelReason ? 'confirmed' : attendance(scene, index, place);
      signUp(scene, { shiftId, who, state, place: place + 1, shift });
      if (state === 'attended') sat.push({ ...shift, shiftId, who });
    }
    if (index % 6 === 2 && ready[shift.seats])
      signUp(scene, { shiftId, who: ready[shift.seats]!, state: 'cancelled', place: shift.seats + 1, shift });
  }
  return sat;
}

/** The rungs somebody may sit on in a queue: live only after a shift beside a buddy there. */
export function rungsOf(sat: readonly Pick<Sitting, 'who' | 'queue' | 'mode'>[], who: Who, queue: QueueKey): readonly Mode[] {
  const shadowed = sat.some((sitting) => sitting.who === who && sitting.queue === queue && sitting.mode === 'shadow');
  return shadowed ? MODES : MODES.filter((mode) => mode !== 'live');
}

interface SignUp {
  shiftId: number;
  who: Who;
  state: SignUpState;
  place: number;
  shift: Planned;
}

/** The sign-up, what was read before it, and the events that tell of both. */
export function signUp(scene: Scene, { shiftId, who, state, place, shift }: SignUp) {
  const early = Math.min(Date.parse(shift.startsAt), scene.now.getTime());
  const signedAt = plusSeconds(new Date(early).toISOString(), -(5 * 24 * 3600 - place * 5_400));
  read(scene, who, shift, plusSeconds(signedAt, -300));
  const marked = state === 'attended' || state === 'missed' || state === 'excused';
  const changedAt = marked ? plusSeconds(shift.endsAt, 1_500) : state === 'cancelled' ? plusSeconds(signedAt, 40_000) : signedAt;
  const actor = marked ? personId('priya') : personId(who);
  add(scene.rows.signUps, { shiftId, personId: personId(who), state, placeInLine: place, changedAt, changedBy: actor });
  tell(scene, state === 'waitlisted' ? 'sign-up.waitlisted' : 'sign-up.confirmed', 'shift', shiftId, personId(who), signedAt);
  if (changedAt !== signedAt)
    tell(scene, `sign-up.${state}`, 'shift', shiftId, actor, changedAt, marked ? nameOf(scene, who) : null);
}

function read({ rows }: Scene, who: Who, { queue, mode }: Planned, readAt: string) {
  const reading = { queueId: queueId(queue), mode, personId: personId(who) };
  const asks = rows.rungs.some((rung) => rung.queueId === reading.queueId && rung.mode === mode);
  const before = rows.briefingsRead.some(
    (row) => row.queueId === reading.queueId && row.mode === mode && row.personId === reading.personId,
  );
  if (asks && !before) rows.briefingsRead.push({ ...reading, readAt });
}

/** Most come. One was on a train, one was ill. */
function attendance({ random }: Scene, index: number, place: number): SignUpState {
  if (place === 0 || index % 7 !== 4) return 'attended';
  return pick(random, ['missed', 'excused'] as const);
}

const turns = <T>(list: readonly T[], by: number): T[] => list.map((_, index) => list[(index + by) % list.length]!);

const nameOf = ({ rows }: Scene, who: Who) => rows.people[personId(who) - 1]!.name;
