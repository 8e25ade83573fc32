import { recordEvent } from '../database/events.ts';
import { logSteps, thesaurusSteps } from '../database/grouping-log.ts';
import type { Db, Tx } from '../database/open.ts';
import type { Standing, ThesaurusTables } from '../database/tables/thesaurus.ts';
import { type Entry, wordsInForce } from './entry.ts';

type What = ThesaurusTables['thesaurusChanges']['what'];

/** How an entry is to be from now on, and what was done to make it so. */
export interface Next {
  what: What;
  words: readonly string[];
  standing: Standing;
  /** The change that is taken back. */
  undoesId?: number;
}

interface Decision<T> {
  result: T;
  /** Entries whose words the engines must hear of. */
  changed?: readonly Entry[];
}

/** One change at a time: its turn is the row of the grouping log, which the step at its end takes anyway. */
export const inTurn = <T>(db: Db, decide: (tx: Tx) => Promise<Decision<T>>): Promise<T> =>
  db.transaction().execute(async (tx) => {
    await tx
      .updateTable('groupingLog')
      .set((e) => ({ last: e.ref('last') }))
      .execute();
    const { result, changed = [] } = await decide(tx);
    await logSteps(tx, thesaurusSteps(changed.map((entry) => ({ key: entry.key, words: wordsInForce(entry) }))));
    return result;
  });

/** A new entry of an owner's own. */
export async function insertEntry(tx: Tx, words: readonly string[], by: number, now: Date): Promise<Entry> {
  const row = { words: JSON.stringify(words), standing: 'on' as const };
  const { id } = await tx.insertInto('thesaurusEntries').values(row).returning('id').executeTakeFirstOrThrow();
  const change = { entryId: id, what: 'added' as const, wordsBefore: null, standingBefore: null, ...row, undoesId: null };
  const changeId = await record(tx, change, by, now);
  return { key: String(id), words, standing: 'on', isDraft: false, changeId, changedAt: now.toISOString(), changedBy: null };
}

/** The entry as it is afterwards. One of the draft gets its row with its first change. */
export async function writeEntry(
  tx: Tx,
  entry: Entry,
  { what, words, standing, undoesId }: Next,
  by: number,
  now: Date,
): Promise<Entry> {
  const row = { words: JSON.stringify(words), standing };
  const before = { wordsBefore: JSON.stringify(entry.words), standingBefore: entry.standing };
  const entryId = entry.changeId === null ? await insertDrafted(tx, entry.key, row) : await update(tx, entry, row);
  const changeId = await record(tx, { entryId, what, ...before, ...row, undoesId: undoesId ?? null }, by, now);
  return { ...entry, words, standing, changeId, changedAt: now.toISOString(), changedBy: null };
}

type Row = Pick<ThesaurusTables['thesaurusEntries'], 'words' | 'standing'>;

const insertDrafted = async (tx: Tx, draftKey: string, row: Row) =>
  (
    await tx
      .insertInto('thesaurusEntries')
      .values({ draftKey, ...row })
      .returning('id')
      .executeTakeFirstOrThrow()
  ).id;

const update = async (tx: Tx, { key, isDraft }: Entry, row: Row) =>
  (
    await tx
      .updateTable('thesaurusEntries')
      .set((e) => ({ ...row, touched: e('touched', '+', 1) }))
      .where((e) => (isDraft ? e('draftKey', '=', key) : e('id', '=', Number(key))))
      .returning('id')
      .executeTakeFirstOrThrow()
  ).id;

type NewChange = Omit<ThesaurusTables['thesaurusChanges'], 'id' | 'changedAt' | 'changedBy'>;

async function record(tx: Tx, change: NewChange, by: number, now: Date): Promise<number> {
  const action = `thesaurus.${change.what.replace(' ', '-')}`;
  await recordEvent(tx, { action, subject: 'thesaurus', subjectId: change.entryId, actorId: by, detail: change.words }, now);
  const row = { ...change, changedAt: now.toISOString(), changedBy: by };
  return (await tx.insertInto('thesaurusChanges').values(row).returning('id').executeTakeFirstOrThrow()).id;
}
