import { z } from 'zod';
import { idFrom, maybeRowId, maybeText } from '../web/form.ts';
import { writtenTheme } from './choosing.ts';
import { themeName } from './theme.ts';
import { MOST_TRAVEL } from './unsorted.ts';

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

/** The move by which its writer put a report where it stands; undefined where it stands in no theme, or where somebody else put it. */
export function standingJoin<Move extends Filing>(filings: readonly Move[]): Move | undefined {
  const { filingId } = standingAfter(filings);
  return filings.find(({ id, how }) => id === filingId && how === 'joined');
}

const RELOAD = 'Go back, reload the page and decide again';

/** The reports that the page had shown to travel along: ticked boxes, or one text with their numbers. */
const travels = z.preprocess(
  (shown) =>
    [...new Set([shown].flat().flatMap((ids) => (typeof ids === 'string' ? ids.split(',').map(idFrom) : [])))].filter(Boolean),
  z.array(z.number()).max(MOST_TRAVEL, RELOAD),
);

export const settingAsideForm = z.object({ travels });

/**
 * A decision about a report: a suggested theme, one as it was written, or a new one. `into` says which field a button belongs to; without it
 * what is filled in counts, in that order. `offeredName` is what the page had put into the field of the new name, a sentence of `offeredFrom`.
 */
export const filingForm = z
  .object({
    into: z.enum(['written', 'new']).nullable().catch(null),
    suggested: maybeRowId(RELOAD),
    themeId: writtenTheme,
    newThemeName: maybeText(120),
    offeredName: maybeText(),
    offeredFrom: maybeRowId(RELOAD),
    travels,
    seenIn: maybeRowId(RELOAD),
  })
  .transform(({ into, ...form }) => ({
    ...form,
    themeId: into === 'new' ? '' : String(form.suggested ?? form.themeId),
    newThemeName: into === 'written' ? '' : form.newThemeName,
  }))
  .superRefine(({ themeId, newThemeName }, context) => {
    if (themeId === '' && newThemeName === '')
      context.addIssue({ code: 'custom', path: ['themeId'], message: 'Choose a theme, or name a new one' });
    if (themeId === '' && newThemeName !== '' && !themeName.safeParse(newThemeName).success)
      context.addIssue({ code: 'custom', path: ['newThemeName'], message: 'Name the theme in words' });
  })
  .transform(({ themeId, newThemeName, offeredName, offeredFrom, travels, seenIn }) => ({
    travels,
    seenIn,
    to: themeId ? { written: themeId } : { newThemeName, namedAfter: newThemeName === offeredName ? offeredFrom : null },
  }));

/** `namedAfter`: the report whose sentence the new name is, where nobody has changed it. */
export type FilingTarget = { themeId: number } | { newThemeName: string; namedAfter?: number | null };
