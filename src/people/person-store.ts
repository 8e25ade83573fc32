import { recordEvent } from '../database/events.ts';
import type { Db, Tx } from '../database/open.ts';
import type { Person, Role } from './person.ts';

export type PersonStore = ReturnType<typeof personStore>;
export type NewPerson = Omit<Person, 'id'>;
export type KnownPerson = Person & { deactivatedAt: string | null };

const COLUMNS = ['id', 'name', 'email', 'department', 'timeZone', 'deactivatedAt'] as const;

export const personStore = (db: Db) => ({
  async findPerson(id: number): Promise<KnownPerson | undefined> {
    const rows = await db.selectFrom('people').where('id', '=', id).select(COLUMNS).execute();
    return (await withRoles(db, rows))[0];
  },

  async listActive(): Promise<KnownPerson[]> {
    return withRoles(
      db,
      await db.selectFrom('people').where('deactivatedAt', 'is', null).select(COLUMNS).orderBy('name').orderBy('id').execute(),
    );
  },

  add: (person: NewPerson, by: number | null, now: Date): Promise<number> =>
    db.transaction().execute((tx) => addPerson(tx, person, by, now)),

  isEmpty: async () => !(await db.selectFrom('people').select('id').limit(1).executeTakeFirst()),
});

export async function addPerson(tx: Tx, { roles, ...person }: NewPerson, by: number | null, now: Date): Promise<number> {
  const { id } = await tx
    .insertInto('people')
    .values({ ...person, addedAt: now.toISOString(), addedBy: by })
    .returning('id')
    .executeTakeFirstOrThrow();
  if (roles.length)
    await tx
      .insertInto('roles')
      .values(roles.map((role) => ({ personId: id, role })))
      .execute();
  await recordEvent(tx, { action: 'person.added', subject: 'person', subjectId: id, actorId: by }, now);
  return id;
}

async function withRoles<P extends { id: number }>(db: Db, people: P[]): Promise<(P & { roles: Role[] })[]> {
  if (people.length === 0) return [];
  const ids = people.map((person) => person.id);
  const rows = await db.selectFrom('roles').where('personId', 'in', ids).selectAll().execute();
  const roles = new Map<number, Role[]>(ids.map((id) => [id, []]));
  for (const row of rows) roles.get(row.personId)?.push(row.role);
  return people.map((person) => ({ ...person, roles: roles.get(person.id) ?? [] }));
}
