/** What the gate believed of a report that it filed, or would have filed, and whether a person agreed. */
export interface Check {
  /** 0 to 1. */
  belief: number;
  right: boolean;
}

/** What follows from the checks: how sure the gate must be, over and above what it has learned itself. */
export type Strictness =
  | { kind: 'as learned'; needed: 0 }
  | { kind: 'tightened'; needed: number }
  /** `missing`: right ones in a row after which it opens again. */
  | { kind: 'shut'; missing: number };

/** So many of the newest checks count. */
export const CHECKS_COUNTED = 100;
export const MUST_BE_RIGHT = 0.95;
const SURELY_RIGHT = 0.97;
const FEWEST_ABOVE = 10;
/** One mistake is no trend; the engine learns from it all the same. */
const FEWEST_WRONG = 2;

/**
 * Below 95 % right among the newest checks, the belief that is needed rises to the lowest one above which 97 % of at least ten were right.
 * Where there is none, the gate is shut.
 */
export function strictnessFrom(newest: readonly Check[]): Strictness {
  const checks = newest.slice(0, CHECKS_COUNTED);
  const wrong = checks.filter(({ right }) => !right).length;
  if (wrong < FEWEST_WRONG || checks.length - wrong >= MUST_BE_RIGHT * checks.length) return { kind: 'as learned', needed: 0 };
  const needed = safeBelief(checks);
  return needed === undefined ? { kind: 'shut', missing: missingRight(checks.length, wrong) } : { kind: 'tightened', needed };
}

/** The lowest belief above which enough were right; undefined where there is none. */
function safeBelief(checks: readonly Check[]): number | undefined {
  const order = checks.toSorted((a, b) => b.belief - a.belief);
  let [right, safe] = [0, undefined as number | undefined];
  for (const [before, { belief, right: isRight }] of order.entries()) {
    if (isRight) right++;
    const isLast = order[before + 1]?.belief !== belief;
    if (isLast && before + 1 >= FEWEST_ABOVE && right >= SURELY_RIGHT * (before + 1)) safe = belief;
  }
  return safe;
}

/** The smallest m with (right + m) / (checked + m) ≥ MUST_BE_RIGHT. */
const missingRight = (checked: number, wrong: number) => Math.ceil(wrong / (1 - MUST_BE_RIGHT) - 1e-9) - checked;
