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
    /** Given to the form that proposed it: the same form sent twice makes one fix. */
    formKey: Maybe<string>;
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
    /** k of n observed calls before and since it shipped, on the step that said how it went. */
    metBefore: Maybe<number>;
    callsBefore: Maybe<number>;
    metSince: Maybe<number>;
    callsSince: Maybe<number>;
    at: Instant;
    byId: Maybe<number>;
  };
}
