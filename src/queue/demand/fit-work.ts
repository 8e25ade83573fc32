import type { Db } from '../../database/open.ts';
import { type Assumptions, assumptionsFor } from './assumptions.ts';
import { type DemandQueue, demandStore } from './demand-store.ts';
import { eventStore } from './event-store.ts';
import { type Fit, type Foresight, fitDemand } from './fit.ts';
import { forecastStore, type Outlook } from './forecast-store.ts';
import { intervalStore } from './interval-store.ts';
import { createLocalClock, minuteOf } from './local-clock.ts';
import { planInterval } from './planned-interval.ts';
import { type Schedule, scheduleOf } from './schedule.ts';
import { scheduleStore } from './schedule-store.ts';

const NIGHT = minuteOf('02:00');

/** Forecasts a queue anew from its history and plans every interval to come. Without enough history it says so instead. */
export async function refit(db: Db, queueId: number, now: Date): Promise<void> {
  const queue = await demandStore(db).find(queueId);
  if (!queue?.intervalSeconds) return;
  const fit = fitDemand(await questionFor(db, queue, queue.intervalSeconds / 60, now));
  const forecasts = forecastStore(db);
  if ('problem' in fit) return forecasts.withdraw(queueId, fit.problem, now);
  const planned = await planFit(db, queue, fit);
  await forecasts.save(queueId, planned.ahead, planned.rehearsed, now);
  await eventStore(db).keepUplifts(queueId, fit.uplifts);
}

/** Plans what is forecast anew, after a change of schedule or of a guess; the forecast itself stays. */
export async function replan(db: Db, queueId: number, now: Date): Promise<void> {
  const queue = await demandStore(db).find(queueId);
  if (!queue) return;
  const forecasts = forecastStore(db);
  const known = await forecasts.listBetween(queueId, now.toISOString(), '9999');
  if (known.length === 0) return;
  const plan = await plannerFor(db, queue, known[0]!.startsAt);
  await forecasts.save(queueId, plan({ knownUntil: known[0]!.knownUntil, intervals: known }), undefined, now);
}

/** The nightly job: each queue once a day, from two in the morning on its own clock. */
export async function refitDue(db: Db, now: Date, run: (queueId: number) => Promise<void>): Promise<number> {
  let done = 0;
  for (const { id, timeZone, forecastAt } of await demandStore(db).listWithHistory()) {
    if (!isDue(timeZone, forecastAt, now)) continue;
    await run(id);
    done++;
  }
  return done;
}

export function isDue(timeZone: string, forecastAt: string | null, now: Date): boolean {
  const clock = createLocalClock(timeZone);
  const { day, minute } = clock.read(now.toISOString());
  return forecastAt === null || (minute >= NIGHT && clock.read(forecastAt).day < day);
}

async function questionFor(db: Db, queue: DemandQueue, slotMinutes: number, now: Date) {
  const events = await eventStore(db).list(queue.id);
  return {
    rows: await intervalStore(db).listForForecast(queue.id),
    zone: queue.timeZone,
    slotMinutes,
    today: createLocalClock(queue.timeZone).read(now.toISOString()).day,
    holidays: queue.holidays,
    events: events.map(({ name, fromLocal, untilLocal }) => ({ name, from: fromLocal, until: untilLocal })),
    closedDays: await demandStore(db).listClosedDays(queue.id),
  };
}

async function planFit(db: Db, queue: DemandQueue, { ahead, rehearsed }: Fit) {
  const first = (rehearsed ?? ahead).intervals[0]?.startsAt ?? ahead.intervals[0]?.startsAt ?? '';
  const plan = await plannerFor(db, queue, first);
  return { ahead: plan(ahead), rehearsed: rehearsed && plan(rehearsed) };
}

async function plannerFor(db: Db, queue: DemandQueue, from: string) {
  const schedules = scheduleStore(db);
  const given = await schedules.listGiven(queue.id, from, '9999');
  const schedule = scheduleOf(await schedules.listPatterns(queue.id), given, createLocalClock(queue.timeZone));
  const assumptions = assumptionsFor(queue, await intervalStore(db).measure(queue.id));
  return ({ knownUntil, intervals }: Foresight): Outlook => ({
    knownUntil,
    intervals: intervals.map((expected) => planned(expected, schedule, assumptions)),
  });
}

function planned(expected: Foresight['intervals'][number], schedule: Schedule, assumptions: Assumptions) {
  const { startsAt, seconds, calls, low, high } = expected;
  return { startsAt, seconds, calls, low, high, ...planInterval(expected, schedule(startsAt), assumptions) };
}
