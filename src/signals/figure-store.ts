import { setImmediate as breathe } from 'node:timers/promises';
import type { Db } from '../database/open.ts';
import { figuresOf, lastDayOf, type Reading, type TopicFigures } from './figures.ts';
import { today } from './today.ts';

export type FigureStore = ReturnType<typeof figureStore>;

const ROWS_AT_ONCE = 2_000;
const TOPICS_AT_ONCE = 20;

/**
 * What every topic comes to, by its number; topics of which nothing is in force are left out. Worked out anew when an import came or
 * was undone, by whatever process, and kept until then.
 */
export function figureStore(db: Db) {
  let kept: { version: string; figures: Promise<Map<number, TopicFigures>> } | undefined;

  return {
    async figures(): Promise<Map<number, TopicFigures>> {
      const version = await readVersion(db);
      if (kept?.version === version) return kept.figures;
      const figures = workOut(db);
      kept = { version, figures };
      figures.catch(() => {
        kept = undefined;
      });
      return figures;
    },
  };
}

/** Imports only add signals, and are in force or undone: these numbers change whenever a figure may. */
async function readVersion(db: Db): Promise<string> {
  const imports = () => db.selectFrom('imports').where('kind', '=', 'signals');
  const { count, taken } = await imports()
    .select((e) => [e.fn.countAll<number>().as('count'), e.fn.sum<number>('taken').as('taken')])
    .executeTakeFirstOrThrow();
  const undone = await imports().where('undoneAt', 'is not', null).select('id').orderBy('id').execute();
  return `${count} ${taken} ${undone.map(({ id }) => id).join(' ')}`;
}

interface Topic {
  sourceId: number;
  /** By its days. */
  readings: Map<string, Reading>;
}

async function workOut(db: Db): Promise<Map<number, TopicFigures>> {
  const topics = await readTopics(db);
  const figures = new Map<number, TopicFigures>();
  for (const sourceId of new Set([...topics.values()].map((topic) => topic.sourceId))) {
    const said = [...topics].filter(([, topic]) => topic.sourceId === sourceId);
    const readings = said.map(([id, topic]) => [id, [...topic.readings.values()]] as const);
    const lastDay = lastDayOf(readings.map(([, ofTopic]) => ofTopic));
    for (const [at, [id, ofTopic]] of readings.entries()) {
      figures.set(id, figuresOf(ofTopic, lastDay));
      if (at % TOPICS_AT_ONCE === 0) await breathe();
    }
  }
  return figures;
}

async function readTopics(db: Db): Promise<Map<number, Topic>> {
  const topics = new Map<number, Topic>();
  for (let after = 0; ; ) {
    const rows = await readingsAfter(db, after);
    for (const { topicId, sourceId, importedAt, ...said } of rows) {
      const topic = topics.get(topicId) ?? { sourceId, readings: new Map<string, Reading>() };
      topics.set(topicId, topic);
      topic.readings.set(`${said.from} ${said.until}`, readingOf(said, importedAt));
    }
    if (rows.length < ROWS_AT_ONCE) return topics;
    after = rows.at(-1)!.id;
    await breathe();
  }
}

function readingOf({ from, until, mentions }: Omit<Reading, 'heardUntil'>, importedAt: string): Reading {
  const begun = today(new Date(importedAt));
  return { from, until, mentions, heardUntil: until < begun ? until : begun };
}

/** By number: of several for one topic and period the newest stands. */
const readingsAfter = (db: Db, after: number) =>
  db
    .selectFrom('signals')
    .innerJoin('imports', 'imports.id', 'signals.importId')
    .innerJoin('signalTopics', 'signalTopics.id', 'signals.topicId')
    .where('imports.undoneAt', 'is', null)
    .where('signals.id', '>', after)
    .select(['signals.id', 'topicId', 'sourceId', 'fromDay as from', 'untilDay as until', 'mentions', 'importedAt'])
    .orderBy('signals.id')
    .limit(ROWS_AT_ONCE)
    .execute();
