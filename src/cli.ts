import { basename } from 'node:path';
import { type Command, type Io, listCommands, UsageProblem, withDatabase } from './command.ts';
import { ConfigProblem } from './config.ts';
import { backUp } from './database/backup-command.ts';
import { importCommand } from './friction/import-command.ts';
import { FileProblem } from './friction/import-csv.ts';
import { redactCommand } from './friction/redact-command.ts';
import { addPersonCommand } from './people/people-command.ts';
import { forecastCommand } from './queue/forecast-command.ts';
import { importHistoryCommand } from './queue/import-history-command.ts';
import { staffCommand } from './queue/staff-command.ts';
import { settingsStore } from './settings/store.ts';
import { importSignalsCommand } from './signals/import-signals-command.ts';

const redact = async () => (await import('./friction/redact.ts')).redact;

/** Every command of the product. */
const COMMANDS: Record<string, Command> = {
  'import-reports': {
    usage: 'import-reports FILE.csv [--text COLUMN] [--date COLUMN] [--reporter COLUMN] [--queue NAME or COLUMN]',
    does: 'takes complaints or survey answers as reports; can be repeated',
    run: (args, io) =>
      withDatabase(io, async (db) => importCommand(args, io, db, await redact(), (await settingsStore(db).get()).countries)),
  },
  'import-signals': {
    usage:
      'import-signals FILE.csv [--source NAME or COLUMN] [--topic COLUMN] [--count COLUMN] [--period COLUMN] [--dates day-first]',
    does: 'takes how often a tool heard each topic in each period; can be repeated',
    run: (args, io) =>
      withDatabase(io, async (db) => {
        const [clean, { countries }] = [await redact(), await settingsStore(db).get()];
        return importSignalsCommand(args, io, db, (text) => clean(text, countries));
      }),
  },
  redact: {
    usage: 'redact FILE',
    does: 'prints a text file line by line, without card numbers, phones, e-mail addresses and IBANs',
    run: async (args, io) => redactCommand(args, io, await redact()),
  },
  people: {
    usage: 'people add EMAIL NAME [--roles leader,csr,owner,administrator] [--department NAME] [--time-zone ZONE]',
    does: 'adds somebody',
    run: (args, io) => withDatabase(io, (db) => addPersonCommand(args, io, db)),
  },
  staff: {
    usage: 'staff --calls 200 --minutes 60 --handle 180 --target 0.8/20, or staff FILE.csv',
    does: 'says how many agents an interval needs',
    run: (args, io) => staffCommand(args, { stdout: { write: io.out }, stderr: { write: io.err } }),
  },
  forecast: {
    usage: 'forecast FILE.csv [--horizon 28] [--interval 30] [--evaluate] [--holidays US]',
    does: 'forecasts calls, or says how well it would have',
    run: (args, io) => forecastCommand(args, { stdout: { write: io.out }, stderr: { write: io.err } }),
  },
  'import-history': {
    usage:
      'import-history FILE [--queue NAME] [--from NAME IN THE FILE] [--zone ZONE] [--interval 30] [--columns start=When,offered=Calls]',
    does: 'takes interval reports, call logs and queue_log files as call history, and forecasts anew',
    run: (args, io) => withDatabase(io, (db) => importHistoryCommand(args, io, db)),
  },
  group: {
    usage:
      'group FILE.csv [--text text] [--label label] [--facets stage,layer,tool,queue] [--mode suggest|assist|auto] [--shuffle SEED] [--at 100000]',
    does: 'says how well the matching engine groups a labelled file; no database touched',
    run: async (args) => (await import('./themes/grouping/group-command.ts')).groupCommand(args),
  },
  backup: { usage: 'backup FILE', does: 'copies the running SQLite database', run: backUp },
  help: { usage: 'help', does: 'lists the commands', run: async (_args, io) => listCommands(COMMANDS, io) },
};

/** Runs one command; returns the exit code: 0 done, 1 done in part, 2 not understood. */
export async function main([name = 'help', ...args]: string[], io: Io): Promise<number> {
  try {
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (!command) throw new UsageProblem(`There is no command “${name}”. “help” lists them all.`);
    return await command.run(args, io);
  } catch (problem) {
    if (!(problem instanceof UsageProblem || problem instanceof FileProblem || problem instanceof ConfigProblem)) throw problem;
    io.err(`${problem.message}\n`);
    return 2;
  }
}

if (/^cli\.(ts|js)$/.test(basename(process.argv[1] ?? ''))) {
  const write = (stream: NodeJS.WriteStream) => (text: string) => void stream.write(text);
  const io = { out: write(process.stdout), err: write(process.stderr), env: process.env, now: () => new Date() };
  process.exitCode = await main(process.argv.slice(2), io);
}
