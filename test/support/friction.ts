import { randomUUID } from 'node:crypto';
import type { Db } from '../../src/database/open.ts';
import type { NewReport } from '../../src/friction/report.ts';
import type { From } from '../../src/friction/report-store.ts';
import { NINE_AM } from './floor.ts';

/** A leader's report, as the form would read it. */
export const report = (given: Partial<NewReport> = {}): NewReport => ({
  kind: 'friction',
  summary: 'Looking up an order takes three screens',
  stage: 'look up',
  layer: null,
  tool: 'CRM',
  secondsLost: 40,
  secondsMeasured: true,
  severity: 2,
  customerWords: null,
  callId: null,
  clientKey: randomUUID(),
  ...given,
});

export const from = (reporterId: number, given: Partial<From> = {}): From => ({
  source: 'leader',
  reporterId,
  queueId: null,
  ...given,
});

/** What the flag form sends. */
export const flag = (given: Record<string, unknown> = {}) => ({
  summary: 'The address form forgets the postcode',
  timesPerWeek: '',
  secondsLost: '',
  tool: '',
  queueId: '',
  clientKey: randomUUID(),
  receiptKey: randomUUID(),
  ...given,
});

export async function addTheme(db: Db, name: string, rootId: number | null = null): Promise<number> {
  const row = { name, rootId, layer: null, addedAt: NINE_AM.toISOString(), addedBy: null };
  const { id } = await db.insertInto('themes').values(row).returning('id').executeTakeFirstOrThrow();
  await db
    .updateTable('themes')
    .set({ rootId: rootId ?? id })
    .where('id', '=', id)
    .execute();
  return id;
}

export async function addQueue(db: Db, name: string): Promise<number> {
  const settings = { timeZone: 'Europe/London', targetPercent: 80, targetSeconds: 20, callsPerWeek: 1000, handleSeconds: 300 };
  const row = { name, ...settings, costPerHourMinor: 4000, currency: 'GBP', addedAt: NINE_AM.toISOString() };
  return (await db.insertInto('queues').values(row).returning('id').executeTakeFirstOrThrow()).id;
}

/** A fix of a theme, at a state reached by one step with these words. */
export async function addFix(db: Db, themeId: number, state: 'planned' | 'shipped' | 'declined', words: string) {
  const at = NINE_AM.toISOString();
  const texts = { title: 'Remember the postcode', willChange: '', couldWorsen: '', howTried: '' };
  const { id } = await db
    .insertInto('fixes')
    .values({ ...texts, state, proposedAt: at })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db.insertInto('fixThemes').values({ fixId: id, themeId, addedAt: at }).execute();
  const steps = [
    { fixId: id, toState: 'proposed' as const, words: 'Somebody wrote it down', at },
    { fixId: id, fromState: 'proposed' as const, toState: state, words, at },
  ];
  await db.insertInto('fixSteps').values(steps).execute();
  return id;
}
