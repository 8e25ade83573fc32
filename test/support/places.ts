import { join } from 'node:path';
import { folder } from './files.ts';
import { freshSchema } from './schema.ts';

const postgres = process.env.TEST_DATABASE_URL;

/** Databases that processes of our own can open too: a SQLite file and, where one answers, a schema on PostgreSQL. */
export const places: [string, () => string | Promise<string>][] = [['one SQLite file', () => join(folder(), 'floor.sqlite')]];
if (postgres) places.push(['one PostgreSQL', async () => (await freshSchema(postgres)).address]);
