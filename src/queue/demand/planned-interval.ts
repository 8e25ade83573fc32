import { findGap } from '../gaps.ts';
import { agentsNeeded } from '../staffing.ts';
import { type Assumptions, loadOf } from './assumptions.ts';

/** Expected calls of one interval with the 80 % interval around them. */
export interface ExpectedCalls {
  startsAt: string;
  seconds: number;
  calls: number;
  low: number;
  high: number;
}

/** Who is needed, who is there, how callers fare, and what one more person changes. */
export interface Plan {
  required: number | null;
  scheduled: number | null;
  staffed: number | null;
  waitNow: number | null;
  hangUpNow: number | null;
  waitWithMore: number | null;
  hangUpWithMore: number | null;
  waitSaved: number | null;
  hangUpsSaved: number | null;
}

const ROUNDING = 1e-9;

/** At their desks: scheduled × (1 − shrinkage), rounded down. */
export function atDesks(scheduled: number, shrinkagePercent: number): number {
  return Math.floor(scheduled * (1 - shrinkagePercent / 100) + ROUNDING);
}

/**
 * Plans an interval by Erlang A. Where nothing is scheduled, exactly the required people are taken to be there, so that hours can
 * still be compared by what one more person would change.
 */
export function planInterval({ calls, seconds }: ExpectedCalls, scheduled: number | null, assumptions: Assumptions): Plan {
  const load = loadOf(calls, seconds, assumptions);
  const known = scheduled === null ? null : atDesks(scheduled, assumptions.shrinkagePercent);
  const staffed = known ?? agentsNeeded(load, assumptions.target)?.agents ?? null;
  if (staffed === null) return { ...nothingSaid, scheduled };
  const { required, service, withOneMore, gain } = findGap(load, assumptions.target, staffed);
  return {
    required: required ?? null,
    scheduled,
    staffed,
    waitNow: service.everyoneWaitSeconds,
    hangUpNow: service.abandonedShare,
    waitWithMore: withOneMore.everyoneWaitSeconds,
    hangUpWithMore: withOneMore.abandonedShare,
    waitSaved: gain.waitSeconds,
    hangUpsSaved: gain.abandonments,
  };
}

const nothingSaid: Plan = {
  required: null,
  scheduled: null,
  staffed: null,
  waitNow: null,
  hangUpNow: null,
  waitWithMore: null,
  hangUpWithMore: null,
  waitSaved: null,
  hangUpsSaved: null,
};
