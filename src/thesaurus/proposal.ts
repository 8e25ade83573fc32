import { z } from 'zod';
import { line } from '../web/form.ts';

/** Two stems in alphabetical order: `orion|screen`. */
export const pairField = line('Go back, reload the page and answer again', 200).pipe(
  z.string().regex(/^[^|]+\|[^|]+$/u, 'Go back, reload the page and answer again'),
);

/** What is shown at once: proposals that more than one decision stands behind, or else the first few. */
export function unfolded<P extends { support: number }>(proposals: readonly P[]) {
  const sure = proposals.filter(({ support }) => support > 1).length;
  const shown = sure > 0 ? sure : FIRST_SHOWN;
  return { shown: proposals.slice(0, shown), more: proposals.slice(shown) };
}

const FIRST_SHOWN = 3;

/** Two words that are not the same, as they were shown. */
export const refusalForm = z.object({
  pair: pairField,
  one: line('Go back and answer again'),
  other: line('Go back and answer again'),
});
