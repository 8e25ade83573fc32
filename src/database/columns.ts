import { type ColumnDefinitionBuilder, type Kysely, PostgresAdapter, sql } from 'kysely';

/** The one difference between the engines that a migration meets: how a row gets its number. */
export const number = (db: Kysely<never>) => (column: ColumnDefinitionBuilder) =>
  onPostgres(db) ? column.primaryKey().generatedByDefaultAsIdentity() : column.primaryKey().autoIncrement();

export const onPostgres = (db: Pick<Kysely<never>, 'getExecutor'>) => db.getExecutor().adapter instanceof PostgresAdapter;

export const required = (column: ColumnDefinitionBuilder) => column.notNull();

export const countFromZero = (column: ColumnDefinitionBuilder) => column.notNull().defaultTo(0);

export const to = (target: string) => (column: ColumnDefinitionBuilder) => column.references(target);

export const requiredTo = (target: string) => (column: ColumnDefinitionBuilder) => column.notNull().references(target);

/** A text column that takes one of the given words; null passes, as a check does. */
export const oneOf = (name: string, words: readonly string[]) => (column: ColumnDefinitionBuilder) =>
  column.check(sql`${sql.ref(name)} in (${sql.join(words.map((word) => sql.lit(word)))})`);

export const requiredOneOf = (name: string, words: readonly string[]) => (column: ColumnDefinitionBuilder) =>
  oneOf(name, words)(column.notNull());

export const atLeast = (name: string, least: number) => (column: ColumnDefinitionBuilder) =>
  column.check(sql`${sql.ref(name)} >= ${sql.lit(least)}`);
