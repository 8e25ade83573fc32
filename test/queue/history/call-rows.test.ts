import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BERLIN, lines, read, UTC } from './file.ts';

const HEAD = 'arrival,queue,wait,outcome,talk';

test('calls are summed into the interval they arrived in', async () => {
  const rows = [
    '09:01:10,Orders,12,ANSWERED,180',
    '09:20:00,Orders,65,Abandoned,0',
    '09:29:59,Orders,40,answered,60',
    '09:30:00,Orders,0,voicemail,0',
  ];
  const history = await read(lines(HEAD, ...rows.map((row) => `2026-03-02 ${row}`)));
  expect([...history.records()]).toMatchObject([
    {
      offered: 3,
      answered: 2,
      abandoned: 1,
      answeredInTime: 1,
      answeredWaitSeconds: 52,
      abandonedWaitSeconds: 65,
      handleSeconds: 240,
    },
    { offered: 1, answered: 0, abandoned: 0 },
  ]);
});

test('without an outcome, talk tells the answered', async () => {
  const history = await read(
    lines(
      'date;time;type;q_time;ser_time',
      '990801;08:00:00;PS;12;0',
      '1999-08-01;08:00:00;PS;12;0',
      '1999-08-01;08:01:00;PS;3;99',
    ),
  );
  expect(history.refused.map(({ line }) => line)).toEqual([2]);
  expect([...history.records()]).toMatchObject([
    { offered: 2, answered: 1, abandoned: 1, abandonedWaitSeconds: 12, handleSeconds: 99 },
  ]);
});

test.each([
  ['answered', { answered: 1 }],
  ['Handled', { answered: 1 }],
  ['NO ANSWER', { abandoned: 1 }],
  ['Hang-up', { abandoned: 1 }],
  ['busy', { blocked: 1 }],
  ['After hours', { closed: 1, offered: 0 }],
  ['Overflow', { offered: 1, answered: 0, abandoned: 0 }],
])('%s is understood', async (outcome, figures) => {
  const history = await read(lines(HEAD, `2026-03-02 09:00,Q,5,${outcome},0`));
  expect([...history.records()]).toMatchObject([figures]);
});

test.each([
  { row: '2026-03-02 09:00,Q,5,purple,0', says: /“purple” says neither answered nor abandoned/ },
  { row: '2026-03-02 09:00,Q,-5,answered,0', says: /“-5” in column “wait” is a time under 0/ },
  { row: '2026-03-02 09:00,Q,long,answered,0', says: /“long” in column “wait” is not a time/ },
  { row: '2026-03-02 09:00,Q,5,answered,99:99:99:99', says: /in column “talk” is not a time/ },
  { row: ',Q,5,answered,1', says: /“” is not a date/ },
])('a call like $row is refused by line', async ({ row, says }) => {
  const history = await read(lines(HEAD, row));
  expect(history.refused).toEqual([{ line: 2, reason: expect.stringMatching(says) }]);
});

test('calls in the hour the clocks show twice go on after the jump back', async () => {
  const times = ['02:10:00', '02:50:00', '02:05:00', '02:55:00', '03:01:00'];
  const history = await read(lines(HEAD, ...times.map((time) => `2026-10-25 ${time},Q,1,answered,1`)), BERLIN);
  expect([...history.records()].map(({ startsAt, offered }) => [startsAt.slice(11, 16), offered])).toEqual([
    ['00:00', 1],
    ['00:30', 1],
    ['01:00', 1],
    ['01:30', 1],
    ['02:00', 1],
  ]);
});

test('every call is offered once, and answered, abandoned or gone elsewhere', async () => {
  const outcomes = fc.array(fc.constantFrom('answered', 'abandoned', 'voicemail', 'busy', 'full'), {
    minLength: 1,
    maxLength: 120,
  });
  await fc.assert(
    fc.asyncProperty(outcomes, fc.integer({ min: 1, max: 90 }), async (ends, chunk) => {
      const rows = ends.map((end, i) => `${new Date(1772442000000 + i * 61_000).toISOString()},Q,7,${end},9`);
      const records = [...(await read(lines(HEAD, ...rows), UTC, chunk)).records()];
      const sum = (name: 'offered' | 'answered' | 'abandoned') => records.reduce((total, record) => total + record[name]!, 0);
      expect(sum('offered')).toBe(ends.length);
      expect([sum('answered'), sum('abandoned')]).toEqual(
        ['answered', 'abandoned'].map((name) => ends.filter((end) => end === name).length),
      );
    }),
    { numRuns: 30 },
  );
});
