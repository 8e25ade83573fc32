import { Migrator, sql } from 'kysely';
import * as people from '../../db/migrations/001-people.ts';
import * as queues from '../../db/migrations/002-queues.ts';
import * as shifts from '../../db/migrations/003-shifts.ts';
import * as friction from '../../db/migrations/004-friction.ts';
import * as backlog from '../../db/migrations/005-backlog.ts';
import * as notices from '../../db/migrations/006-notices.ts';
import * as demand from '../../db/migrations/007-demand.ts';
import * as grouping from '../../db/migrations/008-grouping.ts';
import * as signals from '../../db/migrations/009-signals.ts';
import * as heard from '../../db/migrations/011-heard.ts';
import * as gate from '../../db/migrations/012-gate.ts';
import * as thesaurus from '../../db/migrations/013-thesaurus.ts';
import * as candidateNames from '../../db/migrations/014-candidate-names.ts';
import * as proposals from '../../db/migrations/016-proposals.ts';
import * as embeddings from '../../db/migrations/017-embeddings.ts';
import { onPostgres } from './columns.ts';
import type { Db } from './open.ts';

/** Append only; a migration that has shipped is never edited. */
export const migrations = {
  '001-people': people,
  '002-queues': queues,
  '003-shifts': shifts,
  '004-friction': friction,
  '005-backlog': backlog,
  '006-notices': notices,
  '007-demand': demand,
  '008-grouping': grouping,
  '009-signals': signals,
  '011-heard': heard,
  '012-gate': gate,
  '013-thesaurus': thesaurus,
  '014-candidate-names': candidateNames,
  '016-proposals': proposals,
  '017-embeddings': embeddings,
};

export async function migrate(db: Db, tries = 3): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations }, ...(await itsOwnSchema(db)) });
  const { error } = await migrator.migrateToLatest();
  if (error) await again(db, error, tries);
}

/** Two processes that start together on an empty SQLite file: the second finds the tables made, and everything done on its next try. */
async function again(db: Db, error: unknown, tries: number) {
  if (tries <= 1) throw error;
  await new Promise((done) => setTimeout(done, 500));
  await migrate(db, tries - 1);
}

/** On PostgreSQL the migrator would take another schema's bookkeeping for ours unless it is told where to look. */
async function itsOwnSchema(db: Db) {
  if (!onPostgres(db)) return {};
  const { rows } = await sql<{ schema: string }>`select current_schema() as schema`.execute(db);
  return { migrationTableSchema: rows[0]!.schema };
}
