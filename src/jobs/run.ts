import cron from 'node-cron';
import type { Logger } from 'pino';
import type { Job } from './schedule.ts';
import type { JobStore } from './store.ts';

/**
 * Looks every minute, in UTC, which jobs the database calls due: with a zone that changes its clock, node-cron falls silent for
 * an hour on the autumn night. Returns how to stop.
 */
export function startJobs(jobs: Job[], store: JobStore, now: () => Date, log: Logger) {
  const task = cron.schedule('* * * * *', () => runDue(jobs, store, now, log), {
    name: 'look for due jobs',
    timezone: 'UTC',
    noOverlap: true,
  });
  return async () => void (await task.destroy());
}

export async function runDue(jobs: Job[], store: JobStore, now: () => Date, log: Logger) {
  for (const job of jobs) {
    const lease = await store
      .claim(job, now())
      .catch((problem) => void log.error({ err: problem }, `Could not claim: ${job.name}`));
    if (lease) await runJob(job, store, lease, now, log);
  }
}

/** A job that fails says so and waits for its next turn; it never takes the web server down. */
async function runJob(job: Job, store: JobStore, lease: string, now: () => Date, log: Logger) {
  try {
    await job.run(now());
    await store.finish(job, lease, now(), null);
  } catch (problem) {
    log.error({ err: problem }, `Could not ${job.name}`);
    await store.finish(job, lease, now(), String(problem)).catch(() => undefined);
  }
}
