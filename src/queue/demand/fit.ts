import { type DayForecast, FEWEST_DAYS, forecastDays, type Settings, settingsFor } from '../forecast/forecast.ts';
import { publicHolidays } from '../forecast/holidays.ts';
import { eventSpans, type NamedEvent } from '../forecast/named-events.ts';
import { type CallRow, dayCalls, dayTotal, type Series, seriesFrom, until } from '../forecast/series.ts';
import type { SpecialSpan } from '../forecast/special-spans.ts';
import { type LearnedUplift, learnUplifts } from './learned-uplifts.ts';
import { createLocalClock, dayAfter, daysBetween, type LocalClock } from './local-clock.ts';
import type { ExpectedCalls } from './planned-interval.ts';

export interface FitQuestion {
  rows: readonly { startsAt: string; offered: number }[];
  zone: string;
  slotMinutes: number;
  /** The day on the queue's clock; calls of today and later are not yet whole and are left out. */
  today: string;
  holidays: string;
  events: NamedEvent[];
  closedDays: readonly string[];
}

/** Expected calls, and the last day of calls that was known. */
export interface Foresight {
  knownUntil: string;
  intervals: ExpectedCalls[];
}

export interface Fit {
  ahead: Foresight;
  /** The last weeks as they would have been forecast before they came; undefined with too little history. */
  rehearsed: Foresight | undefined;
  uplifts: LearnedUplift[];
}

export const WEEKS_AHEAD = 4;
const AHEAD_DAYS = WEEKS_AHEAD * 7;
/** A forecast reaches this far past the end of the history. */
const MOST_DAYS_PAST_HISTORY = 90;
const REHEARSED_DAYS = 28;

/** Forecasts four weeks from today on, and goes through the last four as if they had not come. A problem is a sentence. */
export function fitDemand(question: FitQuestion): Fit | { problem: string } {
  const clock = createLocalClock(question.zone);
  const series = seriesOf(question, clock);
  const known = series ? knownDays(series) : 0;
  if (!series || known < FEWEST_DAYS) return { problem: tooShort(known) };
  const lastDay = dayOf(series, series.days - 1);
  const days = Math.min(Math.max(daysBetween(lastDay, question.today) - 1, 0) + AHEAD_DAYS, MOST_DAYS_PAST_HISTORY);
  const spans = spansOf(series, days, question);
  const settings = settingsFor(series, spans);
  const foresee = (history: Series, horizon: number, learned: Settings) => {
    const forecasts = forecastDays(history, horizon, learned, spans);
    return { knownUntil: dayOf(history, history.days - 1), intervals: toIntervals(forecasts, history, question, clock) };
  };
  const before = until(series, series.days - REHEARSED_DAYS);
  const enough = before.days >= FEWEST_DAYS && knownDays(before) >= FEWEST_DAYS;
  return {
    ahead: foresee(series, days, settings),
    rehearsed: enough ? foresee(before, REHEARSED_DAYS, settingsFor(before, spans)) : undefined,
    uplifts: learnUplifts(series, spans, settings),
  };
}

function seriesOf({ rows, slotMinutes, today }: FitQuestion, clock: LocalClock): Series | undefined {
  const local: CallRow[] = [];
  for (const { startsAt, offered } of rows) {
    const time = clock.read(startsAt);
    if (time.day < today) local.push({ ...time, calls: offered });
  }
  return local.length === 0 ? undefined : seriesFrom(local, slotMinutes);
}

function spansOf(series: Series, days: number, { holidays, events }: FitQuestion): SpecialSpan[] {
  return [...(holidays ? publicHolidays(series, days, holidays) : []), ...eventSpans(series, events)];
}

/** Slots without calls, closed days and minutes that the clocks skip are left out; the hour that comes twice is there twice. */
function toIntervals(forecasts: DayForecast[], series: Series, { closedDays, slotMinutes }: FitQuestion, clock: LocalClock) {
  const closed = new Set(closedDays);
  return forecasts.flatMap(({ day, calls, low, high }) => {
    const name = dayOf(series, day);
    if (closed.has(name)) return [];
    return Array.from(calls.keys()).flatMap((slot) =>
      calls[slot]! > 0
        ? clock
            .instantsOf({ day: name, minute: slot * slotMinutes })
            .map((startsAt) => ({ startsAt, seconds: slotMinutes * 60, calls: calls[slot]!, low: low[slot]!, high: high[slot]! }))
        : [],
    );
  });
}

const dayOf = (series: Series, day: number) => dayAfter(series.firstDay.toString(), day);

function knownDays(series: Series) {
  return Array.from({ length: series.days }, (_, day) => dayTotal(dayCalls(series, day))).filter((total) => !Number.isNaN(total))
    .length;
}

function tooShort(known: number) {
  const so =
    known === 0 ? 'There is no day with calls yet' : `There ${known === 1 ? 'is 1 day' : `are ${known} days`} with calls`;
  return `${so}; a forecast needs ${FEWEST_DAYS}. Import earlier history.`;
}
