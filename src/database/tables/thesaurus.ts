import type { Id, Instant, Maybe, Touched } from './column.ts';

export type Standing = 'on' | 'off' | 'removed';

export interface ThesaurusTables {
  /** Owners' entries, and those of the draft that an owner has changed. */
  thesaurusEntries: {
    id: Id;
    /** Which entry of the draft it stands for. */
    draftKey: Maybe<string>;
    /** JSON: words and phrases, the name first. */
    words: string;
    standing: Standing;
    touched: Touched;
  };
  thesaurusChanges: {
    id: Id;
    entryId: number;
    what: 'added' | 'changed' | 'switched off' | 'switched on' | 'removed' | 'undone';
    wordsBefore: Maybe<string>;
    standingBefore: Maybe<Standing>;
    words: string;
    standing: Standing;
    /** The change that this one took back; each can be taken back once. */
    undoesId: Maybe<number>;
    changedAt: Instant;
    changedBy: Maybe<number>;
  };
  /** What owners said to a proposal, which is not made again until that is taken back. */
  thesaurusAnswers: {
    id: Id;
    /** Their stems: `orion|screen`. */
    pair: string;
    /** They are not the same, or an entry was made of it, in these words or others. */
    answer: 'no' | 'entry';
    /** JSON: the two as they were shown. */
    words: string;
    saidAt: Instant;
    saidBy: Maybe<number>;
    undoneAt: Maybe<Instant>;
    undoneBy: Maybe<number>;
  };
}
