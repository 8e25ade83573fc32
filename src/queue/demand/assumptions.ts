import type { ImpatientLoad } from '../gaps.ts';
import type { Target } from '../staffing.ts';

/** What the queue's owner has said about it. */
export interface Promised {
  targetPercent: number;
  targetSeconds: number;
  handleSeconds: number;
  patienceSeconds: number;
  /** Who guessed the patience; null: the product. */
  patienceSetBy: string | null;
  shrinkagePercent: number;
}

/** Sums over the last weeks of history; callers of intervals that say nothing are left out. */
export interface Measured {
  /** Answered calls with a handle time, and their talk and wrap-up together. */
  handled: number;
  handledSeconds: number;
  /** Callers who hung up, and the wait of all callers, those who hung up included. */
  hungUp: number;
  waitedSeconds: number;
}

/** A figure, and why it is believed. */
export interface Believed {
  seconds: number;
  from: 'measured' | 'set' | 'guessed';
  /** How many calls, or callers who hung up, were measured. */
  cases: number;
  by: string | null;
}

export interface Assumptions {
  handle: Believed;
  patience: Believed;
  shrinkagePercent: number;
  targetSeconds: number;
  target: Target;
}

/** Fewer cases are no measurement: their relative standard error is over one in seven (1/√50). */
const FEWEST_CASES = 50;
const MOST_PATIENCE_SECONDS = 86_400;
/** A promise to everybody can't be kept by any number of people. */
const HIGHEST_LEVEL = 0.9999;

/**
 * Measured beats guessed. Mean patience is all the seconds waited ÷ the callers who hung up: the maximum-likelihood estimate of an
 * exponential whose answered callers are censored (Brown et al. 2005, JASA 100, 5.1).
 */
export function assumptionsFor(queue: Promised, measured: Measured): Assumptions {
  const { handled, handledSeconds, hungUp, waitedSeconds } = measured;
  const setBy = { by: queue.patienceSetBy, from: queue.patienceSetBy === null ? ('guessed' as const) : ('set' as const) };
  return {
    handle:
      handled >= FEWEST_CASES && handledSeconds > 0
        ? { seconds: handledSeconds / handled, from: 'measured', cases: handled, by: null }
        : { seconds: queue.handleSeconds, from: 'set', cases: 0, by: null },
    patience:
      hungUp >= FEWEST_CASES && waitedSeconds > 0
        ? { seconds: Math.min(waitedSeconds / hungUp, MOST_PATIENCE_SECONDS), from: 'measured', cases: hungUp, by: null }
        : { seconds: queue.patienceSeconds, cases: 0, ...setBy },
    shrinkagePercent: queue.shrinkagePercent,
    targetSeconds: queue.targetSeconds,
    target: { serviceLevel: Math.min(queue.targetPercent / 100, HIGHEST_LEVEL) },
  };
}

export function loadOf(calls: number, intervalSeconds: number, { handle, patience, targetSeconds }: Assumptions): ImpatientLoad {
  return { calls, intervalSeconds, handleSeconds: handle.seconds, targetSeconds, patienceSeconds: patience.seconds };
}
