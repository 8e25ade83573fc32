import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import SQLite from 'better-sqlite3';
import { fileProblem, type Io, readArguments, UsageProblem } from '../command.ts';
import { readConfig } from '../config.ts';
import { isPostgres } from './open.ts';

/**
 * A consistent copy of the SQLite database while the product goes on writing to it, checked before it gets its name. Copying the
 * file by hand does not give that.
 */
export async function backUp(args: string[], io: Io): Promise<number> {
  const [file = ''] = readArguments(args, ['FILE'], []).words;
  const { databaseUrl } = readConfig(io.env);
  if (isPostgres(databaseUrl)) throw new UsageProblem('The database is PostgreSQL: back it up with pg_dump.');
  if (!existsSync(databaseUrl)) throw new UsageProblem(`There is no database at ${databaseUrl} yet.`);
  if (existsSync(file)) throw new UsageProblem(`${file} is there already; name a new file.`);

  const unchecked = `${file}.unchecked`;
  try {
    const pages = await copy(databaseUrl, unchecked);
    check(unchecked);
    await rename(unchecked, file);
    io.out(`${JSON.stringify({ file, pages })}\n`);
    io.err(`${file} is a checked copy. To restore it, stop the product and put it where DATABASE_URL points.\n`);
    return 0;
  } catch (problem) {
    await rm(unchecked, { force: true });
    throw fileProblem(problem, file);
  } finally {
    for (const end of ['-shm', '-wal']) await rm(`${unchecked}${end}`, { force: true });
  }
}

async function copy(from: string, to: string): Promise<number> {
  const source = new SQLite(from, { readonly: true, timeout: 10_000 });
  try {
    return (await source.backup(to)).totalPages;
  } finally {
    source.close();
  }
}

function check(file: string) {
  const copied = new SQLite(file, { readonly: true });
  const said = copied.pragma('integrity_check', { simple: true });
  copied.close();
  if (said !== 'ok') throw new Error(`The copy is damaged: ${said}`);
}
