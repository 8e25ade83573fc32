import type { Generated } from 'kysely';
import type { Id, Instant, Maybe } from './column.ts';

export interface DemandTables {
  historyImports: {
    importId: number;
    /** Where calls go whose queue the file does not name. */
    queueId: Maybe<number>;
    state: 'looked at' | 'running' | 'done' | 'refused';
    /** The uploaded file's name in the folder of uploads; empty for a file read from the command line. */
    file: string;
    /** How it is to be read: a `HistoryChoice` as JSON. */
    choice: string;
    startedAt: Maybe<Instant>;
    /** The last word of the process that reads it: one that is silent for minutes has ended. */
    heardAt: Maybe<Instant>;
    linesRead: Generated<number>;
    /** What became of it: an `ImportOutcome` as JSON. */
    outcome: Maybe<string>;
  };
  historyParts: {
    importId: number;
    queueId: number;
    intervals: number;
    offered: number;
    firstAt: Instant;
    lastAt: Instant;
  };
  intervals: IntervalRow;
  namedEvents: {
    id: Id;
    queueId: number;
    name: string;
    /** On the queue's clock: 2026-03-02T09:00. `untilLocal` is no longer part of it. */
    fromLocal: string;
    untilLocal: string;
    /** Learned: how many times the usual calls came on past occasions of this name. */
    uplift: Maybe<number>;
    occasions: Generated<number>;
    addedAt: Instant;
    addedBy: Maybe<number>;
    removedAt: Maybe<Instant>;
    removedBy: Maybe<number>;
  };
  staffedIntervals: { queueId: number; startsAt: Instant; agents: number; importId: Maybe<number> };
  staffingPatterns: { id: Id; queueId: number; weekday: number; fromClock: string; untilClock: string; agents: number };
  forecasts: ForecastRow;
}

/** Figures are sums over the interval's calls; null is what no file has said. */
interface IntervalRow {
  queueId: number;
  startsAt: Instant;
  seconds: number;
  offered: number;
  answered: Maybe<number>;
  abandoned: Maybe<number>;
  answeredInTime: Maybe<number>;
  answeredWaitSeconds: Maybe<number>;
  abandonedWaitSeconds: Maybe<number>;
  handleSeconds: Maybe<number>;
  importId: Maybe<number>;
}

interface ForecastRow {
  queueId: number;
  startsAt: Instant;
  seconds: number;
  /** The last day of calls that was known when it was made. */
  knownUntil: string;
  calls: number;
  low: number;
  high: number;
  /** At their desks, to keep the promise; null when nobody could. */
  required: Maybe<number>;
  /** As the schedule says; null where it says nothing. */
  scheduled: Maybe<number>;
  /** At their desks: the scheduled less shrinkage, or, where nothing is scheduled, taken to be the required. */
  staffed: Maybe<number>;
  /** Mean seconds of wait over all callers, and the share that hangs up. */
  waitNow: Maybe<number>;
  hangUpNow: Maybe<number>;
  waitWithMore: Maybe<number>;
  hangUpWithMore: Maybe<number>;
  /** What one more person saves, over all callers of the interval: seconds, and callers who stay. */
  waitSaved: Maybe<number>;
  hangUpsSaved: Maybe<number>;
}
