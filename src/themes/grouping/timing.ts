import type { LabelledReport } from './evaluation.ts';
import { countReport, openTheme, shelveReport } from './filing.ts';
import type { Machine } from './group-file.ts';
import { learnReport } from './learning.ts';
import { createMatching, type Matching } from './matching.ts';
import { rankThemes } from './ranking.ts';
import { seeded, shuffled } from './shuffle.ts';
import type { Thesaurus } from './words.ts';

const THEMES = 1000;
const TIMED = 1000;
const WARMED_UP = 200;
/** The classifier's weights change no timing, only the counts do. */
const TAUGHT = 2000;

/**
 * Times rankings with `many` reports on the shelf: the file's reports again and again, each with one word borrowed from another, in as many
 * copies of its themes as make a thousand. Memory is what the process holds with that engine.
 */
export function timeAt(reports: readonly LabelledReport[], many: number, machine: Machine, thesaurus?: Thesaurus) {
  const matching = fillTo(reports, many, thesaurus);
  const random = seeded(many);
  const asked = Array.from({ length: WARMED_UP + TIMED }, () => varied(reports, Math.floor(random() * reports.length), random));
  const milliseconds = asked.map((report) => timed(matching, report, machine)).slice(WARMED_UP);
  return { milliseconds, figures: { at: many, themes_at: matching.themeIds.length }, memoryBytes: machine.memoryBytes() };
}

/** An engine with so many varied reports in a thousand themes. */
export function fillTo(reports: readonly LabelledReport[], many: number, thesaurus?: Thesaurus): Matching {
  const matching = createMatching(thesaurus);
  const random = seeded(1);
  const copies = Math.max(1, Math.round(THEMES / Math.max(1, new Set(reports.map(({ label }) => label)).size)));
  const themes = new Map<string, number>();
  for (let i = 0; i < many; i++) {
    const report = varied(reports, i % reports.length, random);
    const name = `${report.label} ${Math.floor(random() * copies)}`;
    const theme = themes.get(name) ?? openTheme(matching, themes.size + 1);
    themes.set(name, theme);
    const place = shelveReport(matching, i + 1, report);
    countReport(matching, place, theme, 1);
    if (i < TAUGHT) learnReport(matching, place, theme);
  }
  return matching;
}

/** The report with one of its words replaced by a word of another. */
function varied(reports: readonly LabelledReport[], i: number, random: () => number): LabelledReport {
  const words = reports[i]!.text.split(' ');
  const others = reports[Math.floor(random() * reports.length)]!.text.split(' ');
  words[Math.floor(random() * words.length)] = shuffled(others, random)[0]!;
  return { ...reports[i]!, text: words.join(' ') };
}

function timed(matching: Matching, report: LabelledReport, { clock }: Machine): number {
  const from = clock();
  rankThemes(matching, report);
  return clock() - from;
}
