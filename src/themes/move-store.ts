import type { Insertable } from 'kysely';
import type { Tx } from '../database/open.ts';
import type { Tables } from '../database/tables.ts';
import { type Filing, standingAfter, undoVerdict } from './filing.ts';

/** What every move of reports is made of; each is called inside a sorting transaction that has taken its turn. */
interface Move {
  toId: number | null;
  how: 'sorted' | 'split';
  splitId?: number;
}

export interface UndoOutcome {
  verdict: 'undone' | 'already' | 'moved since';
  /** How many reports went back. */
  reports: number;
  /** The report that led the decision. */
  reportId: number;
}

type Moved = Filing & { reportId: number; splitId: number | null; batchId: number | null };

const ROWS_AT_ONCE = 500;

/** Moves reports and writes down each move. The first is the one that was decided about; the others travel with it. */
export async function moveReports(
  tx: Tx,
  reports: readonly { id: number; themeId: number | null }[],
  { toId, how, splitId }: Move,
  by: number,
  now: Date,
) {
  const at = now.toISOString();
  const standing = { themeId: toId, setAsideAt: toId === null ? at : null, filedAt: at, filedBy: by };
  for (const some of inParts(reports.map(({ id }) => id)))
    await tx.updateTable('reports').set(standing).where('id', 'in', some).execute();

  const stamp = { toId, how, splitId: splitId ?? null, filedAt: at, filedBy: by };
  const rows = reports.map(({ id, themeId }) => ({ ...stamp, reportId: id, fromId: themeId }));
  const batchId = how === 'sorted' ? await insertLead(tx, rows[0]!) : null;
  for (const some of inParts(batchId === null ? rows : rows.slice(1)))
    await tx
      .insertInto('filings')
      .values(some.map((row) => ({ ...row, batchId })))
      .execute();
}

/** Takes back the moves of one decision or one split, for the reports that nobody has moved since. */
export async function takeBack(
  tx: Tx,
  which: { leadId: number } | { splitId: number },
  by: number,
  now: Date,
): Promise<UndoOutcome> {
  const histories = await listHistories(tx, which);
  const ofDecision = (filing: Moved) =>
    filing.undoesId === null &&
    ('splitId' in which ? filing.splitId === which.splitId : filing.id === which.leadId || filing.batchId === which.leadId);
  const decided = histories.flatMap((filings) => filings.filter(ofDecision).map((move) => ({ move, filings })));
  const lead = decided.find(({ move }) => 'splitId' in which || move.id === which.leadId)!;
  const leadVerdict = undoVerdict(lead.move.id, lead.filings);
  const back = decided.filter(({ move, filings }) => undoVerdict(move.id, filings) === 'undo');
  const outcome = { reportId: lead.move.reportId, reports: back.length };
  if (!('splitId' in which) && leadVerdict !== 'undo') return { ...outcome, verdict: leadVerdict, reports: 0 };
  await writeBack(tx, back, by, now);
  return { ...outcome, verdict: 'undone' };
}

/** The whole history of every report that the decision moved, a report each. */
async function listHistories(tx: Tx, which: { leadId: number } | { splitId: number }): Promise<Moved[][]> {
  const touched = tx
    .selectFrom('filings')
    .where((e) =>
      'splitId' in which ? e('splitId', '=', which.splitId) : e.or([e('id', '=', which.leadId), e('batchId', '=', which.leadId)]),
    )
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
async function writeBack(tx: Tx, back: readonly { move: Moved; filings: Moved[] }[], by: number, now: Date) {
  const groups = new Map<string, { ids: number[]; standing: ReturnType<typeof standingAfter> }>();
  const rows = back.map(({ move, filings }) => {
    const undoing = { reportId: move.reportId, fromId: move.toId, how: 'undone' as const, undoesId: move.id };
    const standing = standingAfter([...filings, { ...move, ...undoing, id: 0 }]);
    const alike = JSON.stringify([standing.themeId, standing.setAsideAt, standing.filedAt, standing.filedBy]);
    const group = groups.get(alike) ?? { ids: [], standing };
    group.ids.push(move.reportId);
    groups.set(alike, group);
    return { ...undoing, toId: standing.themeId, splitId: move.splitId, batchId: null, filedAt: now.toISOString(), filedBy: by };
  });
  for (const { ids, standing } of groups.values()) {
    const { filingId: _, ...columns } = standing;
    for (const some of inParts(ids)) await tx.updateTable('reports').set(columns).where('id', 'in', some).execute();
  }
  for (const some of inParts(rows)) await tx.insertInto('filings').values(some).execute();
}

async function insertLead(tx: Tx, row: Insertable<Tables['filings']>): Promise<number> {
  return (await tx.insertInto('filings').values(row).returning('id').executeTakeFirstOrThrow()).id;
}

const inParts = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / ROWS_AT_ONCE) }, (_, part) =>
    all.slice(part * ROWS_AT_ONCE, (part + 1) * ROWS_AT_ONCE),
  );
