import { z } from 'zod';
import { type Complaint, complain, isComplaint } from './complaint.ts';
import { readPeriod } from './period-reading.ts';
import type { Placed } from './settle.ts';
import { readSignal, type Said } from './signal.ts';

export const MOST_ROWS = 1_000;

const list = z
  .array(z.unknown(), 'Send a JSON list of rows: [{"topic": …, "count": …, "period": …, "source": …}]')
  .min(1, 'The list is empty: send at least one row')
  .max(MOST_ROWS, `Send at most ${MOST_ROWS.toLocaleString('en-GB')} rows at a time`);

const text = (name: string) => z.string(`Give the ${name} as text`);
const row = z.object(
  {
    topic: text('topic'),
    source: text('source'),
    period: text('period'),
    count: z.union([z.string(), z.number()], 'Give the count as a whole number'),
  },
  'A row is an object with topic, count, period and source',
);

type Rows = { signals: Placed[]; refused: (Complaint & { line: number })[] };

/** The rows of a JSON list, numbered from 1, by the rules that lines of a file have; or a sentence where it is no list that can be taken. */
export function readRows(body: unknown, today: string): Rows | string {
  const rows = list.safeParse(body);
  if (!rows.success) return rows.error.issues[0]!.message;
  const read: Rows = { signals: [], refused: [] };
  for (const [index, given] of rows.data.entries()) {
    const signal = readRow(given, today);
    const line = index + 1;
    if (isComplaint(signal)) read.refused.push({ ...signal, line });
    else
      read.signals.push({
        ...signal,
        line,
        written: JSON.stringify([signal.topic, signal.source, signal.period, signal.mentions]),
      });
  }
  return read;
}

function readRow(given: unknown, today: string) {
  const read = row.safeParse(given);
  if (!read.success) return complain('', () => read.error.issues[0]!.message);
  const { topic, source, count, period } = read.data;
  const dating = { grain: 'day', order: undefined, today } as const;
  return readSignal({ topic, source, ...countOf(count), period: readPeriod(period, dating) });
}

/** The point of a JSON number groups no thousands. */
const countOf = (count: string | number): Pick<Said, 'count' | 'decimalMark'> =>
  typeof count === 'number' ? { count: String(count), decimalMark: '.' } : { count };
