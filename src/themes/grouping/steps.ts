import {
  addReport,
  type FiledBy,
  fileReport,
  keepThemesApart,
  mergeThemes,
  type NewReport,
  type Outcome,
  refuseTheme,
  undoMerge,
  withdrawReport,
} from './engine.ts';
import { openTheme } from './filing.ts';
import type { Matching } from './matching.ts';
import { type EntryChange, reterm } from './retermed.ts';
import { allowTheme, allowThemes, hearWord, restoreReport, unfileReport } from './undoing.ts';
import { addVector } from './vectors.ts';

/** One thing that happened, as the log of an installation tells it to every engine. */
export type Step =
  | { kind: 'added'; report: NewReport }
  | { kind: 'filed'; reportId: number; themeId: number; by: FiledBy }
  | { kind: 'unfiled'; reportId: number }
  | { kind: 'confirmed'; reportId: number }
  | { kind: 'aside'; reportId: number }
  | { kind: 'held'; reportId: number }
  | { kind: 'withdrawn'; reportId: number }
  | { kind: 'restored'; reportId: number }
  | { kind: 'refused'; reportId: number; themeId: number }
  | { kind: 'allowed'; reportId: number; themeId: number }
  | { kind: 'apart'; themeId: number; otherId: number }
  | { kind: 'together'; themeId: number; otherId: number }
  | { kind: 'merged'; themeId: number; otherId: number }
  | { kind: 'unmerged'; themeId: number }
  | { kind: 'thesaurus'; entries: readonly EntryChange[] }
  | { kind: 'embedded'; reportId: number; model: string; vector: Int8Array };

/** Applies a step. A refusal changes nothing: the log holds what was decided, and an engine may know better than to follow. */
export function applyStep(matching: Matching, step: Step): Outcome {
  if (step.kind === 'thesaurus') return takeIn(matching, step.entries);
  if (step.kind !== 'filed') openThemes(matching, step);
  if (step.kind === 'added') return add(matching, step.report);
  if (step.kind === 'filed') return file(matching, step);
  if (step.kind === 'unfiled') return unfileReport(matching, step.reportId);
  if (step.kind === 'confirmed' || step.kind === 'aside') return hearWord(matching, step.reportId, step.kind);
  if (step.kind === 'held') return hold(matching);
  if (step.kind === 'withdrawn') return withdrawReport(matching, step.reportId);
  if (step.kind === 'restored') return restoreReport(matching, step.reportId);
  if (step.kind === 'refused') return refuseTheme(matching, step.reportId, step.themeId);
  if (step.kind === 'allowed') return allowTheme(matching, step.reportId, step.themeId);
  if (step.kind === 'apart') return keepThemesApart(matching, step.themeId, step.otherId);
  if (step.kind === 'together') return allowThemes(matching, step.themeId, step.otherId);
  if (step.kind === 'embedded') return embed(matching, step);
  if (step.kind === 'merged') return mergeThemes(matching, step.themeId, step.otherId);
  return undoMerge(matching, step.themeId);
}

/** All at once; whoever has questions to answer meanwhile takes the portions one by one. */
function takeIn(matching: Matching, entries: readonly EntryChange[]): Outcome {
  const portions = reterm(matching, entries);
  while (!portions.next().done);
  return { done: true };
}

/** A theme is met first where it is named, which may be before anything is filed in it. */
function openThemes(matching: Matching, step: object) {
  const { themeId, otherId } = step as { themeId?: number; otherId?: number };
  for (const id of [themeId, otherId]) if (id !== undefined && !matching.themeOf.has(id)) openTheme(matching, id);
}

/** A line that was imported again after its import had been undone is the same report. */
const add = (matching: Matching, report: NewReport): Outcome =>
  matching.shelf.placeOf.has(report.id) ? restoreReport(matching, report.id) : addReport(matching, report);

/** One that the gate could have filed waits for a human instead: the next ones need not. */
function hold(matching: Matching): Outcome {
  matching.gate.unchecked = 0;
  return { done: true };
}

function embed(matching: Matching, { reportId, model, vector }: Extract<Step, { kind: 'embedded' }>): Outcome {
  const place = matching.shelf.placeOf.get(reportId);
  if (place === undefined) return { done: false, why: `Report ${reportId} is not known; add it first.` };
  addVector(matching.vectors, model, place, matching.shelf.themes[place]!, vector);
  return { done: true };
}

function file(matching: Matching, { reportId, themeId, by }: Extract<Step, { kind: 'filed' }>): Outcome {
  const outcome = fileReport(matching, { id: reportId }, themeId, by);
  if (outcome.done && by === 'gate') matching.gate.unchecked++;
  return outcome;
}
