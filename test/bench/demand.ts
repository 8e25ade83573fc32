import { existsSync, readFileSync } from 'node:fs';
import { serve } from '../../src/queue/erlang.ts';
import { readCalls } from '../../src/queue/forecast/calls-file.ts';
import { evaluate } from '../../src/queue/forecast/evaluation.ts';
import { forecastDays, settingsFor } from '../../src/queue/forecast/forecast.ts';
import { inSlotsOf, seriesFrom } from '../../src/queue/forecast/series.ts';
import { readHistory } from '../../src/queue/history/read-history.ts';
import { agentsNeeded } from '../../src/queue/staffing.ts';

export interface BenchRow {
  what: string;
  figure: number;
  unit: string;
  asked?: string;
}

const HALF_HOUR = { intervalSeconds: 1800, handleSeconds: 180, targetSeconds: 20 };
const PATIENT = { ...HALF_HOUR, patienceSeconds: 120 };
const HALF_HOURS_A_YEAR = 17_520;
const LINES = 1_000_000;
const BANK = '../shared/data/queue/bank_calls_5min.csv';
const ASKED: Record<number, string> = { 30: '1, 7, 28 days: 0.059, 0.062, 0.064', 5: '1, 7, 28 days: 0.079, 0.082, 0.083' };

/** Evaluations per second, and the search over a year of half-hours of up to 150 agents. */
export function benchStaffing(): BenchRow[] {
  return [
    { what: 'Erlang C, 150 agents', figure: perSecond(() => serve({ ...HALF_HOUR, calls: 1450 }, 150)), unit: 'evaluations/s' },
    { what: 'Erlang A, 150 agents', figure: perSecond(() => serve({ ...PATIENT, calls: 1450 }, 150)), unit: 'evaluations/s' },
    {
      what: 'Erlang A, 5,000 agents',
      figure: perSecond(() => serve({ ...PATIENT, calls: 49_900 }, 5000)),
      unit: 'evaluations/s',
    },
    { what: 'a year of half-hours, Erlang C', figure: searchYear(HALF_HOUR), unit: 's' },
    { what: 'a year of half-hours, Erlang A', figure: searchYear(PATIENT), unit: 's' },
  ];
}

/** A million lines of each kind, streamed; run it in a process of its own, for peak memory counts what came before. */
export async function benchImport(): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const [what, lines] of Object.entries({ queue_log: queueLog, 'call rows': callRows, 'interval rows': intervalRows })) {
    const started = performance.now();
    const { taken } = await readHistory(chunks(lines), { zone: 'UTC', intervalMinutes: 30 });
    rows.push({ what: `import of ${what}`, figure: (taken / (performance.now() - started)) * 1000, unit: 'lines/s' });
  }
  return [...rows, { what: 'import, peak memory', figure: process.resourceUsage().maxRSS / 1024, unit: 'MB' }];
}

/** Fit of a year of five-minute calls, and the error on the bank's calls beside last week repeated. */
export function benchForecast(): BenchRow[] {
  const year = seriesFrom(yearOfCalls(), 5);
  const started = performance.now();
  forecastDays(year, 28, settingsFor(year));
  const fit = { what: 'fit of a year of 5 minutes', figure: (performance.now() - started) / 1000, unit: 's', asked: 'under 1' };
  if (!existsSync(BANK)) return [fit, { what: 'the bank’s calls are not at hand', figure: 0, unit: 'rows' }];
  const file = readCalls(readFileSync(BANK, 'utf8'));
  const errors = [30, 5].flatMap((minutes) =>
    evaluate(inSlotsOf(seriesFrom(file.rows, file.slotMinutes), minutes), { everyOrigins: minutes === 5 ? 5 : 1 })
      .filter(({ method }) => method !== 'mean_of_4')
      .map(({ horizon, method, wape }) => ({
        what: `bank, ${minutes} minutes, ${horizon} days ahead, ${method}`,
        figure: wape,
        unit: 'WAPE',
        ...(method === 'forecast' ? { asked: ASKED[minutes]! } : {}),
      })),
  );
  return [fit, ...errors];
}

/** Weekdays busier than weekends, busiest at noon. */
function yearOfCalls() {
  return Array.from({ length: 365 * 288 }, (_, cell) => {
    const day = Math.floor(cell / 288);
    const minute = (cell % 288) * 5;
    const expected = (day % 7 < 5 ? 20 : 8) * Math.exp(-(((minute - 720) / 240) ** 2));
    const date = new Date(Date.UTC(2025, 0, 6 + day)).toISOString().slice(0, 10);
    return { day: date, minute, calls: Math.round(expected + 3 * Math.sin(cell * 12.9898) * Math.sqrt(expected)) };
  }).map((row) => ({ ...row, calls: Math.max(0, row.calls) }));
}

function perSecond(evaluate: () => unknown) {
  const started = performance.now();
  let count = 0;
  while (performance.now() - started < 500) for (let i = 0; i < 20; i++, count++) evaluate();
  return (count / (performance.now() - started)) * 1000;
}

function searchYear(load: typeof HALF_HOUR) {
  const started = performance.now();
  for (let i = 0; i < HALF_HOURS_A_YEAR; i++) agentsNeeded({ ...load, calls: (i * 7919) % 1451 }, { serviceLevel: 0.8 });
  return (performance.now() - started) / 1000;
}

async function* chunks(line: (at: number) => string) {
  let text = '';
  for (let at = 0; at < LINES; at++) {
    text += `${line(at)}\n`;
    if (text.length < 65_536) continue;
    yield Buffer.from(text);
    text = '';
  }
  yield Buffer.from(text);
}

function queueLog(at: number) {
  const call = at >> 2;
  const time = 1_600_000_000 + call * 11;
  const visit = `${call}.1|q${call % 8}`;
  if (at % 4 === 0) return `${time}|${visit}|NONE|ENTERQUEUE||5551|1`;
  if (at % 4 === 1) return `${time + 4}|${visit}|SIP/1|RINGNOANSWER|4000`;
  return at % 4 === 2
    ? `${time + 9}|${visit}|SIP/2|CONNECT|9|${call}.2|3`
    : `${time + 209}|${visit}|SIP/2|COMPLETECALLER|9|200|1`;
}

function callRows(at: number) {
  if (at === 0) return 'arrival,queue,wait,outcome,talk';
  return `${1_600_000_000 + at * 30},Queue ${at % 8},${at % 90},${at % 7 ? 'answered' : 'abandoned'},${at % 400}`;
}

function intervalRows(at: number) {
  if (at === 0) return 'start,queue,offered,answered,abandoned,asa,aht';
  return `${1_000_000_000 - 100 + Math.floor(at / 8) * 300},Queue ${at % 8},${at % 90},${at % 80},${at % 10},12.5,203`;
}
