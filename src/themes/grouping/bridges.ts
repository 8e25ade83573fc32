import { bestOf } from './best.ts';
import {
  bridgesAcross,
  conceptsAt,
  countTermsOf,
  isMeantBy,
  isOwn,
  isTelling,
  meaningsOf,
  newestPlaces,
  promise,
  weigh,
} from './bridge-words.ts';
import { membersOf, rootOf } from './lineage.ts';
import type { Matching } from './matching.ts';
import { termsAt } from './shelf.ts';
import type { Thesaurus } from './words.ts';
import { heldBy } from './words-in-common.ts';

/** Two words that may mean the same: a human put reports that say the one into a theme that says the other. */
export interface Bridge {
  /** A stem of the report. */
  one: string;
  /** A stem of the theme, or two neighbours: “order screen”. */
  other: string;
  /** Both stems, in alphabetical order; the same however long the phrase is. */
  pair: string;
  themeId: number;
  /** Reports that share no other word with the theme; none where two themes were merged. */
  reportIds: number[];
  /** The theme that was merged into the other. */
  mergedId?: number;
  /** A report that says the one, and one that says the other: their texts know how the words are written. */
  sayingOne: number;
  sayingOther: number;
  /** How telling both words are; only the order means something. */
  worth: number;
}

const WORDS_OF_REPORT = 2;

/**
 * Words to be joined because of reports that a human put into a theme with which they share none, or just the word itself. `draft`: entries
 * that came with the product; any other entry by which report and theme mean the same has answered the question.
 */
export function bridgesInto(matching: Matching, themeId: number, reportIds: readonly number[], draft: Thesaurus): Bridge[] {
  const root = rootOf(matching.lineage, matching.themeOf.get(themeId)!);
  const members = membersOf(matching.lineage, root);
  const sample = newestPlaces(matching, new Set(members));
  const supporters = new Map<number, number[]>();
  for (const id of reportIds) {
    const place = matching.shelf.placeOf.get(id)!;
    if (conceptsAt(matching, place).some((key) => !draft.has(key) && isMeantBy(matching, key, members))) continue;
    for (const word of bridgeheads(matching, place, members)) supporters.set(word, [...(supporters.get(word) ?? []), place]);
  }
  return [...supporters].flatMap(([word, places]) => {
    const others = sample.filter((place) => !termsAt(matching.shelf, place).includes(word));
    const across = bridgesAcross(matching, { word, places, members }, others);
    return across.map((bridge) => ({
      ...bridge,
      themeId: matching.themeIds[root]!,
      reportIds: places.map((place) => matching.shelf.ids[place]!),
    }));
  });
}

/** Words to be joined because two themes that have none of their most telling words in common were merged. */
export function bridgesOfMerge(matching: Matching, fromId: number, intoId: number, draft: Thesaurus): Bridge[] {
  const [from, into] = [matching.themeOf.get(fromId), matching.themeOf.get(intoId)];
  if (from === undefined || into === undefined) return [];
  const root = rootOf(matching.lineage, into);
  const members = membersOf(matching.lineage, root);
  const merged = members.filter((theme) => passesBy(matching, theme, from));
  const [here, there] = [new Set(merged), new Set(members.filter((theme) => !merged.includes(theme)))].map((side) =>
    newestPlaces(matching, side),
  );
  const [means, meansToo] = [here!, there!].map((places) => new Set(places.flatMap((place) => conceptsAt(matching, place))));
  if ([...means!].some((key) => meansToo!.has(key) && !draft.has(key))) return [];
  const telling = tellingOf(matching, here!).slice(0, MOST_COMPARED);
  const known = new Set(tellingOf(matching, there!).slice(0, MOST_COMPARED));
  if (telling.some((word) => known.has(word))) return [];
  return telling.slice(0, 1).flatMap((word) => {
    const places = here!.filter((place) => termsAt(matching.shelf, place).includes(word));
    const others = there!.filter((place) => !termsAt(matching.shelf, place).includes(word));
    const across = bridgesAcross(matching, { word, places, members }, others);
    return across.map((bridge) => ({ ...bridge, themeId: matching.themeIds[root]!, reportIds: [], mergedId: fromId }));
  });
}

const MOST_COMPARED = 10;

/** Best supported first, then the more telling; no report and no word is asked about twice. `refused` holds pairs. */
export function bestBridges(bridges: readonly Bridge[], refused: ReadonlySet<string>, most: number): Bridge[][] {
  const byPair = new Map<string, Bridge[]>();
  for (const bridge of bridges)
    if (!refused.has(bridge.pair)) byPair.set(bridge.pair, [...(byPair.get(bridge.pair) ?? []), bridge]);
  const ranked = [...byPair.values()].toSorted(
    (a, b) => supportOf(b) - supportOf(a) || worthOf(b) - worthOf(a) || (a[0]!.pair < b[0]!.pair ? -1 : 1),
  );
  const spent = new Set<string>();
  const chosen = ranked.filter((pair) => {
    const evidence = pair.flatMap((bridge) =>
      bridge.mergedId ? [`t${bridge.mergedId}`] : bridge.reportIds.map((id) => `r${id}`),
    );
    if (spent.has(pair[0]!.one) || evidence.every((one) => spent.has(one))) return false;
    for (const one of [pair[0]!.one, ...evidence]) spent.add(one);
    return true;
  });
  return chosen.slice(0, most);
}

/** How many decisions stand behind a pair. */
export const supportOf = (pair: readonly Bridge[]) => pair.reduce((sum, { reportIds }) => sum + Math.max(1, reportIds.length), 0);

const worthOf = (pair: readonly Bridge[]) => Math.max(...pair.map((bridge) => bridge.worth));

/** The telling words of a report that shares no word with the others of its theme; where it shares one alone, that one. */
function bridgeheads(matching: Matching, place: number, members: readonly number[]): number[] {
  const words = [...termsAt(matching.shelf, place)].filter((term) => isTelling(matching.vocabulary, term));
  const shared = words.filter((word) => heldBy(matching, word, members) > 1);
  const own = (shared.length > 0 ? shared : words).filter(
    (word) =>
      isOwn(matching, word, members) && !meaningsOf(matching, place, word).some((key) => isMeantBy(matching, key, members)),
  );
  if (shared.length > 0) return shared.length === 1 ? own : [];
  return bestOf(own.length, WORDS_OF_REPORT, (i) => promise(matching, own[i]!)).map((i) => own[i]!);
}

/** Telling words of some reports, most telling first: (reports that hold the word) × its rarity. */
function tellingOf(matching: Matching, places: readonly number[]): number[] {
  const counts = countTermsOf(matching, places);
  const words = [...counts.keys()].filter((term) => isTelling(matching.vocabulary, term));
  return bestOf(words.length, MOST_COMPARED, (i) => counts.get(words[i]!)! * weigh(matching, words[i]!)).map((i) => words[i]!);
}

function passesBy({ lineage }: Matching, theme: number, by: number): boolean {
  for (let at = theme; ; at = lineage.parents[at]!) {
    if (at === by) return true;
    if (lineage.parents[at] === at) return false;
  }
}
