/**
 * What stands behind a theme. The kinds are counted apart and shown apart; each is of distinct calls or people, so that nobody
 * makes a theme heavier by saying it twice. Withdrawn reports, calls and me-toos do not count.
 */
export interface Evidence {
  /** Distinct calls that leaders met in shadow and live shifts: a sample of how often it happens. */
  observedCalls: number;
  /** Distinct calls in listen and simulated shifts: practice, never evidence of how often. */
  practiceCalls: number;
  /** Distinct leaders who reported it, in whatever shift, with or without a call. */
  leaders: number;
  /** Distinct CSRs who flagged it or said "me too" with their name. */
  csrs: number;
  /** Anonymous flags: nobody can tell whether two are one person's, so each counts as one. */
  anonymousFlags: number;
  /** Reports from imported files. */
  imported: number;
  /** Every report, of every source. */
  reports: number;
  /** When it last happened, as far as reported. */
  lastSeenAt: string | null;
}

export const NO_EVIDENCE: Evidence = {
  observedCalls: 0,
  practiceCalls: 0,
  leaders: 0,
  csrs: 0,
  anonymousFlags: 0,
  imported: 0,
  reports: 0,
  lastSeenAt: null,
};

export const csrVoices = ({ csrs, anonymousFlags }: Evidence) => csrs + anonymousFlags;

/** Which of two stands on more: calls and CSRs first, then imported reports, then the one seen last. Rank adds no weight. */
export const byEvidence = (a: Evidence, b: Evidence) =>
  b.observedCalls + csrVoices(b) - (a.observedCalls + csrVoices(a)) ||
  b.imported - a.imported ||
  b.leaders - a.leaders ||
  (b.lastSeenAt ?? '').localeCompare(a.lastSeenAt ?? '');

/** "12 observed calls, 5 CSRs (2 without a name), 40 imported": the evidence in one line, leaving out what is not there. */
export function evidenceWords(evidence: Evidence): string {
  const { observedCalls, practiceCalls, leaders, anonymousFlags, imported } = evidence;
  const voices = csrVoices(evidence);
  const parts = [
    observedCalls && counted(observedCalls, 'observed call'),
    practiceCalls && counted(practiceCalls, 'practice call'),
    !observedCalls && !practiceCalls && leaders && counted(leaders, 'leader'),
    voices && `${counted(voices, 'CSR')}${anonymousFlags ? ` (${anonymousFlags} without a name)` : ''}`,
    imported && `${imported} imported`,
  ];
  return parts.filter(Boolean).join(', ') || 'no reports yet';
}

export const counted = (number: number, noun: string) => `${number} ${noun}${number === 1 ? '' : 's'}`;
