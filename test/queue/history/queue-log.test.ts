import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { IntervalRecord } from '../../../src/queue/history/ledger.ts';
import { lines, read } from './file.ts';

const HOURLY = { zone: 'UTC', intervalMinutes: 60 };
const DATA = '../shared/data/queue';

interface Expected {
  queue: string;
  date: string;
  header: string[];
  rows: string[][];
}

interface Scenario {
  scenario: string;
  queue_log: string[];
  expected: Expected[];
}

const file = `${DATA}/queue_log_wazo_scenarios.json`;
const scenarios = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { scenarios: Scenario[] }).scenarios : [];
if (scenarios.length === 0)
  test('the queue_log scenarios are not at hand, so nothing is compared', () => expect(scenarios).toEqual([]));

for (const { scenario, queue_log, expected } of scenarios) {
  test(`scenario: ${scenario}`, async () => {
    const history = await read(lines(...queue_log), HOURLY);
    const records = [...history.records()];
    expect(history.refused).toEqual([]);
    for (const table of expected) expect(tableOf(records, table)).toEqual(table.rows);
    expect(history.taken).toBe(queue_log.length);
  });
}

/** The same table from our records; hours the log does not mention are empty. */
function tableOf(records: IntervalRecord[], { queue, date, header, rows }: Expected) {
  const own = records.filter((record) => record.queue === queue && record.startsAt.startsWith(date));
  return rows.map(([label]) => {
    const hour = label!.split('h')[0]!.padStart(2, '0');
    const counted = own.filter(({ startsAt }) => label === 'Total' || startsAt.slice(11, 13) === hour);
    return [label, ...header.slice(1).map((column) => figure(column, counted))];
  });
}

function figure(column: string, records: IntervalRecord[]) {
  const sum = (name: keyof IntervalRecord) => records.reduce((total, record) => total + Number(record[name] ?? 0), 0);
  const received = sum('offered') + sum('closed');
  const figures: Record<string, () => string> = {
    Received: () => String(received),
    Answered: () => String(sum('answered')),
    Abandoned: () => String(sum('abandoned')),
    Blocking: () => String(sum('blocked')),
    Closed: () => String(sum('closed')),
    Saturated: () => String(sum('saturated')),
    AWT: () => clock((sum('answeredWaitSeconds') + sum('abandonedWaitSeconds')) / (sum('answered') + sum('abandoned'))),
    'Answered rate': () => percent(sum('answered'), sum('offered')),
    QoS: () => (sum('answered') === 0 ? '' : percent(sum('answeredInTime'), sum('answered'))),
  };
  return figures[column]!();
}

function percent(part: number, whole: number) {
  return whole === 0 ? '' : `${Math.round((100 * part) / whole)} %`;
}

function clock(seconds: number) {
  return Number.isNaN(seconds) ? '' : `00:00:${String(Math.floor(seconds)).padStart(2, '0')}`;
}

const samples = `${DATA}/queue_log_real_samples.txt`;
if (existsSync(samples)) {
  test('fragments of real logs are read without a refusal', async () => {
    const history = await read(readFileSync(samples), HOURLY);
    const records = [...history.records()];
    expect(history.refused).toEqual([]);
    expect(history.unknownEvents).toEqual({});
    expect(records.filter(({ queue }) => queue === '9000').map(({ offered, answered }) => [offered, answered])).toEqual([[4, 2]]);
    expect(records.find(({ queue }) => queue === 'support')).toMatchObject({
      offered: 1,
      abandoned: 1,
      abandonedWaitSeconds: 68,
    });
  });
}

const week = `${DATA}/queue_log_derived_week_aug1999.txt`;
if (existsSync(week)) {
  test('a real week comes out call for call', async () => {
    const history = await read(readFileSync(week), { zone: 'Asia/Jerusalem', intervalMinutes: 30 }, 65_536);
    const sum = (name: 'offered' | 'answered' | 'abandoned' | 'handleSeconds') =>
      [...history.records()].reduce((total, record) => total + record[name]!, 0);
    expect([sum('offered'), sum('answered'), sum('abandoned')]).toEqual([10_960, 7917, 3043]);
    expect(sum('handleSeconds')).toBe(talkOf(readFileSync(week, 'utf8')));
    expect(history.unfinishedCalls).toBe(0);
  });
}

function talkOf(log: string) {
  const talks = log.split('\n').map((line) => line.split('|'));
  return talks.reduce((total, parts) => total + (parts[4]?.startsWith('COMPLETE') ? Number(parts[6]) : 0), 0);
}
