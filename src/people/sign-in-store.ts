import { randomUUID } from 'node:crypto';
import type { Db } from '../database/open.ts';
import { queueNotice } from '../database/outbox.ts';
import { LIMITS, LINK_MINUTES, signInMail } from './sign-in.ts';
import { hashed, newToken } from './token.ts';

export type SignInStore = ReturnType<typeof signInStore>;

const MINUTE = 60_000;

export const signInStore = (db: Db) => ({
  /** False when this address or this client has asked too often in the last hour. Known and unknown addresses count alike. */
  async withinLimits(email: string, client: string, now: Date): Promise<boolean> {
    const asked = { emailHash: hashed(email), clientHash: hashed(client), at: now.toISOString() };
    const { id } = await db.insertInto('signInRequests').values(asked).returning('id').executeTakeFirstOrThrow();
    const since = new Date(now.getTime() - 60 * MINUTE).toISOString();
    const soFar = (column: 'emailHash' | 'clientHash') =>
      db
        .selectFrom('signInRequests')
        .where(column, '=', asked[column])
        .where('at', '>', since)
        .where('id', '<=', id)
        .select((e) => e.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow();

    const [byEmail, byClient] = [await soFar('emailHash'), await soFar('clientHash')];
    const within = byEmail.count <= LIMITS.perAddress && byClient.count <= LIMITS.perClient;
    if (!within) await db.deleteFrom('signInRequests').where('id', '=', id).execute();
    return within;
  },

  /**
   * Writes a letter to whoever has this address, and for an address nobody has does as much work for nothing, so that not even the
   * time of the answer tells. The link itself is made when the letter goes out: no token lies in the outbox.
   */
  sendLink: (email: string, next: string, now: Date) =>
    db.transaction().execute(async (tx) => {
      const nobody = { emailHash: '', clientHash: '', at: now.toISOString() };
      const { id } = await tx.insertInto('signInRequests').values(nobody).returning('id').executeTakeFirstOrThrow();
      const person = await tx
        .selectFrom('people')
        .where('email', '=', email)
        .where('deactivatedAt', 'is', null)
        .select(['id', 'name', 'email'])
        .executeTakeFirst();
      if (person)
        await queueNotice(tx, { ...signInMail(person, next), cause: `sign-in:${randomUUID()}`, personId: person.id }, now);
      await tx.deleteFrom('signInRequests').where('id', '=', id).execute();
    }),

  /** A link for somebody, as a letter goes out or at the first start. Returns its token; the database keeps its hash only. */
  async issueLink(personId: number, now: Date): Promise<string> {
    const token = newToken();
    await db
      .insertInto('signInLinks')
      .values(linkRow(token, personId, now))
      .execute();
    return token;
  },

  findLink: (token: string, now: Date) =>
    db
      .selectFrom('signInLinks')
      .innerJoin('people', 'people.id', 'signInLinks.personId')
      .where('tokenHash', '=', hashed(token))
      .where('usedAt', 'is', null)
      .where('expiresAt', '>', now.toISOString())
      .where('people.deactivatedAt', 'is', null)
      .select(['people.id as personId', 'people.name'])
      .executeTakeFirst(),

  /** Whose link it was, once: the update that finds it unused is the one that counts. */
  async useLink(token: string, now: Date): Promise<number | undefined> {
    const used = await db
      .updateTable('signInLinks')
      .set({ usedAt: now.toISOString() })
      .where('tokenHash', '=', hashed(token))
      .where('usedAt', 'is', null)
      .where('expiresAt', '>', now.toISOString())
      .where('personId', 'in', (e) => e.selectFrom('people').where('deactivatedAt', 'is', null).select('id'))
      .returning('personId')
      .executeTakeFirst();
    return used?.personId;
  },
});

function linkRow(token: string, personId: number, now: Date) {
  const expiresAt = new Date(now.getTime() + LINK_MINUTES * MINUTE).toISOString();
  return { tokenHash: hashed(token), personId, issuedAt: now.toISOString(), expiresAt };
}
