import { z } from 'zod';
import { line, maybeOneOf, maybeRowId, maybeText, maybeWholeNumber } from '../web/form.ts';

export const STAGES = [
  'find',
  'contact',
  'wait',
  'identify',
  'explain',
  'look up',
  'decide',
  'resolve',
  'schedule',
  'deliver',
  'follow up',
] as const;
export type Stage = (typeof STAGES)[number];

export const MILES: Record<'First mile' | 'Middle' | 'Last mile', readonly Stage[]> = {
  'First mile': ['find', 'contact', 'wait', 'identify'],
  Middle: ['explain', 'look up', 'decide', 'resolve'],
  'Last mile': ['schedule', 'deliver', 'follow up'],
};

export const LAYERS = ['people', 'process', 'policy', 'technology', 'data'] as const;
export type Layer = (typeof LAYERS)[number];

export type ReportKind = 'friction' | 'delight';
/** Who saw it: a leader in a shift, a CSR by a flag, or a file somebody imported. Counted apart, shown apart. */
export type ReportSource = 'leader' | 'csr' | 'import';

/** Longer than a working day of seconds lost is a slip of the finger. */
export const MOST_SECONDS = 8 * 60 * 60;

export const secondsLost = maybeWholeNumber('Write whole seconds, from 0 to 28,800 (8 hours)', 0, MOST_SECONDS);
export const stage = maybeOneOf(STAGES, 'Choose one of the steps shown');
export const tool = maybeText(80).transform((typed) => typed || null);
export const clientKey = z.guid('Reload the page: this form has lost its number').transform((key) => key.toLowerCase());

/**
 * What a leader writes down in a shift. Only the kind and one sentence must be there: a report that waited in a phone without a
 * network has nobody left to ask. `clientKey` is a UUID that the browser made, so that sending again adds nothing.
 */
export const newReport = z.object({
  kind: z.enum(['friction', 'delight'], 'Say whether it got in the way or helped'),
  summary: line('Say in one sentence what happened', 500),
  stage: stage.optional().default(null),
  layer: maybeOneOf(LAYERS, 'Choose one of the causes shown').optional().default(null),
  tool,
  secondsLost: secondsLost.optional().default(null),
  /** A stopwatch ran: `secondsLost` is measured, not guessed. */
  secondsMeasured: z.preprocess((value) => ['yes', 'true', '1', true, 1].includes(value as string), z.boolean()),
  severity: maybeWholeNumber('Choose 1, 2 or 3', 1, 3).optional().default(null),
  customerWords: maybeText(1_000).transform((typed) => typed || null),
  callId: maybeRowId('Choose one of your calls').optional().default(null),
  clientKey,
  happenedAt: z.iso.datetime({ offset: true, error: 'Send the moment as 2026-03-02T09:00:00Z' }).optional(),
});

export type NewReport = z.output<typeof newReport>;

/** When it happened: never later than now, whatever a phone's clock says, and by itself now. Instants. */
export const happenedBy = (given: string | undefined, now: Date): string =>
  given ? new Date(Math.min(Date.parse(given), now.getTime())).toISOString() : now.toISOString();

/** What a search looks in: every text of the report, in lower case. */
export const searchTextOf = (report: { summary: string; customerWords?: string | null; tool?: string | null }): string =>
  [report.summary, report.customerWords, report.tool].filter(Boolean).join(' ').toLowerCase();
