import { type Clock, evaluateAssist, evaluateAuto, evaluateSuggest, type LabelledReport } from './evaluation.ts';
import { ENGINE_VERSION } from './matching.ts';
import { quantile } from './measures.ts';
import { seeded, shuffled } from './shuffle.ts';
import { timeAt } from './timing.ts';
import type { Thesaurus } from './words.ts';

export interface GroupOptions {
  /** Columns of the file. */
  text: string;
  label: string;
  facets: readonly string[];
  mode: 'suggest' | 'assist' | 'auto';
  /** Shuffles the rows, the same way for the same seed. */
  shuffle?: number;
  /** Repeats the file's texts, varied, to so many reports before timing. */
  at?: number;
  thesaurus?: Thesaurus;
}

export interface Machine {
  /** Milliseconds. */
  clock: Clock;
  /** Bytes of memory that the process holds. */
  memoryBytes: () => number;
}

export type Row = Readonly<Record<string, string>>;
export type Figures = Record<string, number | string | null>;

/** Measures the engine on a file's rows; what it returns is what the command prints. A row without a label is a theme of its own. */
export function groupFile(rows: readonly Row[], options: GroupOptions, machine: Machine): Figures {
  const inOrder = rows.map((row, i) => readReport(row, i, options));
  const reports = options.shuffle === undefined ? inOrder : shuffled(inOrder, seeded(options.shuffle));
  const { figures, milliseconds } = measure(reports, options, machine.clock);
  const timing =
    options.at === undefined
      ? { milliseconds, figures: {}, memoryBytes: machine.memoryBytes() }
      : timeAt(reports, options.at, machine, options.thesaurus);
  return {
    mode: options.mode,
    reports: reports.length,
    labels: new Set(reports.map(({ label }) => label)).size,
    ...figures,
    ms_p50: rounded(quantile(timing.milliseconds, 0.5)),
    ms_p95: rounded(quantile(timing.milliseconds, 0.95)),
    ...timing.figures,
    rss_mb: Math.round(timing.memoryBytes / 1e6),
    version: ENGINE_VERSION,
  };
}

function readReport(row: Row, i: number, options: GroupOptions): LabelledReport {
  return {
    text: row[options.text] ?? '',
    label: row[options.label]?.trim() || `row ${i + 1} alone`,
    facets: Object.fromEntries(options.facets.map((facet) => [facet, row[facet] ?? ''])),
  };
}

function measure(
  reports: LabelledReport[],
  { mode, thesaurus }: GroupOptions,
  clock: Clock,
): { figures: Figures; milliseconds: number[] } {
  if (mode === 'suggest') return suggestFigures(reports, clock, thesaurus);
  if (mode === 'assist') return assistFigures(reports, clock, thesaurus);
  const from = clock();
  const { nmi, ari, pairF1, themes } = evaluateAuto(reports, thesaurus);
  const each = (clock() - from) / Math.max(1, reports.length);
  return { figures: { nmi: rounded(nmi), ari: rounded(ari), pair_f1: rounded(pairF1), themes }, milliseconds: [each] };
}

function suggestFigures(reports: LabelledReport[], clock: Clock, thesaurus?: Thesaurus) {
  const result = evaluateSuggest(reports, clock, thesaurus);
  const figures = {
    theme_at_1: rounded(result.themeAt1),
    theme_at_3: rounded(result.themeAt3),
    theme_at_5: rounded(result.themeAt5),
    gate_precision: result.gatePrecision === undefined ? null : rounded(result.gatePrecision),
    gate_coverage: rounded(result.gateCoverage),
    new_auc: result.newAuc === undefined ? null : rounded(result.newAuc),
  };
  return { figures, milliseconds: result.milliseconds };
}

function assistFigures(reports: LabelledReport[], clock: Clock, thesaurus?: Thesaurus) {
  const result = evaluateAssist(reports, clock, thesaurus);
  const figures = {
    nmi: rounded(result.nmi),
    ari: rounded(result.ari),
    asked: result.asked,
    filed_alone: result.filedAlone,
    filed_wrong: result.filedWrong,
    themes: result.themes,
  };
  return { figures, milliseconds: result.milliseconds };
}

const rounded = (number: number) => Math.round(number * 10_000) / 10_000;
