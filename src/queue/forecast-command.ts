import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type CallsFile, readCalls, UnreadableCalls } from './forecast/calls-file.ts';
import { evaluate } from './forecast/evaluation.ts';
import { FEWEST_DAYS, forecastDays, settingsFor } from './forecast/forecast.ts';
import { knowsCountry, publicHolidays } from './forecast/holidays.ts';
import { dayCalls, dayTotal, inSlotsOf, type Series, seriesFrom } from './forecast/series.ts';
import type { Streams } from './staff-command.ts';

export interface ForecastWishes {
  horizonDays: number;
  intervalMinutes: number;
  evaluate: boolean;
  holidays: string | undefined;
}

const USAGE = 'forecast FILE.csv [--horizon 28] [--interval 30] [--evaluate] [--holidays US]';
const DAILY_MINUTES = 1440;
const DAYS_BEFORE_EVALUATION = 40;

/**
 * `forecast FILE.csv --horizon 28 --interval 30 [--evaluate] [--holidays US]`: one JSON document on standard output,
 * people's words on standard error. Answers the exit code.
 */
export async function forecastCommand(args: string[], { stdout, stderr }: Streams = process): Promise<number> {
  try {
    const { file, wishes } = wishesFrom(args);
    const { answer, notes } = answerFor(readCalls(await textOf(file)), wishes);
    for (const note of notes) stderr.write(`${note}\n`);
    stdout.write(`${JSON.stringify(answer)}\n`);
    return 0;
  } catch (problem) {
    if (!(problem instanceof UnreadableCalls)) throw problem;
    stderr.write(`${problem.message}\n`);
    return 1;
  }
}

export function wishesFrom(args: string[]): { file: string; wishes: ForecastWishes } {
  const { values, positionals } = parsed(args);
  if (positionals.length !== 1) throw new UnreadableCalls(`Name one file: ${USAGE}`);
  const wishes = {
    horizonDays: wholeNumber(values.horizon ?? '28', 'horizon', 'days', 366),
    intervalMinutes: wholeNumber(values.interval ?? '30', 'interval', 'minutes', DAILY_MINUTES),
    evaluate: values.evaluate ?? false,
    holidays: values.holidays,
  };
  if (wishes.holidays !== undefined && !knowsCountry(wishes.holidays)) {
    throw new UnreadableCalls(
      `No public holidays are known for "${wishes.holidays}". Use a country code such as US, or DE-BY for a state.`,
    );
  }
  return { file: positionals[0]!, wishes };
}

/** The whole answer without any input or output. */
export function answerFor(file: CallsFile, wishes: ForecastWishes): { answer: object; notes: string[] } {
  const { slotMinutes, note } = intervalFor(file, wishes.intervalMinutes);
  const series = inSlotsOf(seriesFrom(file.rows, file.slotMinutes), slotMinutes);
  const spans = wishes.holidays ? publicHolidays(series, wishes.horizonDays, wishes.holidays) : [];
  const notes = [...file.notes, ...note];
  refuseShort(series, wishes.evaluate ? DAYS_BEFORE_EVALUATION + 1 : FEWEST_DAYS);
  const history = { from: dateOf(series, 0), until: dateOf(series, series.days - 1), days_with_calls: knownDays(series) };
  if (wishes.evaluate)
    return { answer: { interval_minutes: slotMinutes, history, accuracy: evaluate(series, { spans }) }, notes };
  const days = forecastDays(series, wishes.horizonDays, settingsFor(series, spans), spans);
  const forecast = days.flatMap((day) =>
    Array.from(day.calls, (calls, slot) => ({
      datetime_local: `${dateOf(series, day.day)}T${clock(slot * slotMinutes)}`,
      calls: rounded(calls),
      low: rounded(day.low[slot]!),
      high: rounded(day.high[slot]!),
    })),
  );
  return { answer: { interval_minutes: slotMinutes, horizon_days: wishes.horizonDays, history, forecast }, notes };
}

async function textOf(file: string) {
  try {
    return await readFile(file, 'utf8');
  } catch (problem) {
    throw new UnreadableCalls(
      `${file} could not be opened (${(problem as NodeJS.ErrnoException).code}). Check the name and try again.`,
    );
  }
}

function parsed(args: string[]) {
  const options = {
    horizon: { type: 'string' },
    interval: { type: 'string' },
    evaluate: { type: 'boolean' },
    holidays: { type: 'string' },
  } as const;
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (problem) {
    throw new UnreadableCalls(`${(problem as Error).message}. Use: ${USAGE}`);
  }
}

function wholeNumber(text: string, name: string, unit: string, most: number) {
  const number = /^\d+$/.test(text) ? Number(text) : 0;
  if (number < 1 || number > most)
    throw new UnreadableCalls(`--${name} takes a whole number of ${unit} from 1 to ${most}, not "${text}".`);
  return number;
}

/** Rows can be added up but not split: a file of hours answers in hours, one of days in days. */
function intervalFor({ slotMinutes }: CallsFile, wanted: number): { slotMinutes: number; note: string[] } {
  if (wanted < slotMinutes) {
    const kind = slotMinutes === DAILY_MINUTES ? 'daily totals' : `rows of ${slotMinutes} minutes`;
    return { slotMinutes, note: [`The file holds ${kind}: the answer does too, since they can't be split.`] };
  }
  if (wanted % slotMinutes !== 0 || DAILY_MINUTES % wanted !== 0) {
    throw new UnreadableCalls(
      `--interval ${wanted} does not fit rows of ${slotMinutes} minutes into a day. Use a multiple that divides a day, such as ${Math.max(slotMinutes, 60)}.`,
    );
  }
  return { slotMinutes: wanted, note: [] };
}

function refuseShort(series: Series, needed: number) {
  const known = knownDays(series);
  if (known < needed)
    throw new UnreadableCalls(`The file ends after ${known} days with rows and ${needed} are needed. Add earlier history.`);
}

function knownDays(series: Series) {
  return Array.from({ length: series.days }, (_, day) => dayTotal(dayCalls(series, day))).filter((total) => !Number.isNaN(total))
    .length;
}

function dateOf(series: Series, day: number) {
  return series.firstDay.add({ days: day }).toString();
}

function clock(minutes: number) {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}:00`;
}

function rounded(calls: number) {
  return Math.round(calls * 1000) / 1000;
}
