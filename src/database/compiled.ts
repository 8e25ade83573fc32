import type { Compilable, CompiledQuery } from 'kysely';
import type { Db } from './open.ts';

type Value = string | number | null;

/** Stands in a compiled query where a value goes. */
interface Hole {
  hole: string;
}

const HOLES = new Proxy({}, { get: (_, hole: string): Hole => ({ hole }) });

/**
 * A query that every page asks, built and compiled once a shape instead of once a request, which takes longer than SQLite takes to answer
 * it. `build` must not look at its values, which are filled in later: whatever changes the text of the query belongs in the shape.
 */
export function compiledOnce<V extends Record<keyof V, Value>, Row, Shape = void>(
  db: Db,
  build: (values: V, shape: Shape) => Compilable<Row>,
): (values: V, shape: Shape) => Promise<Row[]> {
  const known = new Map<string, CompiledQuery<Row>>();
  return async (values, shape) => {
    const key = JSON.stringify(shape ?? '');
    const query = known.get(key) ?? build(HOLES as V, shape).compile();
    known.set(key, query);
    const parameters = query.parameters.map((one) => (isHole(one) ? values[one.hole as keyof V] : one));
    return (await db.executeQuery<Row>({ ...query, parameters })).rows;
  };
}

const isHole = (parameter: unknown): parameter is Hole =>
  typeof parameter === 'object' && parameter !== null && 'hole' in parameter;
