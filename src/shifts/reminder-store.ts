import type { Db } from '../database/open.ts';
import { queueNotice } from '../database/outbox.ts';
import { hostReminder, reminder, type ToldShift } from './notices.ts';
import { dueReminder } from './reminding.ts';

export type ReminderStore = ReturnType<typeof reminderStore>;

const DAY = 86_400_000;

export const reminderStore = (db: Db) => ({
  /** Writes what is due a day and an hour before a shift to everybody with a seat and every buddy. Returns how many it wrote. */
  async queueReminders(now: Date): Promise<number> {
    const coming = [...(await listSeated(db, now)), ...(await listHosting(db, now))];
    const due = coming.flatMap((one) => {
      const which = dueReminder(one, now);
      return which ? [{ ...one, cause: `reminder:${which}:${one.key}:${one.startsAt}` }] : [];
    });
    const written = await listWritten(db, due);
    const missing = due.filter(({ cause }) => !written.has(cause));
    for (const one of missing) await queueNotice(db, { ...letterFor(one, coming), cause: one.cause }, now);
    return missing.length;
  },
});

function letterFor(one: Coming, everybody: readonly Coming[]) {
  const namesOf = (hosts: boolean) =>
    everybody.filter((other) => other.id === one.id && other.hosts === hosts).map(({ name }) => name);
  const shift: ToldShift = { ...one, ...NOT_IN_A_REMINDER, buddies: namesOf(true) };
  const to = { id: one.personId, name: one.name, email: one.email, timeZone: one.readersZone };
  return one.hosts ? hostReminder(shift, to, namesOf(false)) : reminder(shift, to);
}

/** A reminder carries no invitation, so it needs nothing that only an invitation tells. */
const NOT_IN_A_REMINDER = { version: 0, note: '', organizer: { name: '', email: '' } };

type Coming = Awaited<ReturnType<typeof listSeated | typeof listHosting>>[number];

const listSeated = async (db: Db, now: Date) => {
  const rows = await withinADay(db, now)
    .innerJoin('signUps', 'signUps.shiftId', 'shifts.id')
    .innerJoin('people', 'people.id', 'signUps.personId')
    .where('signUps.state', '=', 'confirmed')
    .where('people.deactivatedAt', 'is', null)
    .select([...SHOWN, 'signUps.id as signUpId', 'signUps.changedAt as knownSince'])
    .execute();
  return rows.map((row) => ({ ...row, key: String(row.signUpId), hosts: false }));
};

const listHosting = async (db: Db, now: Date) => {
  const rows = await withinADay(db, now)
    .innerJoin('shiftBuddies', 'shiftBuddies.shiftId', 'shifts.id')
    .innerJoin('people', 'people.id', 'shiftBuddies.personId')
    .where('people.deactivatedAt', 'is', null)
    .select([...SHOWN, 'shifts.addedAt as knownSince'])
    .execute();
  return rows.map((row) => ({ ...row, key: `buddy:${row.id}:${row.personId}`, hosts: true }));
};

const SHOWN = [
  'shifts.id',
  'shifts.mode',
  'shifts.startsAt',
  'shifts.endsAt',
  'shifts.place',
  'queues.name as queueName',
  'queues.timeZone',
  'people.id as personId',
  'people.name',
  'people.email',
  'people.timeZone as readersZone',
] as const;

const withinADay = (db: Db, now: Date) =>
  db
    .selectFrom('shifts')
    .innerJoin('queues', 'queues.id', 'shifts.queueId')
    .where('shifts.startsAt', '>', now.toISOString())
    .where('shifts.startsAt', '<=', new Date(now.getTime() + DAY).toISOString())
    .where('shifts.cancelledAt', 'is', null);

const AT_ONCE = 500;

async function listWritten(db: Db, due: readonly { cause: string }[]) {
  const written = new Set<string>();
  for (let start = 0; start < due.length; start += AT_ONCE) {
    const causes = due.slice(start, start + AT_ONCE).map(({ cause }) => cause);
    for (const row of await db.selectFrom('notices').where('cause', 'in', causes).select('cause').execute())
      written.add(row.cause);
  }
  return written;
}
