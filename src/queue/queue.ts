import type { Mode } from '../shifts/shift.ts';
import type { LanguageName } from './language.ts';

export const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

/** Wall-clock times in the queue's zone; weekday 1 is Monday (ISO 8601). */
export interface Opening {
  weekday: number;
  opensAt: string;
  closesAt: string;
}

export interface ClosedDay {
  day: string;
  reason: string;
}

export interface Rung {
  mode: Mode;
  briefing: string;
  afterMode: Mode | null;
}

/** A call queue as its owner set it up. Money is in minor units of `currency`; the target is "percent within seconds". */
export interface Queue {
  id: number;
  name: string;
  timeZone: string;
  targetPercent: number;
  targetSeconds: number;
  callsPerWeek: number;
  handleSeconds: number;
  costPerHourMinor: number;
  currency: string;
  /** What people write its reports in. */
  language: LanguageName;
  retiredAt: string | null;
  hours: Opening[];
  closedDays: ClosedDay[];
  rungs: Rung[];
}

export type NewQueue = Omit<Queue, 'id' | 'retiredAt'>;

/** What a live call asks for unless the owner asks for more: nobody takes one without having sat beside somebody. */
export const DEFAULT_RUNGS: Rung[] = [
  {
    mode: 'shadow',
    briefing: 'Ask your buddy to show you the screens. Say hello to the customer only if your buddy introduces you.',
    afterMode: null,
  },
  {
    mode: 'live',
    briefing: 'You speak, your buddy sits beside you and may take over at any moment. If in doubt, hand over.',
    afterMode: 'shadow',
  },
];
