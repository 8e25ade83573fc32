import { createServer } from 'node:http';
import pino from 'pino';
import { createApp } from './app.ts';
import { readConfig } from './config.ts';
import { migrate } from './database/migrate.ts';
import { openDatabase } from './database/open.ts';
import { runDue, startJobs } from './jobs/run.ts';
import { schedule } from './jobs/schedule.ts';
import { jobStore } from './jobs/store.ts';
import { openWork } from './jobs/work.ts';
import { welcome } from './people/welcome.ts';

const demo = process.argv.includes('--demo');
const config = readOrExit();
const log = pino({ level: config.logLevel, base: null });
const now = () => new Date();

const db = openDatabase(demo ? 'data/demo.sqlite' : config.databaseUrl);
await migrate(db);
const say = await welcome({ db, demo, now, baseUrl: config.baseUrl });

const work = openWork({ db, now, config });
const jobs = schedule(work);
const stopJobs = config.jobs ? startJobs(jobs, jobStore(db), now, log) : async () => {};
if (config.jobs) void runDue(jobs, jobStore(db), now, log);

const server = createServer(
  createApp({
    db,
    now,
    log,
    demo,
    baseUrl: config.baseUrl,
    trustProxy: config.trustProxy,
    cachedViews: true,
    smtp: Boolean(config.smtpUrl),
  }),
);
server.listen(config.port, config.host, () => process.stdout.write(say));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);

async function stop() {
  server.close();
  server.closeIdleConnections();
  await stopJobs();
  work.close();
  await db.destroy();
  process.exit(0);
}

function readOrExit() {
  try {
    return readConfig(process.env);
  } catch (problem) {
    process.stderr.write(`${(problem as Error).message}\n`);
    process.exit(1);
  }
}
