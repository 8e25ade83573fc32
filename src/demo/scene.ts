import type { QueueKey, Who } from '../../db/seeds/content.ts';
import { PEOPLE, QUEUES } from '../../db/seeds/organisation.ts';
import type { Random } from './chance.ts';
import type { DemoRows } from './load-store.ts';
import { DEMO_TABLES } from './tables.ts';

/** What the demo is told from: the moment, the chance, and the rows told so far. */
export interface Scene {
  now: Date;
  random: Random;
  rows: DemoRows;
}

export const openScene = (now: Date, random: Random): Scene => ({
  now,
  random,
  rows: Object.fromEntries(DEMO_TABLES.map((table) => [table, []])) as unknown as DemoRows,
});

/** Adds a row under the next number, and returns the number. */
export function add<Row extends { id?: number | undefined }>(list: Row[], row: Omit<Row, 'id'>): number {
  const id = list.length + 1;
  list.push({ id, ...row } as Row);
  return id;
}

const WHO = Object.keys(PEOPLE) as Who[];
const QUEUE_KEYS = Object.keys(QUEUES) as QueueKey[];

export const personId = (who: Who): number => WHO.indexOf(who) + 1;
export const queueId = (queue: QueueKey): number => QUEUE_KEYS.indexOf(queue) + 1;
export const queueOf = (id: number): QueueKey => QUEUE_KEYS[id - 1]!;

type Subject =
  | 'person'
  | 'queue'
  | 'shift'
  | 'report'
  | 'theme'
  | 'fix'
  | 'import'
  | 'settings'
  | 'topic'
  | 'token'
  | 'thesaurus';

/** Events are numbered at the end, in the order in which they happened. */
export function tell(
  { rows }: Scene,
  action: string,
  subject: Subject,
  subjectId: number,
  actorId: number | null,
  at: string,
  detail: string | null = null,
) {
  rows.events.push({ action, subject, subjectId, actorId, at, detail });
}

export function numberEvents({ rows }: Scene) {
  rows.events = rows.events
    .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    .map((event, index) => ({ ...event, id: index + 1 }));
}
