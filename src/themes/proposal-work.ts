import { setImmediate as breathe } from 'node:timers/promises';
import type { EngineStore } from './engine-store.ts';
import type { Matching } from './grouping/matching.ts';
import { goesTo, placesByRoot, twinsAmong } from './grouping/twins.ts';
import { LEAST_TWIN, mergeProposal, type NewProposal, PROPOSALS_KEPT, splitProposal } from './proposal.ts';
import type { ProposalStore } from './proposal-store.ts';

/** Looks at all themes, answers requests in between, and puts what it found in the place of what nobody has decided about. */
export async function findProposals(store: ProposalStore, engine: EngineStore, now: Date) {
  const { matching } = await engine.whole();
  const places = placesByRoot(matching);
  await store.replace([...(await findMerges(matching, places)), ...(await findSplits(matching, places))], now);
}

async function findMerges(matching: Matching, places: ReadonlyMap<number, number[]>): Promise<NewProposal[]> {
  const beliefs = new Map<number, Map<number, number>>();
  for (const [root, reports] of places) {
    beliefs.set(root, goesTo(matching, root, reports));
    await breathe();
  }
  return twinsAmong(matching, beliefs, PROPOSALS_KEPT)
    .filter(({ score, from, into }) => score >= LEAST_TWIN && places.has(from) && places.has(into))
    .map((twin) => mergeProposal(matching, places, twin));
}

async function findSplits(matching: Matching, places: ReadonlyMap<number, number[]>): Promise<NewProposal[]> {
  const found: NewProposal[] = [];
  for (const [root, reports] of places) {
    const proposal = splitProposal(matching, root, reports);
    if (proposal) found.push(proposal);
    await breathe();
  }
  return found.toSorted((a, b) => b.score - a.score || a.themeId - b.themeId).slice(0, PROPOSALS_KEPT);
}
