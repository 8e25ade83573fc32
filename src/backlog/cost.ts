import { type Incidence, incidenceOf } from './incidence.ts';

/** A value with the interval in which the truth lies nine times of ten. */
export interface Estimate {
  low: number;
  value: number;
  high: number;
}

/** What a queue's calls take and cost. Money in minor units. */
export interface QueueFigures {
  queueId: number;
  queue: string;
  callsPerWeek: number;
  costPerHourMinor: number;
  currency: string;
}

/** What stands behind a theme in one queue. */
export interface QueueEvidence extends QueueFigures {
  /** Distinct shadow and live calls in which leaders met it, of all such calls in this queue. */
  met: number;
  observed: number;
  /** It was met here before the calls that count began: met on none of them is then a measured nought. */
  metBefore?: boolean;
  /** How often a week each CSR who said so meets it: one number a person. */
  timesPerWeek: number[];
}

export interface ThemeEvidence {
  queues: QueueEvidence[];
  /** Seconds lost, as leaders noted them on observed calls. */
  leaderSeconds: number[];
  /** Seconds lost, as CSRs gave them in flags and me-toos. */
  csrSeconds: number[];
}

export type Basis = 'observed' | 'csr';

/** One line of the arithmetic: times a week × seconds = hours; × cost an hour = money. */
export interface CostLine extends QueueFigures {
  /** Whose line it is, where the lines of several themes stand together. */
  themeId?: number;
  basis: Basis;
  incidence: Incidence | undefined;
  /** How many CSRs said how often; they stand in where leaders met it on no observed call. */
  people: number;
  /** The CSRs' sum was cut to what the observed calls allow. */
  capped: boolean;
  timesPerWeek: Estimate;
  hours: Estimate;
  moneyMinor: Estimate;
}

export interface Cost {
  seconds: { median: number; from: 'leaders' | 'CSRs'; count: number };
  lines: CostLine[];
  hours: Estimate;
  /** Undefined where queues count in different currencies. */
  moneyMinor: Estimate | undefined;
  currency: string | undefined;
  /** Whether any line rests on what CSRs say instead of on observed calls. */
  guessed: boolean;
}

/** What a theme takes a week, or undefined while nobody said how often or how long: unknown is not free. */
export function costOf(evidence: ThemeEvidence): Cost | undefined {
  const seconds = secondsLost(evidence);
  const lines = seconds ? evidence.queues.flatMap((queue) => lineFor(queue, seconds.median)) : [];
  return seconds && lines.length ? { seconds, ...sumOf(lines), guessed: lines.some((line) => line.basis === 'csr') } : undefined;
}

/** The cost of several themes together, as a fix answers them. Undefined when none has a cost. */
export function totalOf(
  costs: (Cost | undefined)[],
): Pick<Cost, 'lines' | 'hours' | 'moneyMinor' | 'currency' | 'guessed'> | undefined {
  const known = costs.filter((cost) => cost !== undefined);
  if (known.length === 0) return undefined;
  return { ...sumOf(known.flatMap((cost) => cost.lines)), guessed: known.some((cost) => cost.guessed) };
}

/** The middle value; the mean of the middle two. Seconds lost have a long tail, which a mean would follow. */
export function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : sorted.length ? (sorted[middle - 1]! + sorted[middle]!) / 2 : undefined;
}

/** Leaders with a stopwatch first; the CSRs' own estimates where no leader noted any. */
function secondsLost({ leaderSeconds, csrSeconds }: ThemeEvidence): Cost['seconds'] | undefined {
  const fromLeaders = median(leaderSeconds);
  if (fromLeaders !== undefined) return { median: fromLeaders, from: 'leaders', count: leaderSeconds.length };
  const fromCsrs = median(csrSeconds);
  return fromCsrs === undefined ? undefined : { median: fromCsrs, from: 'CSRs', count: csrSeconds.length };
}

function lineFor(evidence: QueueEvidence, seconds: number): CostLine[] {
  const { met, observed, metBefore, timesPerWeek, ...figures } = evidence;
  const incidence = incidenceOf(met, observed);
  const measured = met > 0 || (metBefore && timesPerWeek.length === 0);
  const times =
    measured && incidence ? seen(incidence, figures.callsPerWeek) : said(timesPerWeek, incidence, figures.callsPerWeek);
  if (!times) return [];

  const hours = scaled(times.timesPerWeek, seconds / 3600);
  return [
    { ...figures, ...times, incidence, people: timesPerWeek.length, hours, moneyMinor: scaled(hours, figures.costPerHourMinor) },
  ];
}

type Times = Pick<CostLine, 'basis' | 'capped' | 'timesPerWeek'>;

const seen = ({ low, share, high }: Incidence, callsPerWeek: number): Times => ({
  basis: 'observed',
  capped: false,
  timesPerWeek: scaled({ low, value: share, high }, callsPerWeek),
});

/**
 * Where leaders met it on no call, the CSRs' own frequencies stand in: their sum, never more than the observed calls allow
 * (the upper bound of 0 of n). A guess has no interval: low, value and high are the same.
 */
function said(timesPerWeek: readonly number[], incidence: Incidence | undefined, callsPerWeek: number): Times | undefined {
  if (timesPerWeek.length === 0) return undefined;
  const sum = timesPerWeek.reduce((total, times) => total + times, 0);
  const most = (incidence?.high ?? 1) * callsPerWeek;
  const value = Math.min(sum, most);
  return { basis: 'csr', capped: value < sum, timesPerWeek: { low: value, value, high: value } };
}

function sumOf(lines: CostLine[]): Pick<Cost, 'lines' | 'hours' | 'moneyMinor' | 'currency'> {
  const currencies = new Set(lines.map((line) => line.currency));
  const currency = currencies.size === 1 ? lines[0]!.currency : undefined;
  return {
    lines,
    hours: added(lines.map((line) => line.hours)),
    moneyMinor: currency ? added(lines.map((line) => line.moneyMinor)) : undefined,
    currency,
  };
}

/** Interval of a sum of independent estimates: √ of the summed squared half-widths on each side (MOVER; Zou & Donner 2008). */
export function added(parts: readonly Estimate[]): Estimate {
  const value = parts.reduce((sum, part) => sum + part.value, 0);
  const below = Math.hypot(...parts.map((part) => part.value - part.low));
  const above = Math.hypot(...parts.map((part) => part.high - part.value));
  return { low: Math.max(0, value - below), value, high: value + above };
}

const scaled = ({ low, value, high }: Estimate, by: number): Estimate => ({ low: low * by, value: value * by, high: high * by });
