import type { ExpressionBuilder } from 'kysely';
import { recordEvent } from '../database/events.ts';
import type { Db, Tx } from '../database/open.ts';
import type { Tables } from '../database/tables.ts';
import type { Outcome } from '../shifts/call.ts';
import { Refusal } from '../web/errors.ts';
import type { CallReference, Description } from './calls.ts';
import { refusedByPause } from './opening.ts';

export type CallStore = ReturnType<typeof callStore>;

const COLUMNS = ['id', 'shiftId', 'personId', 'clientKey', 'startedAt', 'endedAt', 'reason', 'outcome', 'withdrawnAt'] as const;

export interface Call extends NewCall {
  id: number;
  endedAt: string | null;
  reason: string | null;
  outcome: Outcome | null;
  withdrawnAt: string | null;
}

export interface NewCall {
  shiftId: number;
  personId: number;
  clientKey: string;
  startedAt: string;
}

export const callStore = (db: Db) => ({
  /**
   * A person is on one call at a time: what ran before ends where this one starts, and one that arrives late ends where the next one
   * of this shift started. The same key again answers the same call;
   * a key that is somebody else's, and a start while the shift is paused, are refused (409).
   */
  start: (call: NewCall, now: Date): Promise<Call> =>
    db.transaction().execute(async (tx) => {
      await lockShift(tx, call.shiftId);
      const known = await tx.selectFrom('calls').where('clientKey', '=', call.clientKey).select(COLUMNS).executeTakeFirst();
      if (known) return mustBeSame(known, call);
      await mustNotBePaused(tx, call, now);
      await endRunning(tx, call, now);
      const endedAt = await nextStart(tx, call);
      const added = await tx
        .insertInto('calls')
        .values({ ...call, endedAt })
        .returning(COLUMNS)
        .executeTakeFirstOrThrow();
      await record(tx, 'call.started', added, now);
      if (endedAt) await record(tx, 'call.ended', added, now);
      return added;
    }),

  /** The first end stays: sending it again changes nothing. An end that was only where the next call started gives way to an earlier one. */
  end: (call: Call, endedAt: string, now: Date): Promise<Call> =>
    change(db, call, 'call.ended', now, (tx) =>
      tx
        .updateTable('calls')
        .set({ endedAt: endedAt > call.startedAt ? endedAt : call.startedAt })
        .where('id', '=', call.id)
        .where((e) => e.or([e('endedAt', 'is', null), e.and([e('endedAt', '>', endedAt), isWhereTheNextStarted(e, call)])]))
        .returning(COLUMNS)
        .executeTakeFirst(),
    ),

  describe: (call: Call, words: Description, now: Date): Promise<Call> =>
    change(db, call, 'call.described', now, (tx) =>
      tx.updateTable('calls').set(words).where('id', '=', call.id).returning(COLUMNS).executeTakeFirst(),
    ),

  /** It was no call, or not mine: it counts nowhere. Twice is once. */
  withdraw: (call: Call, now: Date): Promise<Call> => setWithdrawn(db, call, now.toISOString(), now),

  restore: (call: Call, now: Date): Promise<Call> => setWithdrawn(db, call, null, now),

  findOwn: (reference: CallReference, personId: number): Promise<Call | undefined> =>
    db
      .selectFrom('calls')
      .where((e) => ('id' in reference ? e('id', '=', reference.id) : e('clientKey', '=', reference.clientKey)))
      .where('personId', '=', personId)
      .select(COLUMNS)
      .executeTakeFirst(),
});

const lockShift = (tx: Tx, shiftId: number) =>
  tx
    .updateTable('shifts')
    .set((e) => ({ touched: e('touched', '+', 1) }))
    .where('id', '=', shiftId)
    .execute();

function mustBeSame(known: Call, { shiftId, personId }: NewCall): Call {
  if (known.personId === personId && known.shiftId === shiftId) return known;
  throw new Refusal(409, 'This form has been used by somebody else', 'Reload the page and start the call once more.');
}

async function mustNotBePaused(tx: Tx, call: NewCall, now: Date) {
  const pause = await openPause(tx, call.shiftId);
  if (refusedByPause(call.startedAt, pause, now))
    throw new Refusal(
      409,
      'The shift is paused: no call starts now',
      `${pause!.reason} It goes on here as soon as the pause is over.`,
    );
}

export const openPause = (db: Db | Tx, shiftId: number) =>
  db
    .selectFrom('shiftPauses')
    .where('shiftId', '=', shiftId)
    .where('resumedAt', 'is', null)
    .select(['reason', 'pausedAt'])
    .executeTakeFirst();

async function endRunning(tx: Tx, { shiftId, personId, startedAt }: NewCall, now: Date) {
  const ended = await tx
    .updateTable('calls')
    .set({ endedAt: startedAt })
    .where('shiftId', '=', shiftId)
    .where('personId', '=', personId)
    .where('endedAt', 'is', null)
    .where('startedAt', '<=', startedAt)
    .returning(COLUMNS)
    .execute();
  for (const call of ended) await record(tx, 'call.ended', call, now);
}

/** When the next call of this person in this shift started, if there is one. */
async function nextStart(tx: Tx, { shiftId, personId, startedAt }: NewCall): Promise<string | null> {
  const { next } = await tx
    .selectFrom('calls')
    .where('shiftId', '=', shiftId)
    .where('personId', '=', personId)
    .where('startedAt', '>', startedAt)
    .where('withdrawnAt', 'is', null)
    .select((e) => e.fn.min('startedAt').as('next'))
    .executeTakeFirstOrThrow();
  return next;
}

const isWhereTheNextStarted = (e: ExpressionBuilder<Tables, 'calls'>, { id, shiftId, personId }: Call) =>
  e.exists(
    e
      .selectFrom('calls as next')
      .where('next.shiftId', '=', shiftId)
      .where('next.personId', '=', personId)
      .where('next.id', '!=', id)
      .whereRef('next.startedAt', '=', 'calls.endedAt')
      .select('next.id'),
  );

const setWithdrawn = (db: Db, call: Call, withdrawnAt: string | null, now: Date) =>
  change(db, call, withdrawnAt ? 'call.withdrawn' : 'call.restored', now, (tx) =>
    tx
      .updateTable('calls')
      .set({ withdrawnAt })
      .where('id', '=', call.id)
      .where('withdrawnAt', withdrawnAt ? 'is' : 'is not', null)
      .returning(COLUMNS)
      .executeTakeFirst(),
  );

const change = (db: Db, call: Call, action: string, now: Date, update: (tx: Tx) => Promise<Call | undefined>): Promise<Call> =>
  db.transaction().execute(async (tx) => {
    const changed = await update(tx);
    if (!changed) return tx.selectFrom('calls').where('id', '=', call.id).select(COLUMNS).executeTakeFirstOrThrow();
    await record(tx, action, changed, now);
    return changed;
  });

const record = (tx: Tx, action: string, { id, personId }: Call, now: Date) =>
  recordEvent(tx, { action, subject: 'call', subjectId: id, actorId: personId }, now);
