import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { onTestFinished } from 'vitest';

/** An empty schema of its own on a PostgreSQL, gone after the test. `run` says more to it, inside that schema; `address` opens it. */
export async function freshSchema(url: string) {
  const schema = `t${randomUUID().replaceAll('-', '')}`;
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  await admin.query(`create schema ${schema}`);
  onTestFinished(async () => {
    await admin.query(`drop schema ${schema} cascade`);
    await admin.end();
  });
  return {
    address: `${url}?options=-csearch_path%3D${schema}`,
    run: (statements: string) => admin.query(`set search_path to ${schema}; ${statements}`),
  };
}
