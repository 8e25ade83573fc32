import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BERLIN, lines, read, UTC } from './file.ts';

test.each([
  { from: 'Genesys', head: 'Interval Start,Queue,Offer,Answer,Abandon,ASA,AHT', row: '2026-03-02 09:00,Orders,10,9,1,12,200' },
  {
    from: 'Amazon Connect',
    head: 'StartInterval,Queue,Contacts queued,Contacts handled,Contacts abandoned,Average queue answer time,Average handle time',
    row: '2026-03-02T09:00:00,Orders,10,9,1,12,200',
  },
  {
    from: 'Cisco',
    head: 'Interval Start Time;CSQ Name;Calls Presented;Calls Handled;Calls Abandoned;Avg Queue Time;Avg Handle Time',
    row: '3/2/26 9:00:00 AM;Orders;10;9;1;0:00:12;0:03:20',
  },
  {
    from: 'Avaya',
    head: 'Date\tTime\tSplit/Skill\tCalls Offered\tACD Calls\tAban Calls\tAvg Speed Ans\tAvg ACD Time\tAvg ACW Time',
    row: '3/2/2026\t9:00 AM - 9:30 AM\tOrders\t10\t9\t1\t:12\t2:50\t:30',
  },
  {
    from: 'a German switch',
    head: 'Datum;Uhrzeit;Warteschlange;Angeboten;Angenommen;Verloren;Wartezeit (s);Durchschnittliche Bearbeitungszeit',
    row: '02.03.2026;09:00;Orders;10;9;1;12,0;200',
  },
  {
    from: 'a French switch',
    head: 'Début|File d’attente|Appels reçus|Appels répondus|Appels abandonnés|Temps d’attente moyen|DMT',
    row: '02/03/2026 09:00|Orders|10|9|1|12|200',
  },
])('rows of $from are recognised', async ({ head, row }) => {
  const order = row.startsWith('02/') ? 'day-first' : 'month-first';
  const history = await read(lines(head, row), { ...UTC, dateOrder: order });
  expect(history.refused).toEqual([]);
  const [record] = history.records();
  expect(record).toMatchObject({ queue: 'Orders', startsAt: '2026-03-02T09:00:00.000Z', offered: 10, answered: 9, abandoned: 1 });
  expect(record).toMatchObject({ answeredWaitSeconds: 108, handleSeconds: 1800 });
});

test.each([
  { shape: 'a date and a bare hour', head: 'date,hour,calls', row: '2026-03-02,9,5' },
  { shape: 'a date and hours without a colon', head: 'Start Date,Start Time,Calls', row: '2026-03-02,0900,5' },
  { shape: 'a date beside a whole timestamp', head: 'Date,Timestamp,Calls', row: '03/02/2026,2026-03-02 09:00,5' },
  { shape: 'a date and a range', head: 'date,interval,calls', row: '2026-03-02,09:00-09:30,5' },
  { shape: 'a spreadsheet’s day number', head: 'start,calls', row: '46083.375,5' },
  { shape: 'seconds since 1970', head: 'timestamp,calls', row: '1772442000,5' },
  { shape: 'headings over two lines', head: '"Interval\nStart","Calls\nOffered"', row: '2026-03-02 09:00,5' },
  { shape: 'a line that names the delimiter', head: 'sep=,\nstart,calls', row: '2026-03-02 09:00,5' },
])('$shape is read', async ({ head, row }) => {
  const history = await read(lines(head, row));
  expect(history.refused).toEqual([]);
  expect([...history.records()]).toMatchObject([{ startsAt: '2026-03-02T09:00:00.000Z', offered: 5 }]);
});

test('what the file does not say stays unknown', async () => {
  const [record] = (await read(lines('datetime_local,calls', '2003-03-03T07:00:00,111'))).records();
  expect(record).toMatchObject({ offered: 111, answered: null, abandoned: null, handleSeconds: null });
});

test('finer rows add up to the interval', async () => {
  const rows = Array.from({ length: 12 }, (_, i) => `2026-03-02 09:${String(i * 5).padStart(2, '0')},${i + 1}`);
  const records = [...(await read(lines('start,offered', ...rows))).records()];
  expect(records.map(({ startsAt, offered }) => [startsAt.slice(11, 16), offered])).toEqual([
    ['09:00', 21],
    ['09:30', 57],
  ]);
});

test('every call of the file is in exactly one interval', async () => {
  const counts = fc.array(fc.integer({ min: 0, max: 900 }), { minLength: 1, maxLength: 200 });
  await fc.assert(
    fc.asyncProperty(
      counts,
      fc.constantFrom(15, 30, 60),
      fc.integer({ min: 1, max: 200 }),
      async (calls, intervalMinutes, chunk) => {
        const rows = calls.map((count, i) => `${new Date(1774656000000 + i * 900_000).toISOString()},${count}`);
        const records = [
          ...(await read(lines('start,offered', ...rows), { zone: 'Europe/Berlin', intervalMinutes }, chunk)).records(),
        ];
        expect(records.reduce((sum, { offered }) => sum + offered!, 0)).toBe(calls.reduce((sum, count) => sum + count, 0));
      },
    ),
    { numRuns: 30 },
  );
});

test('the hour the clocks show twice is two hours, forwards and backwards', async () => {
  const rows = ['01:30,1', '02:00,2', '02:30,3', '02:00,4', '02:30,5', '03:00,6'].map((row) => `2026-10-25 ${row}`);
  for (const order of [rows, rows.toReversed()]) {
    const records = [...(await read(lines('start,offered', ...order), BERLIN)).records()];
    expect(records.map(({ startsAt }) => startsAt.slice(11, 16))).toEqual(['23:30', '00:00', '00:30', '01:00', '01:30', '02:00']);
    expect(records.map(({ offered }) => offered)).toEqual([1, 2, 3, 4, 5, 6]);
  }
});

test('two queues may share a start', async () => {
  const records = [...(await read(lines('start,queue,offered', '2026-03-02 09:00,A,1', '2026-03-02 09:00,B,2'))).records()];
  expect(records.map(({ queue, offered }) => [queue, offered])).toEqual([
    ['A', 1],
    ['B', 2],
  ]);
});

test('titles above the headings are passed over, and columns may be chosen', async () => {
  const file = lines('Daily report', 'Printed;today', 'wann;wieviele', '2026-03-02 09:00;3');
  const history = await read(file, { ...UTC, queue: 'Orders', columns: { start: 'wann', offered: 'wieviele' } });
  expect([...history.records()]).toMatchObject([{ queue: 'Orders', offered: 3 }]);
});

test('a file without headings is read by column numbers', async () => {
  const history = await read(lines('2026-03-02 09:00,3', '2026-03-02 09:30,4'), { ...UTC, columns: { start: 1, offered: 2 } });
  expect([...history.records()].map(({ offered }) => offered)).toEqual([3, 4]);
});

test('twelve-hour clocks with their halves are read', async () => {
  const rows = ['12:00 AM,1', '12:30 a.m.,2', '12:00 PM,3', '1:30 pm,4'].map((row) => `03/13/2026 ${row}`);
  const records = [...(await read(lines('start,offered', ...rows))).records()];
  expect(records.map(({ startsAt }) => startsAt.slice(11, 16))).toEqual(['00:00', '00:30', '12:00', '13:30']);
});

test('rows out of order do not make a 24-hour clock a 12-hour one', async () => {
  const rows = ['12:30,1', '01:00,2', '14:00,3'].map((row) => `2026-03-02 ${row}`);
  expect((await read(lines('start,offered', ...rows))).taken).toBe(3);
});

test('quoted cells may hold delimiters, quotation marks and ends of line', async () => {
  const row = '"2026-03-02 09:00","Orders, ""new""\nand old",1';
  const history = await read(lines('start,queue,offered', row, '2026-03-02 09:30,Plain,2'));
  expect([...history.records()].map(({ queue }) => queue)).toEqual(['Orders, "new"\nand old', 'Plain']);
});

test('progress is told on the way', async () => {
  const { readHistory } = await import('../../../src/queue/history/read-history.ts');
  const { chunksOf } = await import('./file.ts');
  const rows = Array.from({ length: 5000 }, (_, i) => `${new Date(i * 1_800_000).toISOString()},1`);
  const heard: number[] = [];
  await readHistory(chunksOf(Buffer.from(lines('start,offered', ...rows)), 4096), UTC, (count) => heard.push(count));
  expect(heard.length).toBeGreaterThan(10);
  expect(heard.at(-1)).toBe(5001);
});
