import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';
import { onTestFinished } from 'vitest';
import { folder } from './files.ts';

const postgres = process.env.TEST_DATABASE_URL;

/** Databases that processes of our own can open too: a SQLite file and, where one answers, a schema on PostgreSQL. */
export const places: [string, () => string | Promise<string>][] = [['one SQLite file', () => join(folder(), 'floor.sqlite')]];
if (postgres) places.push(['one PostgreSQL', () => freshSchema(postgres)]);

async function freshSchema(url: string) {
  const schema = `t${randomUUID().replaceAll('-', '')}`;
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  await admin.query(`create schema ${schema}`);
  onTestFinished(async () => {
    await admin.query(`drop schema ${schema} cascade`);
    await admin.end();
  });
  return `${url}?options=-csearch_path%3D${schema}`;
}
