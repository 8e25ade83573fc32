import type { Generated } from 'kysely';
import type { Layer } from '../../friction/report.ts';
import type { Id, Instant, Maybe, Touched } from './column.ts';

export interface ThemesTables {
  themes: {
    id: Id;
    name: string;
    layer: Maybe<Layer>;
    rootId: Maybe<number>;
    addedAt: Instant;
    addedBy: Maybe<number>;
    /** The report whose first sentence is its name; null when a human has chosen the name. */
    namedAfter: Maybe<number>;
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
    madeBy: Generated<'human' | 'gate'>;
    /** Of the engine that ranked the themes when it was decided. */
    engineVersion: Maybe<string>;
    /** What the engine had to say for this theme then, as JSON. */
    reasons: Maybe<string>;
    /** 0 to 1: how sure the gate was of its first suggestion, where it filed the report or would have. Null on all others. */
    belief: Maybe<number>;
  };
  /** What the gate filed and a person called right. */
  filingChecks: { filingId: number; checkedAt: Instant; checkedBy: number };
  /** What the gate could have filed in this theme, and left for people to decide, so that somebody learns whether it errs. */
  gateHolds: { reportId: number; themeId: Maybe<number>; heldAt: Instant };
}
