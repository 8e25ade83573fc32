import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readHistory } from '../../../src/queue/history/read-history.ts';

const FILE = '../shared/data/queue/bank_calls_5min.csv';
const CHOICE = { zone: 'America/New_York', intervalMinutes: 30, queue: 'Bank' };

if (!existsSync(FILE)) test('the bank’s calls are not at hand, so none are read', () => expect(existsSync(FILE)).toBe(false));
else {
  test('the bank’s five-minute rows become half-hours without losing a call', async () => {
    const history = await readHistory(createReadStream(FILE), CHOICE);
    const records = [...history.records()];
    const written = readFileSync(FILE, 'utf8').trim().split('\n').slice(1);
    expect(history.refused).toEqual([]);
    expect(records.reduce((sum, { offered }) => sum + offered!, 0)).toBe(
      written.reduce((sum, row) => sum + Number(row.split(',')[1]), 0),
    );
    expect(records[0]).toMatchObject({ queue: 'Bank', startsAt: '2003-03-03T12:00:00.000Z' });
  });
}
