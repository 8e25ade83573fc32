import { createReadStream } from 'node:fs';
import { parseArgs } from 'node:util';
import { FileRefused } from './history/refusal.ts';
import { answerQuestion, describeAnswer } from './staff-answer.ts';
import { readQuestion, type WrittenRow } from './staff-question.ts';
import { readStaffTable, type StaffRow } from './staff-table.ts';

/** Where answers (JSON) and words go. */
export interface Streams {
  stdout: { write(text: string): unknown };
  stderr: { write(text: string): unknown };
}

const USAGE = `Ask for one interval:  staff --calls 200 --minutes 60 --handle 180 --target 0.8/20 [--patience 120] [--shrinkage 0.3]
                       [--max-asa 30] [--max-abandon 0.05] [--max-occupancy 0.85] [--agents 14]
or for many at once:   staff FILE.csv  with the columns calls, interval_s, aht_s, target_s and, where wanted, patience_s, shrinkage,
                       and agents, or any of service_level, max_asa_s, max_abandon, max_occupancy
`;

const FLAGS = [
  'calls',
  'minutes',
  'handle',
  'target',
  'patience',
  'shrinkage',
  'agents',
  'max-asa',
  'max-abandon',
  'max-occupancy',
] as const;
type Flags = Partial<Record<(typeof FLAGS)[number], string>>;

/**
 * `staff`: how many agents, or how given agents fare; JSON lines on standard output, words on standard error.
 * Returns the exit code: 0 when something was answered, 1 when nothing was.
 */
export async function staffCommand(args: string[], streams: Streams = process): Promise<number> {
  const asked = readArguments(args);
  if (typeof asked === 'string') {
    streams.stderr.write(`${asked}\n\n${USAGE}`);
    return 1;
  }
  return 'file' in asked ? answerFile(asked.file, streams) : answerOne(asked.flags, streams);
}

function readArguments(args: string[]): { file: string } | { flags: Flags } | string {
  try {
    const options = Object.fromEntries(FLAGS.map((flag) => [flag, { type: 'string' as const }]));
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    const flags = values as Flags;
    if (positionals.length > 1) return 'Name one file at a time.';
    if (positionals[0] === undefined) return Object.keys(flags).length === 0 ? 'Say what comes in, or name a file.' : { flags };
    return Object.keys(flags).length === 0 ? { file: positionals[0] } : 'Name a file or say what comes in, not both.';
  } catch (error) {
    return `${(error as Error).message.split('. ')[0]}.`;
  }
}

function answerOne(flags: Flags, { stdout, stderr }: Streams) {
  const row = toRow(flags);
  const question = typeof row === 'string' ? { problem: row } : readQuestion(row);
  const answer = 'problem' in question ? question : answerQuestion(question);
  if ('problem' in question || 'problem' in answer) {
    stderr.write(`${'problem' in answer ? answer.problem : ''}\n\n${USAGE}`);
    return 1;
  }
  stdout.write(`${JSON.stringify(answer)}\n`);
  stderr.write(`${describeAnswer(question, answer)}\n`);
  return 0;
}

/** Flags as one row of a table, or a sentence. */
function toRow(flags: Flags): WrittenRow | string {
  const [share = '', within = '', ...more] = (flags.target ?? '').split('/');
  if (within === '' || more.length > 0) return 'Write the target as share/seconds, like --target 0.8/20.';
  if (!(Number(flags.minutes) > 0)) return 'Give the interval in minutes, over 0, like --minutes 30.';
  const row = {
    calls: flags.calls,
    interval_s: String(Number(flags.minutes) * 60),
    aht_s: flags.handle,
    target_s: within,
    service_level: share,
  };
  const optional = { patience_s: flags.patience, shrinkage: flags.shrinkage, agents: flags.agents, max_asa_s: flags['max-asa'] };
  const limits = { max_abandon: flags['max-abandon'], max_occupancy: flags['max-occupancy'] };
  return Object.fromEntries(Object.entries({ ...row, ...optional, ...limits }).filter(([, value]) => value !== undefined));
}

async function answerFile(file: string, streams: Streams) {
  const tally = { answered: 0, refused: 0 };
  try {
    const rows = readStaffTable(createReadStream(file), ({ unused }) => {
      if (unused.length > 0) streams.stderr.write(`Not used: ${unused.join(', ')}.\n`);
    });
    for await (const batch of rows) streams.stdout.write(batch.map((row) => answerRow(row, tally, streams)).join(''));
  } catch (error) {
    streams.stderr.write(`${whyNot(file, error)}\n`);
    return 1;
  }
  streams.stderr.write(`${tally.answered} rows answered, ${tally.refused} refused.\n`);
  return tally.answered > 0 ? 0 : 1;
}

/** One line of JSON; what people should know goes to standard error. */
function answerRow(row: StaffRow, tally: { answered: number; refused: number }, { stderr }: Streams) {
  const question = 'reason' in row ? { problem: row.reason } : readQuestion(row.row);
  const answer = 'problem' in question ? question : answerQuestion(question);
  if ('problem' in question || 'problem' in answer) {
    const refused = 'problem' in answer ? answer.problem : '';
    tally.refused++;
    stderr.write(`Line ${row.line}: ${refused}\n`);
    return `${JSON.stringify({ line: row.line, refused })}\n`;
  }
  tally.answered++;
  if (answer.wait_all_s === null) stderr.write(`Line ${row.line}: ${describeAnswer(question, answer)}\n`);
  return `${JSON.stringify({ line: row.line, ...answer })}\n`;
}

function whyNot(file: string, error: unknown) {
  if (error instanceof FileRefused) return `Line ${error.line}: ${error.message}`;
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return `There is no file ${file}. Check its name and folder.`;
  if (code === 'EISDIR') return `${file} is a folder. Name a file in it.`;
  if (code === 'EACCES') return `${file} may not be read. Ask whoever owns it, or copy it elsewhere.`;
  throw error;
}
