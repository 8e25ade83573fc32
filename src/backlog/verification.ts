import type { Incidence } from './incidence.ts';

/** The same step on one side of the day a fix shipped: how many observed calls met it, and how long it took (median seconds). */
export interface Measured {
  incidence: Incidence | undefined;
  seconds: number | undefined;
}

export interface Comparison {
  before: Measured;
  after: Measured;
}

/** What keeps a fix from being verified, as a sentence with a next step; undefined when observed calls show that it is better. */
export function objectionToVerify(measured: Comparison | undefined): string | undefined {
  const [before, after] = [measured?.before.incidence, measured?.after.incidence];
  if (!before)
    return 'No leader met it on an observed call before it shipped, so there is nothing to compare with: let it stand as shipped';
  if (!after) return 'No leader has sat beside a real call since it shipped: plan a shift and measure the same step again';
  return after.share < before.share
    ? undefined
    : `Met on ${told(before)} before and on ${told(after)} since: it is not better. Mark it regressed, or plan a shift and hear more calls`;
}

/** Whether the two 90 % intervals lie apart; where they overlap the difference may be chance. */
export const isSure = ({ before, after }: Comparison): boolean =>
  before.incidence !== undefined && after.incidence !== undefined && after.incidence.high < before.incidence.low;

/** The numbers that stay with a step: k of n observed calls before and since. Null on both sides of a step that measures nothing. */
export function numbersToKeep(measured: Comparison | undefined) {
  const [before, after] = [measured?.before.incidence, measured?.after.incidence];
  return {
    metBefore: before?.k ?? null,
    callsBefore: before?.n ?? null,
    metSince: after?.k ?? null,
    callsSince: after?.n ?? null,
  };
}

const told = ({ k, n }: Incidence) => `${k} of ${n} calls`;
