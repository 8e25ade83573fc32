import pino from 'pino';
import { expect, test } from 'vitest';
import { runDue } from '../../src/jobs/run.ts';
import type { Job } from '../../src/jobs/schedule.ts';
import { jobStore } from '../../src/jobs/store.ts';
import { freshDatabase } from '../support/database.ts';
import { NINE_AM } from '../support/floor.ts';

const silent = pino({ level: 'silent' });

async function openJobs(run: Job['run'] = async () => {}) {
  const db = await freshDatabase();
  const clock = { now: NINE_AM };
  const store = jobStore(db);
  const runs: string[] = [];
  const job: Job = {
    name: 'count to one',
    everySeconds: 60,
    run: async (now) => {
      runs.push(now.toISOString());
      await run(now);
    },
  };
  const look = () => runDue([job], store, () => clock.now, silent);
  const wait = (seconds: number) => {
    clock.now = new Date(clock.now.getTime() + seconds * 1_000);
  };
  return { db, store, job, look, wait, runs };
}

test('a job runs when it is due and not before', async () => {
  const { look, wait, runs } = await openJobs();
  await look();
  await look();
  expect(runs).toHaveLength(1);
  wait(60);
  await look();
  expect(runs).toHaveLength(2);
});

test('many processes that look at once run it once', async () => {
  const { look, runs } = await openJobs(() => new Promise((done) => setTimeout(done, 20)));
  await Promise.all(Array.from({ length: 10 }, look));
  expect(runs).toHaveLength(1);
});

test('a process that died while it held a job gives it back after its lease', async () => {
  const { store, job, look, wait, runs } = await openJobs();
  expect(await store.claim(job, NINE_AM)).toBeDefined();
  await look();
  expect(runs).toHaveLength(0);
  wait(601);
  await look();
  expect(runs).toHaveLength(1);
});

test('who lost the lease cannot call the job done', async () => {
  const { db, store, job } = await openJobs();
  const lease = (await store.claim(job, NINE_AM))!;
  const later = new Date(NINE_AM.getTime() + 601_000);
  await store.claim(job, later);
  await store.finish(job, lease, later, null);
  expect(await db.selectFrom('jobs').select('lastFinishedAt').execute()).toEqual([{ lastFinishedAt: null }]);
});

test('a job that fails says so and has its next turn', async () => {
  const { store, look, wait, runs } = await openJobs(() => Promise.reject(new Error('no post')));
  await look();
  expect((await store.list())[0]).toMatchObject({ lastProblem: 'Error: no post', leasedUntil: null });
  wait(60);
  await look();
  expect(runs).toHaveLength(2);
});

test.each([
  { night: 'spring', from: '2026-03-29T00:58:00.000Z' },
  { night: 'autumn', from: '2026-10-25T00:58:00.000Z' },
])('the $night night skips no minute and doubles none', async ({ from }) => {
  const { look, wait, runs } = await openJobs();
  wait((Date.parse(from) - NINE_AM.getTime()) / 1_000);
  for (let minute = 0; minute < 120; minute++) {
    await look();
    wait(60);
  }
  expect(runs).toHaveLength(120);
});
