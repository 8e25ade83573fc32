import { Router } from 'express';
import { may } from '../../people/person.ts';
import { forbidden, Refusal } from '../../web/errors.ts';
import { flash } from '../../web/flash.ts';
import { type Errors, readForm } from '../../web/form.ts';
import { peaksForm } from './demand-forms.ts';
import type { demandRoutes } from './demand-routes.ts';
import type { DemandQueue, DemandStore } from './demand-store.ts';
import { getQueue } from './door-routes.ts';
import type { ForecastStore } from './forecast-store.ts';
import { hoursOf, stretchesOf } from './hours.ts';
import { createLocalClock } from './local-clock.ts';

/** A shift that grows from a peak. Instants in UTC. */
export interface PeakPlan {
  queueId: number;
  mode: 'live' | 'shadow' | 'listen';
  startsAt: string;
  endsAt: string;
  signUpClosesAt: string;
  seats: number;
  place: string;
  note: string;
  buddyIds: number[];
}

/** What peaks need of the shifts: who can be a buddy, and planning all or none. */
export interface ShiftPlanning {
  listBuddies(): Promise<{ id: number; name: string; department: string }[]>;
  plan(plans: PeakPlan[], by: number, now: Date): Promise<{ ok: true; ids: number[] } | { ok: false; errors: Errors }>;
}

interface Deps {
  demand: DemandStore;
  forecasts: ForecastStore;
  shifts: ShiftPlanning;
  showDemand: ReturnType<typeof demandRoutes>['showDemand'];
  now: () => Date;
}

const LONGEST_SHIFT_HOURS = 4;
const HOUR = 3_600_000;

/** Turns chosen hours into shifts; hours that touch become one. */
export function peakRoutes({ demand, forecasts, shifts, showDemand, now }: Deps) {
  const router = Router();

  router.post('/queues/:id/peaks', async (req, res) => {
    if (!may.planShifts(res.locals.person)) throw forbidden();
    const queue = await getQueue(demand, req);
    const refuse = (errors: object) => showDemand(res.status(422), queue, { view: 'gain', values: req.body ?? {}, errors });
    const form = readForm(peaksForm, req.body);
    if (!form.ok) return refuse(form.errors);
    const { hours, mode, seats, buddyId } = form.value;
    if (mode !== 'listen' && buddyId === null)
      return refuse({ buddyId: 'Choose a buddy: nobody sits with a customer on the line alone' });

    const stretches = stretchesOf(await knownHours(queue, hours), LONGEST_SHIFT_HOURS);
    const plan = { queueId: queue.id, mode, seats, place: '', note: '', buddyIds: buddyId === null ? [] : [buddyId] };
    const plans = stretches.map((span) => ({ ...plan, ...span, signUpClosesAt: span.startsAt }));
    const made = await shifts.plan(plans, res.locals.person.id, now());
    if (!made.ok) return refuse(made.errors);
    flash(res, 'good', made.ids.length === 1 ? 'The shift is planned.' : `${made.ids.length} shifts are planned.`);
    res.redirect(303, made.ids.length === 1 ? `/shifts/${made.ids[0]}` : '/shifts');
  });

  return router;

  /** Hours come from the page; one that is no longer forecast, or has begun, is a conflict. */
  async function knownHours(queue: DemandQueue, instants: string[]) {
    const sorted = instants.map((at) => new Date(at).toISOString()).toSorted();
    const [from, until] = [Date.parse(sorted[0]!) - HOUR, Date.parse(sorted.at(-1)!) + HOUR];
    const rows = await forecasts.listBetween(queue.id, new Date(from).toISOString(), new Date(until).toISOString());
    const known = hoursOf(rows, createLocalClock(queue.timeZone));
    const chosen = known.filter(({ startsAt }) => sorted.includes(startsAt) && startsAt > now().toISOString());
    if (chosen.length < new Set(sorted).size)
      throw new Refusal(
        409,
        'The forecast has changed since you opened the page',
        'Open it again and choose from the hours it shows now.',
      );
    return chosen;
  }
}
