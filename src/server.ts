import { createServer } from 'node:http';
import pino from 'pino';
import { createApp } from './app.ts';
import { ConfigProblem, readConfig } from './config.ts';
import { migrate } from './database/migrate.ts';
import { openDatabase } from './database/open.ts';
import { refuseDemo, WrongDatabase, welcomeToDemo } from './demo/demo-welcome.ts';
import { runDue, startJobs } from './jobs/run.ts';
import { schedule } from './jobs/schedule.ts';
import { jobStore } from './jobs/store.ts';
import { openWork } from './jobs/work.ts';
import { welcome } from './people/welcome.ts';
import { openDemandWork } from './queue/demand/demand-work.ts';
import { embedder } from './themes/embeddings/embedder.ts';
import { engineStore } from './themes/engine-store.ts';

const demo = process.argv.includes('--demo');
const config = await orExit(() => readConfig(process.env));
const log = pino({ level: config.logLevel, base: null });
const now = () => new Date();

const databaseUrl = demo ? config.demoDatabaseUrl : config.databaseUrl;
const db = await orExit(() => openAndMigrate(databaseUrl));
if (!demo) await orExit(() => refuseDemo(db));
const say = await orExit(() => (demo ? welcomeToDemo : welcome)({ db, now, baseUrl: config.baseUrl }));

const demandWork = openDemandWork({ db, databaseUrl, now });
/** The demonstration writes to nobody: its addresses are made up. */
const smtpUrl = demo ? undefined : config.smtpUrl;
const engine = engineStore(db);
const embed = config.embeddings && embedder(config.embeddings);
const work = openWork({ db, now, config: { ...config, smtpUrl }, demandWork, engine, embed });
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
    smtp: Boolean(smtpUrl),
    demandWork,
    engine,
    embed,
    sendMail: work.sendMail,
  }),
);
server.once('error', (problem) => exitWith(`PORT, HOST: cannot listen on ${config.host}:${config.port}: ${problem.message}`));
server.listen(config.port, config.host, () => process.stdout.write(say));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);

/** Requests under way are answered first, for ten seconds at most. */
async function stop() {
  const closed = new Promise((done) => server.close(done));
  server.closeIdleConnections();
  await Promise.race([closed, new Promise((done) => setTimeout(done, 10_000).unref())]);
  await stopJobs();
  work.close();
  await demandWork.close();
  await db.destroy();
  process.exit(0);
}

async function openAndMigrate(url: string) {
  try {
    const opened = openDatabase(url);
    await migrate(opened);
    return opened;
  } catch (problem) {
    const shown = url.replace(/:[^:@/]+@/, ':…@');
    throw new ConfigProblem([
      `DATABASE_URL: cannot use ${shown}: ${(problem as Error).message || (problem as { code?: string }).code}`,
    ]);
  }
}

/** A start that we foresaw failing says why in a sentence, and stops. */
async function orExit<T>(start: () => T | Promise<T>): Promise<T> {
  try {
    return await start();
  } catch (problem) {
    if (!(problem instanceof ConfigProblem || problem instanceof WrongDatabase)) throw problem;
    return exitWith(problem.message);
  }
}

function exitWith(words: string): never {
  process.stderr.write(`${words}\n`);
  process.exit(1);
}
