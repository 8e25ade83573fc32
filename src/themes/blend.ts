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
 * One list of two that know different things: each theme has the larger of its two shares, all divided by their sum. Where the two
 * disagree about the first, the first is as sure as its share.
 */
export function blend(one: Look, other: Look): Look {
  const best = new Map<number, Suggestion>();
  for (const suggestion of [...one.suggestions, ...other.suggestions])
    if (suggestion.share > (best.get(suggestion.themeId)?.share ?? -1)) best.set(suggestion.themeId, suggestion);
  const sum = [...best.values()].reduce((total, { share }) => total + share, 0) || 1;
  const suggestions = [...best.values()]
    .map((suggestion) => ({ ...suggestion, share: suggestion.share / sum }))
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
