import type { Tx } from '../database/open.ts';
import { maybeRowId } from '../web/form.ts';
import type { Wording } from './wording.ts';

/** The theme that a form says its report belongs in. A choice that cannot be read is none: no report is lost over it. */
export const chosenTheme = maybeRowId('').optional().default(null).catch(null);

/**
 * Files a report that this transaction has just added where its writer wants it. False where that cannot be any more: the report is then
 * unsorted. `by` is null for a flag without a name, and then nothing but the day is written down.
 */
export type Join = (tx: Tx, reportId: number, by: number | null, now: Date) => Promise<boolean>;

export type JoinOutcome =
  | { verdict: 'joined' | 'already' | 'elsewhere'; themeId: number; name: string }
  | { verdict: 'no report' | 'no theme' | 'set aside' | 'kept apart' };

/** A writer's own word on which theme a report belongs in. */
export interface Joins {
  /** Ready to be carried out while the report is added; undefined where nothing was chosen. */
  prepare: (themeId: number | null, wording: Wording) => Promise<Join | undefined>;
  /** Afterwards, while nobody has sorted it. */
  join: (choice: { reportId: number; themeId: number; wording: Wording }, by: number | null, now: Date) => Promise<JoinOutcome>;
  /** While it stands where its writer put it; nothing is remembered against the two. */
  undo: (reportId: number, by: number | null, now: Date) => Promise<'undone' | 'already' | 'moved since'>;
  /** Those of these reports that stand where their writers put them. */
  listJoined: (reportIds: readonly number[]) => Promise<Set<number>>;
  /** What may be joined: the theme that a number stands for now, if it holds a report. */
  findTheme: (themeId: number) => Promise<{ id: number; name: string } | undefined>;
}
