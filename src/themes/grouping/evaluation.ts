import { countReport, openTheme, shelveReport } from './filing.ts';
import type { Candidate } from './fusion.ts';
import { asksForCheck } from './gate.ts';
import { learnDecision, learnReport } from './learning.ts';
import { createMatching, type Matching } from './matching.ts';
import { adjustedRandIndex, areaUnderCurve, normalisedMutualInformation, pairF1 } from './measures.ts';
import { type Ranking, rankThemes } from './ranking.ts';
import { groupUnaided } from './stream.ts';
import type { ReportWords, Thesaurus } from './words.ts';

/** A report with the theme that it truly belongs to. */
export interface LabelledReport extends ReportWords {
  label: string;
}

/** Milliseconds of a clock; tests pass a still one. */
export type Clock = () => number;

interface Run {
  matching: Matching;
  themeByLabel: Map<string, number>;
  labels: string[];
  milliseconds: number[];
  clock: Clock;
}

/** Each report is ranked, scored, then filed under its true label. Hits are counted over reports whose label was seen before. */
export function evaluateSuggest(reports: readonly LabelledReport[], clock: Clock, thesaurus?: Thesaurus) {
  const run = startRun(clock, thesaurus);
  const places: number[] = [];
  const fresh = { scores: [] as number[], truths: [] as boolean[] };
  const gate = { filed: 0, right: 0 };
  reports.forEach((report, i) => {
    const ranking = timed(run, report);
    const theme = run.themeByLabel.get(report.label);
    fresh.scores.push(ranking.verdict.fresh);
    fresh.truths.push(theme === undefined);
    if (theme !== undefined) places.push(ranking.candidates.findIndex((candidate) => candidate.theme === theme));
    if (ranking.passes) gate.filed++;
    if (ranking.passes && ranking.candidates[0]!.theme === theme) gate.right++;
    decide(run, ranking, report, i, theme);
  });
  const within = (many: number) => places.filter((place) => place !== -1 && place < many).length / Math.max(1, places.length);
  return {
    themeAt1: within(1),
    themeAt3: within(3),
    themeAt5: within(5),
    gatePrecision: gate.filed === 0 ? undefined : gate.right / gate.filed,
    gateCoverage: gate.filed / Math.max(1, reports.length),
    newAuc: areaUnderCurve(fresh.scores, fresh.truths),
    ...run,
  };
}

/** The writer picks the right theme if it is among five, else starts a new one; the gate files alone where it passes. */
export function evaluateAssist(reports: readonly LabelledReport[], clock: Clock, thesaurus?: Thesaurus) {
  const run = startRun(clock, thesaurus);
  const assigned: number[] = [];
  let [asked, wrong] = [0, 0];
  reports.forEach((report, i) => {
    const ranking = timed(run, report);
    const first = ranking.candidates[0];
    if (ranking.passes && !asksForCheck(run.matching.gate)) {
      run.matching.gate.unchecked++;
      if (run.labels[first!.theme] !== report.label) wrong++;
      assigned.push(file(run, report, i, first!.theme));
      return;
    }
    asked++;
    const fitting = ranking.candidates.slice(0, 5).filter(({ theme }) => run.labels[theme] === report.label);
    assigned.push(decide(run, ranking, report, i, largest(run, fitting)));
  });
  const truth = reports.map(({ label }) => label);
  return {
    nmi: normalisedMutualInformation(assigned, truth),
    ari: adjustedRandIndex(assigned, truth),
    asked,
    filedAlone: reports.length - asked,
    filedWrong: wrong,
    themes: run.labels.length,
    ...run,
  };
}

/** Nobody helps. */
export function evaluateAuto(reports: readonly LabelledReport[], thesaurus?: Thesaurus) {
  const assigned = groupUnaided(reports, thesaurus);
  const truth = reports.map(({ label }) => label);
  return {
    nmi: normalisedMutualInformation(assigned, truth),
    ari: adjustedRandIndex(assigned, truth),
    pairF1: pairF1(assigned, truth),
    themes: new Set(assigned).size,
  };
}

/** Where several suggestions are right, a writer joins the one that most reports stand behind. */
const largest = ({ matching }: Run, fitting: Candidate[]): number | undefined =>
  fitting.toSorted((a, b) => matching.spoken.reports[b.theme]! - matching.spoken.reports[a.theme]!)[0]?.theme;

const startRun = (clock: Clock, thesaurus?: Thesaurus): Run => ({
  matching: createMatching(thesaurus),
  themeByLabel: new Map(),
  labels: [],
  milliseconds: [],
  clock,
});

function timed(run: Run, report: ReportWords): Ranking {
  const from = run.clock();
  const ranking = rankThemes(run.matching, report);
  run.milliseconds.push(run.clock() - from);
  return ranking;
}

/** A human files the report under a theme, or opens one for it. */
function decide(run: Run, ranking: Ranking, report: LabelledReport, i: number, known: number | undefined): number {
  learnDecision(run.matching, ranking, known ?? -1);
  const theme = known ?? openTheme(run.matching, run.labels.length + 1);
  if (known === undefined) {
    run.labels.push(report.label);
    run.themeByLabel.set(report.label, theme);
  }
  return file(run, report, i, theme);
}

function file(run: Run, report: LabelledReport, i: number, theme: number): number {
  const place = shelveReport(run.matching, i + 1, report);
  countReport(run.matching, place, theme, 1);
  learnReport(run.matching, place, theme);
  return theme;
}
