import { z } from 'zod';
import { chosenTheme } from '../friction/joining.ts';
import { STAGES } from '../friction/report.ts';
import { line, maybeOneOf, maybeText, maybeWholeNumber } from '../web/form.ts';
import { key } from './calls.ts';

/** 1 to 3, in words that nobody needs explained. */
export const SEVERITY_WORDS = ['A nuisance', 'It slowed us down', 'It stopped the customer'] as const;

const MOST_SECONDS = 8 * 60 * 60;
const instant = z.iso.datetime({ offset: true, error: 'Send the moment as 2026-03-02T09:00:00Z' }).optional();
const maybe = (most: number) => maybeText(most).transform((typed) => typed || null);

/**
 * What a leader writes in the sheet. Only the sentence is demanded. `callKey` is the key of the call it belongs to, which may still
 * wait in the same phone; `secondsFrom` says whether the stopwatch gave the seconds or a person typed them.
 */
export const reportForm = z
  .object({
    kind: z.enum(['friction', 'delight'], 'Say whether it got in the way or helped'),
    summary: line('Say in one sentence what happened', 500),
    stage: maybeOneOf(STAGES, 'Choose one of the steps shown').optional().default(null),
    tool: maybe(80),
    toolTyped: maybe(80),
    secondsLost: maybeWholeNumber('Write whole seconds, from 0 to 28,800 (8 hours)', 0, MOST_SECONDS).optional().default(null),
    secondsFrom: z.enum(['typed', 'call', 'opened']).catch('typed'),
    severity: maybeWholeNumber('Choose one of the three', 1, 3).optional().default(null),
    customerWords: maybe(1_000),
    /** The theme that the leader says it belongs in. */
    themeId: chosenTheme,
    callKey: z.preprocess((value) => value || undefined, key.optional()),
    clientKey: key,
    happenedAt: instant,
    sentAt: instant,
  })
  .transform(({ toolTyped, secondsFrom, ...report }) => ({
    ...report,
    tool: toolTyped ?? report.tool,
    secondsLost: report.secondsLost || null,
    secondsMeasured: secondsFrom !== 'typed' && Boolean(report.secondsLost),
  }));

export type ReportForm = z.output<typeof reportForm>;
