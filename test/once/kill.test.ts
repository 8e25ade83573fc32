import { sql } from 'kysely';
import { expect, test, vi } from 'vitest';
import { migrate } from '../../src/database/migrate.ts';
import { type Db, isPostgres, openDatabase } from '../../src/database/open.ts';
import { openMailbox } from '../support/mailbox.ts';
import { places } from '../support/places.ts';
import { startServer } from '../support/server.ts';
import { fillFloor, openWriters, post, rowsOf, type Write } from './writers.ts';

const KILLS = 5;

test.each(places)('killed five times in the middle of writing, %s keeps once whatever was acknowledged', async (_name, place) => {
  const url = await place();
  const { url: SMTP_URL, received } = await openMailbox();
  const start = async () => {
    await within(url, passTime);
    return startServer({ DATABASE_URL: url, SMTP_URL });
  };
  const writers = openWriters(await within(url, migrateAndFill));

  for (let kill = 1; kill <= KILLS; kill++) {
    const server = await start();
    await writers.askAgain(server.address);
    const writing = writers.write(server.address);
    await writers.untilAcknowledged(10 + 5 * kill);
    await server.end('SIGKILL');
    await writing;
    expect(writers.unanswered).not.toEqual([]);
    await within(url, (db) => holds(db, writers.acknowledged));
  }

  const all = [...writers.acknowledged, ...writers.unanswered];
  const revived = await start();
  for (const write of all) expect(await post(revived.address, write)).toBe(303);
  expect(await revived.end('SIGTERM')).toBe(0);
  await within(url, (db) => holdsExactly(db, all));

  const last = await start();
  await within(url, (db) => vi.waitFor(() => hasSentEverything(db, received), { timeout: 20_000, interval: 100 }));
  expect(await last.end('SIGTERM')).toBe(0);
});

/** The database as somebody finds it who comes after a crash: whole. */
async function within<T>(url: string, work: (db: Db) => Promise<T>): Promise<T> {
  const db = openDatabase(url);
  try {
    if (!isPostgres(url)) expect((await sql`pragma integrity_check`.execute(db)).rows).toEqual([{ integrityCheck: 'ok' }]);
    return await work(db);
  } finally {
    await db.destroy();
  }
}

async function migrateAndFill(db: Db) {
  await migrate(db);
  return fillFloor(db);
}

/** As if an hour had passed: the leases of who died are over, and every job is due. */
async function passTime(db: Db) {
  const ago = new Date(Date.now() - 60_000).toISOString();
  await db.updateTable('jobs').set({ dueAt: ago }).execute();
  for (const table of ['jobs', 'notices'] as const)
    await db.updateTable(table).set({ leasedUntil: ago }).where('leasedUntil', 'is not', null).execute();
}

async function holds(db: Db, acknowledged: readonly Write[]) {
  const rows = await rowsOf(db);
  expect(new Set(rows).size).toBe(rows.length);
  expect(acknowledged.filter(({ row }) => !rows.includes(row))).toEqual([]);
}

/** Each write once, with its one event; each seat with its one letter. */
async function holdsExactly(db: Db, writes: readonly Write[]) {
  expect(await rowsOf(db)).toEqual(writes.map(({ row }) => row).toSorted());
  const told = ['flag.sent', 'report.added', 'sign-up.confirmed'];
  expect(await db.selectFrom('events').where('action', 'in', told).select('id').execute()).toHaveLength(writes.length);
  const seats = writes.filter(({ path }) => path.endsWith('/sign-ups'));
  expect(await db.selectFrom('notices').select('id').execute()).toHaveLength(seats.length);
}

/** A letter that was on its way when the server died may have come twice, under the one Message-ID. */
async function hasSentEverything(db: Db, received: readonly string[]) {
  const letters = await db.selectFrom('notices').select(['messageId', 'sentAt']).execute();
  expect(letters.filter(({ sentAt }) => sentAt === null)).toEqual([]);
  const came = received.map((letter) => /^Message-ID: (.+)$/im.exec(letter)?.[1]);
  expect([...new Set(came)].toSorted()).toEqual(letters.map(({ messageId }) => messageId).toSorted());
  expect(came.length - letters.length).toBeLessThanOrEqual(KILLS);
  const jobs = await db.selectFrom('jobs').select(['leasedUntil', 'lastProblem']).execute();
  expect(jobs).toEqual(jobs.map(() => ({ leasedUntil: null, lastProblem: null })));
}
