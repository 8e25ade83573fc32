import type { FixState } from '../../backlog/fix.ts';
import type { Id, Instant, Maybe, Touched } from './column.ts';

export interface BacklogTables {
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
}
