import { recordEvent } from '../database/events.ts';
import type { Db, Tx } from '../database/open.ts';
import { queueNotice } from '../database/outbox.ts';
import { Refusal } from '../web/errors.ts';
import { keepAnAdministrator, lockAdministrators } from './administrators-store.ts';
import type { Planned } from './people-import.ts';
import { FIRST_ADDRESS, type Person, type Role } from './person.ts';
import { welcomeMail } from './welcome-mail.ts';

export type PersonStore = ReturnType<typeof personStore>;
export type NewPerson = Omit<Person, 'id'>;
export type KnownPerson = Person & { deactivatedAt: string | null };

const COLUMNS = ['id', 'name', 'email', 'department', 'timeZone', 'deactivatedAt'] as const;

export const personStore = (db: Db) => ({
  async findPerson(id: number): Promise<KnownPerson | undefined> {
    return (await withRoles(db, await db.selectFrom('people').where('id', '=', id).select(COLUMNS).execute()))[0];
  },

  async listActive(): Promise<KnownPerson[]> {
    return withRoles(
      db,
      await db.selectFrom('people').where('deactivatedAt', 'is', null).select(COLUMNS).orderBy('name').orderBy('id').execute(),
    );
  },

  async listEverybody(): Promise<KnownPerson[]> {
    return withRoles(db, await db.selectFrom('people').select(COLUMNS).orderBy('name').orderBy('id').execute());
  },

  isEmpty: async () => !(await db.selectFrom('people').select('id').limit(1).executeTakeFirst()),

  /** The first administrator while they have no address of their own: only a link on the console lets them in. */
  findUnreachable: () =>
    db.selectFrom('people').where('email', '=', FIRST_ADDRESS).where('deactivatedAt', 'is', null).select('id').executeTakeFirst(),

  /** Whom somebody adds is told by mail, in the same transaction; the first administrator and a command's people are not unless asked. */
  add: (person: NewPerson, by: number | null, now: Date, { isTold = by !== null } = {}): Promise<number> =>
    db.transaction().execute((tx) => addPerson(tx, person, { by, isTold }, now)),

  /** The zone of each queue: where an organisation is at home. */
  listQueueZones: async (): Promise<string[]> =>
    (await db.selectFrom('queues').where('retiredAt', 'is', null).select('timeZone').orderBy('id').execute()).map(
      ({ timeZone }) => timeZone,
    ),

  change: (id: number, person: NewPerson, by: number, now: Date) =>
    db.transaction().execute(async (tx) => {
      await lockAdministrators(tx);
      await changePerson(tx, id, person, by, now);
      await keepAnAdministrator(tx);
    }),

  changeMyself: (id: number, { name, timeZone }: Pick<Person, 'name' | 'timeZone'>) =>
    db.updateTable('people').set({ name, timeZone }).where('id', '=', id).execute(),

  /** Their sessions end in the same moment. Twice is once. */
  deactivate: (id: number, by: number, now: Date) =>
    db.transaction().execute(async (tx) => {
      await lockAdministrators(tx);
      const at = now.toISOString();
      const gone = await tx
        .updateTable('people')
        .set({ deactivatedAt: at, deactivatedBy: by })
        .where('id', '=', id)
        .where('deactivatedAt', 'is', null)
        .executeTakeFirst();
      if (gone.numUpdatedRows === 0n) return;
      await tx.updateTable('sessions').set({ endedAt: at }).where('personId', '=', id).where('endedAt', 'is', null).execute();
      await recordEvent(tx, { action: 'person.deactivated', subject: 'person', subjectId: id, actorId: by }, now);
      await keepAnAdministrator(tx);
    }),

  reactivate: (id: number, by: number, now: Date) =>
    db.transaction().execute(async (tx) => {
      const back = await tx
        .updateTable('people')
        .set({ deactivatedAt: null, deactivatedBy: null })
        .where('id', '=', id)
        .where('deactivatedAt', 'is not', null)
        .executeTakeFirst();
      if (back.numUpdatedRows === 1n)
        await recordEvent(tx, { action: 'person.reactivated', subject: 'person', subjectId: id, actorId: by }, now);
    }),

  /** All lines or none. */
  carryOut: (lines: Planned[], by: number, now: Date) =>
    db.transaction().execute(async (tx) => {
      await lockAdministrators(tx);
      for (const line of lines) {
        if (line.does === 'add') await addPerson(tx, line.person, { by, isTold: true }, now);
        if (line.does === 'change') await changePerson(tx, line.id, line.person, by, now);
      }
      await keepAnAdministrator(tx);
    }),
});

interface Adding {
  by: number | null;
  isTold: boolean;
}

async function addPerson(tx: Tx, { roles, ...person }: NewPerson, { by, isTold }: Adding, now: Date): Promise<number> {
  const added = await tx
    .insertInto('people')
    .values({ ...person, addedAt: now.toISOString(), addedBy: by })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!added) throw emailTaken(person.email);
  await setRoles(tx, added.id, roles);
  await recordEvent(tx, { action: 'person.added', subject: 'person', subjectId: added.id, actorId: by }, now);
  if (isTold) await queueNotice(tx, welcomeMail({ id: added.id, ...person }), now);
  return added.id;
}

async function changePerson(tx: Tx, id: number, { roles, ...person }: NewPerson, by: number, now: Date) {
  await tx
    .updateTable('people')
    .set((e) => ({ touched: e('touched', '+', 1) }))
    .where('id', '=', id)
    .execute();
  const other = await tx
    .selectFrom('people')
    .where('email', '=', person.email)
    .where('id', '!=', id)
    .select('id')
    .executeTakeFirst();
  if (other) throw emailTaken(person.email);
  await endLinksToOldAddress(tx, id, person.email, now);
  await tx.updateTable('people').set(person).where('id', '=', id).execute();
  await tx.deleteFrom('roles').where('personId', '=', id).execute();
  await setRoles(tx, id, roles);
  await recordEvent(
    tx,
    { action: 'person.changed', subject: 'person', subjectId: id, actorId: by, detail: roles.join(', ') },
    now,
  );
}

/** A link lies in a mailbox that may be somebody else's now. */
async function endLinksToOldAddress(tx: Tx, id: number, email: string, now: Date) {
  const same = await tx.selectFrom('people').where('id', '=', id).where('email', '=', email).select('id').executeTakeFirst();
  if (!same)
    await tx
      .updateTable('signInLinks')
      .set({ expiresAt: now.toISOString() })
      .where('personId', '=', id)
      .where('usedAt', 'is', null)
      .execute();
}

async function setRoles(tx: Tx, personId: number, roles: readonly Role[]) {
  if (roles.length)
    await tx
      .insertInto('roles')
      .values(roles.map((role) => ({ personId, role })))
      .execute();
}

const emailTaken = (email: string) =>
  new Refusal(
    409,
    `${email} belongs to somebody here already`,
    'Look for them in the list of people, or write another address.',
    'email',
  );

async function withRoles<P extends { id: number }>(db: Db, people: P[]): Promise<(P & { roles: Role[] })[]> {
  if (people.length === 0) return [];
  const rows = await db
    .selectFrom('roles')
    .where(
      'personId',
      'in',
      people.map((person) => person.id),
    )
    .selectAll()
    .execute();
  const roles = new Map<number, Role[]>(people.map(({ id }) => [id, []]));
  for (const row of rows) roles.get(row.personId)?.push(row.role);
  return people.map((person) => ({ ...person, roles: roles.get(person.id) ?? [] }));
}
