import { recordEvent } from '../../database/events.ts';
import type { Db } from '../../database/open.ts';
import type { Pattern } from './schedule.ts';
import type { ScheduledAgents } from './schedule-file.ts';

export type ScheduleStore = ReturnType<typeof scheduleStore>;

const ROWS_AT_ONCE = 1_000;

export const scheduleStore = (db: Db) => ({
  listPatterns: (queueId: number) =>
    db
      .selectFrom('staffingPatterns')
      .where('queueId', '=', queueId)
      .select(['id', 'weekday', 'fromClock', 'untilClock', 'agents'])
      .orderBy('weekday')
      .orderBy('fromClock')
      .execute(),

  /** A pattern that is there already is not added again. */
  addPatterns: (queueId: number, patterns: readonly Pattern[], by: number, now: Date) =>
    db.transaction().execute(async (tx) => {
      await tx
        .updateTable('queues')
        .set((e) => ({ touched: e('touched', '+', 1) }))
        .where('id', '=', queueId)
        .execute();
      const known = await tx.selectFrom('staffingPatterns').where('queueId', '=', queueId).selectAll().execute();
      const isNew = (pattern: Pattern) => !known.some((other) => keyOf(other) === keyOf(pattern));
      const added = patterns.filter(isNew).map((pattern) => ({ queueId, ...pattern }));
      if (added.length === 0) return;
      await tx.insertInto('staffingPatterns').values(added).execute();
      await recordEvent(tx, { action: 'schedule.changed', subject: 'queue', subjectId: queueId, actorId: by }, now);
    }),

  removePattern: (queueId: number, id: number) =>
    db.deleteFrom('staffingPatterns').where('queueId', '=', queueId).where('id', '=', id).execute(),

  /** Agents by the start of the interval, where somebody has said so for that very interval. */
  async listGiven(queueId: number, from: string, until: string): Promise<Map<string, number>> {
    const rows = await db
      .selectFrom('staffedIntervals')
      .where('queueId', '=', queueId)
      .where('startsAt', '>=', from)
      .where('startsAt', '<', until)
      .select(['startsAt', 'agents'])
      .execute();
    return new Map(rows.map(({ startsAt, agents }) => [startsAt, agents]));
  },

  /** Each row takes the place of what stood at its start. Returns the import's number. */
  give: (queueId: number, fileName: string, rows: readonly ScheduledAgents[], refused: number, by: number | null, now: Date) =>
    db.transaction().execute(async (tx) => {
      const at = now.toISOString();
      const { id } = await tx
        .insertInto('imports')
        .values({ kind: 'staffing', fileName, importedAt: at, importedBy: by, taken: rows.length, refused, finishedAt: at })
        .returning('id')
        .executeTakeFirstOrThrow();
      for (let from = 0; from < rows.length; from += ROWS_AT_ONCE)
        await tx
          .insertInto('staffedIntervals')
          .values(rows.slice(from, from + ROWS_AT_ONCE).map((row) => ({ ...row, queueId, importId: id })))
          .onConflict((conflict) =>
            conflict
              .columns(['queueId', 'startsAt'])
              .doUpdateSet((e) => ({ agents: e.ref('excluded.agents'), importId: e.ref('excluded.importId') })),
          )
          .execute();
      await recordEvent(tx, { action: 'schedule.imported', subject: 'import', subjectId: id, actorId: by }, now);
      return id;
    }),
});

const keyOf = ({ weekday, fromClock, untilClock, agents }: Pattern) => `${weekday} ${fromClock} ${untilClock} ${agents}`;
