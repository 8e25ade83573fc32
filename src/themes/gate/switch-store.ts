import { recordEvent } from '../../database/events.ts';
import type { Db, Tx } from '../../database/open.ts';

export type GateSwitchStore = ReturnType<typeof gateSwitchStore>;

/** Beside the settings of the organisation, with who changed it and when. */
const NAME = 'gate';

/** Whether the gate may file at all; it may until somebody says no. */
export const gateSwitchStore = (db: Db) => ({
  async find(): Promise<{ on: boolean; changedAt: string | null; changedBy: string | null }> {
    const row = await db
      .selectFrom('settings')
      .leftJoin('people', 'people.id', 'settings.changedBy')
      .where('settings.name', '=', NAME)
      .select(['value', 'changedAt', 'people.name as changedBy'])
      .executeTakeFirst();
    return { on: row?.value !== OFF, changedAt: row?.changedAt ?? null, changedBy: row?.changedBy ?? null };
  },

  /** Twice is once: who said it first stays on the page. */
  turn: (on: boolean, by: number, now: Date) =>
    db.transaction().execute(async (tx) => {
      if ((await isSwitchedOn(tx)) === on) return;
      const row = { value: on ? ON : OFF, changedAt: now.toISOString(), changedBy: by };
      await tx
        .insertInto('settings')
        .values({ name: NAME, ...row })
        .onConflict((c) => c.column('name').doUpdateSet(row))
        .execute();
      const action = on ? 'gate.switched-on' : 'gate.switched-off';
      await recordEvent(tx, { action, subject: 'settings', subjectId: 1, actorId: by }, now);
    }),
});

const [ON, OFF] = ['"on"', '"off"'];

export const isSwitchedOn = async (tx: Db | Tx): Promise<boolean> =>
  (await tx.selectFrom('settings').where('name', '=', NAME).select('value').executeTakeFirst())?.value !== OFF;
