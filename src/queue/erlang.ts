import { excess, integrateOfferedWait } from './offered-wait.ts';

/** What comes in during one interval, and the target it is judged by. Patience is the mean of an exponential; without it callers wait forever. */
export interface Load {
  calls: number;
  intervalSeconds: number;
  handleSeconds: number;
  targetSeconds: number;
  patienceSeconds?: number;
}

/** How a queue fares in the long run. Shares are 0 to 1; a wait without end is Infinity, a mean over nobody NaN. */
export interface Service {
  /** Share of all offered calls that wait at all. */
  waitShare: number;
  /** Share of all offered calls answered within the target. */
  serviceLevel: number;
  /** Mean wait of those who were answered (ASA). */
  answeredWaitSeconds: number;
  /** Mean wait of all callers, those who hung up included. */
  everyoneWaitSeconds: number;
  abandonedShare: number;
  occupancy: number;
  /** Mean number of callers waiting. */
  queueLength: number;
}

/** Agents that would be busy if every call were handled: calls × handle time ÷ interval, in Erlang. */
export function offeredLoad({ calls, handleSeconds, intervalSeconds }: Load): number {
  return (calls * handleSeconds) / intervalSeconds;
}

/** Service with `agents` (a whole number, 0 or more): Erlang A where patience ends, Erlang C where it does not. */
export function serve(load: Load, agents: number): Service {
  if (load.calls === 0) return nobodyWaits(0);
  if (agents === 0) return nobodyAnswers(load);
  return Number.isFinite(load.patienceSeconds ?? Infinity) ? erlangA(load, agents) : erlangC(load, agents);
}

/** Share of calls blocked with no room to wait: 1/B(n) = 1 + (n/a)·1/B(n−1), B(0) = 1 (Jagerman 1974, Bell System Technical Journal 53). */
export function erlangB(load: number, agents: number): number {
  return 1 / inverseBlocking(load, agents);
}

function inverseBlocking(load: number, agents: number) {
  let inverse = 1;
  for (let n = 1; n <= agents; n++) inverse = 1 + (n / load) * inverse;
  return inverse;
}

/** M/M/n: C = n ÷ ((n − a)/B + a), P(W > t) = C·e^−(n−a)t/h, E[W] = C·h/(n − a) (Cooper 1981, Introduction to Queueing Theory, 3.4). */
function erlangC(load: Load, agents: number): Service {
  const { handleSeconds, targetSeconds } = load;
  const erlangs = offeredLoad(load);
  const spare = agents - erlangs;
  if (spare <= 0) return endlessQueue();
  const waitShare = agents / (spare * inverseBlocking(erlangs, agents) + erlangs);
  const waitSeconds = (waitShare * handleSeconds) / spare;
  return {
    waitShare,
    serviceLevel: 1 - waitShare * Math.exp((-spare * targetSeconds) / handleSeconds),
    answeredWaitSeconds: waitSeconds,
    everyoneWaitSeconds: waitSeconds,
    abandonedShare: 0,
    occupancy: erlangs / agents,
    queueLength: (waitSeconds * load.calls) / load.intervalSeconds,
  };
}

/**
 * M/M/n+M: with E = 1/B(n−1) and λJ the weight of the offered wait, P(W > 0) = λJ/(E + λJ), and every other figure is its integral over
 * (E + λJ) (Mandelbaum & Zeltyn 2007, Service Engineering in Action, 3; Zeltyn & Mandelbaum 2005, section 4).
 */
function erlangA(load: Load, agents: number): Service {
  const patience = load.patienceSeconds!;
  const erlangs = offeredLoad(load);
  const arrivals = (load.calls * patience) / load.intervalSeconds;
  const completions = (agents * patience) / load.handleSeconds;
  const peak = Math.log1p(Math.max(erlangs - agents, 0) / agents);
  const wait = integrateOfferedWait({ arrivals, completions, target: load.targetSeconds / patience, peak });
  const free = inverseBlocking(erlangs, agents - 1) * Math.exp(-completions * excess(-peak));
  if (free === Infinity) return nobodyWaits(erlangs / agents);
  const total = free + arrivals * wait.waiting;
  const answered = (free + arrivals * wait.answered) / total;
  const abandonedShare = (arrivals * wait.abandoned) / total;
  return {
    waitShare: (arrivals * wait.waiting) / total,
    serviceLevel: (free + arrivals * wait.answeredInTime) / total,
    answeredWaitSeconds: (patience * arrivals * wait.answeredWait) / (answered * total),
    everyoneWaitSeconds: patience * abandonedShare,
    abandonedShare,
    occupancy: Math.min((erlangs * answered) / agents, 1),
    queueLength: arrivals * abandonedShare,
  };
}

function nobodyWaits(occupancy: number): Service {
  const none = { answeredWaitSeconds: 0, everyoneWaitSeconds: 0, abandonedShare: 0, queueLength: 0 };
  return { waitShare: 0, serviceLevel: 1, ...none, occupancy };
}

function nobodyAnswers({ calls, intervalSeconds, patienceSeconds = Infinity }: Load): Service {
  const abandonedShare = Number.isFinite(patienceSeconds) ? 1 : 0;
  const queueLength = (calls * patienceSeconds) / intervalSeconds;
  const nobody = { answeredWaitSeconds: NaN, occupancy: NaN };
  return { waitShare: 1, serviceLevel: 0, ...nobody, everyoneWaitSeconds: patienceSeconds, abandonedShare, queueLength };
}

function endlessQueue(): Service {
  const endless = { answeredWaitSeconds: Infinity, everyoneWaitSeconds: Infinity, queueLength: Infinity };
  return { waitShare: 1, serviceLevel: 0, ...endless, abandonedShare: 0, occupancy: 1 };
}
