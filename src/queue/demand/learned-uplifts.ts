import type { Settings } from '../forecast/forecast.ts';
import type { Series } from '../forecast/series.ts';
import type { SpecialSpan } from '../forecast/special-spans.ts';
import { learnProfile, levelDays, studyOf, weekShares } from '../forecast/study.ts';
import { upliftCases, upliftsByName } from '../forecast/uplift.ts';
import { expectedVolumes } from '../forecast/views.ts';

/** How many times the usual calls came in past events of one name (small letters). */
export interface LearnedUplift {
  name: string;
  factor: number;
  occasions: number;
}

/** What came is held against what the evening before expected, and that looks a day past the last. */
const DAYS_EXPECTED = 1;

/** What past named events taught; names without a past occasion are left out. */
export function learnUplifts(series: Series, spans: SpecialSpan[], { habits, paces }: Settings): LearnedUplift[] {
  if (!spans.some(({ kind }) => kind === 'event')) return [];
  const study = studyOf(series, DAYS_EXPECTED, spans);
  const profile = learnProfile(study, habits);
  const volumes = expectedVolumes(levelDays(study, profile), paces);
  const cases = upliftCases(series, spans, study.traits, volumes, weekShares(profile));
  const uplift = upliftsByName(cases);
  const names = cases.flatMap(({ span }) => (span.kind === 'event' ? [span.name] : []));
  return [...new Set(names)].map((name) => ({
    name,
    factor: Math.exp(uplift('event', name).log),
    occasions: names.filter((other) => other === name).length,
  }));
}
