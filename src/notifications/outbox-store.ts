import { recordEvent } from '../database/events.ts';
import type { Db } from '../database/open.ts';

export type OutboxStore = ReturnType<typeof outboxStore>;

export interface Letter {
  id: number;
  cause: string;
  personId: number | null;
  recipient: string;
  subject: string;
  body: string;
  calendar: string | null;
  messageId: string;
  attempts: number;
}

const LEASE_MILLISECONDS = 5 * 60_000;
const MOST_ATTEMPTS = 10;

export const outboxStore = (db: Db) => ({
  /** The next due letter, leased to this process: whoever's update finds it free sends it. Undefined when nothing is due. */
  async takeNext(now: Date): Promise<Letter | undefined> {
    const at = now.toISOString();
    const due = await db
      .selectFrom('notices')
      .where('sentAt', 'is', null)
      .where('givenUpAt', 'is', null)
      .where('dueAt', '<=', at)
      .where((e) => e.or([e('leasedUntil', 'is', null), e('leasedUntil', '<=', at)]))
      .orderBy('dueAt')
      .orderBy('id')
      .select(['id', 'leasedUntil'])
      .limit(1)
      .executeTakeFirst();
    if (!due) return undefined;

    const letter = await db
      .updateTable('notices')
      .set((e) => ({ leasedUntil: new Date(now.getTime() + LEASE_MILLISECONDS).toISOString(), attempts: e('attempts', '+', 1) }))
      .where('id', '=', due.id)
      .where('sentAt', 'is', null)
      .where((e) => (due.leasedUntil === null ? e('leasedUntil', 'is', null) : e('leasedUntil', '=', due.leasedUntil)))
      .returning(['id', 'cause', 'personId', 'recipient', 'subject', 'body', 'calendar', 'messageId', 'attempts'])
      .executeTakeFirst();
    return letter ?? this.takeNext(now);
  },

  /** Newest first, a page of fifty; `before` is the last number of the page before (0: the first page). */
  list: (before: number) =>
    db
      .selectFrom('notices')
      .$if(before > 0, (query) => query.where('id', '<', before))
      .select(['id', 'recipient', 'subject', 'createdAt', 'dueAt', 'attempts', 'lastProblem', 'sentAt', 'givenUpAt'])
      .orderBy('id', 'desc')
      .limit(50)
      .execute(),

  find: (id: number) => db.selectFrom('notices').where('id', '=', id).selectAll().executeTakeFirst(),

  recordLinkShown: (personId: number, by: number, now: Date) =>
    recordEvent(db, { action: 'person.link-shown', subject: 'person', subjectId: personId, actorId: by }, now),

  /** For a letter that was given up or waits for its next attempt; one that went out stays gone. */
  tryAgain: (id: number, now: Date) =>
    db
      .updateTable('notices')
      .set({ dueAt: now.toISOString(), givenUpAt: null, attempts: 0 })
      .where('id', '=', id)
      .where('sentAt', 'is', null)
      .execute(),

  markSent: (id: number, now: Date) =>
    db
      .updateTable('notices')
      .set({ sentAt: now.toISOString(), leasedUntil: null, lastProblem: null })
      .where('id', '=', id)
      .execute(),

  /** Tried again after 1, 2, 4 … minutes (a day at most); after ten attempts it waits on the outbox page for somebody's word. */
  markFailed: (letter: Letter, problem: string, now: Date) =>
    db
      .updateTable('notices')
      .set({
        leasedUntil: null,
        lastProblem: problem.slice(0, 500),
        dueAt: new Date(now.getTime() + pauseMinutes(letter.attempts) * 60_000).toISOString(),
        givenUpAt: letter.attempts >= MOST_ATTEMPTS ? now.toISOString() : null,
      })
      .where('id', '=', letter.id)
      .execute(),
});

const pauseMinutes = (attempts: number) => Math.min(2 ** (attempts - 1), 24 * 60);
