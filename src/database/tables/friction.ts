import type { Generated } from 'kysely';
import type { Layer, ReportKind, ReportSource, Stage } from '../../friction/report.ts';
import type { Id, Instant, Maybe } from './column.ts';

export interface FrictionTables {
  imports: {
    id: Id;
    kind: 'people' | 'reports' | 'history' | 'staffing' | 'signals';
    fileName: string;
    importedAt: Instant;
    importedBy: Maybe<number>;
    /** What a tool sent by itself came with this token. */
    tokenId: Maybe<number>;
    taken: Generated<number>;
    doubled: Generated<number>;
    refused: Generated<number>;
    finishedAt: Maybe<Instant>;
    undoneAt: Maybe<Instant>;
    undoneBy: Maybe<number>;
  };
  importRefusals: { importId: number; line: number; reason: string };
  reports: ReportRow;
  meToos: {
    id: Id;
    themeId: number;
    personId: number;
    queueId: Maybe<number>;
    secondsLost: Maybe<number>;
    timesPerWeek: Maybe<number>;
    saidAt: Instant;
    withdrawnAt: Maybe<Instant>;
  };
  anonymousAllowances: { keyHash: string; day: string; used: Generated<number> };
}

/** `themeId` is where somebody filed it; the theme it counts for is that theme's `rootId`. */
interface ReportRow {
  id: Id;
  kind: ReportKind;
  source: ReportSource;
  summary: string;
  searchText: string;
  customerWords: Maybe<string>;
  stage: Maybe<Stage>;
  layer: Maybe<Layer>;
  tool: Maybe<string>;
  secondsLost: Maybe<number>;
  /** 1: a stopwatch said so; 0: somebody's estimate. */
  secondsMeasured: Generated<number>;
  severity: Maybe<number>;
  timesPerWeek: Maybe<number>;
  queueId: Maybe<number>;
  shiftId: Maybe<number>;
  callId: Maybe<number>;
  reporterId: Maybe<number>;
  /** Who an imported file says it was. */
  reporterName: Maybe<string>;
  /** How an anonymous reporter finds their own flag again. */
  receiptHash: Maybe<string>;
  clientKey: Maybe<string>;
  importId: Maybe<number>;
  happenedAt: Instant;
  reportedAt: Instant;
  themeId: Maybe<number>;
  filedAt: Maybe<Instant>;
  /** Nobody, though it was filed: the grouping engine's gate did it. */
  filedBy: Maybe<number>;
  /** Looked at and put in no theme on purpose. */
  setAsideAt: Maybe<Instant>;
  withdrawnAt: Maybe<Instant>;
}
