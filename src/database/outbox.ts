import { randomUUID } from 'node:crypto';
import type { Db, Tx } from './open.ts';

/** A mail to be sent once. `{site}` in its body becomes the product's address when it goes out. */
export interface NewNotice {
  /** What it is about, once for ever: `sign-up.confirmed:17:3`. A second notice with the same cause is not written. */
  cause: string;
  personId: number | null;
  recipient: string;
  subject: string;
  body: string;
  /** An iCalendar object (RFC 5545) that goes along as an invitation. */
  calendar?: string | null;
  dueAt?: string;
}

/** Written in the transaction of its cause: a mail exists exactly when what it tells has happened. */
export const queueNotice = (tx: Tx | Db, notice: NewNotice, now: Date) =>
  tx
    .insertInto('notices')
    .values({
      dueAt: now.toISOString(),
      calendar: null,
      ...notice,
      messageId: `<${randomUUID()}@shadow-shift>`,
      createdAt: now.toISOString(),
    })
    .onConflict((conflict) => conflict.column('cause').doNothing())
    .execute();
