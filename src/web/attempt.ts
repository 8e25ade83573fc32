import { Refusal } from './errors.ts';
import type { FormResult } from './form.ts';

/** Does what a form asks for; where that is refused for one of its fields, the form comes back with what was typed, as from readForm. */
export async function attempt<T>(values: Record<string, unknown>, run: () => Promise<T>): Promise<FormResult<T>> {
  try {
    return { ok: true, value: await run() };
  } catch (problem) {
    if (!(problem instanceof Refusal) || problem.field === undefined) throw problem;
    return { ok: false, values, errors: { [problem.field]: `${problem.message}. ${problem.next}` } };
  }
}
