import { recordEvent } from '../database/events.ts';
import type { Db } from '../database/open.ts';
import { hashed, newToken } from '../people/token.ts';
import type { Token } from './token.ts';

export type TokenStore = ReturnType<typeof tokenStore>;

export type Bearer = { is: 'known'; id: number; name: string } | { is: 'revoked' } | { is: 'unknown' };

const TOKENS_SHOWN = 200;
/** The time of use is written once a minute at most. */
const ONE_MINUTE = 60_000;

export const tokenStore = (db: Db) => ({
  /** The token in clear, this once; nothing when the same form has made it before. */
  make: ({ name, formKey }: { name: string; formKey: string }, by: number, now: Date): Promise<string | undefined> =>
    db.transaction().execute(async (tx) => {
      const token = newToken();
      const made = await tx
        .insertInto('apiTokens')
        .values({ name, formKey, tokenHash: hashed(token), madeAt: now.toISOString(), madeBy: by })
        .onConflict((conflict) => conflict.column('formKey').doNothing())
        .returning('id')
        .executeTakeFirst();
      if (!made) return undefined;
      await recordEvent(tx, { action: 'token.made', subject: 'token', subjectId: made.id, actorId: by, detail: name }, now);
      return token;
    }),

  /** From now on it opens nothing. Twice is once; undefined where there is no such token. */
  revoke: (id: number, by: number, now: Date): Promise<string | undefined> =>
    db.transaction().execute(async (tx) => {
      const revoked = await tx
        .updateTable('apiTokens')
        .set({ revokedAt: now.toISOString(), revokedBy: by })
        .where('id', '=', id)
        .where('revokedAt', 'is', null)
        .returning('id')
        .executeTakeFirst();
      if (revoked) await recordEvent(tx, { action: 'token.revoked', subject: 'token', subjectId: id, actorId: by }, now);
      return (await tx.selectFrom('apiTokens').where('id', '=', id).select('name').executeTakeFirst())?.name;
    }),

  /** Whose token this is; a known one is marked as used. */
  async whose(token: string, now: Date): Promise<Bearer> {
    const found = await db
      .selectFrom('apiTokens')
      .where('tokenHash', '=', hashed(token))
      .select(['id', 'name', 'lastUsedAt', 'revokedAt'])
      .executeTakeFirst();
    if (!found) return { is: 'unknown' };
    if (found.revokedAt) return { is: 'revoked' };
    if (now.getTime() - Date.parse(found.lastUsedAt ?? '1970-01-01') >= ONE_MINUTE)
      await db.updateTable('apiTokens').set({ lastUsedAt: now.toISOString() }).where('id', '=', found.id).execute();
    return { is: 'known', id: found.id, name: found.name };
  },

  /** Those that open something first, newest first. */
  list: (): Promise<Token[]> =>
    db
      .selectFrom('apiTokens')
      .leftJoin('people as maker', 'maker.id', 'madeBy')
      .leftJoin('people as revoker', 'revoker.id', 'revokedBy')
      .select(['apiTokens.id', 'apiTokens.name', 'madeAt', 'lastUsedAt', 'revokedAt'])
      .select(['maker.name as madeBy', 'revoker.name as revokedBy'])
      .orderBy((e) => e.case().when('revokedAt', 'is', null).then(0).else(1).end())
      .orderBy('apiTokens.id', 'desc')
      .limit(TOKENS_SHOWN)
      .execute(),
});
