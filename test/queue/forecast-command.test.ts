import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Accuracy } from '../../src/queue/forecast/evaluation.ts';
import { forecastCommand } from '../../src/queue/forecast-command.ts';

interface Answer {
  interval_minutes: number;
  forecast: { datetime_local: string; calls: number; low: number; high: number }[];
  accuracy: Accuracy[];
}

const date = (day: number) => new Date(Date.UTC(2026, 2, 2 + day)).toISOString().slice(0, 10);
const daily = (days: number) =>
  ['datetime_local,calls', ...Array.from({ length: days }, (_, day) => `${date(day)},${400 + (day % 7) * 10}`)].join('\n');
const hourly = [
  'datetime_local,calls',
  ...Array.from({ length: 30 * 9 }, (_, i) => `${date(Math.floor(i / 9))}T${String(8 + (i % 9)).padStart(2, '0')}:00:00,20`),
].join('\n');

async function run(text: string, ...args: string[]) {
  const folder = await mkdtemp(join(tmpdir(), 'forecast-'));
  const [out, err] = [
    vi.spyOn(process.stdout, 'write').mockReturnValue(true),
    vi.spyOn(process.stderr, 'write').mockReturnValue(true),
  ];
  onTestFinished(async () => {
    vi.restoreAllMocks();
    await rm(folder, { recursive: true });
  });
  await writeFile(join(folder, 'calls.csv'), text);
  const code = await forecastCommand([join(folder, 'calls.csv'), ...args]);
  const said = (spy: typeof out) => spy.mock.calls.map(([words]) => String(words)).join('');
  return { code, out: said(out), err: said(err) };
}

test('prints one JSON document with every interval of the horizon', async () => {
  const { code, out, err } = await run(hourly, '--horizon', '2', '--interval', '60');
  const { forecast } = JSON.parse(out) as Answer;
  expect([code, err, forecast.length]).toEqual([0, '', 48]);
  expect(forecast[9]).toEqual({
    datetime_local: '2026-04-01T09:00:00',
    calls: expect.closeTo(20, 0),
    low: expect.any(Number),
    high: expect.any(Number),
  });
  expect(forecast[3]).toMatchObject({ calls: 0, low: 0, high: 0 });
});

test('answers daily totals in days and says so', async () => {
  const { out, err } = await run(daily(60), '--horizon', '7');
  const { interval_minutes, forecast } = JSON.parse(out) as Answer;
  expect([interval_minutes, forecast.map((day) => Math.round(day.calls / 10))]).toEqual([1440, [44, 45, 46, 40, 41, 42, 43]]);
  expect(err).toMatch(/holds daily totals/);
});

test('evaluates per horizon and method', async () => {
  const { accuracy } = JSON.parse((await run(daily(70), '--evaluate')).out) as Answer;
  expect(accuracy.map((row) => `${row.horizon} ${row.method}`)).toContain('28 mean_of_4');
  expect(accuracy).toHaveLength(9);
});

test.each([
  [['--horizon', '0'], /--horizon takes a whole number of days from 1 to 366/],
  [['--interval', 'half an hour'], /--interval takes a whole number of minutes/],
  [['--interval', '90'], /--interval 90 does not fit rows of 60 minutes/],
  [['--interval', '420'], /--interval 420 does not fit rows of 60 minutes/],
  [['--holidays', 'Atlantis'], /No public holidays are known for "Atlantis"\. Use a country code/],
  [['--speed'], /Use: forecast FILE\.csv/],
  [['another.csv'], /Name one file/],
  [['--evaluate'], /ends after 30 days with rows and 41 are needed/],
])('refuses %j with words and no JSON', async (args, sentence) => {
  const { code, out, err } = await run(hourly, ...args);
  expect([code, out]).toEqual([1, '']);
  expect(err).toMatch(sentence);
});

test('refuses a bad line by its number, and a missing file by its name', async () => {
  expect((await run(`${hourly}\n2026-05-01T08:00,-3`)).err).toMatch(/^Line 272: "-3" calls is less than none/);
  expect(await forecastCommand(['/no/such/file.csv'])).toBe(1);
});
