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
  touched: Touched;
}
