import { type Load, type Service, serve } from './erlang.ts';
import { agentsNeeded, type Target } from './staffing.ts';

/** Callers who hang up in the end: what one more person changes is only finite for them. */
export type ImpatientLoad = Load & { patienceSeconds: number };

/** What one more person saves in one interval. */
export interface Gain {
  /** Fewer seconds waited, over all callers of the interval. */
  waitSeconds: number;
  /** Fewer callers who hang up. */
  abandonments: number;
}

/** One interval as planned: who is needed, who is there, how it will fare, and what one more person would change. */
export interface Gap {
  /** Undefined when no number of agents keeps the promise. */
  required: number | undefined;
  staffed: number;
  /** Required − staffed: over 0 is short, under 0 is spare. */
  gap: number | undefined;
  service: Service;
  withOneMore: Service;
  gain: Gain;
}

/** The gap of one interval, by Erlang A. `staffed` is a whole number of agents at their desks. */
export function findGap(load: ImpatientLoad, target: Target, staffed: number): Gap {
  const required = agentsNeeded(load, target)?.agents;
  const gap = required === undefined ? undefined : required - staffed;
  const service = serve(load, staffed);
  const withOneMore = serve(load, staffed + 1);
  return { required, staffed, gap, service, withOneMore, gain: gainBetween(load, service, withOneMore) };
}

/** What one more person than `staffed` saves: calls × the change in mean wait and in the share abandoned, by Erlang A. */
export function marginalGain(load: ImpatientLoad, staffed: number): Gain {
  return gainBetween(load, serve(load, staffed), serve(load, staffed + 1));
}

function gainBetween({ calls }: Load, before: Service, after: Service): Gain {
  return {
    waitSeconds: calls * (before.everyoneWaitSeconds - after.everyoneWaitSeconds),
    abandonments: calls * (before.abandonedShare - after.abandonedShare),
  };
}
