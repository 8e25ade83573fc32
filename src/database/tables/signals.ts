import type { Id, Instant, Maybe, Touched } from './column.ts';

export interface SignalsTables {
  apiTokens: {
    id: Id;
    name: string;
    tokenHash: string;
    /** Given to the form that asked for it: the same form sent twice makes one token. */
    formKey: Maybe<string>;
    madeAt: Instant;
    madeBy: Maybe<number>;
    lastUsedAt: Maybe<Instant>;
    revokedAt: Maybe<Instant>;
    revokedBy: Maybe<number>;
  };
  /** `key` is the name as it is compared: in lower case, with single spaces. */
  signalSources: { id: Id; name: string; key: string; touched: Touched };
  signalTopics: { id: Id; sourceId: number; name: string; key: string; touched: Touched };
  /**
   * What an import said of a topic in a period: whole days (2026-11-16), the last one included. Never changed: of several for one
   * topic and period the newest whose import is not undone is in force.
   */
  signals: { id: Id; topicId: number; fromDay: string; untilDay: string; mentions: number; importId: number };
  /** Of a topic's mappings the newest that is not undone is in force. No theme: it was said to be no friction. */
  signalMappings: {
    id: Id;
    topicId: number;
    themeId: Maybe<number>;
    mappedAt: Instant;
    mappedBy: Maybe<number>;
    undoneAt: Maybe<Instant>;
    undoneBy: Maybe<number>;
  };
}
