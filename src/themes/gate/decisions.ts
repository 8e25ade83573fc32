import type { Gate } from '../grouping/gate.ts';
import type { Matching } from '../grouping/matching.ts';

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

const isWithin = (belief: number, { from, to }: Pick<Band, 'from' | 'to'>) => belief >= from && isBelow(belief, to);

const isBelow = (belief: number, to: number) => belief < to || to === 1;

/** The newest decisions in a band, newest first, with the report each was about. */
export function decisionsIn({ gate, shelf }: Pick<Matching, 'gate' | 'shelf'>, band: Pick<Band, 'from' | 'to'>) {
  const decided = gate.sureness.map((belief, i) => ({
    reportId: shelf.ids[gate.places[i]!] ?? 0,
    belief,
    right: gate.outcomes[i]!,
  }));
  return decided.filter(({ belief }) => isWithin(belief, band)).toReversed();
}
