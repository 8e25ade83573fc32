import { recordEvent } from '../database/events.ts';
import type { Db, Tx } from '../database/open.ts';
import { isSameName } from '../themes/theme.ts';

export type MappingStore = ReturnType<typeof mappingStore>;

export type MappingOutcome =
  | { verdict: 'mapped' | 'already'; topic: string; theme: string | null }
  | { verdict: 'no topic' }
  | { verdict: 'no theme'; part: { name: string; rootName: string } | undefined }
  | { verdict: 'decided meanwhile' };

/** Which theme a topic counts for: one at a time. A decision is never changed; the newest that is not undone is in force. */
export const mappingStore = (db: Db) => ({
  /** `theme` is a name, or null for no friction; `seen` the mapping that was in force when the decision was made. */
  decide: (topicId: number, theme: string | null, seen: number | null, by: number, now: Date): Promise<MappingOutcome> =>
    db.transaction().execute(async (tx) => {
      const topic = await holdTopic(tx, topicId);
      if (!topic) return { verdict: 'no topic' };
      const found = theme === null ? null : await findRoot(tx, theme);
      if (found === undefined) return { verdict: 'no theme', part: await findPart(tx, theme!) };
      const before = await findInForce(tx, topicId);
      const themeId = found?.id ?? null;
      const outcome = { topic: topic.name, theme: found?.name ?? null };
      if (before && (before.rootId ?? null) === themeId) return { verdict: 'already', ...outcome };
      if ((before?.id ?? null) !== seen) return { verdict: 'decided meanwhile' };
      await tx.insertInto('signalMappings').values({ topicId, themeId, mappedAt: now.toISOString(), mappedBy: by }).execute();
      await record(tx, topic, { from: before?.themeId ?? null, to: themeId }, by, now);
      return { verdict: 'mapped', ...outcome };
    }),

  /** Puts a topic back where it was before a decision. Twice is once; refused when somebody has decided again since. */
  undo: (
    mappingId: number,
    by: number,
    now: Date,
  ): Promise<{ verdict: 'undone' | 'decided since'; topicId: number; topic: string } | undefined> =>
    db.transaction().execute(async (tx) => {
      const mapping = await tx.selectFrom('signalMappings').where('id', '=', mappingId).selectAll().executeTakeFirst();
      if (!mapping) return undefined;
      const topic = (await holdTopic(tx, mapping.topicId))!;
      const before = await findInForce(tx, topic.id);
      const outcome = { topicId: topic.id, topic: topic.name };
      if (before?.id !== mappingId) return { verdict: (await wasUndone(tx, mappingId)) ? 'undone' : 'decided since', ...outcome };
      const undone = { undoneAt: now.toISOString(), undoneBy: by };
      await tx.updateTable('signalMappings').set(undone).where('id', '=', mappingId).execute();
      const after = await findInForce(tx, topic.id);
      await record(tx, topic, { from: mapping.themeId, to: after?.themeId ?? null }, by, now);
      return { verdict: 'undone', ...outcome };
    }),

  /** The newest decision of somebody that is in force: what they may want to take back. */
  findLastBy: (personId: number) =>
    db
      .selectFrom('signalMappings')
      .innerJoin('signalTopics', 'signalTopics.id', 'topicId')
      .leftJoin('themes', 'themes.id', 'themeId')
      .leftJoin('themes as root', 'root.id', 'themes.rootId')
      .where('mappedBy', '=', personId)
      .where('undoneAt', 'is', null)
      .where((e) =>
        e.not(
          e.exists(
            e
              .selectFrom('signalMappings as later')
              .whereRef('later.topicId', '=', 'signalMappings.topicId')
              .whereRef('later.id', '>', 'signalMappings.id')
              .where('later.undoneAt', 'is', null)
              .select('later.id'),
          ),
        ),
      )
      .select([
        'signalMappings.id',
        'topicId',
        'signalTopics.name as topic',
        'root.id as themeId',
        'root.name as theme',
        'mappedAt',
      ])
      .orderBy('signalMappings.id', 'desc')
      .limit(1)
      .executeTakeFirst(),
});

interface Held {
  id: number;
  name: string;
  sourceId: number;
}

/** Writing the topic takes its lock: two who decide about it do so one after the other. */
const holdTopic = (tx: Tx, id: number): Promise<Held | undefined> =>
  tx
    .updateTable('signalTopics')
    .set((e) => ({ touched: e('touched', '+', 1) }))
    .where('id', '=', id)
    .returning(['id', 'name', 'sourceId'])
    .executeTakeFirst();

const findInForce = (tx: Tx, topicId: number) =>
  tx
    .selectFrom('signalMappings')
    .leftJoin('themes', 'themes.id', 'themeId')
    .where('topicId', '=', topicId)
    .where('undoneAt', 'is', null)
    .select(['signalMappings.id', 'themeId', 'rootId'])
    .orderBy('signalMappings.id', 'desc')
    .limit(1)
    .executeTakeFirst();

const wasUndone = async (tx: Tx, id: number) =>
  Boolean(
    await tx.selectFrom('signalMappings').where('id', '=', id).where('undoneAt', 'is not', null).select('id').executeTakeFirst(),
  );

/** The theme of this name that counts for itself; of several, the oldest. */
async function findRoot(tx: Tx, name: string) {
  const roots = await tx.selectFrom('themes').whereRef('rootId', '=', 'id').select(['id', 'name']).orderBy('id').execute();
  return roots.find((root) => isSameName(root.name, name));
}

/** A theme of this name that was merged into another. */
async function findPart(tx: Tx, name: string) {
  const parts = await tx
    .selectFrom('themes')
    .innerJoin('themes as root', 'root.id', 'themes.rootId')
    .whereRef('themes.rootId', '<>', 'themes.id')
    .select(['themes.name', 'root.name as rootName'])
    .orderBy('themes.id')
    .execute();
  return parts.find((part) => isSameName(part.name, name));
}

/** The topic remembers it, and so does the theme that lost it and the one that got it. */
async function record(tx: Tx, topic: Held, { from, to }: { from: number | null; to: number | null }, by: number, now: Date) {
  const source = await tx.selectFrom('signalSources').where('id', '=', topic.sourceId).select('name').executeTakeFirstOrThrow();
  const detail = `“${topic.name}” from ${source.name}`;
  await recordEvent(tx, { action: 'topic.mapped', subject: 'topic', subjectId: topic.id, actorId: by, detail: String(to) }, now);
  if (from === to) return;
  const told = { subject: 'theme', actorId: by, detail } as const;
  if (from !== null) await recordEvent(tx, { ...told, action: 'theme.topic-taken-away', subjectId: from }, now);
  if (to !== null) await recordEvent(tx, { ...told, action: 'theme.topic-mapped', subjectId: to }, now);
}
