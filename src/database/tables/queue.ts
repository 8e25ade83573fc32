import type { Generated } from 'kysely';
import type { LanguageName } from '../../queue/language.ts';
import type { Mode } from '../../shifts/shift.ts';
import type { Id, Instant, Maybe, Touched } from './column.ts';

export interface QueueTables {
  queues: QueueRow;
  openingHours: { queueId: number; weekday: number; opensAt: string; closesAt: string };
  closedDays: { queueId: number; day: string; reason: string };
  rungs: { queueId: number; mode: Mode; briefing: string; afterMode: Maybe<Mode> };
  briefingsRead: { queueId: number; mode: Mode; personId: number; readAt: Instant };
}

interface QueueRow {
  id: Id;
  name: string;
  timeZone: string;
  targetPercent: number;
  targetSeconds: number;
  callsPerWeek: number;
  handleSeconds: number;
  costPerHourMinor: number;
  currency: string;
  addedAt: Instant;
  addedBy: Maybe<number>;
  retiredAt: Maybe<Instant>;
  /** How long callers wait before they hang up, on average: a guess until enough have. */
  patienceSeconds: Generated<number>;
  /** Whose guess; null: the product's. */
  patienceSetBy: Maybe<number>;
  /** Of the scheduled, who is on a break, away or in a meeting. */
  shrinkagePercent: Generated<number>;
  /** The length of its history's intervals, since the first import. */
  intervalSeconds: Maybe<number>;
  /** Whose public holidays it keeps: `US`, `DE-BY`; empty for none. */
  holidays: Generated<string>;
  /** What people write its reports in: stop words and endings go by it. */
  language: Generated<LanguageName>;
  forecastAt: Maybe<Instant>;
  forecastProblem: Generated<string>;
  touched: Touched;
}
