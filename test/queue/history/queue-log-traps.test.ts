import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lines, read } from './file.ts';

const HOURLY = { zone: 'UTC', intervalMinutes: 60 };
const CALL = '1700000000|c1|sales|NONE|ENTERQUEUE||5551|1';
const CONNECT = '1700000030|c1|sales|Agent/1|CONNECT|30|c1.1|4';
const COMPLETE = '1700000130|c1|sales|Agent/1|COMPLETECALLER|30|100|1';

async function only(...log: string[]) {
  const history = await read(lines(...log), HOURLY);
  return { history, records: [...history.records()] };
}

test('ring times in milliseconds are not taken for seconds', async () => {
  const { records } = await only(CALL, '1700000015|c1|sales|Agent/2|RINGNOANSWER|15000', CONNECT, COMPLETE);
  expect(records).toMatchObject([{ offered: 1, answered: 1, answeredWaitSeconds: 30, handleSeconds: 100, answeredInTime: 0 }]);
});

test('trailing bars change nothing', async () => {
  const { records } = await only(`${CALL}|`, '1700000040|c1|sales|NONE|ABANDON|1|1|40||');
  expect(records).toMatchObject([{ offered: 1, abandoned: 1, abandonedWaitSeconds: 40 }]);
});

test('an old ENTERQUEUE without a position is a call', async () => {
  const { records } = await only('1700000000|c1|sales|NONE|ENTERQUEUE|', '1700000040|c1|sales|NONE|ABANDON|');
  expect(records).toMatchObject([{ offered: 1, abandoned: 1, abandonedWaitSeconds: 40 }]);
});

test('unknown events are counted and passed over', async () => {
  const { history, records } = await only(
    CALL,
    '1700000001|c1|sales|NONE|WARPDRIVE|9',
    CONNECT,
    COMPLETE,
    '1700000131|x|y|z|WARPDRIVE',
  );
  expect(history.unknownEvents).toEqual({ WARPDRIVE: 2 });
  expect(records).toMatchObject([{ offered: 1, answered: 1 }]);
});

test('a log full of made-up events takes no memory', async () => {
  const name = (i: number) => `E${[...String(i)].map((digit) => 'ABCDEFGHIJ'[Number(digit)]).join('')}`;
  const { history } = await only(...Array.from({ length: 500 }, (_, i) => `1700000000|c|q|NONE|${name(i)}|`));
  expect(Object.keys(history.unknownEvents)).toHaveLength(101);
  expect(history.unknownEvents.others).toBe(400);
});

test('a call that passes through two queues is offered to both', async () => {
  const timeout = '1700000060|c1|sales|NONE|EXITWITHTIMEOUT|1|1|60';
  const { records } = await only(
    CALL,
    timeout,
    '1700000060|c1|help|NONE|ENTERQUEUE||5551|1',
    '1700000070|c1|help|NONE|ABANDON|1|1|10',
  );
  expect(records).toMatchObject([
    { queue: 'help', offered: 1, abandoned: 1 },
    { queue: 'sales', offered: 1, answered: 0, abandoned: 0 },
  ]);
});

test.each([
  { event: 'BLINDTRANSFER|200|default|30|100|1' },
  { event: 'TRANSFER|200|default|30|100|1' },
  { event: 'ATTENDEDTRANSFER|BRIDGE|b7|30|100|1' },
  { event: 'ATTENDEDTRANSFER|LINK|SIP/1|SIP/2|30|100|1' },
  { event: 'TRANSFER|200|default' },
])('a transfer ends the call here ($event)', async ({ event }) => {
  const { records, history } = await only(CALL, CONNECT, `1700000130|c1|sales|Agent/1|${event}`);
  expect(records).toMatchObject([{ offered: 1, answered: 1, answeredWaitSeconds: 30, handleSeconds: 100 }]);
  expect(history.unfinishedCalls).toBe(0);
});

test('a call still open at the end is offered, and said to be unfinished', async () => {
  const { records, history } = await only(CALL);
  expect(records).toMatchObject([{ offered: 1, answered: 0, abandoned: 0 }]);
  expect(history.unfinishedCalls).toBe(1);
});

test('a restart of the switch ends what was open', async () => {
  const { history } = await only(
    CALL,
    CONNECT,
    '1700000040|NONE|NONE|NONE|QUEUESTART|',
    '1700000050|c2|sales|NONE|ENTERQUEUE||1|1',
  );
  expect(history.unfinishedCalls).toBe(2);
});

test.each([
  { line: 'hello there', given: 'words' },
  { line: '1700000001|c1|sales', given: 'half a line' },
  { line: 'soon|c1|sales|NONE|ABANDON|1|1|3', given: 'a time in words' },
])('$given are refused by line', async ({ line }) => {
  const { history, records } = await only(CALL, line, CONNECT, COMPLETE);
  expect(history.refused).toEqual([{ line: 2, reason: expect.stringMatching(/no queue_log line.*time\|call\|queue/) }]);
  expect(records).toMatchObject([{ offered: 1, answered: 1 }]);
});

test('a beginning that comes after the connection, a second off, is the same call', async () => {
  const { records, history } = await only(CONNECT, CALL.replace('1700000000', '1700000001'), COMPLETE);
  expect(records).toMatchObject([{ offered: 1, answered: 1 }]);
  expect(history.unfinishedCalls).toBe(0);
});

test('an end that follows a restart does not count its call twice', async () => {
  const { records } = await only(CALL, '1700000040|NONE|NONE|NONE|QUEUESTART|', COMPLETE);
  expect(records).toMatchObject([{ offered: 1 }]);
});

test('a call that comes back to the queue is offered again', async () => {
  const again = ['1700000200|c1|sales|NONE|ENTERQUEUE||5551|1', '1700000210|c1|sales|NONE|ABANDON|1|1|10'];
  const { records } = await only(CALL, CONNECT, COMPLETE, ...again);
  expect(records).toMatchObject([{ offered: 2, answered: 1, abandoned: 1 }]);
});

test('the events of one call give one call in any order, also repeated', async () => {
  const shuffled = fc.shuffledSubarray([CALL, CONNECT, COMPLETE, CALL, COMPLETE], { minLength: 5 });
  await fc.assert(
    fc.asyncProperty(shuffled, async (events) => {
      const { records } = await only(...events);
      expect(records).toMatchObject([{ offered: 1, answered: 1, abandoned: 0, answeredWaitSeconds: 30, handleSeconds: 100 }]);
    }),
  );
});
