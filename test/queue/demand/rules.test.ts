import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assumptionsFor } from '../../../src/queue/demand/assumptions.ts';
import { isDue } from '../../../src/queue/demand/fit-work.ts';
import { heatMap } from '../../../src/queue/demand/heat.ts';
import { bestHours, hoursOf, type PlannedInterval, stretchesOf } from '../../../src/queue/demand/hours.ts';
import { createLocalClock } from '../../../src/queue/demand/local-clock.ts';
import { needOf, needWords } from '../../../src/queue/demand/need.ts';
import { atDesks, planInterval } from '../../../src/queue/demand/planned-interval.ts';
import { assignQueues } from '../../../src/queue/demand/queue-names.ts';
import { scheduleOf } from '../../../src/queue/demand/schedule.ts';
import { readSchedule } from '../../../src/queue/demand/schedule-file.ts';

const PROMISED = {
  targetPercent: 80,
  targetSeconds: 20,
  handleSeconds: 300,
  patienceSeconds: 120,
  patienceSetBy: null,
  shrinkagePercent: 0,
};
const UNMEASURED = { handled: 0, handledSeconds: 0, hungUp: 0, waitedSeconds: 0 };
const ASSUMED = assumptionsFor(PROMISED, UNMEASURED);
const london = createLocalClock('Europe/London');

function interval(startsAt: string, change: Partial<PlannedInterval> = {}): PlannedInterval {
  const expected = { startsAt, seconds: 1800, calls: 50, low: 40, high: 60 };
  return { ...expected, ...planInterval(expected, null, ASSUMED), ...change };
}

test('measured beats guessed, once there are enough cases', () => {
  const measured = { handled: 400, handledSeconds: 80_000, hungUp: 60, waitedSeconds: 9_000 };
  expect(assumptionsFor(PROMISED, measured)).toMatchObject({
    handle: { seconds: 200, from: 'measured', cases: 400 },
    patience: { seconds: 150, from: 'measured', cases: 60 },
  });
  expect(assumptionsFor(PROMISED, { ...measured, hungUp: 49 }).patience).toMatchObject({ seconds: 120, from: 'guessed' });
  expect(assumptionsFor({ ...PROMISED, patienceSetBy: 'Priya' }, UNMEASURED).patience).toMatchObject({
    from: 'set',
    by: 'Priya',
  });
});

test('one more person never makes callers wait longer or hang up more', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.01, max: 900, noNaN: true }), fc.option(fc.nat(400)), (calls, scheduled) => {
      const expected = { startsAt: '', seconds: 1800, calls, low: calls, high: calls };
      const plan = planInterval(expected, scheduled, ASSUMED);
      expect(plan.waitSaved).toBeGreaterThanOrEqual(-1e-6);
      expect(plan.hangUpsSaved).toBeGreaterThanOrEqual(-1e-9);
      if (scheduled === null) expect(plan.staffed).toBe(plan.required);
    }),
  );
});

test('shrinkage comes off what is scheduled, and nobody is at a desk in part', () => {
  expect([atDesks(10, 30), atDesks(10, 0), atDesks(3, 34), atDesks(0, 30)]).toEqual([7, 10, 1, 0]);
  expect(
    planInterval({ startsAt: '', seconds: 1800, calls: 50, low: 0, high: 0 }, 10, { ...ASSUMED, shrinkagePercent: 30 }),
  ).toMatchObject({
    scheduled: 10,
    staffed: 7,
  });
});

test('the hour that comes twice in autumn is two hours of the map’s one', () => {
  const starts = ['2026-10-25T00:00:00.000Z', '2026-10-25T00:30:00.000Z', '2026-10-25T01:00:00.000Z', '2026-10-25T01:30:00.000Z'];
  const hours = hoursOf(
    starts.map((at) => interval(at)),
    london,
  );
  expect(hours.map(({ hour, calls }) => [hour, calls])).toEqual([
    [1, 100],
    [1, 100],
  ]);
  expect(london.instantsOf({ day: '2026-03-29', minute: 90 })).toEqual([]);
  expect(london.instantsOf({ day: '2026-10-25', minute: 60 })).toHaveLength(2);
});

test('the best hours are those where most stay, not the busiest', () => {
  const quiet = interval('2026-03-02T09:00:00.000Z', { calls: 20, hangUpsSaved: 5, waitSaved: 600 });
  const busy = interval('2026-03-02T10:00:00.000Z', { calls: 200, hangUpsSaved: 1, waitSaved: 120 });
  const idle = interval('2026-03-02T11:00:00.000Z', { hangUpsSaved: 0, waitSaved: 0 });
  expect(bestHours(hoursOf([quiet, busy, idle], london), 5).map(({ calls }) => calls)).toEqual([20, 200]);
});

test('the map warms by quarters, and a gap of nothing stays cold', () => {
  const starts = ['09', '10', '11', '12'].map((hour) => `2026-03-02T${hour}:00:00.000Z`);
  const hours = hoursOf(
    starts.map((at, i) => interval(at, { scheduled: 5, staffed: 5, required: 5 + i })),
    london,
  );
  const map = heatMap(hours, 'short', '2026-03-02', 2);
  expect(map.days[0]!.cells.map((cell) => [cell!.shown, cell!.heat])).toEqual([
    ['0', 0],
    ['+1', 1],
    ['+2', 2],
    ['+3', 3],
  ]);
  expect(map.days[1]!.cells.every((cell) => cell === undefined)).toBe(true);
});

test('chosen hours that touch become one stretch, however they are ordered', () => {
  const hour = (at: number) => ({ startsAt: `2026-03-02T${at}:00:00.000Z`, endsAt: `2026-03-02T${at + 1}:00:00.000Z` });
  expect(stretchesOf([hour(12), hour(10), hour(11), hour(11), hour(15)], 2)).toEqual([
    { startsAt: hour(10).startsAt, endsAt: hour(11).endsAt },
    hour(12),
    hour(15),
  ]);
});

test('a shift’s need counts the share of each interval it covers', () => {
  const rows = ['10:00', '10:30', '11:00'].map((at) => interval(`2026-03-02T${at}:00.000Z`, { hangUpsSaved: 8, waitSaved: 900 }));
  const shift = { startsAt: '2026-03-02T10:15:00.000Z', endsAt: '2026-03-02T11:00:00.000Z' };
  expect(needOf(shift, rows)).toMatchObject({
    abandonmentsSaved: 12,
    waitSecondsSaved: 1350,
    words: 'about 12 fewer callers would hang up',
  });
  expect(needOf({ startsAt: '2026-03-03T10:00:00.000Z', endsAt: '2026-03-03T11:00:00.000Z' }, rows)).toBeUndefined();
});

test.each([
  [0, 0.2, 'enough people are there already'],
  [240, 0.4, 'callers would wait about 4 min less in all'],
  [240, 0.6, 'about 1 caller fewer would hang up'],
  [9_000, 13.6, 'about 14 fewer callers would hang up'],
])('%s s and %s callers are said as: %s', (wait, callers, words) => expect(needWords(wait, callers)).toBe(words));

test('what is given for an interval wins over the week; two teams add up', () => {
  const team = { weekday: 1, fromClock: '09:00', untilClock: '12:00', agents: 4 };
  const given = new Map([['2026-03-02T10:00:00.000Z', 1]]);
  const schedule = scheduleOf([team, { ...team, agents: 3 }], given, london);
  const at = (clock: string) => schedule(`2026-03-02T${clock}:00.000Z`);
  expect([at('09:00'), at('10:00'), at('11:30'), at('12:00'), schedule('2026-03-03T09:00:00.000Z')]).toEqual([
    7,
    1,
    7,
    null,
    null,
  ]);
});

test('rows an hour apart stand for every interval of the hour', () => {
  const { rows, refused } = readSchedule('start,agents\n2026-03-02 09:00,4\n2026-03-02 10:00,5\n', 'Europe/London', 1800);
  expect(refused).toEqual([]);
  expect(rows.map(({ startsAt, agents }) => [startsAt.slice(11, 16), agents])).toEqual([
    ['09:00', 4],
    ['09:30', 4],
    ['10:00', 5],
    ['10:30', 5],
  ]);
});

test.each([
  ['', 'must name two columns'],
  ['start,agents\n', 'no row after the headings'],
  ['when,shoes\n2026-03-02 09:00,4\n', 'must name two columns'],
  ['start,agents\n2026-03-02 09:10,4\n', 'this start is between two'],
  ['start,agents\n2026-03-29 01:30,4\n', 'The clocks skip this time'],
  ['start,agents\n03/04/2026 09:00,4\n', 'Write it like 2026-03-02 09:30'],
  ['start,agents\n2026-03-02 09:00,-4\n', 'Write a whole number'],
  ['start,agents\n2026-03-02 09:00,4.5\n', 'Write a whole number'],
  ['start,agents\n2026-03-02 09:00,99999\n', 'more than any queue has'],
  ['PK\u0000\u0000', 'not plain UTF-8 text'],
])('the schedule %j is refused: %s', (text, says) => {
  const { rows, refused } = readSchedule(text, 'Europe/London', 1800);
  expect(rows).toEqual([]);
  expect(refused[0]!.reason).toContain(says);
});

test('a name goes to the queue it names; a lone stranger to the page’s queue; several to nobody', () => {
  const queues = [
    { id: 1, name: 'Orders' },
    { id: 2, name: 'Billing' },
  ];
  const ids = (names: string[], wanted: Parameters<typeof assignQueues>[2]) => [...assignQueues(names, queues, wanted).idOf];
  expect(ids([' billing', 'Orders'], { queueId: null })).toEqual([
    [' billing', 2],
    ['Orders', 1],
  ]);
  expect(ids(['sales'], { queueId: 1, onlyThere: true })).toEqual([['sales', 1]]);
  expect(ids(['sales', 'fax'], { queueId: 1, onlyThere: true })).toEqual([]);
  expect(ids(['Billing'], { queueId: 1, onlyThere: true })).toEqual([]);
  expect(ids(['Billing', 'fax'], { queueId: 1, onlyThere: true, onlyFrom: 'Billing' })).toEqual([['Billing', 1]]);
});

test('a queue is due once a night, from two on its own clock', () => {
  const at = (iso: string) => new Date(iso);
  expect(isDue('America/Chicago', null, at('2026-03-02T09:00:00Z'))).toBe(true);
  expect(isDue('America/Chicago', '2026-03-01T12:00:00.000Z', at('2026-03-02T07:59:00Z'))).toBe(false);
  expect(isDue('America/Chicago', '2026-03-01T12:00:00.000Z', at('2026-03-02T08:00:00Z'))).toBe(true);
  expect(isDue('America/Chicago', '2026-03-02T08:00:00.000Z', at('2026-03-02T20:00:00Z'))).toBe(false);
});
