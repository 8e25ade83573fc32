import { type Lists, lengthOf } from './lists.ts';
import type { ReportTerms } from './report-terms.ts';

const STEEPNESS = 8;
const STEP = 0.5;
const SMALLEST_STEP = 0.02;

/**
 * One step of multinomial logistic regression (stochastic gradient on the softmax of STEEPNESS × margin), kept to terms that a theme
 * holds already, so that the classifier never needs more rows than the counts. `margins` are those of the themes before the step; they are used up.
 */
export function learnLinear(byTheme: Lists, report: ReportTerms, margins: Float64Array, theme: number) {
  const steps = stepsTowards(margins, theme);
  report.terms.forEach((term, i) => {
    const start = lengthOf(byTheme, term) > 0 ? byTheme.starts[term]! : 0;
    const end = start + lengthOf(byTheme, term);
    const x = report.vector[i]!;
    if (x === 0) return;
    for (let slot = start; slot < end; slot++) byTheme.weights[slot]! += steps[byTheme.keys[slot]!]! * x;
  });
}

/** The margin of every theme for a report: Σ weight × x. */
export function linearMargins(byTheme: Lists, report: ReportTerms, themes: number): Float64Array {
  const margins = new Float64Array(themes);
  report.terms.forEach((term, i) => {
    const start = lengthOf(byTheme, term) > 0 ? byTheme.starts[term]! : 0;
    const end = start + lengthOf(byTheme, term);
    const x = report.vector[i]!;
    for (let slot = start; slot < end; slot++) margins[byTheme.keys[slot]!]! += x * byTheme.weights[slot]!;
  });
  return margins;
}

/** Turns margins into steps, in their place: a report is learned often, and room for a thousand themes is not asked for each time. */
function stepsTowards(margins: Float64Array, theme: number): Float64Array {
  let top = -Infinity;
  for (const margin of margins) top = Math.max(top, margin);
  let total = 0;
  for (let i = 0; i < margins.length; i++) {
    margins[i] = Math.exp(STEEPNESS * (margins[i]! - top));
    total += margins[i]!;
  }
  for (let i = 0; i < margins.length; i++) {
    const step = (i === theme ? 1 : 0) - margins[i]! / total;
    margins[i] = Math.abs(step) < SMALLEST_STEP ? 0 : STEP * step;
  }
  return margins;
}
