import type { Db } from '../database/open.ts';
import type { Errors } from '../web/form.ts';
import type { Plan } from './plan.ts';
import { planErrors, planFrom } from './planner.ts';
import { planningStore } from './planning-store.ts';
import { shiftStore } from './store.ts';
import { localTimes } from './timing.ts';

type Made = { ok: true; ids: number[] } | { ok: false; errors: Errors };

/** Shifts that grow from the peaks of a queue: planned as if each had been typed into the form, all or none. */
export const peakStore = (db: Db) => ({
  listBuddies: () => planningStore(db).listCsrs(),

  async plan(peaks: readonly Plan[], by: number, now: Date): Promise<Made> {
    const plans: Plan[] = [];
    for (const peak of peaks) {
      const planned = await asTyped(db, peak, now);
      if (!planned.ok) return { ok: false, errors: forPeaks(planned.errors) };
      plans.push(...planned.plans);
    }
    const made = await shiftStore(db).create(plans, by, now);
    return made.ok ? made : { ok: false, errors: forPeaks(planErrors(made.why, 'UTC')) };
  },
});

async function asTyped(db: Db, peak: Plan, now: Date) {
  const queue = await planningStore(db).findQueue(peak.queueId);
  if (!queue) return { ok: false, errors: { hours: 'This queue is not in use any more: choose another one' } } as const;
  const { mode, seats, place, note, queueId } = peak;
  const form = { mode, seats, place, note, queueId, buddyIds: [...peak.buddyIds], closesHours: 0, weeks: 1 };
  return planFrom({ ...form, ...localTimes(peak, queue.timeZone) }, queue, now);
}

/** Peaks have one field for the buddy and one for their hours. */
function forPeaks({ buddyIds, ...others }: Errors): Errors {
  const words = Object.values(others);
  return { ...(buddyIds ? { buddyId: buddyIds } : {}), ...(words[0] ? { hours: words[0] } : {}) };
}
