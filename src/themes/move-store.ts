import type { Insertable } from 'kysely';
import { logSteps, type NewStep } from '../database/grouping-log.ts';
import type { Tx } from '../database/open.ts';
import type { Tables } from '../database/tables.ts';
import { type Filing, type Standing, undoVerdict, wayBack } from './filing.ts';
import { refusedThemes } from './refused-store.ts';
import type { Reasons } from './similar-store.ts';

/** What every move of reports is made of; each is called inside a sorting transaction that has taken its turn. */
interface Move {
  toId: number | null;
  how: 'sorted' | 'joined' | 'split';
  splitId?: number;
  /** Whether the engine's gate decided, and what the engine had to say. */
  madeBy?: 'human' | 'gate';
  reasons?: Reasons;
}

export interface UndoOutcome {
  verdict: 'undone' | 'already' | 'moved since';
  /** How many reports went back. */
  reports: number;
  /** The report that led the decision. */
  reportId: number;
}

/** One decision with all that travelled with it, one split, or one move alone. */
type Which = { leadId: number } | { splitId: number } | { onlyId: number };

const isOf = (which: Which, { id, batchId, splitId }: Moved) => {
  if ('splitId' in which) return splitId === which.splitId;
  return 'onlyId' in which ? id === which.onlyId : id === which.leadId || batchId === which.leadId;
};

type Moved = Filing & { reportId: number; splitId: number | null; batchId: number | null };

const ROWS_AT_ONCE = 500;

/**
 * Moves reports and writes down each move. The first is the one that was decided about; the others travel with it, as all of a split do,
 * and teach the engine nothing about its guesses. Returns what the grouping log is to hear.
 */
export async function moveReports(
  tx: Tx,
  reports: readonly { id: number; themeId: number | null }[],
  { toId, how, splitId, madeBy = 'human', reasons }: Move,
  by: number | null,
  now: Date,
): Promise<NewStep[]> {
  const at = now.toISOString();
  const standing = { themeId: toId, setAsideAt: toId === null ? at : null, filedAt: at, filedBy: by };
  for (const some of inParts(reports.map(({ id }) => id)))
    await tx.updateTable('reports').set(standing).where('id', 'in', some).execute();

  const why = { engineVersion: reasons?.version ?? null, reasons: reasons ? JSON.stringify(reasons) : null };
  const stamp = { toId, how, splitId: splitId ?? null, filedAt: at, filedBy: by, madeBy, ...why };
  const beliefOf = (index: number) => (index === 0 && reports[0]!.themeId === null ? (reasons?.belief ?? null) : null);
  const rows = reports.map(({ id, themeId }, index) => ({ ...stamp, reportId: id, fromId: themeId, belief: beliefOf(index) }));
  const batchId = how === 'sorted' ? await insertLead(tx, rows[0]!) : null;
  for (const some of inParts(batchId === null ? rows : rows.slice(1)))
    await tx
      .insertInto('filings')
      .values(some.map((row) => ({ ...row, batchId })))
      .execute();
  return reports.flatMap(({ id, themeId }, index): NewStep[] => {
    const isDecided = index === 0 && how !== 'split';
    if (toId !== null) return [{ kind: 'filed', reportId: id, themeId: toId, filedBy: isDecided ? madeBy : 'import' }];
    if (themeId !== null) return [{ kind: 'unfiled', reportId: id }];
    return isDecided ? [{ kind: 'aside', reportId: id }] : [];
  });
}

/** Takes back the moves of one decision or one split, for the reports that nobody has moved since, and tells the grouping log. */
export async function takeBack(tx: Tx, which: Which, by: number | null, now: Date): Promise<UndoOutcome> {
  const histories = await listHistories(tx, which);
  const ofDecision = (filing: Moved) => filing.undoesId === null && isOf(which, filing);
  const decided = histories.flatMap((filings) => filings.filter(ofDecision).map((move) => ({ move, filings })));
  const lead = decided.find(({ move }) => !('leadId' in which) || move.id === which.leadId)!;
  const leadVerdict = undoVerdict(lead.move.id, lead.filings);
  const back = decided.filter(({ move, filings }) => undoVerdict(move.id, filings) === 'undo');
  const outcome = { reportId: lead.move.reportId, reports: back.length };
  if (!('splitId' in which) && leadVerdict !== 'undo') return { ...outcome, verdict: leadVerdict, reports: 0 };
  await logSteps(tx, await writeBack(tx, back, by, now));
  return { ...outcome, verdict: 'undone' };
}

/** The whole history of every report that the decision moved, a report each. */
async function listHistories(tx: Tx, which: Which): Promise<Moved[][]> {
  const touched = tx
    .selectFrom('filings')
    .where((e) => {
      if ('splitId' in which) return e('splitId', '=', which.splitId);
      if ('onlyId' in which) return e('id', '=', which.onlyId);
      return e.or([e('id', '=', which.leadId), e('batchId', '=', which.leadId)]);
    })
    .select('reportId');
  const rows = await tx
    .selectFrom('filings')
    .where('reportId', 'in', touched)
    .selectAll()
    .orderBy('reportId')
    .orderBy('id')
    .execute();
  const histories = new Map<number, Moved[]>();
  for (const row of rows) histories.set(row.reportId, [...(histories.get(row.reportId) ?? []), row]);
  return [...histories.values()];
}

/** Each report gets the standing it had before; those with the same one are written together. */
async function writeBack(
  tx: Tx,
  back: readonly { move: Moved; filings: Moved[] }[],
  by: number | null,
  now: Date,
): Promise<NewStep[]> {
  const refused = await refusedThemes(
    tx,
    back.map(({ move }) => move.reportId),
  );
  const ways = back.map(({ move, filings }) => wayBack(move, filings, refused.get(move.reportId) ?? new Set()));
  const groups = new Map<string, { ids: number[]; standing: Standing }>();
  for (const { undone, standing } of ways) {
    const alike = JSON.stringify([standing.themeId, standing.setAsideAt, standing.filedAt, standing.filedBy]);
    const group = groups.get(alike) ?? { ids: [], standing };
    group.ids.push(undone[0]!.reportId);
    groups.set(alike, group);
  }
  for (const { ids, standing } of groups.values()) {
    const { filingId: _, ...columns } = standing;
    for (const some of inParts(ids)) await tx.updateTable('reports').set(columns).where('id', 'in', some).execute();
  }
  const rows = ways.flatMap((way) => undoingRows(way, by, now));
  for (const some of inParts(rows)) await tx.insertInto('filings').values(some).execute();
  return ways.map(({ undone, standing }) => stepTo(undone[0]!.reportId, standing.themeId));
}

const stepTo = (reportId: number, themeId: number | null): NewStep =>
  themeId === null ? { kind: 'unfiled', reportId } : { kind: 'filed', reportId, themeId, filedBy: 'import' };

/** A row for each move taken back, from where it had put the report to where the one before it had. */
const undoingRows = ({ undone, standing }: { undone: Moved[]; standing: Standing }, by: number | null, now: Date) =>
  undone.map(({ id, reportId, toId, splitId }, index) => ({
    reportId,
    fromId: toId,
    toId: index + 1 < undone.length ? undone[index + 1]!.toId : standing.themeId,
    how: 'undone' as const,
    undoesId: id,
    splitId,
    batchId: null,
    filedAt: now.toISOString(),
    filedBy: by,
  }));

async function insertLead(tx: Tx, row: Insertable<Tables['filings']>): Promise<number> {
  return (await tx.insertInto('filings').values(row).returning('id').executeTakeFirstOrThrow()).id;
}

const inParts = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / ROWS_AT_ONCE) }, (_, part) =>
    all.slice(part * ROWS_AT_ONCE, (part + 1) * ROWS_AT_ONCE),
  );
