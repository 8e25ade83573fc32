import type { RequestHandler } from 'express';
import { recordEvent } from '../database/events.ts';
import type { Db } from '../database/open.ts';
import { DEFAULTS, type Settings } from './settings.ts';

export type SettingsStore = ReturnType<typeof settingsStore>;

/** A page may show a setting this much after another process changed it. */
const FRESH_MILLISECONDS = 5_000;

export const settingsStore = (db: Db) => {
  let kept: { read: Promise<Settings>; until: number } | undefined;

  const read = async (): Promise<Settings> => {
    const rows = await db.selectFrom('settings').select(['name', 'value']).execute();
    return { ...DEFAULTS, ...Object.fromEntries(rows.map((row) => [row.name, JSON.parse(row.value)])) };
  };

  const get = (): Promise<Settings> => {
    if (!kept || kept.until < performance.now()) kept = { read: read(), until: performance.now() + FRESH_MILLISECONDS };
    kept.read.catch(() => {
      kept = undefined;
    });
    return kept.read;
  };

  const intoPages: RequestHandler = async (_req, res, next) => {
    res.locals.product = (await get()).organisation;
    next();
  };

  return {
    get,
    intoPages,
    change: (settings: Settings, by: number | null, now: Date) =>
      db.transaction().execute(async (tx) => {
        const rows = Object.entries(settings).map(([name, value]) => ({
          name,
          value: JSON.stringify(value),
          changedAt: now.toISOString(),
          changedBy: by,
        }));
        await tx
          .insertInto('settings')
          .values(rows)
          .onConflict((c) =>
            c.column('name').doUpdateSet((e) => ({
              value: e.ref('excluded.value'),
              changedAt: e.ref('excluded.changedAt'),
              changedBy: e.ref('excluded.changedBy'),
            })),
          )
          .execute();
        await recordEvent(tx, { action: 'settings.changed', subject: 'settings', subjectId: 1, actorId: by }, now);
        kept = undefined;
      }),
  };
};
