import { z } from 'zod';
import { type Halves, halvesOf } from './grouping/halves.ts';
import type { Matching } from './grouping/matching.ts';
import { central, type Twin } from './grouping/twins.ts';
import { themeName } from './theme.ts';

/** What a night's look at the themes found, with the reports that show why. */
export type NewProposal =
  | { kind: 'merge'; themeId: number; otherId: number; score: number; shown: MergeShown }
  | { kind: 'split'; themeId: number; score: number; shown: SplitShown };

/** Numbers of the most central reports of both themes. */
export interface MergeShown {
  from: number[];
  into: number[];
}

/** Numbers of all reports that would leave, the most central first, and of the most central that would stay. */
export interface SplitShown {
  part: number[];
  rest: number[];
  /** How many reports the theme held. */
  reports: number;
}

/**
 * Below these nothing is proposed. With twenty themes cut in two and ten joined in twos among 77 (banking77, 25 reports a theme),
 * nine of the ten best merges were right, and four to seven of the ten best splits.
 */
export const LEAST_TWIN = 0.4;
export const LEAST_SPLIT = 0.7;
export const PROPOSALS_KEPT = 50;

const SHOWN = 3;

export const mergeProposal = (matching: Matching, places: ReadonlyMap<number, number[]>, twin: Twin): NewProposal => ({
  kind: 'merge',
  themeId: matching.themeIds[twin.from]!,
  otherId: matching.themeIds[twin.into]!,
  score: rounded(twin.score),
  shown: { from: idsOf(matching, places.get(twin.from)!, SHOWN), into: idsOf(matching, places.get(twin.into)!, SHOWN) },
});

/** The split of a theme that falls apart enough to be worth a look. */
export function splitProposal(matching: Matching, root: number, places: readonly number[]): NewProposal | undefined {
  const halves = halvesOf(matching, places);
  return halves && halves.score >= LEAST_SPLIT ? asSplit(matching, root, halves, places.length) : undefined;
}

const asSplit = (matching: Matching, root: number, { part, rest, score }: Halves, reports: number): NewProposal => ({
  kind: 'split',
  themeId: matching.themeIds[root]!,
  score: rounded(score),
  shown: { part: idsOf(matching, part, part.length), rest: idsOf(matching, rest, SHOWN), reports },
});

const idsOf = (matching: Matching, places: readonly number[], many: number) =>
  central(matching, places, many).map((place) => matching.shelf.ids[place]!);

const rounded = (number: number) => Math.round(number * 1000) / 1000;

/** The reports that a proposal shows, side by side. */
export type Sides = Partial<Record<'from' | 'into' | 'part' | 'rest', number[]>>;

interface Kept {
  themeId: number;
  otherId: number | null;
  /** As it was written that night, in JSON. */
  shown: string;
}

export const sidesOf = ({ shown }: Kept): Sides =>
  Object.fromEntries(Object.entries(JSON.parse(shown)).filter(([, reports]) => Array.isArray(reports)));

/** What is still where it was that night, by the root that each report counts for now; undefined where nothing is left of one side. */
export function sidesLeft(proposal: Kept, rootOf: ReadonlyMap<number, number>): Sides | undefined {
  const left = Object.entries(sidesOf(proposal)).map(([side, reports]) => {
    const root = side === 'into' ? proposal.otherId : proposal.themeId;
    return [side, reports.filter((id) => rootOf.get(id) === root)] as const;
  });
  return left.every(([, reports]) => reports.length > 0) ? Object.fromEntries(left) : undefined;
}

/** What an owner says to a proposal: a split needs a name for what leaves. */
export const splitAnswer = z.object({ name: themeName });
