import { type DayForecast, forecastDays, type Settings, settingsFor } from './forecast.ts';
import { dayCalls, dayTotal, type Series, until } from './series.ts';
import type { SpecialSpan } from './special-spans.ts';

export type Method = 'forecast' | 'last_week' | 'mean_of_4';

/** Accuracy over all intervals of the days 1…horizon after every origin; `coverage80` is a share between 0 and 1. */
export interface Accuracy {
  horizon: number;
  method: Method;
  wape: number;
  mae: number;
  rmse: number;
  mase: number;
  coverage80: number;
  intervals: number;
}

interface Sums {
  absolute: number;
  squared: number;
  came: number;
  naive: number;
  held: number;
  intervals: number;
}

export interface EvaluationOptions {
  spans?: SpecialSpan[];
  horizons?: number[];
  /** Only every n-th origin, to save time. */
  everyOrigins?: number;
}

const METHODS: Method[] = ['forecast', 'last_week', 'mean_of_4'];
const FIRST_KNOWN_DAYS = 40;
/** Settings are learned anew after a week, or after a twentieth more history. */
const RETUNED_AFTER_DAYS = 7;
const RETUNED_AFTER_SHARE = 0.05;
const NORMAL_REACH = 1.2816;

/**
 * Rolling origins: every evening once 40 days are known, nothing later is looked at. Horizon h holds the days 1…h after
 * it that have data. MASE divides by the mean error of last week repeated within the known history (Hyndman & Koehler 2006).
 */
export function evaluate(
  series: Series,
  { spans = [], horizons = [1, 7, 28], everyOrigins = 1 }: EvaluationOptions = {},
): Accuracy[] {
  const sums = new Map(horizons.flatMap((horizon) => METHODS.map((method) => [`${horizon} ${method}`, noSums()])));
  const naive = naiveErrors(series);
  let settings: Settings | undefined;
  let tunedAt = Number.NEGATIVE_INFINITY;
  for (let origin = firstOrigin(series); origin < series.days; origin += everyOrigins) {
    const history = until(series, origin);
    if (!settings || origin - tunedAt >= Math.max(RETUNED_AFTER_DAYS, origin * RETUNED_AFTER_SHARE))
      [settings, tunedAt] = [settingsFor(history, spans), origin];
    const ahead = Math.min(Math.max(...horizons), series.days - origin);
    const forecasts = {
      forecast: forecastDays(history, ahead, settings, spans),
      last_week: repeated(history, ahead, 1),
      mean_of_4: repeated(history, ahead, 4),
    };
    for (let i = 0; i < ahead; i++) {
      const days = METHODS.map((method) => forecasts[method][i]!);
      const into = METHODS.map((method) =>
        horizons.filter((horizon) => i < horizon).map((horizon) => sums.get(`${horizon} ${method}`)!),
      );
      compare(dayCalls(series, origin + i), days, into, naive[origin - 1]!);
    }
  }
  return horizons.flatMap((horizon) => METHODS.map((method) => accuracy(horizon, method, sums.get(`${horizon} ${method}`)!)));
}

function noSums(): Sums {
  return { absolute: 0, squared: 0, came: 0, naive: 0, held: 0, intervals: 0 };
}

function firstOrigin(series: Series) {
  let known = 0;
  for (let day = 0; day < series.days; day++) {
    if (!Number.isNaN(dayTotal(dayCalls(series, day))) && ++known === FIRST_KNOWN_DAYS) return day + 1;
  }
  return series.days;
}

/** The same weekday's last known days, averaged; with Poisson noise as its interval. */
export function repeated(history: Series, ahead: number, weeks: number): DayForecast[] {
  return Array.from({ length: ahead }, (_, i) => {
    const day = history.days + i;
    const calls = meanOf(lastKnown(history, day, weeks), history.slots);
    const reach = calls.map((expected) => NORMAL_REACH * Math.sqrt(expected));
    return {
      day,
      calls,
      low: calls.map((expected, slot) => Math.max(0, expected - reach[slot]!)),
      high: calls.map((expected, slot) => expected + reach[slot]!),
    };
  });
}

function lastKnown(history: Series, day: number, weeks: number) {
  const found: Float64Array[] = [];
  for (let past = day - 7; past >= 0 && found.length < weeks; past -= 7) {
    if (past < history.days && !Number.isNaN(dayTotal(dayCalls(history, past)))) found.push(dayCalls(history, past));
  }
  return found;
}

function meanOf(days: Float64Array[], slots: number) {
  return Float64Array.from({ length: slots }, (_, slot) => {
    const known = days.map((day) => day[slot]!).filter((count) => !Number.isNaN(count));
    return known.length === 0 ? 0 : known.reduce((a, b) => a + b, 0) / known.length;
  });
}

/** Mean |y(t) − y(t − 1 week)| of all known slots up to each day. */
function naiveErrors(series: Series) {
  const errors = new Float64Array(series.days);
  let [sum, count] = [0, 0];
  for (let cell = 0; cell < series.calls.length; cell++) {
    const change = Math.abs(series.calls[cell]! - (series.calls[cell - 7 * series.slots] ?? Number.NaN));
    if (change >= 0 && series.calls[cell]! + series.calls[cell - 7 * series.slots]! > 0) [sum, count] = [sum + change, count + 1];
    errors[Math.floor(cell / series.slots)] = count > 0 ? sum / count : Number.NaN;
  }
  return errors;
}

/** Slots where nothing came and nobody expected anything are closed and do not count. */
function compare(came: Float64Array, forecasts: DayForecast[], into: Sums[][], naive: number) {
  for (let slot = 0; slot < came.length; slot++) {
    const count = came[slot]!;
    if (Number.isNaN(count) || (count === 0 && forecasts.every((forecast) => forecast.calls[slot] === 0))) continue;
    forecasts.forEach((forecast, method) => {
      for (const sums of into[method]!) addTo(sums, count, forecast, slot, naive);
    });
  }
}

function addTo(sums: Sums, count: number, { calls, low, high }: DayForecast, slot: number, naive: number) {
  const error = count - calls[slot]!;
  sums.absolute += Math.abs(error);
  sums.squared += error ** 2;
  sums.came += count;
  sums.naive += naive;
  sums.held += count >= low[slot]! && count <= high[slot]! ? 1 : 0;
  sums.intervals++;
}

function accuracy(horizon: number, method: Method, sums: Sums): Accuracy {
  return {
    horizon,
    method,
    wape: sums.absolute / sums.came,
    mae: sums.absolute / sums.intervals,
    rmse: Math.sqrt(sums.squared / sums.intervals),
    mase: sums.absolute / sums.naive,
    coverage80: sums.held / sums.intervals,
    intervals: sums.intervals,
  };
}
