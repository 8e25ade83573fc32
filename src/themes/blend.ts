import type { Advice, Suggestion } from './grouping/suggestions.ts';

/** Themes for a text, best first, and how sure the first one is. */
export interface Look {
  suggestions: Suggestion[];
  fresh: number;
  /** Belief that the first suggestion is right, 0 to 1. */
  sureness: number;
}

export const lookOf = ({ suggestions, fresh, gate }: Advice): Look => ({ suggestions, fresh, sureness: gate.sureness });

/**
 * One list of two, each believed by half: share = (share here + share there) / 2. Where the two disagree about the first, the first is as
 * sure as its share.
 */
export function blend(one: Look, other: Look): Look {
  const shares = new Map<number, number>();
  for (const { themeId, share } of [...one.suggestions, ...other.suggestions])
    shares.set(themeId, (shares.get(themeId) ?? 0) + share / 2);
  const known = new Map([...one.suggestions, ...other.suggestions].map((suggestion) => [suggestion.themeId, suggestion]));
  const suggestions = [...shares]
    .map(([themeId, share]) => ({ ...known.get(themeId)!, share }))
    .toSorted((a, b) => b.share - a.share || a.themeId - b.themeId);
  const agreed = one.suggestions[0]?.themeId === other.suggestions[0]?.themeId;
  return {
    suggestions,
    fresh: (one.fresh + other.fresh) / 2,
    sureness: agreed ? (one.sureness + other.sureness) / 2 : (suggestions[0]?.share ?? 0),
  };
}

/**
 * What is left of a look when only some themes come into question: those with at least `leastShare` of the belief that is left. Where the
 * first is not among them, the next is as sure as its share.
 */
export function among({ suggestions, fresh, sureness }: Look, themeIds: ReadonlySet<number>, leastShare: number): Look {
  const open = suggestions.filter(({ themeId }) => themeIds.has(themeId));
  const left = open.reduce((sum, { share }) => sum + share, 0);
  const same = open[0] !== undefined && open[0] === suggestions[0];
  return {
    suggestions: open.filter(({ share }) => share >= leastShare * left),
    fresh,
    sureness: same ? sureness : (open[0]?.share ?? 0),
  };
}
