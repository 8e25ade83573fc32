import { z } from 'zod';
import { maybeRowId, maybeText } from '../web/form.ts';
import { writtenTheme } from './choosing.ts';
import { themeName } from './theme.ts';

/** One move of one report. A row that takes back another names it in `undoesId`. */
export interface Filing {
  id: number;
  fromId: number | null;
  toId: number | null;
  how: 'sorted' | 'joined' | 'split' | 'undone';
  undoesId: number | null;
  filedAt: string;
  filedBy: number | null;
}

/** Where a report stands: in a theme, set aside (looked at, in no theme on purpose), or unsorted. */
export interface Standing {
  themeId: number | null;
  setAsideAt: string | null;
  filedAt: string | null;
  filedBy: number | null;
  /** The move that put it there; null where it came. */
  filingId: number | null;
}

/** Where a report's moves leave it, oldest first: its last move that nobody took back. */
export function standingAfter(filings: readonly Filing[]): Standing {
  const undone = new Set(filings.map(({ undoesId }) => undoesId));
  const last = filings.findLast(({ id, undoesId }) => undoesId === null && !undone.has(id));
  if (!last) return { themeId: filings[0]?.fromId ?? null, setAsideAt: null, filedAt: null, filedBy: null, filingId: null };
  const setAsideAt = last.toId === null ? last.filedAt : null;
  return { themeId: last.toId, setAsideAt, filedAt: last.filedAt, filedBy: last.filedBy, filingId: last.id };
}

/**
 * Which of a report's moves to take back so that it stands where it did before one of them: that one, and those before it that would leave it
 * in a theme it was refused for meanwhile.
 */
export function wayBack<Move extends Filing>(move: Move, filings: readonly Move[], refused: ReadonlySet<number>) {
  const undone = [move];
  for (;;) {
    const undoings = undone.map((one) => ({ ...one, id: 0, undoesId: one.id }));
    const standing = standingAfter([...filings, ...undoings]);
    const below = filings.find(({ id }) => id === standing.filingId);
    if (!below || !refused.has(standing.themeId ?? 0)) return { undone, standing };
    undone.push(below);
  }
}

/** May this move be taken back? Only while the report still stands where it put it. */
export function undoVerdict(filingId: number, filings: readonly Filing[]): 'undo' | 'already' | 'moved since' {
  if (filings.some(({ undoesId }) => undoesId === filingId)) return 'already';
  return standingAfter(filings).filingId === filingId ? 'undo' : 'moved since';
}

/** A decision about a report: a theme that exists, as it was written, or a new one. `through`: the newest report the page had counted in. */
export const filingForm = z
  .object({
    themeId: writtenTheme,
    newThemeName: maybeText(120),
    through: maybeRowId('Go back, reload the page and decide again'),
    seenIn: maybeRowId('Go back, reload the page and decide again'),
  })
  .superRefine(({ themeId, newThemeName }, context) => {
    if (themeId === '' && newThemeName === '')
      context.addIssue({ code: 'custom', path: ['themeId'], message: 'Choose a theme, or name a new one' });
    if (themeId === '' && newThemeName !== '' && !themeName.safeParse(newThemeName).success)
      context.addIssue({ code: 'custom', path: ['newThemeName'], message: 'Name the theme in words' });
  })
  .transform(({ themeId, newThemeName, ...seen }) => ({ ...seen, to: themeId ? { written: themeId } : { newThemeName } }));

export type FilingTarget = { themeId: number } | { newThemeName: string };
