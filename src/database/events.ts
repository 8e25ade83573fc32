import type { Db, Tx } from './open.ts';

/** Something a person (or, with no actor, the product) did: `shift.cancelled`. Never give an actor to an anonymous act. */
export interface NewEvent {
  action: string;
  subject:
    | 'person'
    | 'queue'
    | 'shift'
    | 'call'
    | 'report'
    | 'theme'
    | 'fix'
    | 'import'
    | 'settings'
    | 'topic'
    | 'token'
    | 'thesaurus';
  subjectId: number;
  actorId: number | null;
  detail?: string | null;
}

/** Written in the transaction of its change, so that neither exists without the other. */
export const recordEvent = (tx: Tx | Db, event: NewEvent, now: Date) =>
  tx
    .insertInto('events')
    .values({ detail: null, ...event, at: now.toISOString() })
    .execute();
