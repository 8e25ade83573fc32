import type { CallOutcome, EndedCall } from './call-rows.ts';

/** One event of a call in a queue, from a queue_log. */
export interface QueueEvent {
  time: number;
  /** Queue and call: a call that passes through two queues is two visits. */
  visit: string;
  queue: string;
  name: string;
  data: string[];
}

/** Where an event's data holds its seconds. */
export interface Places {
  hold: number;
  talk: number;
}

/** Calls in their queues while a log is read. Bounded: the oldest give way. */
export interface Visits {
  open: Map<string, OpenVisit>;
  /** In two generations: when the newer is full, the older is forgotten. */
  ended: { newer: Map<string, EndedVisit>; older: Map<string, EndedVisit> };
  /** Visits whose end the log does not hold. */
  unfinished: number;
  /** Takes each visit once, when it has ended, with the second it entered. */
  count(queue: string, entered: number, call: EndedCall): void;
}

interface OpenVisit {
  queue: string;
  entered: number;
  /** Whether its beginning is in the log; otherwise `entered` is reckoned from the hold time. */
  begun: boolean;
  /** Set once an agent has taken the call. */
  waitSeconds?: number;
}

interface EndedVisit {
  time: number;
  /** Whether the log held its beginning. */
  whole: boolean;
}

const MOST_OPEN = 50_000;
const MOST_ENDED = 20_000;

export function createVisits(count: Visits['count']): Visits {
  return { open: new Map(), ended: { newer: new Map(), older: new Map() }, unfinished: 0, count };
}

/** A call enters. The beginning of a visit that has already ended, or has begun at this second, is not a new one. */
export function enter(visits: Visits, { visit, queue, time }: QueueEvent): void {
  const before = endOf(visits, visit);
  if (before && (time < before.time || (!before.whole && time === before.time))) return;
  const still = visits.open.get(visit);
  if (still?.begun && still.entered === time) return;
  if (still?.begun) abort(visits, visit, still);
  visits.open.set(
    visit,
    still?.begun === false ? { ...still, entered: time, begun: true } : { queue, entered: time, begun: true },
  );
  if (visits.open.size > MOST_OPEN) abort(visits, ...visits.open.entries().next().value!);
}

/** An agent takes the call after its hold time. */
export function connect(visits: Visits, { visit, queue, time, data }: QueueEvent): void {
  const call = visits.open.get(visit);
  if (!call && endOf(visits, visit)) return;
  const waitSeconds = secondsAt(data, 0) ?? Math.max(time - (call?.entered ?? time), 0);
  visits.open.set(visit, { ...(call ?? { queue, entered: time - waitSeconds, begun: false }), waitSeconds });
}

/** Agent and caller have done, or the agent has passed the call on. */
export function complete(visits: Visits, event: QueueEvent, places: Places): void {
  const { visit, time, data } = event;
  const call = visits.open.get(visit);
  const talk = secondsAt(data, places.talk);
  const waitSeconds = call?.waitSeconds ?? secondsAt(data, places.hold) ?? 0;
  const entered = call?.entered ?? time - waitSeconds - (talk ?? 0);
  const handleSeconds = talk ?? Math.max(time - entered - waitSeconds, 0);
  end(visits, event, entered, { outcome: 'answered', waitSeconds, handleSeconds });
}

/** The call leaves without an agent. */
export function leave(visits: Visits, event: QueueEvent, outcome: CallOutcome, waitAt: number): void {
  const { visit, time, data } = event;
  const call = visits.open.get(visit);
  const waitSeconds = secondsAt(data, waitAt) ?? Math.max(time - (call?.entered ?? time), 0);
  end(visits, event, call?.entered ?? time - waitSeconds, { outcome, waitSeconds, handleSeconds: 0 });
}

/** Nothing more will be heard of the open calls: those an agent had count as answered, the others only as offered. */
export function abortAll(visits: Visits): void {
  for (const [visit, call] of visits.open) abort(visits, visit, call);
}

/** An end that comes again, or late, for a visit that has ended changes nothing. */
function end(visits: Visits, { visit, queue, time }: QueueEvent, entered: number, call: EndedCall) {
  const whole = visits.open.delete(visit);
  if (!whole && endOf(visits, visit)) return;
  remember(visits, visit, { time, whole });
  visits.count(queue, entered, call);
}

function abort(visits: Visits, visit: string, { queue, entered, waitSeconds }: OpenVisit) {
  visits.unfinished++;
  visits.open.delete(visit);
  remember(visits, visit, { time: entered, whole: true });
  const outcome = waitSeconds === undefined ? 'left' : 'answered';
  visits.count(queue, entered, { outcome, waitSeconds: waitSeconds ?? 0, handleSeconds: 0 });
}

function endOf({ ended }: Visits, visit: string) {
  return ended.newer.get(visit) ?? ended.older.get(visit);
}

function remember({ ended }: Visits, visit: string, end: EndedVisit) {
  ended.newer.set(visit, end);
  if (ended.newer.size < MOST_ENDED) return;
  ended.older = ended.newer;
  ended.newer = new Map();
}

/** Seconds at a place of an event's data; undefined where they are missing, empty or no time. */
function secondsAt(data: string[], at: number) {
  const text = data[at]?.trim();
  return text && /^\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
}
