import type { QueueKey } from '../../db/seeds/content.ts';
import { QUEUES } from '../../db/seeds/organisation.ts';
import { clockOf, createLocalClock, dayAfter, minuteOf, weekdayOf } from '../queue/demand/local-clock.ts';
import type { Random } from './chance.ts';
import { queueId, type Scene } from './scene.ts';

const DAYS = 105;
const SLOT_MINUTES = 30;
const PATIENCE_SECONDS = 150;
const GONE_AFTER_SECONDS = 55;
/** Mondays are heaviest, Saturdays light. */
const WEEKDAYS = [1.28, 1.05, 0.98, 0.96, 0.93, 0.5, 0];
/** Agents for each Erlang of a usual weekday: enough but for Mondays. */
const AGENTS_PER_ERLANG = 1.08;

const WEEK_WEIGHTS: Record<QueueKey, number> = {
  orders: weekWeight('orders'),
  delivery: weekWeight('delivery'),
  billing: weekWeight('billing'),
};

/** Fifteen weeks of half-hours behind each queue, and who is scheduled in a usual week. The nightly job forecasts from them. */
export function callIn(scene: Scene) {
  for (const queue of Object.keys(QUEUES) as QueueKey[]) {
    recallCalls(scene, queue);
    schedule(scene, queue);
  }
}

function recallCalls({ rows, now, random }: Scene, queue: QueueKey) {
  const clock = createLocalClock(QUEUES[queue].timeZone);
  const today = clock.read(now.toISOString()).day;
  for (let ago = DAYS; ago > 0; ago--) {
    const day = dayAfter(today, -ago);
    const busy = 0.94 + 0.12 * random();
    for (const minute of openMinutes(queue, weekdayOf(day)))
      for (const startsAt of clock.instantsOf({ day, minute })) {
        const expected = expectedCalls(queue, weekdayOf(day), minute);
        rows.intervals.push({ queueId: queueId(queue), startsAt, ...cameIn(expected * busy, queue, random) });
      }
  }
}

function cameIn(expected: number, queue: QueueKey, random: Random) {
  const offered = Math.max(0, Math.round(expected + Math.sqrt(expected) * bell(random)));
  const abandoned = Math.round(offered * (0.02 + 0.06 * random()));
  const answered = offered - abandoned;
  return {
    seconds: SLOT_MINUTES * 60,
    offered,
    answered,
    abandoned,
    answeredWaitSeconds: abandoned * (PATIENCE_SECONDS - GONE_AFTER_SECONDS),
    abandonedWaitSeconds: abandoned * GONE_AFTER_SECONDS,
    handleSeconds: Math.round(answered * QUEUES[queue].handleSeconds * (0.95 + 0.1 * random())),
  };
}

/** Two blocks a day, as many people as an ordinary Wednesday's busiest half-hour of the block takes. */
function schedule({ rows }: Scene, queue: QueueKey) {
  for (const { weekday, opensAt, closesAt } of QUEUES[queue].hours) {
    const noon = clockOf(Math.floor((minuteOf(opensAt) + minuteOf(closesAt)) / 120) * 60);
    for (const [fromClock, untilClock] of [
      [opensAt, noon],
      [noon, closesAt],
    ] as const) {
      const agents = Math.ceil(busiest(queue, weekday === 6 ? 5 : 2, fromClock, untilClock) * AGENTS_PER_ERLANG);
      const pattern = { queueId: queueId(queue), weekday, fromClock, untilClock, agents };
      rows.staffingPatterns.push({ id: rows.staffingPatterns.length + 1, ...pattern });
    }
  }
}

function busiest(queue: QueueKey, weekday: number, fromClock: string, untilClock: string) {
  const within = openMinutes(queue, weekday).filter((minute) => minute >= minuteOf(fromClock) && minute < minuteOf(untilClock));
  const most = Math.max(...within.map((minute) => expectedCalls(queue, weekday, minute)));
  return (most * QUEUES[queue].handleSeconds) / (SLOT_MINUTES * 60);
}

/** The queue's calls a week, shared out by weekday and by a day with its peak at eleven and a smaller one at three. */
function expectedCalls(queue: QueueKey, weekday: number, minute: number) {
  return (QUEUES[queue].callsPerWeek * weightOf(weekday, minute)) / WEEK_WEIGHTS[queue];
}

function weightOf(weekday: number, minute: number) {
  const peak = (at: number, width: number) => Math.exp(-(((minute - at) / width) ** 2));
  return WEEKDAYS[weekday]! * (0.45 + peak(660, 110) + 0.6 * peak(900, 120));
}

function weekWeight(queue: QueueKey) {
  const weights = WEEKDAYS.flatMap((_, day) => openMinutes(queue, day).map((minute) => weightOf(day, minute)));
  return weights.reduce((a, b) => a + b, 0);
}

function openMinutes(queue: QueueKey, weekday: number): number[] {
  const opening = QUEUES[queue].hours.find((hours) => hours.weekday === weekday + 1);
  if (!opening) return [];
  const [opens, closes] = [minuteOf(opening.opensAt), minuteOf(opening.closesAt)];
  return Array.from({ length: (closes - opens) / SLOT_MINUTES }, (_, slot) => opens + slot * SLOT_MINUTES);
}

/** About a standard normal: twelve uniforms less six (Irwin–Hall). */
const bell = (random: Random) => Array.from({ length: 12 }, random).reduce((sum, chance) => sum + chance, -6);
