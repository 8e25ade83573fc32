import type { Db } from '../database/open.ts';
import type { Job } from './schedule.ts';

export type JobStore = ReturnType<typeof jobStore>;

const LEASE_MILLISECONDS = 10 * 60_000;
const later = (now: Date, milliseconds: number) => new Date(now.getTime() + milliseconds).toISOString();

/** A job that takes long is due again by when it began, or every run would push the next one back. */
const claimedAt = (lease: string) => new Date(Date.parse(lease) - LEASE_MILLISECONDS);

export const jobStore = (db: Db) => ({
  /** The lease's end when this process may run the job now; undefined when it is not due or another process has it. */
  async claim(job: Job, now: Date): Promise<string | undefined> {
    await db
      .insertInto('jobs')
      .values({ name: job.name, dueAt: now.toISOString() })
      .onConflict((c) => c.doNothing())
      .execute();

    const lease = later(now, LEASE_MILLISECONDS);
    const claimed = await db
      .updateTable('jobs')
      .set({ leasedUntil: lease })
      .where('name', '=', job.name)
      .where('dueAt', '<=', now.toISOString())
      .where((e) => e.or([e('leasedUntil', 'is', null), e('leasedUntil', '<=', now.toISOString())]))
      .executeTakeFirst();
    return claimed.numUpdatedRows === 1n ? lease : undefined;
  },

  /** Only the holder of the lease may say that it is done. */
  finish: (job: Job, lease: string, now: Date, problem: string | null) =>
    db
      .updateTable('jobs')
      .set({
        leasedUntil: null,
        lastFinishedAt: now.toISOString(),
        lastProblem: problem,
        dueAt: later(claimedAt(lease), job.everySeconds * 1000 - 1_000),
      })
      .where('name', '=', job.name)
      .where('leasedUntil', '=', lease)
      .execute(),

  list: () => db.selectFrom('jobs').selectAll().orderBy('name').execute(),
});
