import type { Db, Tx } from '../database/open.ts';
import type { Standing, ThesaurusTables } from '../database/tables/thesaurus.ts';
import type { LanguageName } from '../queue/language.ts';
import type { Thesaurus } from '../themes/grouping/words.ts';
import { insertEntry, inTurn, type Next, writeEntry } from './change-store.ts';
import { asEntry, type Entry, entriesFrom, MOST_ENTRIES, newLists, undoVerdict, wordsInForce } from './entry.ts';

export type EntryStore = ReturnType<typeof entryStore>;

/** What came of it. Changed since: somebody did so after the page was made. */
export interface Changing {
  verdict: 'changed' | 'already' | 'unknown' | 'changed since';
  entry?: Entry;
}

export type Adding = { verdict: 'added' | 'full'; added: Entry[]; already: Entry[] };

/** `draft`: the entries that every installation starts with. */
export const entryStore = (db: Db, draft: Thesaurus) => {
  const list = async (on: Db | Tx = db) => entriesFrom(await stored(on).execute(), draft);
  const find = async (on: Db | Tx, key: string) => (await list(on)).find((entry) => entry.key === key);

  return {
    list: () => list(),

    /** Adds the lists that say something new, or none of them when there is no room for all. */
    add: (lists: readonly (readonly string[])[], by: number, now: Date) =>
      inTurn<Adding>(db, async (tx) => {
        const there = await list(tx);
        const { fresh, already } = newLists(lists, there);
        const added: Entry[] = [];
        const own = there.filter(({ isDraft }) => !isDraft).length;
        if (fresh.length > 0 && own + fresh.length > MOST_ENTRIES) return { result: { verdict: 'full', added, already } };
        for (const words of fresh) added.push(await insertEntry(tx, words, by, now));
        return { result: { verdict: 'added', added, already }, changed: added };
      }),

    /** `seen`: the entry's last change when its page was made. */
    changeWords: (key: string, words: readonly string[], seen: number | null, by: number, now: Date) =>
      inTurn<Changing>(db, async (tx) => {
        const entry = await find(tx, key);
        if (!entry) return { result: { verdict: 'unknown' } };
        if (isSame(entry.words, words)) return { result: { verdict: 'already', entry } };
        if (entry.changeId !== seen) return { result: { verdict: 'changed since', entry } };
        return change(tx, entry, { what: 'changed', words, standing: entry.standing }, by, now);
      }),

    /** Entries of the draft are switched off; only owners' own are removed. */
    setStanding: (key: string, standing: Standing, by: number, now: Date) =>
      inTurn<Changing>(db, async (tx) => {
        const entry = await find(tx, key);
        if (!entry || (standing === 'removed' && entry.isDraft)) return { result: { verdict: 'unknown' } };
        if (entry.standing === standing) return { result: { verdict: 'already', entry } };
        return change(tx, entry, { what: SAID[standing], words: entry.words, standing }, by, now);
      }),

    /** Takes an entry's last change back, whoever made it. */
    undo: (changeId: number, by: number, now: Date) =>
      inTurn<Changing>(db, async (tx) => {
        const done = await tx.selectFrom('thesaurusChanges').where('id', '=', changeId).selectAll().executeTakeFirst();
        if (!done || done.undoesId !== null) return { result: { verdict: 'unknown' } };
        const entry = asEntry(await stored(tx).where('thesaurusEntries.id', '=', done.entryId).executeTakeFirstOrThrow());
        const verdict = undoVerdict(changeId, await listChangesOf(tx, done.entryId));
        if (verdict !== 'undo') return { result: { verdict, entry } };
        const words = done.wordsBefore === null ? entry.words : (JSON.parse(done.wordsBefore) as string[]);
        const before = { words, standing: done.standingBefore ?? ('removed' as const) };
        return change(tx, entry, { what: 'undone', ...before, undoesId: changeId }, by, now);
      }),

    /** The last changes, newest first, each with whether it was taken back. */
    listChanges: (most: number) =>
      db
        .selectFrom('thesaurusChanges as change')
        .leftJoin('thesaurusChanges as undoing', 'undoing.undoesId', 'change.id')
        .leftJoin('people', 'people.id', 'change.changedBy')
        .select(['change.id', 'change.what', 'change.words', 'change.wordsBefore', 'change.undoesId', 'change.changedAt'])
        .select(['people.name as changedBy', 'undoing.id as undoneById'])
        .orderBy('change.id', 'desc')
        .limit(most)
        .execute(),

    /** What reports are written in: the languages of the queues, and English, as which all without a queue are read. */
    async listLanguages(): Promise<LanguageName[]> {
      const rows = await db.selectFrom('queues').where('retiredAt', 'is', null).select('language').distinct().execute();
      return [...new Set<LanguageName>(['english', ...rows.map(({ language }) => language)])];
    },
  };
};

export type ListedChange = Awaited<ReturnType<EntryStore['listChanges']>>[number];

const SAID: Record<Standing, ThesaurusTables['thesaurusChanges']['what']> = {
  on: 'switched on',
  off: 'switched off',
  removed: 'removed',
};

const isSame = (one: readonly string[], other: readonly string[]) => one.join('\n') === other.join('\n');

/** Engines hear of it where they would read something else from now on. */
async function change(tx: Tx, entry: Entry, next: Next, by: number, now: Date) {
  const after = await writeEntry(tx, entry, next, by, now);
  const changed = isSame(wordsInForce(after), wordsInForce(entry)) ? [] : [after];
  return { result: { verdict: 'changed' as const, entry: after }, changed };
}

const listChangesOf = (tx: Tx, entryId: number) =>
  tx.selectFrom('thesaurusChanges').where('entryId', '=', entryId).select(['id', 'undoesId']).orderBy('id').execute();

/** Each entry with its last change. */
const stored = (on: Db | Tx) =>
  on
    .selectFrom('thesaurusEntries')
    .innerJoin('thesaurusChanges', 'thesaurusChanges.entryId', 'thesaurusEntries.id')
    .where('thesaurusChanges.id', 'in', (e) =>
      e
        .selectFrom('thesaurusChanges as last')
        .select((last) => last.fn.max('last.id').as('id'))
        .groupBy('last.entryId'),
    )
    .leftJoin('people', 'people.id', 'changedBy')
    .select(['thesaurusEntries.id', 'draftKey', 'thesaurusEntries.words', 'thesaurusEntries.standing'])
    .select(['thesaurusChanges.id as changeId', 'changedAt', 'people.name as changedBy'])
    .orderBy('thesaurusEntries.id');
