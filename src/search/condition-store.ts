import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { containing, type Kind, type Query, writings } from './query.ts';

/** True for rows of this kind that the query names by number, or that have every word of it in one of the columns. */
export function matches(query: Query, kind: Kind, id: string, columns: readonly string[]): RawBuilder<SqlBool> {
  return sql<SqlBool>`(${hasNumber(query, kind, id)} or ${hasWords(query, columns, likeName)})`;
}

/** The same where a column holds text in lower case, made for searching. */
export function matchesText(query: Query, kind: Kind, id: string, column: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`(${hasNumber(query, kind, id)} or ${hasWords(query, [column], likeText)})`;
}

/** Sorts the row that is named by its number before the others. */
export const numberFirst = ({ number }: Query, id: string) =>
  sql<number>`case when ${sql.ref(id)} = ${number ?? 0} then 0 else 1 end`;

const NEVER = sql<SqlBool>`1 = 0`;

const hasNumber = ({ number, kind }: Query, of: Kind, id: string) =>
  number !== null && (kind === null || kind === of) ? sql<SqlBool>`${sql.ref(id)} = ${number}` : NEVER;

function hasWords({ words }: Query, columns: readonly string[], like: (column: string, word: string) => RawBuilder<SqlBool>) {
  if (words.length === 0) return NEVER;
  const each = words.map(
    (word) =>
      sql`(${sql.join(
        columns.map((column) => like(column, word)),
        sql` or `,
      )})`,
  );
  return sql<SqlBool>`(${sql.join(each, sql` and `)})`;
}

const likeText = (column: string, word: string) =>
  sql<SqlBool>`${sql.ref(column)} like ${containing(word.toLowerCase())} escape '\\'`;

const likeName = (column: string, word: string) =>
  sql<SqlBool>`(lower(${sql.ref(column)}) like ${containing(word.toLowerCase())} escape '\\' or ${sql.join(
    writings(word).map((writing) => sql`${sql.ref(column)} like ${containing(writing)} escape '\\'`),
    sql` or `,
  )})`;
