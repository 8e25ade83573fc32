import type { Generated } from 'kysely';

export type Id = Generated<number>;
/** ISO 8601 UTC, always with milliseconds and Z, so that text order is time order. */
export type Instant = string;
export type Maybe<T> = T | null;
/** Bumped by the first statement of a transaction that decides about the row: that write is its lock on either engine. */
export type Touched = Generated<number>;
