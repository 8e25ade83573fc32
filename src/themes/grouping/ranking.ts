import { type Candidate, fuse } from './fusion.ts';
import { judge, passes, type Verdict } from './gate.ts';
import { forbiddenRoots, reportNode } from './lineage.ts';
import type { Matching } from './matching.ts';
import { type Neighbour, nearestReports } from './nearest.ts';
import { type ReportTerms, readTerms, termsAnew } from './report-terms.ts';
import { termsAt } from './shelf.ts';
import { scoreThemes } from './theme-scores.ts';
import { countTerms } from './vocabulary.ts';
import type { ReportWords } from './words.ts';

export interface Ranking {
  report: ReportTerms;
  /** Best first, at most fifty. */
  candidates: Candidate[];
  near: Neighbour[];
  verdict: Verdict;
  /** Whether the gate would file the report under the first candidate by itself. */
  passes: boolean;
}

const NEIGHBOURS = 40;

/** Ranks the themes for a report; changes nothing. `forbidden` holds places of roots, `except` the report's own place if it has one. */
export function rankThemes(
  matching: Matching,
  words: ReportWords & { vector?: Int8Array | undefined },
  forbidden = new Set<number>(),
  except = -1,
): Ranking {
  return rankTerms(matching, readTerms(matching.vocabulary, words, matching.thesaurus), forbidden, except, words.vector);
}

/** The same for a report whose terms have been read. */
export function rankTerms(
  matching: Matching,
  report: ReportTerms,
  forbidden: Set<number>,
  except: number,
  vector?: Int8Array,
): Ranking {
  const scores = scoreThemes(matching, report, vector);
  const near = nearestReports(matching, report, NEIGHBOURS, except);
  const candidates = fuse(matching, report, scores, near, forbidden);
  const verdict = judge(matching.gate, candidates, report, scores);
  return { report, candidates, near, verdict, passes: passes(matching.gate, verdict) };
}

/** The same for a report on the shelf: as if it had not arrived yet, and without the themes that it was refused for. */
export function rankShelved(matching: Matching, place: number): Ranking {
  const terms = termsAt(matching.shelf, place);
  countTerms(matching.vocabulary, terms, -1);
  const anew = termsAnew(matching.vocabulary, terms);
  const ranking = rankTerms(matching, anew, forbiddenFor(matching, place), place, matching.vectors.ofReports.get(place));
  countTerms(matching.vocabulary, terms, 1);
  return ranking;
}

/** Places of the roots that a report must not join. */
export const forbiddenFor = ({ lineage, shelf }: Matching, place: number) =>
  forbiddenRoots(lineage, reportNode(place), (other) => shelf.themes[other]!);
