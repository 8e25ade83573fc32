import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '../../src/database/migrate.ts';
import { openDatabase } from '../../src/database/open.ts';
import { compared, milliseconds, type Target } from './load.ts';
import { fillOrganisation } from './organisation.ts';
import { type Running, residentMb, start, stop } from './processes.ts';
import { recordPages } from './record.ts';

export type Say = (figure: object) => void;

const COMPARED = ['/shifts', '/backlog'];
const TIMED = ['/backlog'];

/** Pages and posts of the real server beside a bare app that serves the same bytes from the same rows, on one database file. */
export async function benchWeb(say: Say) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const file = join(folder, 'bench.sqlite');
  const db = openDatabase(file);
  await migrate(db);
  const cookie = await fillOrganisation(db, { shifts: 400, reports: 10_000, themes: 300, fixes: 50 }, new Date());
  await db.destroy();

  const recorded = join(folder, 'recorded.json');
  writeFileSync(recorded, JSON.stringify(await recordPages(file, cookie, COMPARED)));
  const ours = await start(
    ['dist/src/server.js'],
    { DATABASE_URL: file, JOBS: 'false', LOG_LEVEL: 'info', HOST: '127.0.0.1' },
    '/health',
  );
  const bare = await start(['--import', 'tsx', 'test/bench/bare.ts', file, recorded], {}, '/health');
  say({ figure: 'start', ms: ours.startedInMs, asked: 'compiled start about 500 ms' });
  await comparePages(ours, bare, cookie, say);
  for (const path of TIMED)
    say({
      figure: 'page at 10,000 reports',
      path,
      ...(await milliseconds({ port: ours.port, path, headers: { cookie }, expects: 200 })),
    });
  say({ figure: 'memory', resident_mb: residentMb(ours) });
  await Promise.all([stop(ours), stop(bare)]);
  rmSync(folder, { recursive: true });
}

async function comparePages(ours: Running, bare: Running, cookie: string, say: Say) {
  for (const path of COMPARED) {
    const target = (port: number): Target => ({ port, path, headers: { cookie }, expects: 200 });
    say({ figure: 'requests per second', path, ...(await compared(target(ours.port), target(bare.port))), asked_ratio: 0.6 });
  }
  const post = (port: number): Target => ({
    port,
    path: '/shifts/2/reports',
    method: 'POST',
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
    body: report,
    expects: 303,
  });
  say({
    figure: 'requests per second',
    path: 'POST a report',
    ...(await compared(post(ours.port), { ...post(bare.port), path: '/flags' })),
    asked_ratio: 0.6,
  });
}

const report = () =>
  `clientKey=${randomUUID()}&summary=The+order+screen+froze+while+the+customer+waited&kind=friction&secondsLost=40&severity=2`;
