import type { Dialect, KyselyPlugin } from 'kysely';

/**
 * Names are camelCase in code and snake_case in the database. Kysely's own CamelCasePlugin copies the tree of every query to rename it and
 * asks every value of every row whether it is an object: an eighth of what the shift list spends on its data. Here a name is changed
 * when it is written into the SQL, and a result's columns are named once for all its rows.
 */
export function inSnakeCase(dialect: Dialect): Dialect {
  return {
    createAdapter: () => dialect.createAdapter(),
    createDriver: () => dialect.createDriver(),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => Object.assign(dialect.createQueryCompiler(), { sanitizeIdentifier }),
  };
}

/** Kysely asks its compiler for this before it puts a name between quotes. */
const sanitizeIdentifier = (name: string) => snakeCase(name).replaceAll('"', '""');

export const inCamelCase: KyselyPlugin = {
  transformQuery: ({ node }) => node,
  transformResult: async ({ result }) => ({ ...result, rows: renamed(result.rows) }),
};

function renamed(rows: Row[]): Row[] {
  const [first] = rows;
  if (!first) return rows;
  const columns = Object.keys(first);
  const names = columns.map(camelCase);
  return rows.map((row) => {
    const named: Row = {};
    for (let at = 0; at < columns.length; at++) named[names[at]!] = row[columns[at]!];
    return named;
  });
}

type Row = Record<string, unknown>;

const snakeCase = remembering((name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
const camelCase = remembering((name) => name.replace(/(?!^)_+([a-z\d])/g, (_, letter: string) => letter.toUpperCase()));

/** Names come from our own code: a few hundred. */
function remembering(change: (name: string) => string) {
  const known = new Map<string, string>();
  return (name: string) => {
    const changed = known.get(name) ?? change(name);
    known.set(name, changed);
    return changed;
  };
}
