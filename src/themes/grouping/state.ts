import type { Alone } from './checks.ts';
import type { Fusion } from './fusion.ts';
import type { Gate } from './gate.ts';
import { rootOf } from './lineage.ts';
import { append, type Lists } from './lists.ts';
import { createMatching, ENGINE_VERSION, type Matching } from './matching.ts';
import { findsReports } from './nearest.ts';
import { termsAt } from './shelf.ts';
import type { Tallies } from './tallies.ts';
import { untold } from './telling.ts';
import { loadVectors, type SavedVectors, saveVectors } from './vectors.ts';

/** Columns of the table (term, theme, reports, weight); a row is one term in one theme. */
export interface ThemeTerms {
  terms: Int32Array;
  themes: Int32Array;
  reports: Int32Array;
  weights: Float32Array;
}

/** Everything that cannot be had from the rest: plain values and columns, for tables or for one file. */
export interface SavedState {
  version: string;
  thesaurus: [key: string, words: readonly string[]][];
  vocabulary: { texts: string[]; kinds: Uint8Array; stops: Uint8Array; reportCounts: Int32Array; totals: Float64Array };
  reports: { ids: Float64Array; themes: Int32Array; starts: Int32Array; terms: Int32Array; languages: Uint8Array };
  themes: { ids: Float64Array; parents: Int32Array; own: Tallies; spoken: Tallies };
  apart: string[];
  vectors: SavedVectors;
  themeTerms: ThemeTerms;
  fusion: Fusion;
  gate: Gate;
  alone: Array<[place: number, filed: Alone]>;
}

export function saveState(matching: Matching): SavedState {
  const { lineage } = matching;
  return {
    version: ENGINE_VERSION,
    thesaurus: [...matching.thesaurus],
    vocabulary: vocabularyOf(matching),
    reports: reportsOf(matching),
    themes: {
      ids: Float64Array.from(matching.themeIds),
      parents: Int32Array.from(lineage.parents),
      own: trimmed(matching.own),
      spoken: trimmed(matching.spoken),
    },
    apart: [...lineage.apart].flatMap(([node, strangers]) => [...strangers].map((stranger) => `${node}|${stranger}`)),
    vectors: saveVectors(matching.vectors),
    themeTerms: themeTermsOf(matching.byTheme),
    fusion: matching.fusion,
    gate: matching.gate,
    alone: [...matching.alone],
  };
}

/** The engine as it was when saved: same rankings, to the last bit. Counts are taken over, not made again. */
export function loadState(saved: SavedState): Matching {
  if (!saved.thesaurus) throw new Error(WITHOUT_THESAURUS);
  const matching = createMatching(new Map(saved.thesaurus));
  const texts = saved.vocabulary.texts;
  matching.vocabulary = {
    ...saved.vocabulary,
    ...untold(texts.length),
    numbers: new Map(texts.map((text, number) => [text, number])),
  };
  const ids = Array.from(saved.reports.ids);
  matching.shelf = { ...saved.reports, count: ids.length, ids, placeOf: new Map(ids.map((id, place) => [id, place])) };
  matching.themeIds = Array.from(saved.themes.ids);
  matching.themeOf = new Map(matching.themeIds.map((id, place) => [id, place]));
  matching.own = saved.themes.own;
  matching.spoken = saved.themes.spoken;
  loadLineage(matching, saved);
  loadThemeTerms(matching, saved.themeTerms);
  for (let place = 0; place < ids.length; place++) {
    for (const term of termsAt(matching.shelf, place))
      if (findsReports(matching.vocabulary, term)) append(matching.byReport, term, place);
  }
  loadVectors(matching.vectors, saved.vectors, matching.shelf.themes);
  matching.fusion = saved.fusion;
  matching.gate = saved.gate;
  matching.alone = new Map(saved.alone);
  return matching;
}

const WITHOUT_THESAURUS = 'The saved grouping state says no thesaurus; let the engine count the reports again.';

function vocabularyOf({ vocabulary: { texts, kinds, stops, reportCounts, totals } }: Matching): SavedState['vocabulary'] {
  const size = texts.length;
  return { texts, kinds: kinds.slice(0, size), stops: stops.slice(0, size), reportCounts: reportCounts.slice(0, size), totals };
}

function reportsOf({ shelf }: Matching): SavedState['reports'] {
  return {
    ids: Float64Array.from(shelf.ids),
    themes: shelf.themes.slice(0, shelf.count),
    starts: shelf.starts.slice(0, shelf.count + 1),
    terms: shelf.terms.slice(0, shelf.starts[shelf.count]!),
    languages: shelf.languages.slice(0, shelf.count),
  };
}

function trimmed(tallies: Tallies): Tallies {
  const cut = <T extends Int32Array | Float64Array>(column: T) => column.slice(0, Math.max(1, tallies.count)) as T;
  return {
    count: tallies.count,
    reports: cut(tallies.reports),
    totals: tallies.totals.map(cut),
    squares: cut(tallies.squares),
    newest: cut(tallies.newest),
  };
}

function themeTermsOf(byTheme: Lists): ThemeTerms {
  const length = byTheme.lengths.reduce((sum, many) => sum + many, 0);
  const rows = {
    terms: new Int32Array(length),
    themes: new Int32Array(length),
    reports: new Int32Array(length),
    weights: new Float32Array(length),
  };
  let row = 0;
  for (let term = 0; term < byTheme.count; term++) {
    for (let i = 0; i < byTheme.lengths[term]!; i++, row++) {
      const slot = byTheme.starts[term]! + i;
      rows.terms[row] = term;
      rows.themes[row] = byTheme.keys[slot]!;
      rows.reports[row] = byTheme.counts[slot]!;
      rows.weights[row] = byTheme.weights[slot]!;
    }
  }
  return rows;
}

/** The counts of what tells themes apart follow from the rows and the themes' sizes. */
function loadThemeTerms({ byTheme, vocabulary, own }: Matching, rows: ThemeTerms) {
  rows.terms.forEach((term, row) => {
    const slot = append(byTheme, term, rows.themes[row]!);
    const reports = rows.reports[row]!;
    byTheme.counts[slot] = reports;
    byTheme.weights[slot] = rows.weights[row]!;
    vocabulary.filed[term]! += reports;
    vocabulary.filedSquares[term]! += reports ** 2;
  });
  for (const reports of own.reports.subarray(0, own.count)) {
    vocabulary.filings.reports += reports;
    vocabulary.filings.squares += reports ** 2;
  }
}

function loadLineage({ lineage }: Matching, saved: SavedState) {
  lineage.parents = Array.from(saved.themes.parents);
  lineage.parents.forEach((parent, theme) => {
    if (parent !== theme) lineage.merged.add(rootOf(lineage, theme));
  });
  for (const pair of saved.apart) {
    const [node, stranger] = pair.split('|') as [string, string];
    lineage.apart.set(node, (lineage.apart.get(node) ?? new Set()).add(stranger));
  }
}
