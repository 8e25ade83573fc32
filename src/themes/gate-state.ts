import type { Strictness } from './gate-checks.ts';
import { FEWEST, type Gate, gateThreshold } from './grouping/gate.ts';

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
      says: `Its mistakes made it stricter: it files only what it believes with at least ${percent(state.needed)}.`,
    };
  return { look: 'good', state: 'Open', says: `It files what it believes with at least ${percent(state.needed)}.` };
}

/** How often the first suggestion was right where the belief in it lay between two shares. */
export interface Band {
  /** 0 to 1; the last band includes its upper end. */
  from: number;
  to: number;
  decisions: number;
  right: number;
}

const EDGES = [0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.97, 0.99, 1];

/** The newest decisions by how sure the engine had been, surest first; bands that nothing fell into are left out. */
export function bandsOf({ sureness, outcomes }: Pick<Gate, 'sureness' | 'outcomes'>): Band[] {
  const bands = EDGES.slice(1).map((to, index): Band => ({ from: EDGES[index]!, to, decisions: 0, right: 0 }));
  sureness.forEach((belief, i) => {
    const band = bands.find(({ to }) => isBelow(belief, to))!;
    band.decisions++;
    if (outcomes[i]) band.right++;
  });
  return bands.filter(({ decisions }) => decisions > 0).toReversed();
}

export const isWithin = (belief: number, { from, to }: Pick<Band, 'from' | 'to'>) => belief >= from && isBelow(belief, to);

const isBelow = (belief: number, to: number) => belief < to || to === 1;
