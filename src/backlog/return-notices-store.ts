import type { Db } from '../database/open.ts';
import { queueNotice } from '../database/outbox.ts';
import { letterTo, type Reader, readersOf } from './return-letter.ts';
import { returnStore } from './return-store.ts';
import type { FixReturn } from './returns.ts';

/** Filing, merging and undoing live elsewhere: what came of them is looked at every few minutes. */
export const returnNoticesStore = (db: Db) => ({
  /** Writes to the owner of each fix that is coming back, once. Returns how many letters it wrote. */
  async tellOwners(now: Date): Promise<number> {
    const returns = await returnStore(db).list();
    if (returns.length === 0) return 0;
    const people = await listReaders(db, returns);
    const letters = returns.flatMap((back) => readersOf(back, people).map((reader) => letterTo(reader, back)));
    const written = await listWritten(db, letters);
    const missing = letters.filter(({ cause }) => !written.has(cause));
    for (const letter of missing) await queueNotice(db, letter, now);
    return missing.length;
  },
});

/** Program owners, and whoever owns one of these fixes, while they work here. */
async function listReaders(db: Db, returns: readonly FixReturn[]): Promise<Reader[]> {
  const owners = db.selectFrom('roles').where('role', '=', 'owner').select('personId');
  const people = await db
    .selectFrom('people')
    .where('deactivatedAt', 'is', null)
    .where((e) => e.or([e('id', 'in', owners), e('id', 'in', [0, ...returns.flatMap(({ ownerId }) => ownerId ?? [])])]))
    .select((e) => ['id', 'name', 'email', 'timeZone', e.case().when('id', 'in', owners).then(1).else(0).end().as('decides')])
    .orderBy('id')
    .execute();
  return people.map((person) => ({ ...person, decides: person.decides === 1 }));
}

async function listWritten(db: Db, letters: readonly { cause: string }[]) {
  const causes = letters.map(({ cause }) => cause);
  if (causes.length === 0) return new Set<string>();
  const rows = await db.selectFrom('notices').where('cause', 'in', causes).select('cause').execute();
  return new Set(rows.map(({ cause }) => cause));
}
