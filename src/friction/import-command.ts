import { fileProblem, type Io, readArguments } from '../command.ts';
import type { Db } from '../database/open.ts';
import type { Columns } from './import-columns.ts';
import { importStore } from './import-store.ts';
import { importReports, type Summary } from './import-work.ts';

type Redact = (text: string, countries: readonly string[]) => string;

const SAY_EVERY = 5_000;

/** Words on `err`, the figures as one line of JSON on `out`. Exit code 0 when every line was taken or already there, 1 when some were refused. */
export async function importCommand(
  args: string[],
  io: Io,
  db: Db,
  redact: Redact,
  countries: readonly string[],
): Promise<number> {
  const { words, options } = readArguments(args, ['FILE.csv'], ['text', 'date', 'reporter', 'queue']);
  const file = words[0]!;
  const [clean, store] = [(text: string) => redact(text, countries), importStore(db)];
  const talk = { onSurvey: (columns: Columns) => io.err(surveyWords(columns)), onProgress: progress(io) };
  const summary = await importReports({ file, asked: options, store, clean, now: io.now, ...talk }).catch((problem) => {
    throw fileProblem(problem, file);
  });
  io.out(`${JSON.stringify(summary)}\n`);
  io.err(summaryWords(summary));
  return summary.refused > 0 ? 1 : 0;
}

const count = (value: number) => value.toLocaleString('en-GB');

function surveyWords({ heading, rows, text, date, dateOrder, dateMatters, dateGuessed, reporter, queue }: Columns): string {
  const said = [`${count(rows)} lines. The text is in “${heading[text]}”`];
  if (date === undefined) said.push('no column is a date, so each counts as of today');
  else said.push(`the date in “${heading[date]}” ${dateMatters ? ` (${dateOrder})` : ''}`);
  if (reporter !== undefined) said.push(`the reporter in “${heading[reporter]}”`);
  if (queue !== undefined) said.push(`the queue in “${heading[queue]}”`);
  const guess = `Nothing in “${heading[date ?? 0]}” says whether day or month comes first: the day was taken. If that is wrong, undo this import and write the dates as 2026-03-02.\n`;
  return `${said.join(', ')}.\n${date !== undefined && dateGuessed ? guess : ''}`;
}

function progress(io: Io) {
  let said = 0;
  return (lines: number, of: number) => {
    if (lines - said < SAY_EVERY && lines !== of) return;
    said = lines;
    io.err(`${count(lines)} of ${count(of)}\n`);
  };
}

function summaryWords({ importId, taken, alreadyThere, refused, reasons }: Summary): string {
  const lines = Object.entries(reasons).map(([kind, lines]) => `  ${count(lines)} with ${kind}\n`);
  const listed = refused > 0 ? `Each refused line is listed on /imports/${importId}.\n` : '';
  const figures = `${count(taken)} taken, ${count(alreadyThere)} already there, ${count(refused)} refused`;
  return `Import #${importId}: ${figures}.\n${lines.join('')}${listed}`;
}
