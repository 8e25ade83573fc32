import { compiledOnce } from '../database/compiled.ts';
import type { Db } from '../database/open.ts';
import { deviceWords } from './device.ts';
import type { Person, Role } from './person.ts';
import { sessionEnds } from './session.ts';
import { hashed, newToken } from './token.ts';

export type SessionStore = ReturnType<typeof sessionStore>;

export const sessionStore = (db: Db) => {
  const sessionsBy = compiledOnce(db, ({ tokenHash }: { tokenHash: string }) => openSessions(db, tokenHash));

  return {
    /** Returns the token for the cookie; the database keeps its hash only. */
    async start(personId: number, device: string, now: Date): Promise<string> {
      const token = newToken();
      const at = now.toISOString();
      await db
        .insertInto('sessions')
        .values({ tokenHash: hashed(token), personId, device: device.slice(0, 200), startedAt: at, seenAt: at })
        .execute();
      return token;
    },

    /** One query: the session, its person and their roles. Ended, stale or belonging to somebody deactivated is nobody. */
    async whoIs(token: string, now: Date): Promise<{ person: Person; sessionId: number } | undefined> {
      const rows = await sessionsBy({ tokenHash: hashed(token) });
      const [first] = rows;
      if (!first || now.toISOString() >= sessionEnds(first)) return undefined;

      await see(db, first.sessionId, first.seenAt, now);
      const { id, name, email, department, timeZone } = first;
      return {
        sessionId: first.sessionId,
        person: { id, name, email, department, timeZone, roles: rows.flatMap((row): Role[] => (row.role ? [row.role] : [])) },
      };
    },

    listOpen: async (personId: number, now: Date) => {
      const rows = await db
        .selectFrom('sessions')
        .where('personId', '=', personId)
        .where('endedAt', 'is', null)
        .select(['id', 'device', 'startedAt', 'seenAt'])
        .orderBy('seenAt', 'desc')
        .execute();
      return rows
        .filter((session) => now.toISOString() < sessionEnds(session))
        .map((session) => ({ ...session, device: deviceWords(session.device) }));
    },

    end: (sessionId: number, now: Date) =>
      db
        .updateTable('sessions')
        .set({ endedAt: now.toISOString() })
        .where('id', '=', sessionId)
        .where('endedAt', 'is', null)
        .execute(),

    endAll: (personId: number, now: Date) =>
      db
        .updateTable('sessions')
        .set({ endedAt: now.toISOString() })
        .where('personId', '=', personId)
        .where('endedAt', 'is', null)
        .execute(),
  };
};

const openSessions = (db: Db, tokenHash: string) =>
  db
    .selectFrom('sessions')
    .innerJoin('people', 'people.id', 'sessions.personId')
    .leftJoin('roles', 'roles.personId', 'people.id')
    .where('sessions.tokenHash', '=', tokenHash)
    .where('sessions.endedAt', 'is', null)
    .where('people.deactivatedAt', 'is', null)
    .select(['sessions.id as sessionId', 'startedAt', 'seenAt', 'people.id', 'name', 'email', 'department', 'timeZone', 'role']);

const TEN_MINUTES = 10 * 60_000;

/**
 * Written at most every ten minutes and rounded down to them: reading a page should not write, and a finer clock here could tell
 * who was at work in the second in which an anonymous flag came in.
 */
async function see(db: Db, sessionId: number, seenAt: string, now: Date) {
  const rounded = new Date(Math.floor(now.getTime() / TEN_MINUTES) * TEN_MINUTES).toISOString();
  if (seenAt >= rounded) return;
  await db.updateTable('sessions').set({ seenAt: rounded }).where('id', '=', sessionId).execute();
}
