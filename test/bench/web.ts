import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '../../src/database/migrate.ts';
import { openDatabase } from '../../src/database/open.ts';
import { ask, compared, milliseconds, type Side, type Target } from './load.ts';
import { fillOrganisation, type Organisation } from './organisation.ts';
import { processorMs, type Running, residentMb, start, stop } from './processes.ts';
import { recordPages } from './record.ts';
import type { Say } from './run.ts';

const SIZE = { shifts: 400, reports: 10_000, themes: 300, fixes: 50 };
const COMPARED = ['/shifts', '/backlog'];
const TIMED = ['/', '/shifts', '/themes', '/themes/1', '/backlog', '/reports', '/reports?q=refund', '/unsorted', '/flags'];
const ASKED_RATIO = 0.6;

/** Pages and posts of the compiled server beside a bare app that serves the same bytes from the same rows, on one database file. */
export async function benchWeb(say: Say) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const file = join(folder, 'bench.sqlite');
    await measure(file, await fill(file), say);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function fill(file: string): Promise<Organisation> {
  const db = openDatabase(file);
  await migrate(db);
  const organisation = await fillOrganisation(db, SIZE, new Date());
  await db.destroy();
  return organisation;
}

async function measure(file: string, { cookie, runningShiftId }: Organisation, say: Say) {
  const recorded = `${file}.json`;
  writeFileSync(recorded, JSON.stringify(await recordPages(file, cookie, COMPARED)));
  const env = { DATABASE_URL: file, JOBS: 'false', LOG_LEVEL: 'info', HOST: '127.0.0.1' };
  const ours = await start(['dist/src/server.js'], env, '/health');
  const bare = await start(['--import', 'tsx', 'test/bench/bare.ts', file, recorded], {}, '/health');
  try {
    say({ what: 'start', ms: ours.startedInMs });
    const get = (port: number, path: string): Target => ({ port, path, headers: { cookie }, expects: 200 });
    for (const path of TIMED) say({ what: 'page at 10,000 reports', path, ...(await milliseconds(get(ours.port, path))) });
    for (const path of COMPARED) await comparePage(path, side(ours, get(ours.port, path)), side(bare, get(bare.port, path)), say);

    const path = `/shifts/${runningShiftId}/reports`;
    const figures = await compared(side(ours, post(ours.port, path, cookie)), side(bare, post(bare.port, path, cookie)));
    say({ what: 'requests per second', path: 'POST a report', ...figures, asked_ratio: ASKED_RATIO });
    say({ what: 'memory after load', resident_mb: residentMb(ours), bare_resident_mb: residentMb(bare) });
  } finally {
    await Promise.all([stop(ours), stop(bare)]);
  }
}

const side = (server: Running, target: Target): Side => ({ target, processorMs: () => processorMs(server) });

async function comparePage(path: string, ours: Side, bare: Side, say: Say) {
  const [bytes, bareBytes] = [Buffer.byteLength(await ask(ours.target)), Buffer.byteLength(await ask(bare.target))];
  if (Math.abs(bytes - bareBytes) > bytes / 100) throw new Error(`${path}: ${bytes} bytes of ours, ${bareBytes} of the bare app`);
  const figures = await compared(ours, bare);
  say({ what: 'requests per second', path, bytes, ...figures, asked_ratio: ASKED_RATIO });
}

const post = (port: number, path: string, cookie: string): Target => ({
  port,
  path,
  method: 'POST',
  headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
  body: () =>
    `clientKey=${randomUUID()}&summary=The+order+screen+froze+while+the+customer+waited&kind=friction&secondsLost=40&severity=2`,
  expects: 303,
});
