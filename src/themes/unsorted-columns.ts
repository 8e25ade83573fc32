import type { Columns } from '../web/csv.ts';
import type { WaitingReport } from './unsorted-store.ts';

/** A report that waits, and the decision it waits for: the first settles the most. */
export interface WaitingRow extends WaitingReport {
  decision: number;
  settles: number;
  leadId: number;
}

export const WAITING_COLUMNS: Columns<WaitingRow> = {
  number: ({ id }) => id,
  decision: ({ decision }) => decision,
  settles_reports: ({ settles }) => settles,
  travels_with: ({ id, leadId }) => (id === leadId ? null : leadId),
  kind: ({ kind }) => kind,
  source: ({ source }) => source,
  happened_at: ({ happenedAt }) => happenedAt,
  summary: ({ summary }) => summary,
  customer_words: ({ customerWords }) => customerWords,
  queue: ({ queue }) => queue,
  stage: ({ stage }) => stage,
  layer: ({ layer }) => layer,
  tool: ({ tool }) => tool,
  seconds_lost: ({ secondsLost }) => secondsLost,
  shift_mode: ({ mode }) => mode,
};
