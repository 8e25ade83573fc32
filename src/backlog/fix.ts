import { type Comparison, objectionToVerify } from './verification.ts';

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

/** What a fix promises; all of it but the effort stands once it has shipped. */
export interface Pledge {
  title: string;
  ownerId: number | null;
  willChange: string;
  couldWorsen: string;
  howTried: string;
}

export interface Fix extends Pledge {
  state: FixState;
  contributions: readonly Contribution[];
  /** The same step before and since it shipped, where it has shipped. */
  measured?: Comparison | undefined;
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
  field: 'state' | 'ownerId' | 'contributions' | 'willChange' | 'couldWorsen' | 'howTried' | 'words' | 'measured';
  say: string;
}

/**
 * What stands between a fix and its next state; empty when it may go. `words` is what the person says with the step:
 * the reason of a refusal, what was measured, what came back.
 */
export function missingFor(fix: Fix, to: FixState, words: string): Missing[] {
  if (!NEXT[fix.state].includes(to)) return [{ field: 'state', say: `A fix that is ${fix.state} cannot become ${to}` }];
  const objection = to === 'verified' ? objectionToVerify(fix.measured) : undefined;
  return [...(objection ? [{ field: 'measured' as const, say: objection }] : []), ...lacks(fix, NEEDS[to], words.trim())];
}

/** What a planned or tested fix would lack after a change of its promise: what was needed for the plan stays needed. */
export function lackingAfter(fix: Fix, pledge: Pledge): Missing[] {
  if (!UNDER_WAY.includes(fix.state)) return [];
  const kept = PLAN.filter(({ field }) => field !== 'contributions');
  return lacks({ ...fix, ...pledge }, kept, '');
}

/** Whether the promise stands as it was shipped. A fix that came back may be planned, and so worded, anew. */
export const isKept = ({ state }: Pick<Fix, 'state'>): boolean => state === 'shipped' || state === 'verified';

/** Whether a change would rewrite what was promised when it shipped. */
export const rewrites = (fix: Fix, pledge: Pledge): boolean =>
  isKept(fix) && PLEDGED.some((field) => fix[field] !== pledge[field]);

/** Whether a plan would be left without anybody who does a part. */
export const needsItsParts = ({ state, contributions }: Pick<Fix, 'state' | 'contributions'>): boolean =>
  UNDER_WAY.includes(state) && contributions.length < 2;

/** Days are 2026-03-02, in the reader's zone. */
export const isLate = ({ doneAt, dueOn }: Pick<Contribution, 'doneAt' | 'dueOn'>, today: string): boolean =>
  doneAt === null && dueOn < today;

const UNDER_WAY: readonly FixState[] = ['planned', 'testing'];
const PLEDGED = ['title', 'ownerId', 'willChange', 'couldWorsen', 'howTried'] as const;

const lacks = (fix: Fix, needs: readonly Need[], words: string): Missing[] =>
  needs.filter(({ there }) => !there(fix, words)).map(({ field, say }) => ({ field, say }));

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
  verified: [said('words', 'Say what those who reported it should know about the measure')],
  declined: [said('words', 'Say why: those who reported it will read your words')],
  regressed: [said('words', 'Say what came back: it is information, not blame')],
};
