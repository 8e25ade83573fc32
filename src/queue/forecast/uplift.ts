import type { DayTraits } from './calendar.ts';
import type { Series } from './series.ts';
import type { SpecialSpan } from './special-spans.ts';

/** A factor on the ordinary forecast, as a log with its variance. */
export interface Uplift {
  log: number;
  variance: number;
}

export interface UpliftCase {
  span: SpecialSpan;
  came: number;
  expected: number;
}

/** Beliefs before any occasion: factors within about 0.6 and 1.6, and occasions that differ by about 15 %. */
const BELIEF_VARIANCE = 0.5 ** 2;
const OCCASION_VARIANCE = 0.15 ** 2;

/** Calls that came in past spans beside what the ordinary model expected there; closed holidays teach no uplift. */
export function upliftCases(
  series: Series,
  spans: SpecialSpan[],
  traits: DayTraits[],
  expectedVolume: Float64Array,
  shares: Float64Array[],
): UpliftCase[] {
  return spans.flatMap((span) => {
    let [came, expected] = [0, 0];
    for (let cell = Math.max(0, span.firstCell); cell < Math.min(span.endCell, series.calls.length); cell++) {
      const day = Math.floor(cell / series.slots);
      const ordinary = expectedVolume[day]! * shares[traits[day]!.weekday]![cell % series.slots]!;
      if (Number.isNaN(series.calls[cell]!) || !(ordinary > 0)) continue;
      came += series.calls[cell]!;
      expected += ordinary;
    }
    return expected > 0 && (came > 0 || span.kind === 'event') ? [{ span, came, expected }] : [];
  });
}

/**
 * The uplift for each name, shrunk: posterior mean of log(came / expected) under a normal prior. Holidays without a past
 * lean on the other holidays; an event without a past is ordinary.
 */
export function upliftsByName(cases: UpliftCase[]): (kind: SpecialSpan['kind'], name: string) => Uplift {
  const holidays = posterior(
    cases.filter(({ span }) => span.kind === 'holiday'),
    { log: 0, variance: BELIEF_VARIANCE },
  );
  return (kind, name) => {
    const prior = kind === 'holiday' ? { log: holidays.log, variance: BELIEF_VARIANCE } : { log: 0, variance: BELIEF_VARIANCE };
    return posterior(
      cases.filter(({ span }) => span.kind === kind && span.name === name),
      prior,
    );
  };
}

function posterior(cases: UpliftCase[], prior: Uplift): Uplift {
  let precision = 1 / prior.variance;
  let sum = prior.log * precision;
  for (const { came, expected } of cases) {
    const weight = 1 / (OCCASION_VARIANCE + 1 / (expected + 0.5));
    precision += weight;
    sum += weight * Math.log((came + 0.5) / (expected + 0.5));
  }
  return { log: sum / precision, variance: 1 / precision + (cases.length > 0 ? OCCASION_VARIANCE : 0) };
}
