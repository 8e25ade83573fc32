import type { Db } from '../database/open.ts';

const HOUR = 3_600_000;
const ago = (now: Date, hours: number) => new Date(now.getTime() - hours * HOUR).toISOString();

export const tidyStore = (db: Db) => ({
  /** Secrets and counters that no rule asks for any more. */
  async removeExpired(now: Date) {
    await db.deleteFrom('signInRequests').where('at', '<', ago(now, 2)).execute();
    await db.deleteFrom('signInLinks').where('expiresAt', '<', ago(now, 24)).execute();
    await db
      .deleteFrom('sessions')
      .where('startedAt', '<', ago(now, 31 * 24))
      .execute();
    await db.deleteFrom('anonymousAllowances').where('day', '<', ago(now, 48).slice(0, 10)).execute();
  },
});
