import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import SQLite from 'better-sqlite3';
import { CompiledQuery, type Dialect, Kysely, type LogConfig, PostgresDialect, SqliteDialect, type Transaction } from 'kysely';
import pg from 'pg';
import { inCamelCase, inSnakeCase } from './naming.ts';
import type { Tables } from './tables.ts';

export type Db = Kysely<Tables>;
export type Tx = Transaction<Tables>;

const COUNT_OF_ROWS = 20;

/** Opens `postgres://…`, or a SQLite file (":memory:" for a test). The stores never ask which. */
export const openDatabase = (url: string): Db => databaseOver(isPostgres(url) ? postgres(url) : sqliteDialect(openSqlite(url)));

/** The same over a dialect at hand; `log` hears every query. */
export const databaseOver = (dialect: Dialect, log: LogConfig = []): Db =>
  new Kysely<Tables>({ dialect: inSnakeCase(dialect), plugins: [inCamelCase], log });

export const isPostgres = (url: string) => /^postgres(ql)?:/.test(url);

/** FULL: a commit that was answered survives a power cut. A snapshot (from `serialize`) opens as its copy in memory. */
export function openSqlite(file: string | Buffer) {
  if (typeof file === 'string' && file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
  const sqlite = new SQLite(file, { timeout: 10_000 });
  sqlite.pragma('journal_mode = WAL');
  sqlite.pragma('synchronous = FULL');
  sqlite.pragma('foreign_keys = ON');
  return keepingStatements(sqlite);
}

/**
 * Every transaction takes the write lock as it begins: one that reads first and writes later would be refused at once
 * (SQLITE_BUSY_SNAPSHOT, which no timeout waits for) whenever another process has written in between.
 */
export function sqliteDialect(database: SQLite.Database) {
  const dialect = new SqliteDialect({ database });
  const createDriver = dialect.createDriver.bind(dialect);
  dialect.createDriver = () => {
    const driver = createDriver();
    driver.beginTransaction = async (connection) => void (await connection.executeQuery(CompiledQuery.raw('begin immediate')));
    return driver;
  };
  return dialect;
}

const MOST_STATEMENTS = 500;

/** Kysely prepares a statement each time it runs one; the same text prepared once saves a tenth of a page. */
function keepingStatements(sqlite: SQLite.Database) {
  const kept = new Map<string, SQLite.Statement>();
  const prepare = sqlite.prepare.bind(sqlite);
  sqlite.prepare = ((text: string) => {
    const statement = kept.get(text) ?? prepare(text);
    if (kept.size >= MOST_STATEMENTS) kept.clear();
    kept.set(text, statement);
    return statement;
  }) as typeof sqlite.prepare;
  return sqlite;
}

/** PostgreSQL answers counts and sums as text (they may pass 2^53); ours never do. */
function postgres(url: string) {
  const types = {
    getTypeParser: (oid: number, format?: 'text' | 'binary') =>
      oid === COUNT_OF_ROWS || oid === 1700 ? Number : pg.types.getTypeParser(oid, format as 'text'),
  };
  return new PostgresDialect({ pool: new pg.Pool({ connectionString: url, types: types as pg.CustomTypesConfig, max: 10 }) });
}
