import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { contactCentreThesaurus as thesaurus } from '../../src/themes/grouping/contact-centre-words.ts';
import { evaluateAssist, evaluateAuto, evaluateSuggest, type LabelledReport } from '../../src/themes/grouping/evaluation.ts';
import { seeded, shuffled } from '../../src/themes/grouping/shuffle.ts';
import { loadState, saveState } from '../../src/themes/grouping/state.ts';
import { stateFromBytes, stateToBytes } from '../../src/themes/grouping/state-bytes.ts';
import { fillTo } from '../../src/themes/grouping/timing.ts';
import type { BenchRow } from './demand.ts';

const FOLDER = '../shared/data/complaints';
const FILES = ['banking77_train.csv', 'friction_probe.csv'] as const;
const SEEDS = [1, 2, 3];
const REPORTS = 100_000;
const WRONG_FACETS = 0.15;
const clock = () => performance.now();

/** How well reports find their themes, beside what is asked for: means of three shuffles of what is at hand, and one engine of full size. */
export function benchGrouping(): BenchRow[] {
  const missing = FILES.filter((file) => !existsSync(`${FOLDER}/${file}`));
  if (missing.length > 0)
    return missing.map((file) => ({ what: `${file} is not here, so nothing was grouped`, figure: 0, unit: '' }));
  const [banking, probe] = FILES.map(read) as [LabelledReport[], LabelledReport[]];
  return [
    ...suggested('77 themes, at most 40 reports each', (seed) => cut(banking, 77, 40, seed), ['0.80', '0.95']),
    ...suggested('27 themes, at most 60 reports each', (seed) => cut(banking, 27, 60, seed), ['0.80', '0.95']),
    ...suggested('friction probe, two facets', (seed) => facetted(shuffled(probe, seeded(seed)), seed), ['0.75', '0.93']),
    ...assisted((seed) => cut(banking, 77, 40, seed)),
    row(
      'Zipf stream, 40 of a kind, alone: ARI',
      mean(SEEDS.map((seed) => evaluateAuto(zipf(banking, probe, seed)).ari)),
      '',
      '0.40',
    ),
    ...atFullSize(banking),
  ];
}

function suggested(what: string, draw: (seed: number) => LabelledReport[], [at1, at5]: [string, string]): BenchRow[] {
  const runs = SEEDS.map((seed) => evaluateSuggest(draw(seed), clock, thesaurus));
  return [
    row(`${what}: theme@1`, mean(runs.map(({ themeAt1 }) => themeAt1)), '', at1),
    row(`${what}: theme@5`, mean(runs.map(({ themeAt5 }) => themeAt5)), '', at5),
    row(`${what}: gate precision`, mean(runs.flatMap(({ gatePrecision }) => gatePrecision ?? [])), '', '0.965'),
    row(`${what}: gate coverage`, mean(runs.map(({ gateCoverage }) => gateCoverage)), '', '0.45'),
  ];
}

function assisted(draw: (seed: number) => LabelledReport[]): BenchRow[] {
  const runs = SEEDS.map((seed) => evaluateAssist(draw(seed), clock, thesaurus));
  const wrong = runs.map(({ filedWrong, filedAlone }) => (100 * filedWrong) / Math.max(1, filedAlone));
  return [
    row('assist, 77 themes, at most 40 reports each: ARI', mean(runs.map(({ ari }) => ari)), '', '0.90'),
    row('assist: wrong among those filed alone', mean(wrong), '%', 'under 2'),
  ];
}

/** The compiled command in a process of its own, as it would be called by hand, and a state of that size taken in. */
function atFullSize(reports: LabelledReport[]): BenchRow[] {
  const args = ['dist/src/cli.js', 'group', `${FOLDER}/${FILES[0]}`, '--at', String(REPORTS)];
  const printed = execFileSync(process.execPath, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const { ms_p95, rss_mb } = JSON.parse(printed) as { ms_p95: number; rss_mb: number };
  const bytes = stateToBytes(saveState(fillTo(reports, REPORTS, thesaurus)));
  const from = clock();
  loadState(stateFromBytes(bytes));
  const at = '100,000 reports, 1,000 themes';
  return [
    row(`${at}: one ranking, p95`, ms_p95, 'ms', '5'),
    row(`${at}: memory of the process`, rss_mb, 'MB', '300'),
    row(`${at}: loading the saved state`, (clock() - from) / 1000, 's', '5'),
  ];
}

const row = (what: string, figure: number, unit: string, asked: string): BenchRow => ({ what, figure, unit, asked });
const mean = (numbers: number[]) => numbers.reduce((sum, number) => sum + number, 0) / Math.max(1, numbers.length);

const read = (file: string) =>
  (parse(readFileSync(`${FOLDER}/${file}`, 'utf8'), { columns: true, bom: true }) as LabelledReport[]).map(({ text, label }) => ({
    text,
    label,
  }));

/** A shuffled draw of so many themes, with so many reports of each at most. */
function cut(reports: LabelledReport[], themes: number, each: number, seed: number): LabelledReport[] {
  const random = seeded(seed);
  const chosen = new Map(
    shuffled(labelsOf(reports), random)
      .slice(0, themes)
      .map((label) => [label, each]),
  );
  return shuffled(reports, random).filter(({ label }) => {
    const left = chosen.get(label) ?? 0;
    chosen.set(label, left - 1);
    return left > 0;
  });
}

/** Two facets of five and three values, drawn for each theme; some reports have another value. */
function facetted(reports: LabelledReport[], seed: number): LabelledReport[] {
  const random = seeded(seed);
  const draw = () => [5, 3].map((values) => Math.floor(random() * values));
  const ofTheme = new Map(labelsOf(reports).map((label) => [label, draw()]));
  const value = (label: string, i: number) => `v${random() < WRONG_FACETS ? draw()[i] : ofTheme.get(label)![i]}`;
  return reports.map((report) => ({ ...report, facets: { stage: value(report.label, 0), layer: value(report.label, 1) } }));
}

/** A thousand reports: the n-th theme has 1/n as many as the first, and forty reports belong to no theme. */
function zipf(reports: LabelledReport[], others: LabelledReport[], seed: number): LabelledReport[] {
  const random = seeded(seed);
  const labels = shuffled(labelsOf(reports), random);
  const first = 1000 / labels.reduce((sum, _, i) => sum + 1 / (i + 1), 0);
  const sized = labels.flatMap((of, i) =>
    shuffled(
      reports.filter(({ label }) => label === of),
      random,
    ).slice(0, Math.ceil(first / (i + 1))),
  );
  const alone = shuffled(others, random).slice(0, 40);
  return shuffled([...sized, ...alone.map(({ text }, i) => ({ text, label: `alone ${i}` }))], random);
}

const labelsOf = (reports: LabelledReport[]) => [...new Set(reports.map(({ label }) => label))];
