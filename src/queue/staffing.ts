import { type Load, offeredLoad, type Service, serve } from './erlang.ts';

/** What a queue promises; every promise that is given must hold. At least one is expected. */
export interface Target {
  /** Share of offered calls answered within the load's target seconds, under 1. */
  serviceLevel?: number;
  /** Mean wait of the answered (ASA), over 0. */
  maxAnsweredWaitSeconds?: number;
  /** Share of offered calls that hang up, over 0. */
  maxAbandonedShare?: number;
  /** Share of paid time spent on calls, over 0. */
  maxOccupancy?: number;
}

export interface Staffing {
  agents: number;
  service: Service;
}

/** Past this the search gives up. */
export const MOST_AGENTS = 100_000;

/** Slack for promises that are met to the last digit, such as 17 of 20 busy at an occupancy of 0.85. */
const ROUNDING = 1e-12;

/**
 * The fewest agents that keep every promise, and how they would fare; undefined when even `MOST_AGENTS` do not.
 * Each figure only improves with agents, so the search gallops from the offered load and halves. With patience the fewest may be
 * under the load: those who hang up need nobody.
 */
export function agentsNeeded(load: Load, target: Target): Staffing | undefined {
  const erlangs = offeredLoad(load);
  const fewest = load.calls === 0 || Number.isFinite(load.patienceSeconds ?? Infinity) ? 0 : Math.floor(erlangs) + 1;
  const enough = (agents: number) => {
    const service = serve(load, agents);
    return keeps(service, target) ? { agents, service } : undefined;
  };
  if (fewest > MOST_AGENTS) return undefined;
  return leastEnough(enough, fewest, Math.min(Math.max(fewest, Math.ceil(erlangs)), MOST_AGENTS));
}

/** Agents to put on the schedule so that `agents` are at their desks: agents ÷ (1 − shrinkage), rounded up. Shrinkage is 0 up to 1. */
export function scheduledAgents(agents: number, shrinkage: number): number {
  return Math.ceil((agents / (1 - shrinkage)) * (1 - ROUNDING));
}

function keeps(service: Service, target: Target) {
  const { serviceLevel = 0, maxAnsweredWaitSeconds, maxAbandonedShare = 1, maxOccupancy } = target;
  return (
    service.serviceLevel >= serviceLevel - ROUNDING &&
    atMost(service.answeredWaitSeconds, maxAnsweredWaitSeconds) &&
    atMost(service.abandonedShare, maxAbandonedShare) &&
    atMost(service.occupancy, maxOccupancy)
  );
}

/** A mean over nobody (NaN) keeps no promise. */
function atMost(value: number, limit: number | undefined) {
  return limit === undefined || value <= limit * (1 + ROUNDING);
}

type Enough = (agents: number) => Staffing | undefined;

function leastEnough(enough: Enough, fewest: number, guess: number) {
  let found = enough(guess);
  let tooFew = guess;
  for (let step = 1; !found; step *= 2) {
    if (tooFew >= MOST_AGENTS) return undefined;
    const next = Math.min(guess + step, MOST_AGENTS);
    found = enough(next);
    if (!found) tooFew = next;
  }
  if (found.agents > guess) return between(enough, tooFew, found);
  return below(enough, fewest, found);
}

function below(enough: Enough, fewest: number, start: Staffing) {
  let found = start;
  for (let step = 1; found.agents > fewest; step *= 2) {
    const next = Math.max(start.agents - step, fewest);
    const fewer = enough(next);
    if (!fewer) return between(enough, next, found);
    found = fewer;
  }
  return found;
}

function between(enough: Enough, tooFew: number, atFirst: Staffing) {
  let low = tooFew;
  let found = atFirst;
  while (found.agents - low > 1) {
    const middle = Math.floor((low + found.agents) / 2);
    const fewer = enough(middle);
    if (fewer) found = fewer;
    else low = middle;
  }
  return found;
}
