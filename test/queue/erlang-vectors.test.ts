import { expect, test } from 'vitest';
import { erlangB, type Service, serve } from '../../src/queue/erlang.ts';
import { loadOf, number, readVectors, type Vector } from './vectors.ts';

const RELATIVE: Record<string, keyof Service> = {
  asa_s: 'answeredWaitSeconds',
  asa_answered_s: 'answeredWaitSeconds',
  ew_all_s: 'everyoneWaitSeconds',
  p_abandon: 'abandonedShare',
  p_wait: 'waitShare',
  occupancy: 'occupancy',
  eq: 'queueLength',
};

const vectors = readVectors(/^(erlang|required)_[ac]$/);
if (vectors.length === 0) test('the Erlang vectors are not at hand, so nothing is compared', () => expect(vectors).toEqual([]));

for (const vector of vectors) test(`${vector.id} matches the exact value`, () => matches(vector));

function matches(vector: Vector) {
  const load = loadOf(vector);
  const service = serve(load, number(vector.inputs.agents ?? vector.exact.agents));
  const level = vector.exact.service_level ?? vector.exact.sl_offered;
  if (level !== undefined) expect(Math.abs(service.serviceLevel - number(level))).toBeLessThan(1e-11);
  for (const [name, figure] of Object.entries(RELATIVE)) {
    if (vector.exact[name] !== undefined) expect(relative(service[figure], number(vector.exact[name]))).toBeLessThan(1e-11);
  }
}

for (const vector of readVectors(/^erlang_b(_inverse|_required)?$/)) {
  test(`${vector.id} matches the exact blocking`, () => {
    const { inputs, exact } = vector;
    const agents = number(inputs.agents ?? exact.agents);
    const blocked = erlangB(number(inputs.offered_load ?? exact.offered_load), agents);
    if (vector.kind === 'erlang_b_required') expect(blocked).toBeLessThanOrEqual(number(inputs.blocking));
    else expect(relative(blocked, number(exact.blocking ?? inputs.blocking))).toBeLessThan(1e-11);
  });
}

for (const vector of readVectors(/^erlang_c$/).filter(({ exact }) => exact.cond_p_wait_gt_T !== undefined)) {
  test(`${vector.id} matches the exact wait of those who wait`, () => {
    const { waitShare, serviceLevel } = serve(loadOf(vector), number(vector.inputs.agents));
    expect((1 - serviceLevel) / waitShare).toBeCloseTo(number(vector.exact.cond_p_wait_gt_T), 9);
  });
}

function relative(value: number, exact: number) {
  return Math.abs(value / exact - 1);
}
