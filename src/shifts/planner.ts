import type { Errors } from '../web/form.ts';
import { formatIn } from '../web/format.ts';
import { closedDuring, type Hours } from './opening.ts';
import type { Plan, PlanRefusal, ShiftForm } from './plan.ts';
import { hasCustomers } from './shift.ts';
import { timeShift, weekly } from './timing.ts';

type Planning = { ok: true; plans: Plan[]; notes: string[] } | { ok: false; errors: Errors };

const HOUR = 3_600_000;

/** What a form asks for, week by week in the queue’s wall clock: every shift of the series, or what is wrong with one of them. */
export function planFrom(form: ShiftForm, queue: Hours & { timeZone: string }, now: Date): Planning {
  const plans: Plan[] = [];
  const notes: string[] = [];
  for (const [week, day] of weekly(form.day, form.weeks).entries()) {
    const local = { day, from: form.from, until: form.until };
    const timing = timeShift(local, queue.timeZone);
    const where = week ? `Week ${week + 1} (${day}): ` : '';
    if (!timing.ok) return wrong(timing.field, where + timing.words);
    if (timing.startsAt <= now.toISOString())
      return wrong('day', `${where}That time has passed: choose one that is still to come`);
    const closed = hasCustomers(form.mode) && closedDuring(local, queue);
    if (closed) return wrong('from', where + closed);
    plans.push(planned(form, timing));
    notes.push(...timing.notes);
  }
  return { ok: true, plans, notes };
}

function planned(form: ShiftForm, { startsAt, endsAt }: { startsAt: string; endsAt: string }): Plan {
  const { queueId, mode, seats, buddyIds, place, note } = form;
  const signUpClosesAt = new Date(Date.parse(startsAt) - form.closesHours * HOUR).toISOString();
  return { queueId, mode, startsAt, endsAt, signUpClosesAt, seats, buddyIds, place, note };
}

const wrong = (field: string, words: string): Planning => ({ ok: false, errors: { [field]: words } });

/** What stands in the way of a plan, at the field where it can be mended. Times are the owner’s. */
export function planErrors(refusal: PlanRefusal, timeZone: string): Errors {
  switch (refusal.why) {
    case 'busy': {
      const who = refusal.busy.slice(0, 3).map(({ name, startsAt }) => `${name} (${formatIn(timeZone).when(startsAt)})`);
      const more = refusal.busy.length > 3 ? ` and ${refusal.busy.length - 3} more` : '';
      return { buddyIds: `Taken at that time: ${who.join(', ')}${more}. Choose another time, or somebody else` };
    }
    case 'sits in it':
      return { buddyIds: `${refusal.name} is signed up for this shift: choose another buddy` };
    case 'not a CSR':
      return { buddyIds: 'A buddy is a CSR who is still here: choose from the list' };
    case 'begun':
      return { form: 'This shift has begun and stays as it was: plan another one' };
    case 'cancelled':
      return { form: 'This shift is cancelled: plan another one' };
    case 'other mode':
      return { mode: 'People signed up for this queue and mode: cancel this shift and plan another one instead' };
    case 'too few seats':
      return { seats: `${refusal.taken} seats are taken: keep at least as many, or ask somebody to give theirs back` };
  }
}
