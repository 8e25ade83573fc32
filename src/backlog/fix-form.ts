import { z } from 'zod';
import { line, maybeOneOf, maybeRowId, maybeText, rowId } from '../web/form.ts';
import { FIX_STATES } from './fix.ts';

const DAYS = 'Write days of work, like 3 or 0.5; leave it empty while nobody knows';

const effortDays = z.preprocess(
  (typed) => (typeof typed === 'string' ? daysFrom(typed.trim()) : (typed ?? null)),
  z.number(DAYS).gt(0, DAYS).max(2_000, DAYS).nullable(),
);

/** A comma or a point before the part of a day. */
function daysFrom(typed: string) {
  if (typed === '') return null;
  return /^\d{1,4}(?:[.,]\d{1,2})?$/.test(typed) ? Number(typed.replace(',', '.')) : Number.NaN;
}

/** One form makes one fix, however often it is sent. */
const formKey = z.uuid().nullable().catch(null);

/** Several checkboxes arrive as nothing, one number or several. */
const themeIds = z.preprocess(
  (value) => [value ?? []].flat(),
  z.array(rowId('Choose a theme')).min(1, 'Choose at least one theme that it answers').max(50),
);

export const proposalForm = z.object({ title: line('Say what should be done'), effortDays, themeIds, formKey });

export const planForm = z.object({
  title: line('Say what should be done'),
  effortDays,
  ownerId: maybeRowId('Choose a person'),
  willChange: maybeText(),
  couldWorsen: maybeText(),
  howTried: maybeText(),
});

export const partForm = z.object({
  department: line('Name the department', 80),
  personId: rowId('Choose who promised it'),
  part: line('Say what their part is', 300),
  dueOn: z.iso.date('Choose a day'),
});

export const stepForm = z.object({ to: z.enum(FIX_STATES, 'Choose the next step'), words: maybeText() });

export const themeForm = z.object({ themeId: rowId('Choose a theme') });

export const backlogFilter = z.object({
  queue: maybeRowId('Choose a queue').catch(null),
  stage: z.string().max(40).catch(''),
  layer: z.string().max(40).catch(''),
  department: z.string().max(80).catch(''),
  state: maybeOneOf([...FIX_STATES, 'coming back', 'ever shipped', 'all'], 'Choose a state').catch(null),
});

export type Proposal = Omit<z.output<typeof proposalForm>, 'formKey'> & { formKey?: string | null };
export type Plan = z.output<typeof planForm>;
export type Part = z.output<typeof partForm>;
export type BacklogFilter = z.output<typeof backlogFilter>;
