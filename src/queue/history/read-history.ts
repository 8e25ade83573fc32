import { createCallTaker } from './call-rows.ts';
import { createSplitter } from './cells.ts';
import { decodeText } from './decode.ts';
import { type Format, type FormatChoice, findFormat, type TableFormat } from './format.ts';
import { createIntervalTaker } from './interval-rows.ts';
import { createLedger, type IntervalRecord, type Ledger } from './ledger.ts';
import { type Line, readLines } from './lines.ts';
import { createMomentReader } from './moment.ts';
import { createQueueLogTaker } from './queue-log.ts';
import { FileRefused, type Refusal, type Refusals, refuse } from './refusal.ts';
import { createRowTimes } from './row-times.ts';
import type { Encoding } from './sniff.ts';
import { createZoneClock, type ZoneClock } from './zone-clock.ts';

/** Asked once per import; formats are recognised unless chosen. */
export interface HistoryChoice extends FormatChoice {
  /** IANA name of the zone the file's clock shows. */
  zone: string;
  intervalMinutes: number;
  /** The queue's name where the file does not say it. */
  queue?: string;
  /** Answered within this many seconds is in time: 20 if not said. */
  targetSeconds?: number;
  encoding?: Encoding;
}

/** What a file held. A file refused as a whole has no records and one refusal. */
export interface History {
  format: Format | undefined;
  encoding: Encoding | undefined;
  lines: number;
  /** Rows or events taken. */
  taken: number;
  refused: Refusal[];
  /** All refusals; the list holds the first thousand. */
  refusedCount: number;
  /** queue_log events nobody documents, counted by name. */
  unknownEvents: Record<string, number>;
  /** queue_log calls whose end the file does not hold. */
  unfinishedCalls: number;
  records(): Generator<IntervalRecord>;
}

/** Takes batches of lines once the format is known. */
interface Intake {
  take(lines: Line[]): void;
  finish(): void;
}

interface Reading {
  choice: HistoryChoice;
  history: History;
  refusals: Refusals;
}

const LINES_TO_KNOW_BY = 2000;
const INTERVALS = [5, 10, 15, 20, 30, 60];

/**
 * Streams a file of interval rows, call-by-call rows or queue_log events into interval records. Memory holds one chunk, the first two
 * thousand lines and the intervals met, never the file. `onProgress` hears the lines read so far.
 */
export async function readHistory(
  chunks: AsyncIterable<Uint8Array>,
  choice: HistoryChoice,
  onProgress: (lines: number) => void = () => undefined,
): Promise<History> {
  const reading = { choice, history: emptyHistory(), refusals: { kept: [], count: 0 } };
  try {
    await readInto(reading, chunks, onProgress);
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    return {
      ...reading.history,
      taken: 0,
      refused: [{ line: error.line, reason: error.message }],
      refusedCount: 1,
      records: noRecords,
    };
  }
  return { ...reading.history, refused: reading.refusals.kept, refusedCount: reading.refusals.count };
}

async function readInto(reading: Reading, chunks: AsyncIterable<Uint8Array>, onProgress: (lines: number) => void) {
  const { choice, history } = reading;
  const clock = createZoneClock(choice.zone);
  if (!INTERVALS.includes(choice.intervalMinutes))
    throw new FileRefused(1, `Choose an interval of ${INTERVALS.join(', ')} minutes.`);
  const decoding = await decodeText(chunks, choice.encoding);
  let head: Line[] = [];
  let intake: Intake | undefined;
  for await (const lines of readLines(decoding.pieces)) {
    history.lines += lines.length;
    history.encoding = decoding.encoding;
    head = intake ? lines : [...head, ...lines];
    if (!intake && head.length < LINES_TO_KNOW_BY) continue;
    intake ??= openIntake(reading, clock, head);
    intake.take(head);
    onProgress(history.lines);
  }
  if (!intake) {
    intake = openIntake(reading, clock, head);
    intake.take(head);
  }
  intake.finish();
  if (history.taken + reading.refusals.count === 0)
    throw new FileRefused(1, 'The file has headings but no rows. Choose a longer period and export again.');
}

function openIntake(reading: Reading, clock: ZoneClock, head: Line[]): Intake {
  const ledger = createLedger(reading.choice.intervalMinutes, clock);
  const format = findFormat(head, reading.choice);
  reading.history.format = format;
  reading.history.records = ledger.records;
  return format.kind === 'queue_log' ? openQueueLog(reading, ledger) : openTable(reading, ledger, clock, format);
}

function openQueueLog({ choice, history, refusals }: Reading, ledger: Ledger): Intake {
  const log = createQueueLogTaker(ledger, choice.targetSeconds ?? 20);
  return {
    take(lines) {
      for (const line of lines) {
        if (line.text === '' && !line.tooLong) continue;
        const reason = log.take(line);
        if (reason) refuse(refusals, line.line, reason);
        else history.taken++;
      }
    },
    finish() {
      log.finish();
      history.unknownEvents = Object.fromEntries(log.unknownEvents);
      history.unfinishedCalls = log.visits.unfinished;
    },
  };
}

function openTable(reading: Reading, ledger: Ledger, clock: ZoneClock, format: TableFormat): Intake {
  const { history, refusals } = reading;
  const splitter = createSplitter(format.delimiter);
  const taker = openRows(reading.choice, ledger, clock, format);
  const takeRows = (rows: ReturnType<typeof splitter.add>) => {
    for (const row of rows) {
      if (row.line <= format.table.line) continue;
      const reason = 'reason' in row ? row.reason : taker.take(row);
      if (reason) refuse(refusals, row.line, reason);
      else history.taken++;
    }
  };
  return {
    take(lines) {
      for (const line of lines) takeRows(splitter.add(line));
    },
    finish() {
      takeRows(splitter.end());
      taker.finish();
    },
  };
}

function openRows(choice: HistoryChoice, ledger: Ledger, clock: ZoneClock, { kind, table, dateOrder }: TableFormat) {
  const times = createRowTimes(table.columns, createMomentReader(dateOrder), clock);
  const { intervalMinutes, queue = '', targetSeconds = 20 } = choice;
  if (kind === 'calls') return createCallTaker({ table, ledger, times, queue, targetSeconds });
  return createIntervalTaker({ table, ledger, times, intervalMinutes, queue });
}

function emptyHistory(): History {
  const none = { refused: [], refusedCount: 0, unknownEvents: {}, unfinishedCalls: 0, records: noRecords };
  return { format: undefined, encoding: undefined, lines: 0, taken: 0, ...none };
}

function* noRecords(): Generator<IntervalRecord> {}
