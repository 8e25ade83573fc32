import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Load, serve } from '../../src/queue/erlang.ts';
import { agentsNeeded, scheduledAgents, type Target } from '../../src/queue/staffing.ts';
import { loadOf, number, readVectors, type Vector } from './vectors.ts';

const HALF_HOUR: Load = { calls: 100, intervalSeconds: 1800, handleSeconds: 180, targetSeconds: 20 };

const vectors = readVectors(/^required_[ac]$/);
if (vectors.length === 0) test('the staffing vectors are not at hand, so nothing is compared', () => expect(vectors).toEqual([]));

for (const vector of vectors) {
  test(`${vector.id} needs ${vector.exact.agents} agents`, () => {
    const needed = agentsNeeded(loadOf(vector), targetOf(vector));
    expect(needed?.agents).toBe(vector.exact.agents);
    if (vector.inputs.shrinkage === undefined) return;
    expect(scheduledAgents(needed!.agents, number(vector.inputs.shrinkage))).toBe(vector.exact.scheduled);
  });
}

function targetOf({ inputs }: Vector): Target {
  const target: Target = { serviceLevel: number(inputs.service_level) };
  if (inputs.max_occupancy !== undefined) target.maxOccupancy = number(inputs.max_occupancy);
  if (inputs.max_abandonment !== undefined) target.maxAbandonedShare = number(inputs.max_abandonment);
  return target;
}

const loads = fc.record({
  calls: fc.double({ min: 0.1, max: 300, noNaN: true }),
  intervalSeconds: fc.constantFrom(900, 1800),
  handleSeconds: fc.integer({ min: 20, max: 600 }),
  targetSeconds: fc.integer({ min: 0, max: 60 }),
  patienceSeconds: fc.constantFrom(1, 30, 120, 3600, 1e6, Infinity),
});
const targets = fc.constantFrom<Target>(
  { serviceLevel: 0.8 },
  { maxAnsweredWaitSeconds: 30 },
  { maxOccupancy: 0.7 },
  { serviceLevel: 0.5, maxAbandonedShare: 0.1 },
);

test('the answer keeps the promise and one agent fewer breaks it', () => {
  fc.assert(
    fc.property(loads, targets, (load, target) => {
      const needed = agentsNeeded(load, target)!;
      let fewest = 0;
      while (!agentsKeep(load, target, fewest)) fewest++;
      expect(needed.agents).toBe(fewest);
      expect(needed.service).toEqual(serve(load, fewest));
    }),
  );
});

function agentsKeep(load: Load, target: Target, agents: number) {
  const service = serve(load, agents);
  const { serviceLevel = 0, maxAnsweredWaitSeconds = Infinity, maxAbandonedShare = 1, maxOccupancy = 1 } = target;
  return (
    service.serviceLevel >= serviceLevel - 1e-12 &&
    !(service.answeredWaitSeconds > maxAnsweredWaitSeconds * (1 + 1e-12)) &&
    service.abandonedShare <= maxAbandonedShare * (1 + 1e-12) &&
    !(service.occupancy > maxOccupancy * (1 + 1e-12)) &&
    (agents > 0 || target.serviceLevel !== undefined)
  );
}

test('with abandonment fewer than the load can do', () => {
  const overloaded = { ...HALF_HOUR, calls: 10_000, patienceSeconds: 120 };
  expect(agentsNeeded(overloaded, { serviceLevel: 0.8 })?.agents).toBe(892);
});

test.each([
  { promise: 'abandonment', target: { maxAbandonedShare: 0.05 }, agents: 12 },
  { promise: 'waiting', target: { maxAnsweredWaitSeconds: 5 }, agents: 13 },
  { promise: 'occupancy', target: { maxOccupancy: 0.7 }, agents: 14 },
])('a promise on $promise alone is enough', ({ target, agents }) => {
  expect(agentsNeeded({ ...HALF_HOUR, patienceSeconds: 300 }, target)?.agents).toBeGreaterThanOrEqual(agents);
});

test('an idle interval needs nobody', () => {
  expect(agentsNeeded({ ...HALF_HOUR, calls: 0 }, { serviceLevel: 0.8 })?.agents).toBe(0);
});

test.each([
  { promise: 'everybody in time', target: { serviceLevel: 1.1 } },
  { promise: 'a wait under nothing', target: { maxAnsweredWaitSeconds: -1 } },
  { promise: 'an occupancy of nothing', target: { maxOccupancy: 0 } },
  { promise: 'a millionth of an occupancy', target: { maxOccupancy: 1e-6 } },
])('no number of agents promises $promise', ({ target }) => {
  expect(agentsNeeded({ ...HALF_HOUR, patienceSeconds: 60 }, target)).toBeUndefined();
});

test.each([60, Infinity])('a load past all numbers is given up at once (patience %d)', (patienceSeconds) => {
  expect(agentsNeeded({ ...HALF_HOUR, calls: 1e9, patienceSeconds }, { serviceLevel: 0.8 })).toBeUndefined();
});

test('an occupancy met to the last digit is met', () => {
  const load = { calls: 17, intervalSeconds: 300, handleSeconds: 300, targetSeconds: 3600 };
  expect(agentsNeeded(load, { maxOccupancy: 0.85 })?.agents).toBe(20);
});

test.each([
  { agents: 14, shrinkage: 0.3, scheduled: 20 },
  { agents: 21, shrinkage: 0.3, scheduled: 30 },
  { agents: 13, shrinkage: 0.3, scheduled: 19 },
  { agents: 0, shrinkage: 0.3, scheduled: 0 },
  { agents: 9, shrinkage: 0, scheduled: 9 },
])('$agents at their desks with shrinkage $shrinkage take $scheduled on the schedule', ({ agents, shrinkage, scheduled }) => {
  expect(scheduledAgents(agents, shrinkage)).toBe(scheduled);
});
