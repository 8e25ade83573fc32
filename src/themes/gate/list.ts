import { z } from 'zod';
import type { Columns } from '../../web/csv.ts';
import { rowId } from '../../web/form.ts';
import { SHOWN } from './record.ts';
import type { FiledByGate } from './record-store.ts';

/** What the address of the gate's page asks for. */
export const gateView = z.object({
  show: z.enum([...SHOWN, 'held']).catch('all'),
  before: z.coerce.number().int().positive().max(2_147_483_647).nullable().catch(null),
});

export const switchForm = z.object({ gate: z.enum(['on', 'off'], 'Say whether it may file by itself') });

const ONE_FILING = rowId('Go back, reload the page and try once more');

/** Filings that somebody calls right together: a single one comes as a word, several as a list. */
export const confirmationsForm = z.object({
  filings: z.preprocess(
    (value) => (value === undefined ? [] : [value].flat()),
    z.array(ONE_FILING).min(1, 'There is nothing to mark').max(100, 'That is more than a page holds'),
  ),
});

/** A band of the calibration table. */
export const bandView = z.object({
  from: z.coerce.number().min(0).max(1).catch(0),
  to: z.coerce.number().min(0).max(1).catch(1),
});

export const filedColumns: Columns<FiledByGate> = {
  filed_at: ({ filedAt }) => filedAt,
  report_number: ({ reportId }) => reportId,
  report: ({ summary }) => summary,
  customer_words: ({ customerWords }) => customerWords,
  theme_number: ({ themeId }) => themeId,
  theme: ({ themeName }) => themeName,
  belief: ({ belief }) => belief,
  words_in_common: ({ reasons }) => reasons?.words.join(' '),
  nearest_report: ({ reasons }) => reasons?.nearestReportId,
  engine_version: ({ engineVersion }) => engineVersion,
  what_people_said: ({ word }) => word,
  said_by: ({ who }) => who,
  said_at: ({ saidAt }) => saidAt,
};

export interface Decision {
  id: number;
  summary: string;
  themeId: number | null;
  themeName: string | null;
  belief: number;
  right: boolean;
}

export const decisionColumns: Columns<Decision> = {
  report_number: ({ id }) => id,
  report: ({ summary }) => summary,
  theme_number: ({ themeId }) => themeId,
  theme: ({ themeName }) => themeName,
  belief_in_first_suggestion: ({ belief }) => belief,
  first_suggestion_was: ({ right }) => (right ? 'right' : 'wrong'),
};
