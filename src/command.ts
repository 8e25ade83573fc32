import { parseArgs } from 'node:util';
import { readConfig } from './config.ts';
import { migrate } from './database/migrate.ts';
import { type Db, openDatabase } from './database/open.ts';

/** What a command may touch: data goes to `out`, words for people to `err`. */
export interface Io {
  out: (text: string) => void;
  err: (text: string) => void;
  env: NodeJS.ProcessEnv;
  now: () => Date;
}

export interface Command {
  usage: string;
  does: string;
  /** Returns the exit code. */
  run: (args: string[], io: Io) => Promise<number>;
}

/** A command that was called in a way it does not understand: one sentence, exit code 2. */
export class UsageProblem extends Error {}

/** Reads `WORD… --option value`. Options not named are refused, and so is any other number of words than `words` says. */
export function readArguments<const O extends string>(args: string[], words: readonly string[], options: readonly O[]) {
  try {
    const named = Object.fromEntries(options.map((option) => [option, { type: 'string' as const }]));
    const { values, positionals } = parseArgs({ args, options: named, allowPositionals: true, strict: true });
    const missing = words[positionals.length];
    if (missing !== undefined) throw new UsageProblem(`Say ${missing} too.`);
    if (positionals.length > words.length) throw new UsageProblem(`“${positionals[words.length]}” is one word too many.`);
    return { words: positionals, options: values as Partial<Record<O, string>> };
  } catch (problem) {
    if (problem instanceof UsageProblem) throw problem;
    throw new UsageProblem(`${(problem as Error).message.split('.')[0]}.`);
  }
}

/** Every command with what it does, in words. */
export function listCommands(commands: Readonly<Record<string, Command>>, io: Io): number {
  for (const { usage, does } of Object.values(commands)) io.err(`npm run -s cli -- ${usage}\n    ${does}\n`);
  return 0;
}

/** Opens the database that DATABASE_URL names, brought up to date, for as long as the work takes. */
export async function withDatabase<T>(io: Io, work: (db: Db) => Promise<T>): Promise<T> {
  const db = openDatabase(readConfig(io.env).databaseUrl);
  try {
    await migrate(db);
    return await work(db);
  } finally {
    await db.destroy();
  }
}

/** A file that is not there, or may not be read, is a sentence and no stack. */
export function fileProblem(problem: unknown, file: string): Error {
  const { code } = problem as { code?: string };
  if (code === 'ENOENT') return new UsageProblem(`There is no file ${file}.`);
  if (code === 'EISDIR') return new UsageProblem(`${file} is a folder; name a file.`);
  if (code === 'EACCES' || code === 'EPERM') return new UsageProblem(`${file} may not be read or written by you.`);
  return problem as Error;
}
