import { bestOf } from './best.ts';
import { rank } from './engine.ts';
import { signals as signalNames } from './fusion.ts';
import { membersOf, rootOf } from './lineage.ts';
import type { Matching } from './matching.ts';
import { termsAt } from './shelf.ts';
import { termWeight } from './tallies.ts';
import { central } from './twins.ts';
import { type Vocabulary, WORD } from './vocabulary.ts';
import type { ReportWords } from './words.ts';
import { heldBy, wordsInCommon } from './words-in-common.ts';

export interface Suggestion {
  themeId: number;
  /** Belief, 0 to 1; those of all candidates add up to 1. */
  share: number;
  /** Words of the report that the theme holds too, most telling first, and what means the same by the thesaurus. */
  wordsInCommon: string[];
  /** The theme's report nearest to this one; absent when they share no word. */
  nearestReportId?: number;
  /** Its similarity, 0 to 1. */
  similarity: number;
  /** Cosine of the two in an embedding model's eyes; 0 without one. */
  meaning: number;
}

export interface Advice {
  suggestions: Suggestion[];
  /** Belief that no theme fits, 0 to 1. */
  fresh: number;
  /** Whether the gate may file the report under the first suggestion by itself, and the belief that made it so. */
  gate: { passes: boolean; sureness: number; agreed: boolean };
}

const MEANING = signalNames.indexOf('meaning');
const SUGGESTED = 5;

/** Up to five themes (or `many`) for a report, best first, each with its reasons. */
export function suggest(
  matching: Matching,
  report: ReportWords & { id?: number; vector?: Int8Array | undefined },
  many = SUGGESTED,
): Advice {
  const { candidates, verdict, passes } = rank(matching, report);
  const suggestions = candidates.slice(0, many).map(({ theme, share, nearest, similarity, signals }) => ({
    themeId: matching.themeIds[theme]!,
    share,
    wordsInCommon: wordsInCommon(matching, report, theme),
    ...(nearest === -1 ? {} : { nearestReportId: matching.shelf.ids[nearest]! }),
    similarity,
    meaning: signals[MEANING]!,
  }));
  return { suggestions, fresh: verdict.fresh, gate: { passes, sureness: verdict.sureness, agreed: verdict.agreed } };
}

/** The report most like all others of its theme: its text is the theme's first name. Undefined for a theme without reports. */
export function centralReportId(matching: Matching, themeId: number): number | undefined {
  const [place] = central(matching, themeOf(matching, themeId).places, 1);
  return place === undefined ? undefined : matching.shelf.ids[place];
}

/** Stems that set a theme apart, most telling first: (share of its reports that hold the stem) × rarity. */
export function keywordStems(matching: Matching, themeId: number, many: number): string[] {
  const { members, places } = themeOf(matching, themeId);
  const terms = [...new Set(places.flatMap((place) => [...termsAt(matching.shelf, place)]))].filter((term) =>
    telling(matching.vocabulary, term),
  );
  const worth = (term: number) => heldBy(matching, term, members) * termWeight(matching.vocabulary, matching.shelf.count, term);
  return bestOf(terms.length, many, (i) => worth(terms[i]!)).map((i) => matching.vocabulary.texts[terms[i]!]!);
}

const telling = (vocabulary: Vocabulary, term: number) => vocabulary.kinds[term] === WORD && vocabulary.stops[term] === 0;

function themeOf({ lineage, shelf, themeOf: places }: Matching, themeId: number) {
  const theme = places.get(themeId);
  const root = theme === undefined ? -1 : rootOf(lineage, theme);
  const members = root === -1 ? [] : membersOf(lineage, root);
  const inside = Array.from({ length: shelf.count }, (_, place) => place).filter((place) =>
    members.includes(shelf.themes[place]!),
  );
  return { members, places: inside };
}
