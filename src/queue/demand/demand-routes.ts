import { type Request, type Response, Router } from 'express';
import { may } from '../../people/person.ts';
import { sendCsv } from '../../web/csv.ts';
import { notFound } from '../../web/errors.ts';
import { page } from '../../web/page.ts';
import { assumptionsFor } from './assumptions.ts';
import { type Hindsight, hindsight } from './came.ts';
import type { DemandQueue, DemandStore } from './demand-store.ts';
import { getQueue } from './door-routes.ts';
import { WEEKS_AHEAD } from './fit.ts';
import type { ForecastStore } from './forecast-store.ts';
import { heatMap, VIEWS, type View } from './heat.ts';
import { bestHours, type Hour, hourAt, hoursOf } from './hours.ts';
import type { IntervalStore } from './interval-store.ts';
import { createLocalClock, dayAfter, type LocalClock } from './local-clock.ts';
import type { ShiftPlanning } from './peak-routes.ts';

interface Deps {
  demand: DemandStore;
  intervals: IntervalStore;
  forecasts: ForecastStore;
  /** Absent where shifts cannot be planned from here. */
  shifts?: ShiftPlanning | undefined;
  now: () => Date;
}

const DAYS = WEEKS_AHEAD * 7;
const BEST = 10;
const HINDSIGHT_DAYS = 28;
const HOUR = 3_600_000;

/** Everybody may see when a pair of hands matters; owners change what it is reckoned from. */
export function demandRoutes({ demand, intervals, forecasts, shifts, now }: Deps) {
  const router = Router();

  router.get('/queues/:id/demand', async (req, res) => {
    const queue = await getQueue(demand, req);
    await showDemand(res, queue, { view: viewOf(req.query.show), values: {}, errors: {} });
  });

  router.get('/queues/:id/demand.csv', async (req, res) => {
    const queue = await getQueue(demand, req);
    const rows = await comingRows(queue);
    sendCsv(res, `demand-${queue.id}`, rows, {
      starts_at: (row) => row.startsAt,
      seconds: (row) => row.seconds,
      known_until: (row) => row.knownUntil,
      calls: (row) => row.calls,
      low: (row) => row.low,
      high: (row) => row.high,
      required: (row) => row.required,
      scheduled: (row) => row.scheduled,
      staffed: (row) => row.staffed,
      wait_s: (row) => row.waitNow,
      abandoned_share: (row) => row.hangUpNow,
      wait_s_with_one_more: (row) => row.waitWithMore,
      abandoned_share_with_one_more: (row) => row.hangUpWithMore,
      wait_s_saved: (row) => row.waitSaved,
      abandonments_saved: (row) => row.hangUpsSaved,
    });
  });

  router.get('/queues/:id/demand/:at', async (req, res) => {
    const queue = await getQueue(demand, req);
    const at = instantFrom(req.params.at);
    const around = at ? await forecasts.listBetween(queue.id, shifted(at, -HOUR), shifted(at, HOUR)) : [];
    const hour = at && hourAt(at, around, createLocalClock(queue.timeZone));
    if (!hour) throw notFound();
    const rows = around.filter(({ startsAt }) => startsAt >= hour.startsAt && startsAt < hour.endsAt);
    page(res, 'demand/hour', { title: 'One hour', queue, hour, rows, styles: ['demand'] });
  });

  return { router, showDemand };

  async function showDemand(res: Response, queue: DemandQueue, state: { view: View; values: object; errors: object }) {
    const clock = createLocalClock(queue.timeZone);
    const today = clock.read(now().toISOString()).day;
    const rows = await comingRows(queue);
    const hours = hoursOf(rows, clock);
    const scheduled = hours.some((hour) => hour.scheduled);
    const view = state.view === 'short' && !scheduled ? 'gain' : state.view;
    page(res, 'demand/show', {
      title: `Demand in ${queue.name}`,
      styles: ['demand'],
      queue,
      view,
      scheduled,
      ...measuresOf(hours),
      knownUntil: rows[0]?.knownUntil,
      heat: hours.length ? heatMap(hours, view, today, DAYS) : undefined,
      best: bestHours(ahead(hours), BEST),
      assumptions: assumptionsFor(queue, await intervals.measure(queue.id)),
      span: await intervals.findSpan(queue.id),
      hindsight: await lookBack(queue, clock),
      owns: may.setUpQueues(res.locals.person),
      planning: shifts && may.planShifts(res.locals.person) ? { buddies: await shifts.listBuddies() } : undefined,
      values: state.values,
      errors: state.errors,
    });
  }

  async function comingRows(queue: DemandQueue) {
    const clock = createLocalClock(queue.timeZone);
    const today = clock.read(now().toISOString()).day;
    const midnight = (day: string) => clock.instantsOf({ day, minute: 0 })[0] ?? `${day}T00:00:00.000Z`;
    return forecasts.listBetween(queue.id, midnight(today), midnight(dayAfter(today, DAYS)));
  }

  function ahead(hours: Hour[]) {
    return hours.filter(({ startsAt }) => startsAt > now().toISOString());
  }

  async function lookBack(queue: DemandQueue, clock: LocalClock): Promise<Hindsight | undefined> {
    const span = await intervals.findSpan(queue.id);
    if (!span) return undefined;
    const from = shifted(span.lastAt, -HINDSIGHT_DAYS * 24 * HOUR);
    const until = shifted(span.lastAt, HOUR);
    return hindsight(await forecasts.listWithCame(queue.id, from, until), clock);
  }
}

export function viewOf(asked: Request['query'][string]): View {
  return VIEWS.find((view) => view === asked) ?? 'gain';
}

function measuresOf(hours: Hour[]) {
  const sum = (of: (hour: Hour) => number) => hours.reduce((total, hour) => total + of(hour), 0);
  return {
    calls: sum(({ calls }) => calls),
    shortHours: hours.filter(({ short }) => short !== null && short > 0).length,
    hangUpsSaved: sum(({ hangUpsSaved }) => hangUpsSaved),
  };
}

const shifted = (instant: string, milliseconds: number) => new Date(Date.parse(instant) + milliseconds).toISOString();

function instantFrom(text: string | undefined) {
  const at = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:00\.000Z$/.test(text ?? '') ? Date.parse(text!) : Number.NaN;
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
}
