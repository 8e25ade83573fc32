import { MODES, type Mode } from './shift.ts';

/** What a queue asks before a mode: a text to be read (empty: none) and a mode attended before (null: none). */
export interface Rung {
  briefing: string;
  afterMode: Mode | null;
}

/** What a leader has done in one queue. */
export interface Experience {
  briefed: boolean;
  attended: readonly Mode[];
}

export type Readiness = { ready: true } | { ready: false; needs: 'practice'; mode: Mode } | { ready: false; needs: 'briefing' };

/** Stands in for a live briefing that nobody has written: a customer is never the first lesson. */
export const LIVE_BRIEFING = [
  'You take real calls. Your buddy sits beside you, hears everything and takes over whenever either of you wants.',
  'Say who you are and that you are learning. Promise nothing you cannot look up. When in doubt, put the customer on hold and ask.',
  'Never read out, write down or repeat a card number. What you note about a call holds no name and no number.',
].join('\n\n');

const STEP_BEFORE_LIVE: Mode = 'shadow';

/** A queue’s rung as it counts: live calls always ask for a briefing and for practice on a lower rung, whatever was set up. */
export function rungOf(mode: Mode, said: Rung | undefined): Rung {
  const briefing = said?.briefing.trim() ?? '';
  const below = said?.afterMode && MODES.indexOf(said.afterMode) < MODES.indexOf(mode) ? said.afterMode : null;
  if (mode !== 'live') return { briefing, afterMode: below };
  return { briefing: briefing || LIVE_BRIEFING, afterMode: below ?? STEP_BEFORE_LIVE };
}

/** Practice counts in the same queue, on the rung asked for or a higher one. */
export function readiness(rung: Rung, { briefed, attended }: Experience): Readiness {
  const { afterMode } = rung;
  if (afterMode && !attended.some((mode) => MODES.indexOf(mode) >= MODES.indexOf(afterMode)))
    return { ready: false, needs: 'practice', mode: afterMode };
  return rung.briefing && !briefed ? { ready: false, needs: 'briefing' } : { ready: true };
}
