import { CompiledQuery, type KyselyPlugin, type RootOperationNode } from 'kysely';
import { onPostgres } from '../../src/database/columns.ts';
import type { Db } from '../../src/database/open.ts';

/** How the engine would run every query that `ask` makes, a line a step. */
export async function plansOf(db: Db, ask: (watched: Db) => Promise<unknown>): Promise<string[]> {
  const asked: RootOperationNode[] = [];
  const watch: KyselyPlugin = {
    transformQuery: ({ node }) => {
      asked.push(node);
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  await ask(db.withPlugin(watch));
  const plans = await Promise.all(asked.map((node) => planOf(db, node)));
  return plans.flat();
}

async function planOf(db: Db, node: RootOperationNode): Promise<string[]> {
  const { sql, parameters } = db.getExecutor().compileQuery(node, { queryId: 'a plan' });
  const explain = onPostgres(db as never) ? 'explain' : 'explain query plan';
  const { rows } = await db.executeQuery<Record<string, string>>(CompiledQuery.raw(`${explain} ${sql}`, [...parameters]));
  return rows.map((row) => row.detail ?? row['QUERY PLAN'] ?? row.queryPlan ?? JSON.stringify(row));
}

/** The steps that read a whole table, row by row. */
export const wholeReads = (plan: readonly string[], tables: readonly string[]) =>
  plan.filter((step) =>
    tables.some((table) => new RegExp(`(?:Seq Scan on ${table}\\b|^SCAN ${table}\\b(?!.*USING .*INDEX))`).test(step)),
  );
