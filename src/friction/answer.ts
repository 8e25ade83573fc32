import type { FixState } from '../backlog/fix.ts';

/** What became of a flag or a me-too, in people's words. `words` is the last thing that somebody said about it. */
export interface Answer {
  state: string;
  look: 'good' | 'watch' | 'bad' | 'information' | 'neutral';
  words: string;
  at: string | null;
  href: string | null;
}

/** The fix that answers a theme, at its latest step. */
export interface FixStep {
  fixId: number;
  title: string;
  state: FixState;
  words: string;
  at: string;
}

interface Flagged {
  themeId: number | null;
  themeName: string | null;
  filedAt: string | null;
  setAsideAt: string | null;
  withdrawnAt: string | null;
}

const FIX_WORDS: Record<FixState, { state: string; look: Answer['look']; words: string }> = {
  proposed: { state: 'Fix proposed', look: 'information', words: 'Somebody has written down what could be done.' },
  planned: { state: 'Fix planned', look: 'information', words: 'It has an owner, and departments that promised their part.' },
  testing: { state: 'Fix being tried', look: 'information', words: 'It is being tried before everybody gets it.' },
  shipped: { state: 'Fix shipped', look: 'good', words: 'It is in place; the same step will be measured again.' },
  verified: { state: 'Fixed', look: 'good', words: 'Measured again, and better.' },
  declined: { state: 'Declined', look: 'watch', words: 'It will not be done.' },
  regressed: { state: 'Came back', look: 'bad', words: 'It was fixed and has come back; it stands in the backlog again.' },
};

/** The step furthest on tells most: a shipped fix before a planned one, anything before a declined one. */
const TELLS_MOST: readonly FixState[] = ['verified', 'shipped', 'testing', 'regressed', 'planned', 'proposed', 'declined'];

export function answerTo(flag: Flagged, fixes: readonly FixStep[]): Answer {
  if (flag.withdrawnAt) return bare('Withdrawn', 'You took it back; it counts nowhere.', flag.withdrawnAt);
  if (flag.themeId === null) return flag.setAsideAt ? setAside(flag.setAsideAt) : waiting();
  const [fix] = fixes.toSorted((a, b) => TELLS_MOST.indexOf(a.state) - TELLS_MOST.indexOf(b.state));
  return fix ? fixed(fix) : grouped(flag);
}

const bare = (state: string, words: string, at: string | null): Answer => ({ state, look: 'neutral', words, at, href: null });
const waiting = () => bare('Waiting to be sorted', 'A program owner reads it and puts it with others like it.', null);
const setAside = (at: string) => bare('Read', 'A program owner read it; it stands alone so far.', at);

function fixed({ fixId, title, state, words, at }: FixStep): Answer {
  return { ...FIX_WORDS[state], words: words || `${title}. ${FIX_WORDS[state].words}`, at, href: `/fixes/${fixId}` };
}

function grouped({ themeId, filedAt }: Flagged): Answer {
  return {
    state: 'Grouped',
    look: 'information',
    words: 'It counts in a theme; no fix has been proposed yet.',
    at: filedAt,
    href: `/themes/${themeId}`,
  };
}
