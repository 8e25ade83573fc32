export const FIX_STATES = ['proposed', 'planned', 'testing', 'shipped', 'verified', 'declined', 'regressed'] as const;
export type FixState = (typeof FIX_STATES)[number];

/** Still to be done: what the backlog ranks unless somebody asks for other states. */
export const OPEN_STATES: readonly FixState[] = ['proposed', 'planned', 'testing', 'regressed'];

export interface Contribution {
  department: string;
  personId: number;
  dueOn: string;
  doneAt: string | null;
}

export interface Fix {
  state: FixState;
  ownerId: number | null;
  willChange: string;
  couldWorsen: string;
  howTried: string;
  contributions: readonly Contribution[];
}

/** Where a fix can go from where it is. A regressed one returns with its history and is planned anew. */
const NEXT: Record<FixState, readonly FixState[]> = {
  proposed: ['planned', 'declined'],
  planned: ['testing', 'declined'],
  testing: ['shipped', 'planned', 'declined'],
  shipped: ['verified', 'regressed'],
  verified: ['regressed'],
  declined: ['proposed'],
  regressed: ['planned', 'declined'],
};

export const nextStates = (state: FixState): readonly FixState[] => NEXT[state];

export interface Missing {
  field: 'state' | 'ownerId' | 'contributions' | 'willChange' | 'couldWorsen' | 'howTried' | 'words';
  say: string;
}

/**
 * What stands between a fix and its next state; empty when it may go. `words` is what the person says with the step:
 * the reason of a refusal, what was measured, what came back.
 */
export function missingFor(fix: Fix, to: FixState, words: string): Missing[] {
  if (!NEXT[fix.state].includes(to)) return [{ field: 'state', say: `A fix that is ${fix.state} cannot become ${to}` }];
  return NEEDS[to].filter(({ there }) => !there(fix, words.trim())).map(({ field, say }) => ({ field, say }));
}

interface Need extends Missing {
  there: (fix: Fix, words: string) => boolean;
}

const said = (field: Missing['field'], say: string): Need => ({ field, say, there: (_fix, words) => words !== '' });

const PLAN: Need[] = [
  { field: 'ownerId', say: 'Name who owns it', there: (fix) => fix.ownerId !== null },
  {
    field: 'contributions',
    say: 'Name at least one department that does a part, with a person and a date',
    there: (fix) => fix.contributions.length > 0,
  },
  { field: 'willChange', say: 'Say what it will change', there: (fix) => fix.willChange !== '' },
  { field: 'couldWorsen', say: 'Say what it could make worse', there: (fix) => fix.couldWorsen !== '' },
];

const NEEDS: Record<FixState, Need[]> = {
  proposed: [said('words', 'Say why it is worth another look')],
  planned: PLAN,
  testing: PLAN,
  shipped: [
    ...PLAN,
    { field: 'howTried', say: 'Say how it was tried before everybody gets it', there: (fix) => fix.howTried !== '' },
    {
      field: 'contributions',
      say: 'Some parts are not done yet: a fix ships when every department has done its part',
      there: (fix) => fix.contributions.every((part) => part.doneAt),
    },
  ],
  verified: [said('words', 'Say what was measured at the same step after it shipped')],
  declined: [said('words', 'Say why: those who reported it will read your words')],
  regressed: [said('words', 'Say what came back: it is information, not blame')],
};
