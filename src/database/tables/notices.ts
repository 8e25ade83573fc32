import type { Generated } from 'kysely';
import type { Id, Instant, Maybe } from './column.ts';

export interface NoticesTables {
  notices: NoticeRow;
  jobs: { name: string; dueAt: Instant; leasedUntil: Maybe<Instant>; lastFinishedAt: Maybe<Instant>; lastProblem: Maybe<string> };
}

interface NoticeRow {
  id: Id;
  /** What it is about, once: `reminder:day:17`. A second notice with the same cause is not written. */
  cause: string;
  personId: Maybe<number>;
  recipient: string;
  subject: string;
  body: string;
  calendar: Maybe<string>;
  messageId: string;
  createdAt: Instant;
  dueAt: Instant;
  leasedUntil: Maybe<Instant>;
  attempts: Generated<number>;
  lastProblem: Maybe<string>;
  sentAt: Maybe<Instant>;
  givenUpAt: Maybe<Instant>;
}
