/** A row of the history, as the database has it. */
export interface ShiftEvent {
  action: string;
  at: string;
  detail: string | null;
  name: string | null;
}

/** A line of the timeline: who did what, when, and in which words. */
export function eventWords({ action, at, detail, name }: ShiftEvent) {
  const { what, kind, about } = WORDS[action] ?? { what: 'changed something' };
  const somebody = about === 'whom' && detail ? `${what} ${detail}` : what;
  return { who: name ?? '', what: name ? somebody : capital(somebody), at, words: about === 'why' ? detail : null, kind };
}

const WORDS: Record<string, { what: string; kind?: string; about?: 'whom' | 'why' }> = {
  'shift.planned': { what: 'planned the shift' },
  'shift.changed': { what: 'changed the shift' },
  'shift.moved': { what: 'changed time or place', kind: 'watch' },
  'shift.cancelled': { what: 'cancelled the shift', kind: 'bad', about: 'why' },
  'shift.paused': { what: 'paused the shift', kind: 'watch', about: 'why' },
  'shift.lost-buddy': { what: 'no longer hosts:', kind: 'watch', about: 'whom' },
  'shift.resumed': { what: 'let the shift go on', kind: 'good' },
  'debrief.written': { what: 'wrote a debrief' },
  'sign-up.offered': { what: 'offers a seat to whoever is next' },
  'sign-up.confirmed': { what: 'took a seat', kind: 'good' },
  'sign-up.waitlisted': { what: 'joined the line' },
  'sign-up.promoted': { what: 'a seat went to the first in line:', kind: 'good', about: 'whom' },
  'sign-up.cancelled': { what: 'gave a place back', about: 'whom' },
  'sign-up.attended': { what: 'marked as attended:', kind: 'good', about: 'whom' },
  'sign-up.missed': { what: 'marked as missed:', kind: 'watch', about: 'whom' },
  'sign-up.excused': { what: 'marked as excused:', about: 'whom' },
};

const capital = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1);
