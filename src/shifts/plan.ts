import { z } from 'zod';
import { line, maybeText, rowId, wholeNumber } from '../web/form.ts';
import type { Commitment } from './seating.ts';
import { MODES, MOST_WEEKS, type Mode, needsBuddy, overlap, type Shift, type Span } from './shift.ts';

/** A shift as it is to be. Instants in UTC. */
export interface Plan extends Span {
  queueId: number;
  mode: Mode;
  signUpClosesAt: string;
  seats: number;
  place: string;
  note: string;
  buddyIds: readonly number[];
}

const day = z
  .string('Choose the day')
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'Choose the day')
  .refine(isDay, 'Choose a day that is in the calendar');
const clock = (say: string) => z.string(say).regex(/^([01]\d|2[0-3]):[0-5]\d$/, say);
const several = z.preprocess(
  (value) => (value === undefined || value === '' ? [] : [value].flat()),
  z.array(rowId('Choose the buddies from the list')).max(10, 'Choose ten buddies at most'),
);

export const shiftForm = z
  .object({
    queueId: rowId('Choose a queue'),
    mode: z.enum(MODES, 'Choose what the leader will do'),
    day,
    from: clock('Write when it starts, like 09:30'),
    until: clock('Write when it ends, like 11:30'),
    seats: wholeNumber('Write how many leaders fit, 1 to 50', 1, 50),
    buddyIds: several,
    closesHours: wholeNumber('Write how many hours before the start, 0 to 336', 0, 336),
    weeks: z.preprocess((value) => value ?? '1', wholeNumber(`Write how many weeks, 1 to ${MOST_WEEKS}`, 1, MOST_WEEKS)),
    place: maybeText(120),
    note: maybeText(1_000),
  })
  .refine(({ mode, buddyIds }) => !needsBuddy(mode) || buddyIds.length > 0, {
    path: ['buddyIds'],
    message: 'Choose a buddy: nobody sits with a customer on the line alone',
  });

/** A UUID of the page that plans a shift: sent twice, it plans once. */
export const formKey = z.object({ formKey: z.guid('Reload the page: this form has lost its number') });

export type ShiftForm = z.output<typeof shiftForm>;

export const cancelForm = z.object({ reason: line('Say why, in a few words: everybody who was coming will read it', 200) });
export const pauseForm = z.object({ reason: line('Say why, in a few words', 200) });

export interface Busy {
  personId: number;
  name: string;
  startsAt: string;
}

export type PlanRefusal =
  | { why: 'busy'; busy: readonly Busy[] }
  | { why: 'sits in it'; name: string }
  | { why: 'not a CSR' | 'begun' | 'cancelled' }
  | { why: 'other mode'; signedUp: number }
  | { why: 'too few seats'; taken: number };

/** Who of these is bound elsewhere while the planned shift runs. */
export const whoIsBusy = (plan: Span, commitments: readonly (Commitment & { personId: number })[]) =>
  commitments.filter((other) => overlap(plan, other)).map(({ personId }) => ({ personId, startsAt: plan.startsAt }));

/** Why a shift cannot become what is planned; undefined when it can. */
export function mayChange(
  shift: Shift,
  plan: Plan,
  { taken, signedUp }: { taken: number; signedUp: number },
  now: Date,
): PlanRefusal | undefined {
  if (shift.cancelledAt) return { why: 'cancelled' };
  if (shift.startsAt <= now.toISOString()) return { why: 'begun' };
  if (signedUp > 0 && (plan.queueId !== shift.queueId || plan.mode !== shift.mode)) return { why: 'other mode', signedUp };
  return plan.seats < taken ? { why: 'too few seats', taken } : undefined;
}

function isDay(text: string) {
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}
