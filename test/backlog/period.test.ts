import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boundsOf, holdsInstant, holdsPiece } from '../../src/backlog/period.ts';

const instant = fc.integer({ min: 1, max: 60 }).map((minute) => `2026-03-02T09:${String(minute - 1).padStart(2, '0')}:00.000Z`);
const period = fc.record({ from: fc.option(instant, { nil: undefined }), until: fc.option(instant, { nil: undefined }) });

test('a piece of time lies in a period exactly when its instants do', () => {
  fc.assert(
    fc.property(fc.array(period, { minLength: 1, maxLength: 6 }), instant, (periods, happenedAt) => {
      const bounds = boundsOf(periods);
      const piece = bounds.filter((bound) => bound <= happenedAt).length;
      for (const one of periods) expect(holdsPiece(one, bounds)({ piece })).toBe(holdsInstant(one)({ happenedAt }));
    }),
  );
});
