import { FEWEST, type Gate, gateThreshold } from '../grouping/gate.ts';
import type { Strictness } from './checks.ts';

/** What decides whether the gate is open. */
export interface GateFacts {
  /** Whether people let it file at all. */
  on: boolean;
  gate: Pick<Gate, 'sureness' | 'outcomes'>;
  strictness: Strictness;
  /** Reports held back for people that nobody has decided about. */
  holds: number;
}

export type GateState =
  | { kind: 'off' }
  /** Too few confirmations to know how sure is sure enough. */
  | { kind: 'learning'; confirmations: number; needs: number }
  /** Enough confirmations, but however sure it was, it was wrong too often. */
  | { kind: 'unsure'; confirmations: number }
  | { kind: 'shut'; missing: number }
  | { kind: 'waiting'; holds: number }
  | { kind: 'tightened' | 'open'; needed: number };

/** So many that the gate held back may wait; then it files no more until somebody has looked. */
export const MOST_HOLDS = 10;

export function gateState({ on, gate, strictness, holds }: GateFacts): GateState {
  const [confirmations, learned] = [gate.sureness.length, gateThreshold(gate as Gate)];
  if (!on) return { kind: 'off' };
  if (confirmations < FEWEST) return { kind: 'learning', confirmations, needs: FEWEST };
  if (learned > 1) return { kind: 'unsure', confirmations };
  if (strictness.kind === 'shut') return { kind: 'shut', missing: strictness.missing };
  if (holds >= MOST_HOLDS) return { kind: 'waiting', holds };
  return strictness.needed > learned ? { kind: 'tightened', needed: strictness.needed } : { kind: 'open', needed: learned };
}

/** How sure the gate must be of a report, 0 to 1; above 1 while it is not open. */
export const neededBelief = (state: GateState): number => ('needed' in state ? state.needed : 2);

interface Told {
  look: 'good' | 'watch' | 'neutral';
  state: string;
  says: string;
}

/** The state in words, with what opens it. `percent` writes a share. */
export function tellState(state: GateState, percent: (share: number) => string): Told {
  if (state.kind === 'off') return { look: 'neutral', state: 'Switched off', says: 'Every report waits for a person.' };
  if (state.kind === 'learning')
    return {
      look: 'neutral',
      state: 'Shut',
      says: `It needs ${state.needs} decisions in which all its rankers had agreed, and has ${state.confirmations}. Sorting reports teaches it.`,
    };
  if (state.kind === 'unsure')
    return {
      look: 'neutral',
      state: 'Shut',
      says: `In ${state.confirmations} decisions it was never sure enough to be right in 97 of 100. Sorting reports teaches it.`,
    };
  if (state.kind === 'shut')
    return {
      look: 'watch',
      state: 'Shut by its mistakes',
      says: `Too many of the newest checks found it wrong. It opens when ${state.missing} more in a row are right: mark below what is, or sort reports that it would have filed.`,
    };
  if (state.kind === 'waiting')
    return {
      look: 'watch',
      state: 'Waits for you',
      says: `It held ${state.holds} reports back that it could have filed, so that people check it. Decide about one, and it goes on.`,
    };
  if (state.kind === 'tightened')
    return {
      look: 'watch',
      state: 'Tightened',
      says: `Its mistakes made it stricter: it files a report only where its belief in the first suggestion is ${percent(state.needed)} or more.`,
    };
  return {
    look: 'good',
    state: 'Open',
    says: `It files a report where its belief in the first suggestion is ${percent(state.needed)} or more.`,
  };
}
