import { expect, test } from 'vitest';
import { markWords } from '../../public/js/console/mark.js';
import { applyItems } from '../../public/js/console/state.js';

const at = (minute: number) => `2026-03-02T09:${String(minute).padStart(2, '0')}:00.000Z`;
const call = (key: string, startedAt: string, endedAt: string | null = null) => ({
  key,
  id: 1,
  startedAt,
  endedAt,
  reason: null,
  outcome: null,
  withdrawn: false,
});
const empty = { calls: [], reports: [] };
const start = (key: string, minute: number, status = 'waiting') => ({
  kind: 'start',
  callKey: key,
  status,
  body: { startedAt: at(minute) },
});
const end = (key: string, minute: number) => ({ kind: 'end', callKey: key, status: 'waiting', body: { endedAt: at(minute) } });
const report = (key: string, callKey: string) => ({
  kind: 'report',
  callKey,
  status: 'waiting',
  body: { clientKey: key, kind: 'friction', summary: 'It hangs', secondsLost: '40', callKey },
});

test('what waits is shown as if it had arrived, and says that it waits', () => {
  const board = applyItems(empty, [start('a', 1), end('a', 3), start('b', 5), report('r', 'b')]);
  expect(board.running).toMatchObject({ key: 'b', waits: true });
  expect(board.last).toMatchObject({ key: 'a', endedAt: at(3) });
  expect(board.reports).toMatchObject([{ key: 'r', callKey: 'b', secondsLost: 40, waits: true }]);
});

test('what the server knows already changes nothing', () => {
  const known = { calls: [call('a', at(1), at(3))], reports: [] };
  expect(applyItems(known, [start('a', 1, 'sent'), end('a', 9)]).calls).toMatchObject([{ endedAt: at(3), startedAt: at(1) }]);
  expect(applyItems(known, [start('a', 1, 'sent')]).calls).toHaveLength(1);
});

test('a start ends what ran before it, as the server does', () => {
  const board = applyItems({ calls: [call('a', at(1))], reports: [] }, [start('b', 4)]);
  expect(board.calls.map(({ key, endedAt }) => [key, endedAt])).toEqual([
    ['b', null],
    ['a', at(4)],
  ]);
});

test('a refused call is not shown as a call', () => {
  expect(applyItems(empty, [start('a', 1, 'refused'), end('a', 2)]).calls).toEqual([]);
});

test('a withdrawn call neither runs nor is the last', () => {
  const board = applyItems(empty, [start('a', 1), { kind: 'withdraw', callKey: 'a', status: 'waiting', body: {} }]);
  expect([board.running, board.last, board.calls.length]).toEqual([undefined, undefined, 1]);
});

test('a phone whose clock is behind shows the server’s time', () => {
  expect(applyItems(empty, [start('a', 1)], 120_000).running?.startedAt).toBe(at(3));
});

test.each([
  [0, null, false, ''],
  [1, 'network', false, '1 thing waits for the network'],
  [3, null, true, '3 things wait for the network'],
  [0, null, true, 'No network: what you log is kept on this phone'],
  [2, 'signed out', false, 'You are signed out. 2 things wait on this phone until you sign in.'],
])('%i waiting, trouble %s, offline %s: “%s”', (waiting, trouble, offline, words) => {
  expect(markWords(waiting, trouble, offline)).toBe(words);
});
