import type { Generated } from 'kysely';
import type { FixState } from '../backlog/fix.ts';
import type { Layer, ReportKind, ReportSource, Stage } from '../friction/report.ts';
import type { Role } from '../people/person.ts';
import type { Outcome } from '../shifts/call.ts';
import type { SignUpState } from '../shifts/seating.ts';
import type { Mode } from '../shifts/shift.ts';

type Id = Generated<number>;
/** ISO 8601 UTC, always with milliseconds and Z, so that text order is time order. */
type Instant = string;
type Maybe<T> = T | null;
/** Bumped by the first statement of a transaction that decides about the row: that write is its lock on either engine. */
type Touched = Generated<number>;

/** Every table, as the code sees it: camelCase here, snake_case in the database. Durations are whole seconds. */
export interface Tables {
  people: {
    id: Id;
    name: string;
    email: string;
    department: string;
    timeZone: string;
    addedAt: Instant;
    addedBy: Maybe<number>;
    deactivatedAt: Maybe<Instant>;
    deactivatedBy: Maybe<number>;
    touched: Touched;
  };
  roles: { personId: number; role: Role };
  signInLinks: { tokenHash: string; personId: number; issuedAt: Instant; expiresAt: Instant; usedAt: Maybe<Instant> };
  signInRequests: { id: Id; emailHash: string; clientHash: string; at: Instant };
  sessions: {
    id: Id;
    tokenHash: string;
    personId: number;
    device: string;
    startedAt: Instant;
    seenAt: Instant;
    endedAt: Maybe<Instant>;
  };
  settings: { name: string; value: string; changedAt: Instant; changedBy: Maybe<number> };
  events: {
    id: Id;
    action: string;
    subject: string;
    subjectId: number;
    actorId: Maybe<number>;
    at: Instant;
    detail: Maybe<string>;
  };
  queues: QueueRow;
  openingHours: { queueId: number; weekday: number; opensAt: string; closesAt: string };
  closedDays: { queueId: number; day: string; reason: string };
  rungs: { queueId: number; mode: Mode; briefing: string; afterMode: Maybe<Mode> };
  briefingsRead: { queueId: number; mode: Mode; personId: number; readAt: Instant };
  shifts: ShiftRow;
  shiftBuddies: { shiftId: number; personId: number };
  signUps: {
    id: Id;
    shiftId: number;
    personId: number;
    state: SignUpState;
    placeInLine: number;
    changedAt: Instant;
    changedBy: Maybe<number>;
  };
  shiftPauses: {
    id: Id;
    shiftId: number;
    reason: string;
    pausedAt: Instant;
    pausedBy: number;
    resumedAt: Maybe<Instant>;
    resumedBy: Maybe<number>;
  };
  calls: {
    id: Id;
    shiftId: number;
    personId: number;
    clientKey: string;
    startedAt: Instant;
    endedAt: Maybe<Instant>;
    reason: Maybe<string>;
    outcome: Maybe<Outcome>;
    withdrawnAt: Maybe<Instant>;
  };
  debriefs: { shiftId: number; personId: number; met: string; wouldFix: string; tellTeam: string; writtenAt: Instant };
  themes: {
    id: Id;
    name: string;
    layer: Maybe<Layer>;
    rootId: Maybe<number>;
    addedAt: Instant;
    addedBy: Maybe<number>;
    touched: Touched;
  };
  merges: {
    id: Id;
    themeId: number;
    intoId: number;
    mergedAt: Instant;
    mergedBy: Maybe<number>;
    undoneAt: Maybe<Instant>;
    undoneBy: Maybe<number>;
  };
  splits: {
    id: Id;
    fromId: number;
    newId: number;
    splitAt: Instant;
    splitBy: Maybe<number>;
    undoneAt: Maybe<Instant>;
    undoneBy: Maybe<number>;
  };
  imports: {
    id: Id;
    kind: 'people' | 'reports';
    fileName: string;
    importedAt: Instant;
    importedBy: Maybe<number>;
    taken: Generated<number>;
    doubled: Generated<number>;
    refused: Generated<number>;
    finishedAt: Maybe<Instant>;
    undoneAt: Maybe<Instant>;
    undoneBy: Maybe<number>;
  };
  importRefusals: { importId: number; line: number; reason: string };
  reports: ReportRow;
  filings: {
    id: Id;
    reportId: number;
    fromId: Maybe<number>;
    toId: Maybe<number>;
    how: 'sorted' | 'joined' | 'split' | 'undone';
    splitId: Maybe<number>;
    /** The filing it travelled with: reports in the same words are filed by one decision. */
    batchId: Maybe<number>;
    /** The filing that this one took back; each can be taken back once. */
    undoesId: Maybe<number>;
    filedAt: Instant;
    filedBy: Maybe<number>;
  };
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
  fixes: {
    id: Id;
    title: string;
    state: FixState;
    ownerId: Maybe<number>;
    effortDays: Maybe<number>;
    willChange: string;
    couldWorsen: string;
    howTried: string;
    proposedAt: Instant;
    proposedBy: Maybe<number>;
    shippedAt: Maybe<Instant>;
    touched: Touched;
  };
  fixThemes: { fixId: number; themeId: number; addedAt: Instant; addedBy: Maybe<number> };
  contributions: {
    id: Id;
    fixId: number;
    department: string;
    personId: number;
    part: string;
    dueOn: string;
    doneAt: Maybe<Instant>;
    doneBy: Maybe<number>;
  };
  fixSteps: {
    id: Id;
    fixId: number;
    fromState: Maybe<FixState>;
    toState: FixState;
    words: string;
    at: Instant;
    byId: Maybe<number>;
  };
  notices: NoticeRow;
  jobs: { name: string; dueAt: Instant; leasedUntil: Maybe<Instant>; lastFinishedAt: Maybe<Instant>; lastProblem: Maybe<string> };
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

interface ShiftRow {
  id: Id;
  queueId: number;
  mode: Mode;
  startsAt: Instant;
  endsAt: Instant;
  signUpClosesAt: Instant;
  seats: number;
  place: string;
  note: string;
  addedAt: Instant;
  addedBy: Maybe<number>;
  cancelledAt: Maybe<Instant>;
  cancelledBy: Maybe<number>;
  cancelReason: Maybe<string>;
  touched: Touched;
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
  filedBy: Maybe<number>;
  /** Looked at and put in no theme on purpose. */
  setAsideAt: Maybe<Instant>;
  withdrawnAt: Maybe<Instant>;
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
