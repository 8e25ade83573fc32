import type { StepKind } from '../grouping-log.ts';
import type { Id, Instant, Maybe } from './column.ts';

export interface GroupingTables {
  /** One row: the number of the last step. */
  groupingLog: { id: number; last: number };
  groupingSteps: {
    id: number;
    kind: StepKind;
    reportId: Maybe<number>;
    themeId: Maybe<number>;
    otherId: Maybe<number>;
    filedBy: Maybe<'human' | 'gate' | 'import'>;
    /** The language of an added report, or what changed in the thesaurus. */
    detail: Maybe<string>;
  };
  groupingSnapshots: {
    id: Id;
    version: string;
    /** The last step that is in it. */
    lastStep: number;
    startedAt: Instant;
    finishedAt: Maybe<Instant>;
  };
  groupingSnapshotParts: { snapshotId: number; part: number; bytes: Uint8Array };
  /** What an embedding model says of a report: bytes from −127 to 127. */
  reportVectors: { reportId: number; model: string; vector: Uint8Array };
  /** Themes that may be one, or a theme that may be two: what a night's look found, best first by score. */
  proposals: {
    id: Id;
    kind: 'merge' | 'split';
    /** The theme that would be merged into the other, or split. */
    themeId: number;
    otherId: Maybe<number>;
    score: number;
    /** Numbers of the reports that show why, as JSON. */
    shown: string;
    proposedAt: Instant;
    decidedAt: Maybe<Instant>;
    decidedBy: Maybe<number>;
    decision: Maybe<'done' | 'dismissed'>;
  };
  /** A theme and a report, or two themes, that somebody said are not the same; a split says so too. */
  keptApart: {
    id: Id;
    themeId: number;
    reportId: Maybe<number>;
    otherId: Maybe<number>;
    splitId: Maybe<number>;
    saidAt: Instant;
    saidBy: Maybe<number>;
    undoneAt: Maybe<Instant>;
    undoneBy: Maybe<number>;
  };
}
