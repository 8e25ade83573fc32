import { fileProblem, type Io, readArguments, UsageProblem } from '../command.ts';
import type { Db } from '../database/open.ts';
import type { DateOrder } from '../friction/import-date.ts';
import { periodWords } from './period.ts';
import type { SignalColumns } from './signal-columns.ts';
import { signalImportStore } from './signal-import-store.ts';
import { importSignals, type Summary } from './signal-import-work.ts';

type Clean = (text: string) => string | Promise<string>;

const ORDERS: Record<string, DateOrder> = { 'day-first': 'day first', 'month-first': 'month first' };

/**
 * `import-signals FILE.csv [--source NAME or COLUMN] [--topic COLUMN] [--count COLUMN] [--period COLUMN] [--dates day-first]`: words on
 * `err`, the figures as one line of JSON on `out`. Exit code 0 when every line was taken or already there, 1 when some were refused.
 */
export async function importSignalsCommand(args: string[], io: Io, db: Db, clean: Clean): Promise<number> {
  const { words, options } = readArguments(args, ['FILE.csv'], ['source', 'topic', 'count', 'period', 'dates']);
  const file = words[0]!;
  const { dates, ...columns } = options;
  if (dates !== undefined && !ORDERS[dates]) throw new UsageProblem('Write --dates day-first or --dates month-first.');
  const asked = { ...columns, dates: dates === undefined ? undefined : ORDERS[dates] };
  const onColumns = (found: SignalColumns, lines: number) => io.err(columnWords(found, lines));
  const summary = await importSignals({ file, asked, store: signalImportStore(db), clean, now: io.now, onColumns }).catch(
    (problem) => {
      throw fileProblem(problem, file);
    },
  );
  io.out(`${JSON.stringify(summary)}\n`);
  io.err(summaryWords(summary));
  return summary.refused > 0 ? 1 : 0;
}

const count = (value: number) => value.toLocaleString('en-GB');

/** Which column was taken for what: a wrong guess is seen before it does harm. */
function columnWords({ heading, topic, source, when }: SignalColumns, lines: number): string {
  const name = (at: number) => `“${heading[at]}”`;
  const said = [`${count(lines)} lines. The topic is in ${name(topic)}`];
  said.push(typeof source === 'number' ? `the source in ${name(source)}` : `the source is “${source}”`);
  if ('counts' in when) said.push(`the counts under ${when.counts.map(({ period }) => periodWords(period)).join(' · ')}`);
  else
    said.push(
      `the count in ${name(when.count)}`,
      `the period in ${'at' in when ? name(when.at) : `${name(when.from)} and ${name(when.until)}`}`,
    );
  return `${said.join(', ')}.\n`;
}

function summaryWords({ importId, taken, alreadyThere, refused }: Summary): string {
  const figures = `${count(taken)} taken, ${count(alreadyThere)} already there, ${count(refused)} refused`;
  const listed = refused > 0 ? `Each refused line is listed on /imports/${importId}.\n` : '';
  return `Import #${importId}: ${figures}.\n${listed}`;
}
