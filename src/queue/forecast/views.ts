import { copyLevel } from './level.ts';
import type { Pace, View } from './season.ts';
import { foreseeLevel, type LevelDays, tunePace, USUAL_PACE, walkLevel } from './tuning.ts';

/** For every evening from `from` on: level and variance of the log total 1…`ahead` days later, per view and then combined. */
export interface Outlook {
  from: number;
  ahead: number;
  level: Float64Array[];
  variance: Float64Array[];
}

export type Paces = Record<View, Pace>;

const VIEWS: View[] = ['stays', 'drifts', 'returns'];
/** Horizons that share one set of weights: each ends here. */
const HORIZON_ENDS = [1, 4, 10, 19, Number.POSITIVE_INFINITY];
/** How sharply the better view is preferred: weight ∝ (mean absolute error)⁻⁴, about inverse squared variance. */
const SHARPNESS = 4;

/** The other two views start from what the first one found: they differ little. */
export function tuneViews(days: LevelDays): Paces {
  const stays = tunePace(days, 'stays', USUAL_PACE, [1, 0.5]);
  return { stays, drifts: tunePace(days, 'drifts', stays, [0.5]), returns: tunePace(days, 'returns', stays, [0.5]) };
}

/** The views, weighted per horizon by how well each did on all earlier days. */
export function outlookOf(days: LevelDays, paces: Paces, from: number, ahead: number): Outlook {
  const outlooks = VIEWS.map((view) => viewOutlook(days, view, paces[view], from, ahead));
  const weights = HORIZON_ENDS.map((end, i) =>
    viewWeights(days.logTotals, outlooks, (HORIZON_ENDS[i - 1] ?? 0) + 1, Math.min(end, ahead)),
  );
  return combined(
    outlooks,
    Array.from({ length: ahead }, (_, i) => weights[HORIZON_ENDS.findIndex((end) => i + 1 <= end)]!),
  );
}

/** Level and variance of the log total `horizon` days after an evening. */
export function eveningOf({ from, level, variance }: Outlook, evening: number, horizon: number) {
  return { level: level[evening - from]![horizon - 1]!, variance: variance[evening - from]![horizon - 1]! };
}

/** What the evening before expected of each day; the first day has none (NaN). */
export function expectedVolumes(days: LevelDays, paces: Paces): Float64Array {
  const { level } = viewOutlook(days, 'stays', paces.stays, 0, 1);
  return days.logTotals.map((_, day) => (day === 0 ? Number.NaN : Math.exp(level[day - 1]![0]!)));
}

function viewOutlook(days: LevelDays, view: View, pace: Pace, from: number, ahead: number): Outlook {
  const outlook: Outlook = { from, ahead, level: [], variance: [] };
  walkLevel(
    days,
    view,
    pace,
    () => {},
    (day, state) => {
      if (day < from) return;
      const seen = foreseeLevel(
        copyLevel(state),
        Array.from({ length: ahead }, (_, i) => days.designOn(day + 1 + i, day)),
        pace.noise,
      );
      outlook.level.push(seen.level);
      outlook.variance.push(seen.variance);
    },
  );
  return outlook;
}

function viewWeights(logTotals: Float64Array, outlooks: Outlook[], first: number, last: number) {
  const errors = outlooks.map((outlook) => meanError(logTotals, outlook, first, last));
  const raw = errors.map((error) => error ** -SHARPNESS);
  const sum = raw.reduce((a, b) => a + b, 0);
  return raw.map((weight) => weight / sum);
}

/** Starts from a belief of a few days at a 10 % error, so that few days decide little. */
function meanError(logTotals: Float64Array, { from, level }: Outlook, first: number, last: number) {
  let sum = 0.5;
  let count = 5;
  for (let i = 0; i < level.length; i++) {
    for (let ahead = first; ahead <= last; ahead++) {
      const total = logTotals[from + i + ahead];
      if (total === undefined || Number.isNaN(total)) continue;
      sum += Math.min(Math.abs(total - level[i]![ahead - 1]!), 1);
      count++;
    }
  }
  return sum / count;
}

function combined(outlooks: Outlook[], weights: number[][]): Outlook {
  const { from, ahead } = outlooks[0]!;
  const mix = (values: (view: number, evening: number, i: number) => number) =>
    outlooks[0]!.level.map((_, evening) =>
      Float64Array.from({ length: ahead }, (__, i) =>
        weights[i]!.reduce((sum, weight, view) => sum + weight * values(view, evening, i), 0),
      ),
    );
  const level = mix((view, evening, i) => outlooks[view]!.level[evening]![i]!);
  const variance = mix((view, evening, i) => {
    const apart = outlooks[view]!.level[evening]![i]! - level[evening]![i]!;
    return outlooks[view]!.variance[evening]![i]! + apart ** 2;
  });
  return { from, ahead, level, variance };
}
