import { serve } from '../../src/queue/erlang.ts';
import { readHistory } from '../../src/queue/history/read-history.ts';
import { agentsNeeded } from '../../src/queue/staffing.ts';

export interface BenchRow {
  what: string;
  figure: number;
  unit: string;
}

const HALF_HOUR = { intervalSeconds: 1800, handleSeconds: 180, targetSeconds: 20 };
const PATIENT = { ...HALF_HOUR, patienceSeconds: 120 };
const HALF_HOURS_A_YEAR = 17_520;
const LINES = 1_000_000;

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
