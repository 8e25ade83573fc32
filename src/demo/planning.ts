import type { QueueKey, Who } from '../../db/seeds/content.ts';
import { HOSTS, PLACES, QUEUES } from '../../db/seeds/organisation.ts';
import type { Mode } from '../shifts/shift.ts';
import { plusSeconds, slot } from './calendar.ts';
import { add, personId, queueId, type Scene, tell } from './scene.ts';

export interface Planned {
  queue: QueueKey;
  mode: Mode;
  seats: number;
  startsAt: string;
  endsAt: string;
  buddies: readonly Who[];
  cancelReason?: string;
}

const HOUR = 3_600_000;
const PAST_WEEKS = 13;

/** When a queue has its shift: the weekday, the hour, and every how many weeks. */
const RHYTHM: Record<QueueKey, { weekday: number; from: string; every: number; modes: readonly Mode[] }> = {
  orders: {
    weekday: 2,
    from: '10:00',
    every: 1,
    modes: [
      'listen',
      'shadow',
      'shadow',
      'shadow',
      'simulated',
      'live',
      'shadow',
      'live',
      'shadow',
      'shadow',
      'live',
      'shadow',
      'live',
      'shadow',
    ],
  },
  delivery: {
    weekday: 3,
    from: '09:00',
    every: 1,
    modes: [
      'shadow',
      'simulated',
      'shadow',
      'shadow',
      'live',
      'shadow',
      'listen',
      'shadow',
      'live',
      'shadow',
      'shadow',
      'live',
      'shadow',
    ],
  },
  billing: { weekday: 4, from: '14:00', every: 2, modes: ['shadow', 'simulated', 'shadow', 'shadow', 'live', 'shadow', 'live'] },
};

/** The quarter behind us: two or three shifts a week, on every rung of the ladder. */
export function pastShifts(now: Date): Planned[] {
  const shifts = (Object.keys(RHYTHM) as QueueKey[]).flatMap((queue) => {
    const { every, modes } = RHYTHM[queue];
    return modes.map((mode, index) => inRhythm(now, queue, index * every - PAST_WEEKS, mode, index));
  });
  const over = shifts.filter(({ endsAt }) => Date.parse(endsAt) < now.getTime() - HOUR);
  return over.map((shift) => (shift.queue === 'billing' && shift.mode === 'simulated' ? cancelled(shift) : shift));
}

/** A shift beside a buddy that runs right now, a practice shift right after it, and the next three weeks. */
export function shiftsAhead(now: Date): Planned[] {
  const ahead = [0, 1, 2, 3].flatMap((week) => [
    inRhythm(now, 'orders', week, week === 2 ? 'live' : 'shadow', week),
    inRhythm(now, 'delivery', week, week % 2 ? 'live' : 'shadow', week),
    inRhythm(now, 'billing', week, week % 2 ? 'shadow' : 'live', week),
  ]);
  const later = ahead.filter(({ startsAt }) => Date.parse(startsAt) > now.getTime() + 20 * HOUR).sort(soonestFirst);
  return [...today(now), ...later.slice(0, 9)];
}

/** Writes planned shifts down, soonest first; the numbers come back in the same order. */
export function plan(scene: Scene, shifts: readonly Planned[]): number[] {
  return shifts.map((shift) => {
    const plannedAt = plusSeconds(
      new Date(Math.min(Date.parse(shift.startsAt), scene.now.getTime())).toISOString(),
      -16 * 24 * 3600,
    );
    const cancelledAt = shift.cancelReason ? plusSeconds(shift.startsAt, -26 * 3600) : null;
    const id = add(scene.rows.shifts, {
      ...rowOf(shift),
      addedAt: plannedAt,
      addedBy: personId('priya'),
      cancelledAt,
      cancelledBy: cancelledAt === null ? null : personId('priya'),
      cancelReason: shift.cancelReason ?? null,
    });
    scene.rows.shiftBuddies.push(...shift.buddies.map((who) => ({ shiftId: id, personId: personId(who) })));
    tell(scene, 'shift.planned', 'shift', id, personId('priya'), plannedAt);
    if (cancelledAt) tell(scene, 'shift.cancelled', 'shift', id, personId('priya'), cancelledAt, shift.cancelReason);
    return id;
  });
}

const rowOf = ({ queue, mode, seats, startsAt, endsAt }: Planned) => ({
  queueId: queueId(queue),
  mode,
  seats,
  startsAt,
  endsAt,
  signUpClosesAt: mode === 'simulated' ? startsAt : plusSeconds(startsAt, -12 * 3600),
  place: mode === 'simulated' ? 'Anywhere, on your own computer' : PLACES[queue],
  note: mode === 'simulated' ? 'Practice calls only. Come and go as you like.' : '',
});

function inRhythm(now: Date, queue: QueueKey, weeksAhead: number, mode: Mode, index: number): Planned {
  const { weekday, from } = RHYTHM[queue];
  const times = slot(now, QUEUES[queue].timeZone, { weeksAhead, weekday, from, hours: 2 });
  const hosts = HOSTS[queue];
  const host = hosts[index % hosts.length]!;
  const second = hosts[(index + 1) % hosts.length]!;
  const seats = mode === 'live' ? 2 : mode === 'shadow' ? 2 : 4;
  return { queue, mode, seats, ...times, buddies: mode === 'simulated' ? [] : index % 3 ? [host, second] : [host] };
}

/** Wide enough that whoever opens the demo finds it running for hours. */
function today(now: Date): Planned[] {
  const half = 30 * 60_000;
  const startsAt = new Date(Math.floor(now.getTime() / half) * half - half).toISOString();
  const endsAt = plusSeconds(startsAt, 8 * 3600);
  return [
    { queue: 'orders', mode: 'shadow', seats: 8, startsAt, endsAt, buddies: HOSTS.orders },
    { queue: 'orders', mode: 'simulated', seats: 6, startsAt: endsAt, endsAt: plusSeconds(endsAt, 3 * 3600), buddies: [] },
  ];
}

const cancelled = (shift: Planned): Planned => ({ ...shift, cancelReason: 'The practice room is being painted' });

export const soonestFirst = (a: { startsAt: string }, b: { startsAt: string }) =>
  a.startsAt < b.startsAt ? -1 : a.startsAt > b.startsAt ? 1 : 0;
