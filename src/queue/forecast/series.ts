import { Temporal } from 'temporal-polyfill';

/**
 * Calls as a day × slot matrix in local time, every calendar day from the first to the last.
 * `calls[day * slots + slot]`; NaN where nothing is known. `weekday` is 0 for Monday.
 */
export interface Series {
  firstDay: Temporal.PlainDate;
  days: number;
  slots: number;
  slotMinutes: number;
  calls: Float64Array;
}

export interface CallRow {
  day: string;
  minute: number;
  calls: number;
}

const MINUTES_PER_DAY = 1440;

/**
 * Rows (local date, minute of the day, calls) to a matrix, in any order.
 * Rows of the same local time are the hour that comes twice when summer time ends: they are averaged, so that the day
 * stays comparable with others. A gap is zero calls in a file that never writes a zero, and unknown in one that does.
 */
export function seriesFrom(rows: CallRow[], slotMinutes: number): Series {
  const numbers = dayNumbers(rows);
  const slots = MINUTES_PER_DAY / slotMinutes;
  const sums = new Float64Array(numbers.days * slots);
  const counts = new Uint8Array(numbers.days * slots);
  for (const row of rows) {
    const cell = numbers.of.get(row.day)! * slots + Math.floor(row.minute / slotMinutes);
    sums[cell]! += row.calls;
    counts[cell]!++;
  }
  const calls = sums.map((sum, cell) => (counts[cell] ? sum / counts[cell]! : Number.NaN));
  const series = { firstDay: numbers.firstDay, days: numbers.days, slots, slotMinutes, calls };
  return rows.some((row) => row.calls === 0) ? series : withZeroGaps(series);
}

/** The matrix in longer slots: sums of the known parts; unknown where nothing is known. */
export function inSlotsOf(series: Series, slotMinutes: number): Series {
  const ratio = slotMinutes / series.slotMinutes;
  if (ratio === 1) return series;
  const slots = series.slots / ratio;
  const calls = new Float64Array(series.days * slots).fill(Number.NaN);
  for (let cell = 0; cell < series.calls.length; cell++) {
    const count = series.calls[cell]!;
    const target = Math.floor(cell / ratio);
    if (!Number.isNaN(count)) calls[target] = (calls[target]! || 0) + count;
  }
  return { ...series, slots, slotMinutes, calls };
}

/** The first `days` days, sharing memory. */
export function until(series: Series, days: number): Series {
  return { ...series, days, calls: series.calls.subarray(0, days * series.slots) };
}

/** Calls of one day (shared memory), and its known sum (NaN for a day without any row). */
export function dayCalls(series: Series, day: number): Float64Array {
  return series.calls.subarray(day * series.slots, (day + 1) * series.slots);
}

export function dayTotal(calls: Float64Array): number {
  let total = Number.NaN;
  for (const count of calls) if (!Number.isNaN(count)) total = (total || 0) + count;
  return total;
}

function dayNumbers(rows: CallRow[]) {
  const names = [...new Set(rows.map((row) => row.day))].sort();
  const dates = names.map((name) => Temporal.PlainDate.from(name));
  const firstDay = dates[0]!;
  const of = new Map(names.map((name, i) => [name, firstDay.until(dates[i]!, { largestUnit: 'day' }).days]));
  return { firstDay, of, days: of.get(names.at(-1)!)! + 1 };
}

/** Inside a day that has rows, no row means no call. */
function withZeroGaps(series: Series): Series {
  for (let day = 0; day < series.days; day++) {
    const calls = dayCalls(series, day);
    if (!Number.isNaN(dayTotal(calls)))
      calls.forEach((count, slot) => {
        if (Number.isNaN(count)) calls[slot] = 0;
      });
  }
  return series;
}
