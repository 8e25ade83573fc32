import { recordEvent } from '../database/events.ts';
import { noteRefusals } from '../database/imports.ts';
import type { Db, Tx } from '../database/open.ts';
import type { RefusedLine } from './settle.ts';
import { keyOf, type Signal } from './signal.ts';

export type SignalImportStore = ReturnType<typeof signalImportStore>;

export interface Taking {
  taken: number;
  /** What was in force already, with this very count. */
  alreadyThere: number;
}

/** What a tool sent: no import at all where it changed nothing. */
export interface Sent extends Taking {
  importId: number | null;
}

/** What imports say. A count that differs from the one in force is written beside it and is in force then, until its import is undone. */
export const signalImportStore = (db: Db) => ({
  async begin(fileName: string, by: number | null, now: Date): Promise<number> {
    const row = { kind: 'signals', fileName, importedAt: now.toISOString(), importedBy: by } as const;
    return (await db.insertInto('imports').values(row).returning('id').executeTakeFirstOrThrow()).id;
  },

  /** Some signals, all or none, each topic and period once. Undefined when this import was undone meanwhile. */
  takeBatch: (importId: number, signals: readonly Signal[], refused: readonly RefusedLine[]): Promise<Taking | undefined> =>
    db.transaction().execute(async (tx) => {
      if (!(await noteRefusals(tx, importId, refused))) return undefined;
      const changes = await changesIn(tx, signals);
      await write(tx, importId, changes);
      const taking = { taken: changes.length, alreadyThere: signals.length - changes.length };
      await count(tx, importId, taking);
      return taking;
    }),

  /** `repeated`: lines that stood in the file twice. */
  finish: (importId: number, repeated: number, now: Date) =>
    db.transaction().execute(async (tx) => {
      await tx.updateTable('imports').set({ finishedAt: now.toISOString() }).where('id', '=', importId).execute();
      await count(tx, importId, { taken: 0, alreadyThere: repeated });
      await recordEvent(tx, { action: 'import.finished', subject: 'import', subjectId: importId, actorId: null }, now);
    }),

  /** What a tool sent with a token, all or none. */
  takeAtOnce: (signals: readonly Signal[], fileName: string, tokenId: number, now: Date): Promise<Sent> =>
    db.transaction().execute(async (tx) => {
      const changes = await changesIn(tx, signals);
      const taking = { taken: changes.length, alreadyThere: signals.length - changes.length };
      if (changes.length === 0) return { importId: null, ...taking };
      const at = now.toISOString();
      const counts = { taken: taking.taken, doubled: taking.alreadyThere };
      const row = { kind: 'signals', fileName, tokenId, importedAt: at, finishedAt: at, ...counts } as const;
      const { id } = await tx.insertInto('imports').values(row).returning('id').executeTakeFirstOrThrow();
      await write(tx, id, changes);
      await recordEvent(tx, { action: 'import.finished', subject: 'import', subjectId: id, actorId: null }, now);
      return { importId: id, ...taking };
    }),
});

type Change = { topicId: number; fromDay: string; untilDay: string; mentions: number };

/** The signals that are not in force as they stand. Holds their sources: whoever else imports one of these waits. */
async function changesIn(tx: Tx, signals: readonly Signal[]): Promise<Change[]> {
  if (signals.length === 0) return [];
  const sources = await holdSources(tx, signals);
  const topics = await findTopics(
    tx,
    signals.map((signal) => ({ ...signal, sourceId: sources.get(keyOf(signal.source))! })),
  );
  const known = await inForce(tx, [...new Set(topics)], signals);
  return signals.flatMap(({ period: { from, until }, mentions }, at) => {
    const change = { topicId: topics[at]!, fromDay: from, untilDay: until, mentions };
    return known.get(placeOf(change)) === mentions ? [] : [change];
  });
}

/** In the order of their keys, so that two imports never wait for each other. */
async function holdSources(tx: Tx, signals: readonly Signal[]): Promise<Map<string, number>> {
  const names = new Map(signals.map(({ source }) => [keyOf(source), source]));
  const rows = [...names].map(([key, name]) => ({ key, name })).toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const held = await tx
    .insertInto('signalSources')
    .values(rows)
    .onConflict((conflict) => conflict.column('key').doUpdateSet((e) => ({ touched: e('signalSources.touched', '+', 1) })))
    .returning(['id', 'key'])
    .execute();
  return new Map(held.map(({ id, key }) => [key, id]));
}

/** The number of each signal's topic, in their order. */
async function findTopics(tx: Tx, signals: readonly (Signal & { sourceId: number })[]): Promise<number[]> {
  const rows = new Map(
    signals.map(({ sourceId, topic }) => [`${sourceId} ${keyOf(topic)}`, { sourceId, name: topic, key: keyOf(topic) }]),
  );
  await tx
    .insertInto('signalTopics')
    .values([...rows.values()])
    .onConflict((conflict) => conflict.columns(['sourceId', 'key']).doNothing())
    .execute();
  const found = await tx
    .selectFrom('signalTopics')
    .where('sourceId', 'in', [...new Set(signals.map(({ sourceId }) => sourceId))])
    .where('key', 'in', [...new Set(signals.map(({ topic }) => keyOf(topic)))])
    .select(['id', 'sourceId', 'key'])
    .execute();
  const ids = new Map(found.map(({ id, sourceId, key }) => [`${sourceId} ${key}`, id]));
  return signals.map(({ sourceId, topic }) => ids.get(`${sourceId} ${keyOf(topic)}`)!);
}

/** What is said of these topics now, within the time that the signals speak of. */
async function inForce(tx: Tx, topicIds: readonly number[], signals: readonly Signal[]): Promise<Map<string, number>> {
  const days = signals.map(({ period }) => period.from).toSorted();
  const said = await tx
    .selectFrom('signals')
    .innerJoin('imports', 'imports.id', 'signals.importId')
    .where('imports.undoneAt', 'is', null)
    .where('topicId', 'in', topicIds)
    .where('fromDay', '>=', days[0]!)
    .where('fromDay', '<=', days.at(-1)!)
    .select(['topicId', 'fromDay', 'untilDay', 'mentions'])
    .orderBy('signals.id')
    .execute();
  return new Map(said.map((one) => [placeOf(one), one.mentions]));
}

const placeOf = ({ topicId, fromDay, untilDay }: Omit<Change, 'mentions'>) => `${topicId} ${fromDay} ${untilDay}`;

async function write(tx: Tx, importId: number, changes: readonly Change[]) {
  if (changes.length > 0)
    await tx
      .insertInto('signals')
      .values(changes.map((change) => ({ ...change, importId })))
      .execute();
}

const count = (tx: Tx, importId: number, { taken, alreadyThere }: Taking) =>
  tx
    .updateTable('imports')
    .set((e) => ({ taken: e('taken', '+', taken), doubled: e('doubled', '+', alreadyThere) }))
    .where('id', '=', importId)
    .execute();
