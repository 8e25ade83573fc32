import type { Db } from '../../src/database/open.ts';
import { importSignalsCommand } from '../../src/signals/import-signals-command.ts';
import { topicStore } from '../../src/signals/topic-store.ts';
import { fileOf, listen } from './files.ts';

/** A file of topics and counts, brought in by the command; lines are `Order status,1240,2026-W09`, of one source. */
export async function bringSignals(db: Db, lines: readonly string[], args: string[] = ['--source', 'Gong']) {
  const { io, said } = listen();
  const file = fileOf(`Topic,Count,Period\n${lines.join('\n')}\n`, 'topics.csv');
  const code = await importSignalsCommand([file, ...args], io, db, (text) => text);
  return {
    code,
    ...said,
    summary: JSON.parse(said.out) as { importId: number; taken: number; alreadyThere: number; refused: number },
  };
}

export const topicNamed = async (db: Db, name: string) =>
  (await topicStore(db).listTopics()).find((topic) => topic.name === name)!;
